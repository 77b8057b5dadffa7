"""Blocks end by themselves: the lodging officers are warned before the cut-off, then unused rooms go back."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import clock, writing
from summit.accounts.models import User
from summit.event.models import Summit
from summit.jobs import periodic
from summit.meetings.recipients import duties_of_today, people_with
from summit.notices import notify
from summit.rights import HEAD, OFFICER
from summit.workflow import OutOfStep
from venues.accommodation import block_nights
from venues.accommodation.block import RoomBlock
from venues.accommodation.rights import LODGING

WARNED_BEFORE = (7, 3, 1)  # days before the cut-off
RUNNING = ("preparation", "open", "live")
RELEASED_FROM = (RoomBlock.State.CONTRACTED, RoomBlock.State.REVIEWED)


@periodic(seconds=600, name="lodging.blocks")
def run_all() -> int:
    """Release blocks whose day has come and warn of cut-offs; returns how many of both."""
    return sum(release_due(summit) + warn(summit) for summit in Summit.objects.filter(state__in=RUNNING))


def release_due(summit) -> int:
    """Give back what nobody has of every block whose release has come; returns how many. May run twice at once."""
    return sum(released(pk) for pk in due(summit).values_list("pk", flat=True))


def due(summit):
    return RoomBlock.objects.of(summit).filter(state__in=RELEASED_FROM, release_on__lte=clock.today(summit))


@transaction.atomic
def released(pk) -> bool:
    """Release one block, unless somebody released it or put its day off meanwhile."""
    rows = RoomBlock.objects.filter(pk=pk, state__in=RELEASED_FROM)
    block = rows.select_for_update(of=("self",)).select_related("summit", "hotel").first()
    if block is None or block.release_on is None or block.release_on > clock.today(block.summit):
        return False
    try:
        block.workflow.run(block, "release", by=User.objects.system())
    except OutOfStep:
        return False
    return True


def warn(summit) -> int:
    """Tell the lodging officers 7, 3 and 1 days before a cut-off, each once; returns how many were told."""
    today = clock.today(summit)
    officers = officers_of(summit)
    rows = RoomBlock.objects.of(summit).filter(state__in=RoomBlock.GIVEN_FROM, cut_off__gte=today)
    coming = [row for row in rows.for_list() if (row.cut_off - today).days <= max(WARNED_BEFORE)]
    return sum(tell(row, officers, nearest((row.cut_off - today).days)) for row in coming)


def officers_of(summit):
    duties = duties_of_today(summit).filter(portfolio__code=LODGING, role__in=[HEAD, OFFICER])
    return people_with(duties)


def nearest(left: int) -> int:
    """The warning that is due with so many days left."""
    return min(days for days in WARNED_BEFORE if left <= days)


@transaction.atomic
def tell(block, officers, days) -> int:
    kept, held = block_nights.kept(block), block_nights.held(block)
    free = sum(kept.values()) - sum(held.values())

    def subject():
        words = {"block": block, "hotel": block.hotel, "day": writing.short_date(block.cut_off)}
        return _("Cut-off of block %(block)s in %(hotel)s: %(day)s") % words

    def text():
        said = ngettext(
            "%(count)s night of a room is held by nobody. Name guests or give it back by then.",
            "%(count)s nights of rooms are held by nobody. Name guests or give them back by then.",
            free,
        )
        return said % {"count": writing.number(free)}

    return notify(
        officers,
        key=f"roomblock:{block.public_id}:cut-off:{days}:{block.cut_off.isoformat()}",
        subject=subject,
        text=text,
        url=block.get_absolute_url(),
        summit=block.summit,
    )
