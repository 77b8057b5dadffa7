"""Addresses of halls, their parts and the plans of the sites."""

from django.urls import path

from venues.halls import hall_form, hall_list, hall_page, hall_parts, plan_marks, plan_pages

urlpatterns = [
    path("halls/list/", hall_list.halls, name="hall-list"),
    path("halls/new/", hall_form.new, name="hall-new"),
    path("halls/parts/", hall_parts.parts, name="hall-parts"),
    path("halls/parts/new/", hall_parts.new, name="hall-part-new"),
    path("halls/parts/<slug:public_id>/edit/", hall_parts.edit, name="hall-part-edit"),
    path("halls/plans/", plan_pages.plans, name="site-plans"),
    path("halls/plans/new/", plan_pages.new, name="site-plan-new"),
    path("halls/plans/<slug:public_id>/", plan_pages.plan, name="site-plan"),
    path("halls/plans/<slug:public_id>/picture/", plan_pages.picture, name="site-plan-picture"),
    path("halls/plans/<slug:public_id>/edit/", plan_pages.edit, name="site-plan-edit"),
    path("halls/plans/<slug:public_id>/marks/", plan_marks.marks, name="site-plan-marks"),
    path("halls/<slug:public_id>/", hall_page.hall, name="hall"),
    path("halls/<slug:public_id>/edit/", hall_form.edit, name="hall-edit"),
]
