"""Addresses of the register of notes verbales and of the changes of frozen lists."""

from django.urls import path

from delegations.roster import change_page, change_views, note_views

urlpatterns = [
    path("notes/", note_views.notes, name="notes"),
    path("notes/new/", note_views.new, name="note-new"),
    path("notes/<slug:public_id>/", note_views.note, name="note"),
    path("notes/<slug:public_id>/edit/", note_views.edit, name="note-edit"),
    path("changes/", change_views.changes, name="list-changes"),
    path("changes/<slug:public_id>/", change_page.change, name="list-change"),
    path("members/<slug:public_id>/change/", change_views.ask_change, name="member-change"),
    path("members/<slug:public_id>/leave/", change_views.ask_leave, name="member-leave"),
    path("delegations/<slug:public_id>/changes/new/", change_views.ask_addition, name="member-ask"),
]
