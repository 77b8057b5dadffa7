"""What is cancelled needs its halls no more: they are free again in the same act, whoever takes it."""

from django.utils.translation import gettext as _

from summit.accounts.models import User
from summit.impact import Broken, breaks
from summit.workflow import follows
from venues.halls.booking import HallBooking
from venues.halls.booking_words import span


def held_for(served):
    """The bookings that hold a hall for a meeting or an item."""
    name = "meeting" if served._meta.model_name == "meeting" else "item"
    return HallBooking.objects.standing().filter(**{name: served})


@breaks("meeting.cancel")
@breaks("programmeitem.cancel")
def halls_to_free(change):
    """Each hall that the step frees; the way to its booking for those who may read it."""
    for booking in held_for(change.row).for_list().order_by("starts_at", "pk"):
        reads = change.by is not None and change.by.has_perm("venues.view_booking", booking)
        yield Broken(
            subject=str(booking.hall),
            message=_("free again, %(time)s.") % {"time": span(booking)},
            owner=str(booking.asked_by),
            url=booking.get_absolute_url() if reads else "",
        )


@follows("meeting.cancel")
@follows("programmeitem.cancel")
def free_halls(served, *, by, note) -> None:
    """Let the bookings go with what they were for.

    Who may cancel a meeting or an item need not be one who gives halls: the program has the right,
    the history names the person and the reason, and who asked for a hall is told.
    """
    reason = _("“%(what)s” is cancelled: %(reason)s") % {"what": served.title, "reason": note}
    rows = held_for(served).for_list().order_by("pk")
    for booking in rows.select_for_update(of=("self",), no_key=True):
        let_go(booking, by, reason, allowed=User.objects.system())


def let_go(booking, by, reason, *, allowed=None) -> None:
    """Free the hall: what is in use is freed, what was to come is cancelled."""
    step = "free" if booking.state == HallBooking.State.USED else "cancel"
    booking.workflow.run(booking, step, by=by, note=reason, allowed=allowed)
