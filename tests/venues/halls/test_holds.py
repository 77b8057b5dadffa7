"""Options end by themselves, once, and who asked is told before."""

import datetime as dt

import pytest
from django.urls import reverse

from summit import audit, desk
from summit.accounts.models import User
from summit.notices.models import Notice
from summit.workflow import OutOfStep
from tests.racing import race
from tests.venues.halls.booking_days import J_3, at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall
from venues.halls import booking_menu, free, holds
from venues.halls.models import HallBooking

MINUTE = dt.timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def test_an_ended_option_lets_its_hall_go_once(at_j_3, protocol):  # noqa: F811
    hall = make_hall("S1")
    booking = make_booking(hall, "Experts", by=protocol, state="held", hold_until=J_3 + 3 * HOUR)
    kept = make_booking(make_hall(), state="held", hold_until=J_3 + 3 * HOUR + MINUTE)
    confirmed = make_booking(make_hall())
    at_j_3.move_to(J_3 + 3 * HOUR)
    assert (holds.let_go(hall.summit), holds.let_go(hall.summit)) == (1, 0)
    assert {one.pk: one.state for one in HallBooking.objects.all()} == {
        booking.pk: "freed",
        kept.pk: "held",
        confirmed.pk: "confirmed",
    }
    assert list(free.taken(hall, NINE, NINE + HOUR)) == []
    entry = audit.history(booking).get()
    assert (entry.verb, entry.actor) == ("expire", User.objects.system())
    assert [one.user for one in Notice.objects.filter(key__contains=":expire:")] == [protocol]


def test_a_prolonged_or_confirmed_option_is_not_let_go(at_j_3, conference):  # noqa: F811
    prolonged = make_booking(state="held", hold_until=J_3 + HOUR)
    confirmed = make_booking(state="held", hold_until=J_3 + HOUR)
    at_j_3.move_to(J_3 + 2 * HOUR)
    HallBooking.objects.filter(pk=prolonged.pk).update(hold_until=J_3 + 9 * HOUR)
    HallBooking.objects.filter(pk=confirmed.pk).update(state="confirmed", hold_until=None)
    assert (holds.ended(prolonged.pk), holds.ended(confirmed.pk)) == (False, False)


def test_who_asked_is_warned_a_day_and_two_hours_before_once(at_j_3, protocol):  # noqa: F811
    until = J_3 + 30 * HOUR
    booking = make_booking(make_hall("S1"), "Experts", by=protocol, state="held", hold_until=until)
    told = []
    for moment in (J_3, until - 24 * HOUR, until - 23 * HOUR, until - 2 * HOUR, until - MINUTE):
        at_j_3.move_to(moment)
        holds.warn(booking.summit)
        told.append(Notice.objects.count())
    assert told == [0, 1, 1, 2, 2]
    notice = Notice.objects.latest("pk")
    assert (notice.user, notice.url) == (protocol, booking.get_absolute_url())
    assert notice.subject.replace("\u00a0", " ") == "Your option on Hall S1 ends Sat 20 Dec, 16:00"


def test_an_option_made_for_an_hour_is_not_warned_of_at_once(at_j_3):  # noqa: F811
    booking = make_booking(state="held", hold_until=J_3 + 3 * HOUR)
    assert holds.warn(booking.summit) == 0
    at_j_3.move_to(J_3 + HOUR)
    assert holds.warn(booking.summit) == 1


def test_every_summit_under_way_is_looked_after(at_j_3, other_summit):  # noqa: F811
    make_booking(state="held", hold_until=J_3 + HOUR)
    make_booking(make_hall(summit=other_summit), state="held", hold_until=J_3 + HOUR)
    at_j_3.move_to(J_3 + 2 * HOUR)
    assert holds.run_all() == 2


def test_the_desk_names_own_options_that_end_today(protocol, conference, as_user):
    make_booking(make_hall("S1"), "Experts", by=protocol, state="held", hold_until=J_3 + 5 * HOUR)
    make_booking(make_hall("S2"), "Press", by=protocol, state="held", hold_until=J_3 + 25 * HOUR)
    make_booking(make_hall("S3"), "Other", by=conference, state="held", hold_until=J_3 + 5 * HOUR)
    panel = booking_menu.ending_today(protocol, J_3.date())
    assert [(line.title, line.detail, line.at) for line in panel.today] == [
        ("Experts", "Hall S1", J_3 + 5 * HOUR)
    ]
    assert "Experts" in as_user(protocol).get(reverse("desk")).content.decode()
    assert booking_menu.ending_today in desk.PANELS


@pytest.mark.django_db(transaction=True)
def test_an_option_is_confirmed_or_ends_never_both(conference):
    booking = make_booking(state="held", hold_until=J_3)

    def confirm():
        row = HallBooking.objects.get(pk=booking.pk)
        row.workflow.run(row, "confirm", by=conference)

    def expire():
        if not holds.ended(booking.pk):
            raise OutOfStep

    outcomes = race(*[confirm if number % 2 else expire for number in range(20)], refusals=(OutOfStep,))
    assert outcomes == ["OutOfStep"] * 19 + ["done"]
    booking.refresh_from_db()
    assert audit.history(booking).count() == 1
    assert booking.held_parts.get().state == booking.state


def test_an_option_whose_hour_is_past_is_not_confirmed(conference, as_user, at_j_3):  # noqa: F811
    booking = make_booking(state="held", hold_until=J_3 + HOUR)
    at_j_3.move_to(J_3 + HOUR)  # nobody has let it go yet
    url = reverse("step", args=["hallbooking", booking.public_id, "confirm"])
    page = as_user(conference).post(url, follow=True).text.replace("\u00a0", " ")
    assert "The option ended Fri 19 Dec, 11:00 and the hall is free for others." in page
    assert HallBooking.objects.get().state == "held"
