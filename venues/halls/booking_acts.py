"""What the steps of a booking write, and whom they tell."""

from summit import clock
from summit.workflow import OutOfStep


def confirmed(booking, *, by, data):
    """A booking that is confirmed has no end of its option any more.

    Raises ``OutOfStep`` where the option has ended, although nobody let it go yet.
    """
    if booking.hold_until and booking.hold_until <= clock.now():
        raise OutOfStep(f"the option on {booking} has ended")
    return {"hold_until": None}


def who_asked(booking):
    return [booking.asked_by]
