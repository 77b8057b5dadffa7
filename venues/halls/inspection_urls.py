"""Addresses of site inspections, reserves and decisions."""

from django.urls import path

from venues.halls import inspection_pages as pages
from venues.halls.inspection_registers import DECISIONS, INSPECTIONS, RESERVES

urlpatterns = [
    path("inspections/", INSPECTIONS.list_view(), name="inspections"),
    path("inspections/new/", INSPECTIONS.new_view(), name="inspection-new"),
    path("inspections/sites/", pages.readiness, name="site-readiness"),
    path("inspections/<slug:public_id>/", pages.inspection, name="inspection"),
    path("inspections/<slug:public_id>/edit/", INSPECTIONS.edit_view(), name="inspection-edit"),
    path("inspections/<slug:public_id>/reserves/new/", pages.new_reserve, name="reserve-new"),
    path("reserves/", RESERVES.list_view(), name="reserves"),
    path("reserves/<slug:public_id>/", pages.reserve, name="reserve"),
    path("reserves/<slug:public_id>/edit/", pages.edit_reserve, name="reserve-edit"),
    path("go-no-go/", DECISIONS.list_view(), name="site-decisions"),
    path("go-no-go/new/", DECISIONS.new_view(), name="site-decision-new"),
    path("go-no-go/<slug:public_id>/", DECISIONS.page_view(), name="site-decision"),
    path("go-no-go/<slug:public_id>/edit/", DECISIONS.edit_view(), name="site-decision-edit"),
]
