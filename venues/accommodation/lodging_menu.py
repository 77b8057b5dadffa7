"""What lodgings: who sleeps where hang into the registries."""

from django.utils.translation import gettext_lazy as _

from delegations.roster.models import Person
from summit import navigation, search, writing
from summit.search import matching
from venues.accommodation import lodging_hooks, lodging_impact, lodging_problems  # noqa: F401 - loading them fills the registries
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import RoomAssignment

navigation.add("places", _("Lodgings"), "lodgings", right="venues.view_lodging", order=34)
navigation.add("places", _("People without a bed"), "without-bed", right="venues.edit_lodging", order=35)


def hit(row):
    """No name: lodgings are read by some who may not read the lists."""
    title = writing.listed((row.delegation, words.guest(row, names=False)))
    said = (row.hotel or "", words.days(row.check_in, row.check_out), row.get_state_display())
    return title, writing.listed(said)


def narrow(rows, typed):
    """The lodgings of the people whose names hold every word."""
    people = matching(Person.objects.order_by(), typed).values("pk")
    return rows.filter(occupant__person__in=people)


search.searchable(RoomAssignment, _("Lodgings"), hit, narrow=narrow, first=("-check_in",))
