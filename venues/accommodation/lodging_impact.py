"""What a changed time, or somebody who does not come, leaves behind among the lodgings."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster.models import Membership
from delegations.roster.portfolio import holder
from summit.impact import Broken, breaks
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.lodging_problems import STANDING
from venues.accommodation.rights import LODGING
from venues.accommodation.stays import night_of

State = RoomAssignment.State


@breaks("movement.estimated_at")
def nights(change):
    """Rooms given for other nights than those of the new time, counted by hotel."""
    movement = change.row
    at = change.values["estimated_at"].astimezone(movement.summit.tz)
    travels = Q(journeys__movement=movement) | Q(pk=movement.principal_id or 0)
    rows = RoomAssignment.objects.filter(
        occupant__in=Membership.objects.filter(travels).values("pk"), state__in=STANDING
    )
    if movement.is_arrival:
        day, end, order = night_of(at), "check_in", "check_in"
        rows = rows.exclude(state=State.CHECKED_IN)
    else:
        day, end, order = at.date(), "check_out", "-check_out"
    ends = {}  # of each guest the lodging at that end of the stay
    for row in rows.select_related("hotel").order_by(order, "pk"):
        ends.setdefault(row.occupant_id, row)
    counts = Counter(str(row.hotel or "") for row in ends.values() if getattr(row, end) != day)
    yield from broken(movement.delegation, counts, said_of_nights)


def said_of_nights(count) -> str:
    words = ngettext(
        "%(n)d room is given for other nights.", "%(n)d rooms are given for other nights.", count
    )
    return words % {"n": count}


@breaks("membership.withdraw")
@breaks("membership.replace")
def room_of_member(change):
    """The room of somebody who does not come."""
    yield from kept(change.row.delegation, RoomAssignment.objects.filter(occupant=change.row))


@breaks("delegation.withdraw")
def rooms_of_delegation(change):
    """The rooms of a delegation that does not come."""
    yield from kept(change.row, RoomAssignment.objects.filter(delegation=change.row))


def kept(delegation, rows):
    hotels = rows.filter(state__in=STANDING).select_related("hotel")
    yield from broken(delegation, Counter(str(row.hotel or "") for row in hotels), said_of_kept)


def said_of_kept(count) -> str:
    words = ngettext(
        "%(n)d room stays kept until somebody cancels it.", "%(n)d rooms stay kept until somebody cancels them.", count
    )  # fmt: skip
    return words % {"n": count}


def broken(delegation, counts, said):
    owner = str(holder(delegation.summit_id, LODGING) or _("Lodging officer")) if counts else ""
    for hotel, count in sorted(counts.items()):
        yield Broken(
            subject=hotel or _("no hotel yet"),
            message=said(count),
            owner=owner,
            url=f"{reverse('lodgings')}?delegation={delegation.public_id}",
        )
