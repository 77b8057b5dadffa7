"""Addresses of meetings and decisions."""

from django.urls import path

from summit.meetings import decision_views, minutes_views, views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.convene, name="meeting-new"),
    path("meetings/rows/", views.more_rows, name="meeting-rows"),
    path("meetings/<slug:public_id>/", views.meeting, name="meeting"),
    path("meetings/<slug:public_id>/edit/", views.edit, name="meeting-edit"),
    path("meetings/<slug:public_id>/freeze/", views.freeze_figures, name="meeting-freeze"),
    path("meetings/<slug:public_id>/attendance/", minutes_views.attendance, name="meeting-attendance"),
    path("meetings/<slug:public_id>/minutes/", minutes_views.write, name="meeting-minutes"),
    path("meetings/<slug:public_id>/minutes.pdf", minutes_views.minutes_pdf, name="meeting-pdf"),
    path(
        "meetings/<slug:public_id>/convocation.pdf", minutes_views.convocation_pdf, name="meeting-convocation"
    ),
    path("meetings/<slug:public_id>/decisions/new/", decision_views.decide, name="decision-new"),
    path("decisions/", decision_views.decisions, name="decisions"),
    path("decisions/<slug:public_id>/", decision_views.decision, name="decision"),
    path("decisions/<slug:public_id>/edit/", decision_views.edit, name="decision-edit"),
    path("decisions/<slug:public_id>/proof/", decision_views.prove, name="decision-proof"),
    path("decisions/<slug:public_id>/tasks/", decision_views.make_tasks, name="decision-tasks"),
    path("decisions/<slug:public_id>/tasks/link/", decision_views.link_tasks, name="decision-link"),
    path(
        "decisions/<slug:public_id>/tasks/<slug:task>/unlink/",
        decision_views.unlink_task,
        name="decision-unlink",
    ),
]
