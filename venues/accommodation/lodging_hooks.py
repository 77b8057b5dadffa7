"""What lodgings tell elsewhere: on delegations' files and lists, of quotas, of people and of arrivals."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import checklist, delegation_panels, quota_use
from delegations.roster.checklist import Mark
from delegations.roster.delegation_figures import amount, linked, members
from delegations.roster.models import Delegation, Membership, Quota
from delegations.travel.needs import needs_of_arrival
from summit import writing
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.block import RoomBlock
from venues.accommodation.entitled import BEDDED
from venues.accommodation.lodging_problems import about_delegation

RIGHT, NAMES = "venues.view_lodging", "delegations.view_membership"
DUE = -3  # days from J0 at which somebody without a room is late
SHOWN = 6
State = RoomAssignment.State
SLEEPS = Q(state__in=BEDDED)


@quota_use.used(Quota.Kind.ROOMS)
def rooms():
    """Rooms given or slept in at the host's cost."""
    paid = RoomAssignment.objects.filter(state__in=(*HOLDING, State.CHECKED_OUT), paid_by=Quota.Payer.HOST)
    return amount(paid)


@checklist.counted("rooms", gettext_lazy("Rooms"), order=50, right=RIGHT, due=DUE)
def lodged(today):
    """Members with a bed, of all; nothing is wanted where there are no blocks, and for who is at home here."""
    kept = Exists(RoomBlock.objects.filter(summit=OuterRef("summit")))
    wanted = Q(kept) & ~Q(delegation__delegation_type=Delegation.Kind.HOST)
    return linked(RoomAssignment, "occupant", SLEEPS), members(wanted)


@checklist.mark("room", gettext_lazy("Room"), order=50, right=RIGHT)
def room_of(memberships, user):
    """In which hotel each member sleeps; one query."""
    rows = RoomAssignment.objects.visible_to(user).filter(
        SLEEPS, occupant__in=[one.pk for one in memberships]
    )
    none = Mark("todo", _("no room"))
    marks = {one.pk: none for one in memberships}
    for row in rows.select_related("hotel").order_by("-check_in", "-pk"):  # the first stay is said
        said = (row.hotel.code if row.hotel else "", row.get_state_display())
        marks[row.occupant_id] = Mark(words.LOOKS[row.state], writing.listed(said))
    return marks


@needs_of_arrival("room")
def without_room(passengers):
    """Who arrives and has no room, once there are blocks of rooms to give: two queries."""
    if not RoomBlock.objects.filter(summit=passengers[0].summit_id).exists():
        return []
    keys = {one.membership_id for one in passengers}
    at_home = Q(delegation__delegation_type=Delegation.Kind.HOST)
    bed = RoomAssignment.objects.filter(SLEEPS, occupant=OuterRef("pk"))
    fine = set(Membership.objects.filter(at_home | Exists(bed), pk__in=keys).values_list("pk", flat=True))
    return [one.pk for one in passengers if one.membership_id not in fine]


@delegation_panels.column("rooms", gettext_lazy("Rooms"), order=20, right=RIGHT)
def given_of_needed(delegations, user):
    """``12 / 15``: members with a bed, of those who need one; one query."""
    found = figures(delegations, user)
    return {  # one piece that reads from the left in Arabic too
        key: f"\u2066{writing.number(given)} / {writing.number(needed)}\u2069"
        for key, (given, needed) in found.items()
    }


def figures(delegations, user) -> dict[int, tuple[int, int]]:
    """By delegation how many have a bed, and how many need one."""
    bed = RoomAssignment.objects.visible_to(user).filter(SLEEPS, occupant=OuterRef("pk"))
    rows = Membership.objects.live().filter(delegation__in=[one.pk for one in delegations])
    rows = rows.exclude(delegation__delegation_type=Delegation.Kind.HOST).order_by().values_list("delegation")
    counts = rows.annotate(needed=Count("pk"), given=Count("pk", filter=Exists(bed)))
    return {key: (given, needed) for key, needed, given in counts}


@delegation_panels.panel("rooms", order=20, right=RIGHT)
def panel(delegation, user, today):
    """Given of needed, what is to be looked at, and who sleeps where."""
    rows = RoomAssignment.objects.visible_to(user).filter(delegation=delegation, state__in=BEDDED)
    shown = list(
        rows.for_list()
        .select_related("occupant__rank_class", "crew_of")
        .order_by("check_in", "pk")[: SHOWN + 1]
    )
    count = len(shown) if len(shown) <= SHOWN else rows.count()
    names = user.has_perm(NAMES)
    lines = [*headlines(delegation, user, today), *(line(row, user, names) for row in shown[:SHOWN])]
    return delegation_panels.Panel(
        title=_("Rooms"),
        lines=lines,
        count=count,
        url=f"{reverse('lodgings')}?delegation={delegation.public_id}",
        link=_("All lodgings"),
        empty=_("Nobody has a room yet."),
    )


def headlines(delegation, user, today):
    """Who has no bed, and what is wrong with what was given."""
    given, needed = figures([delegation], user).get(delegation.pk, (0, 0))
    if given < needed:
        address = f"{reverse('without-bed')}?delegation={delegation.public_id}"
        yield delegation_panels.Line(
            text=_("%(given)s of %(needed)s have a bed") % {"given": given, "needed": needed},
            look="wait",
            words=_("without a bed"),
            url=address if user.has_perm("venues.edit_lodging") else "",
        )
    alike = {problem.sentence: problem for problem in reversed(about_delegation(delegation, today))}
    for problem in list(reversed(alike.values()))[:SHOWN]:
        yield delegation_panels.Line(
            text=problem.sentence, look="late", words="", url=problem.lodging.get_absolute_url()
        )


def line(row, user, names):
    return delegation_panels.Line(
        text=writing.listed((row.hotel or _("no hotel yet"), words.days(row.check_in, row.check_out))),
        name=words.guest(row, names=names),
        url=row.get_absolute_url(),
        look=words.LOOKS[row.state],
        words=row.get_state_display(),
    )
