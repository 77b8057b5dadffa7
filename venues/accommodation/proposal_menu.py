"""What the proposals of rooms hang into the registries."""

from django.utils.translation import gettext_lazy

from summit import navigation
from venues.accommodation import proposal_computing  # noqa: F401 - the worker finds its job by it

navigation.add(
    "places",
    gettext_lazy("Proposals of rooms"),
    "lodging-proposals",
    right="venues.propose_lodging",
    order=36,
)
