"""Addresses of the lists of precedence."""

from django.urls import path

from delegations.protocol import pages, placing, taking

urlpatterns = [
    path("precedence/", pages.lists, name="precedence-lists"),
    path("precedence/new/", pages.new, name="precedence-new"),
    path("precedence/<slug:public_id>/", pages.precedence, name="precedence"),
    path("precedence/<slug:public_id>/edit/", pages.edit, name="precedence-edit"),
    path("precedence/<slug:public_id>/move/<slug:member>/", placing.move, name="precedence-move"),
    path("precedence/<slug:public_id>/print/", taking.take, name="precedence-print"),
]
