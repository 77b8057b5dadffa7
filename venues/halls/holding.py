"""Writing down which parts a booking holds; the database refuses what is held already."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction

from summit.constraints import queue
from venues.halls.booking import BookedPart
from venues.halls.hall import Hall, HallPart

HELD_ONCE = "hall_part_held_once"


class Taken(Exception):
    """A part of the hall is held by another booking at that time."""


def hold(booking) -> None:
    """Let ``booking`` hold exactly the parts of its hall, in the caller's transaction.

    Raises ``Taken`` where one of them is held; the transaction is left usable, and nothing of
    the booking's parts is changed.
    """
    with refusing(), transaction.atomic():
        lock(booking.hall)
        wanted = set(booking.hall.made_of.values_list("part", flat=True))
        queue(HallPart.objects.filter(pk__in=wanted))
        held = set(booking.held_parts.values_list("part", flat=True))
        booking.held_parts.exclude(part__in=wanted).delete()
        BookedPart.objects.bulk_create(
            BookedPart(summit_id=booking.summit_id, booking=booking, part_id=part)
            for part in sorted(wanted - held)
        )


def lock(hall) -> None:
    """Until the transaction ends, nobody else books ``hall`` or changes its parts.

    A booking's key to its hall is checked at commit only, so by itself it makes nobody wait.
    """
    queue(Hall.objects.filter(pk=hall.pk))


@contextmanager
def refusing():
    """Turn the database's refusal of a second holder into ``Taken``; every other error goes on."""
    try:
        yield
    except IntegrityError as error:
        if HELD_ONCE in str(error):
            raise Taken from error
        raise
