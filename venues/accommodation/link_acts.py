"""What a hotel does through its link: it confirms, writes room numbers, notes arrival, departure and no-show.

Whoever holds a link has no account: the act is taken in the name of the system's user, and the note
of its audit entry names the link.
"""

from django.utils.translation import gettext as _

from summit.accounts.models import User
from summit.workflow import OutOfStep
from venues.accommodation import giving, rooming
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.hotel import Room
from venues.accommodation.list_rows import ON_LIST, Row, in_order

State = RoomAssignment.State
STEPS = {"confirm": "confirm", "arrived": "check_in", "left": "check_out", "absent": "no_show"}
FROM_ARRIVAL = ("arrived", "absent")  # nobody comes, or stays away, before the first night
SHOWN = (*ON_LIST, State.NO_SHOW)


class Refused(Exception):
    """The act is not possible; the text says why."""


def lodgings(hotel):
    """The hotel's list as it stands, and nothing else of any guest."""
    rows = RoomAssignment.objects.of(hotel.summit).filter(hotel=hotel, state__in=SHOWN).for_list()
    return rows.select_related("occupant__rank_class", "crew_of")


def rows_of(hotel, today) -> list[Row]:
    """One query; each row with the acts that are open for it today."""
    found = [Row(one) for one in sorted(lodgings(hotel), key=in_order)]
    for row in found:
        row.lodging.acts = acts_of(row.lodging, today)
    return found


def acts_of(lodging, today) -> list[str]:
    steps = lodging.workflow.steps
    open_ = [name for name, step in STEPS.items() if lodging.state in steps[step].sources]
    return [name for name in open_ if name not in FROM_ARRIVAL or lodging.check_in <= today]


def take(visit, lodging, name, today) -> None:
    """One tap. Raises ``Refused`` where the lodging has gone on meanwhile."""
    if name not in acts_of(lodging, today):
        raise Refused(_("This was noted already, or the committee has changed it. Look at the list again."))
    try:
        lodging.workflow.run(lodging, STEPS[name], by=User.objects.system(), note=visit.link.audit_label)
    except OutOfStep as gone:
        raise Refused(
            _("This was noted already, or the committee has changed it. Look at the list again.")
        ) from gone


def number(visit, lodging, text: str, revision: int) -> RoomAssignment:
    """Write the number of the room where it is missing. Raises ``Refused``."""
    said = text.strip()
    if not said:
        raise Refused(_("Write the number of the room."))
    if lodging.room_id:
        raise Refused(_("This guest has room %(room)s already.") % {"room": lodging.room})
    rooms = Room.objects.filter(hotel=visit.hotel, number__iexact=said, state=Room.State.USABLE)
    room = rooms.first()
    if room is None:
        raise Refused(
            _("The committee knows no usable room %(room)s of this hotel. Tell it.") % {"room": said}
        )
    try:
        return giving.change(
            lodging, by=User.objects.system(), revision=revision, note=visit.link.audit_label, room=room
        )
    except rooming.Taken as taken:
        raise Refused(_("Room %(room)s is taken for one of these nights.") % {"room": room}) from taken
    except (rooming.BlockFull, rooming.LodgedAlready, giving.StaleRevision, OutOfStep) as gone:
        raise Refused(_("The committee has just changed this guest. Look at the list again.")) from gone
