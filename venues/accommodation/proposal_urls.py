"""Addresses of the proposals of rooms."""

from django.urls import path

from venues.accommodation import proposal_line, proposal_list, proposal_page

urlpatterns = [
    path("hotels/proposals/", proposal_list.proposals, name="lodging-proposals"),
    path("hotels/proposals/<slug:public_id>/", proposal_page.proposal, name="lodging-proposal"),
    path("hotels/proposals/<slug:public_id>/<int:order>/", proposal_line.line, name="lodging-proposal-line"),
]
