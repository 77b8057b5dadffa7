"""Addresses of the delegates at meetings."""

from django.urls import path

from delegations.sessions import adding, labelling, marking, seating, taking

MEETING = "delegates/<slug:public_id>/"  # below the menu entry that it belongs to

urlpatterns = [
    path("delegates/", seating.meetings, name="delegates"),
    path(MEETING, seating.delegates, name="meeting-delegates"),
    path(f"{MEETING}add/", adding.add, name="meeting-delegates-add"),
    path(f"{MEETING}mark/<slug:step>/", marking.mark, name="meeting-delegates-mark"),
    path(f"{MEETING}take-off/", marking.take_off, name="meeting-delegates-take-off"),
    path(f"{MEETING}seats/", labelling.labels, name="meeting-delegates-seats"),
    path(f"{MEETING}export/", taking.take, name="meeting-delegates-export"),
]
