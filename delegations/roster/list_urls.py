"""Addresses of the lists that leave the house: official lists, contact sheets, name-plates."""

from django.urls import path

from delegations.roster import list_views

urlpatterns = [
    path("delegations/<slug:public_id>/lists/", list_views.delegation_lists, name="delegation-lists"),
    path("people/lists/", list_views.people_lists, name="people-lists"),
]
