"""Addresses and sentences of the tests of delegates at meetings."""

from django.urls import reverse

from delegations.sessions.models import Seat


def url_of(meeting, what="", *args):
    return reverse(f"meeting-delegates{what}", args=[meeting.public_id, *args])


def squeezed(response) -> str:
    assert response.status_code in (200, 422), response.status_code
    return " ".join(response.text.split())


def states(seats):
    return [Seat.objects.get(pk=seat.pk).state for seat in seats]
