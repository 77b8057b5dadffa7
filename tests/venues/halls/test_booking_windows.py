"""Sweeps and closures: one booking a hall, all or none, and what a refusal tells."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from tests import factories
from tests.venues.halls.booking_days import J_3, at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.halls.booking_posts import asked, local
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls.booking_windows import WindowForm
from venues.halls.models import BookedPart, HallBooking

SWEEP, CLOSURE = "sweep-new", "hall-closure-new"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def window(*halls, starts_at=NINE, hours=2, **more):
    times = {"starts_at": local(starts_at), "ends_at": local(starts_at + hours * HOUR)}
    return times | {"halls": [hall.public_id for hall in halls]} | more


def test_security_sweeps_a_hall_and_nobody_books_it_meanwhile(security, conference, as_user):
    hall = make_hall("S1", setup_minutes=30)
    answer = as_user(security).post(reverse(SWEEP), window(hall))
    row = HallBooking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert (row.purpose, row.state, row.asked_by, row.hold_until) == ("sweep", "confirmed", security, None)
    assert (row.occupied_from, row.occupied_until) == (NINE, NINE + 2 * HOUR)
    refused = as_user(conference).post(reverse("hall-booking-new"), asked(hall, starts_at=NINE + HOUR))
    assert refused.status_code == 422
    assert "Hall S1 is taken from 09:00 until 11:00, set-up and clearing included: Security sweep." in (
        refused.content.decode()
    )


def test_a_whole_site_is_closed_by_the_fewest_bookings_that_hold_every_part(conference, as_user):
    site = factories.make_site("cicb")
    left, right, middle = (make_part(code, site=site) for code in "ABC")
    whole = make_hall("AB", parts=[left, right])
    make_hall("A1", parts=[left])
    crossing = make_hall("BC", parts=[right, middle])
    make_hall("X1")
    answer = as_user(conference).post(reverse(CLOSURE), window(site=site.public_id, title_2="Painters"))
    assert answer["Location"] == f"{reverse('hall-bookings')}?day=2025-12-22&purpose=closure"
    rows = HallBooking.objects.order_by("hall__order", "hall__sort_key")
    assert [(row.hall, row.what) for row in rows] == [(whole, "Painters"), (crossing, "Painters")]
    assert sorted(BookedPart.objects.values_list("part__code", flat=True)) == ["A", "B", "C"]


def test_a_window_that_hits_bookings_is_refused_with_their_list_and_the_free_times(security, as_user):
    hall, other = make_hall("S1"), make_hall("S2")
    make_booking(hall, "Experts", starts_at=NINE + HOUR)  # 9:45 to 11:15
    make_booking(other, "Press", starts_at=NINE - 3 * HOUR, hours=2)  # 5:45 to 8:15
    client = as_user(security)
    answer = client.post(reverse(SWEEP), window(hall, other, remarks="Dogs"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 booking is in the way. Nothing is closed yet." in page
    assert ("Experts" in page, "Press" in page, "Dogs" in page) == (True, False, True)
    ways = answer.context["form"].ways
    assert [way.words for way in ways] == ["11:15 – 13:15", "03:45 – 05:45"]
    assert HallBooking.objects.filter(purpose="sweep").count() == 0
    assert client.post(reverse(SWEEP), window(hall, other, way=ways[0].key)).status_code == 302
    assert set(HallBooking.objects.filter(purpose="sweep").values_list("hall", "starts_at")) == {
        (hall.pk, NINE + 135 * (HOUR / 60)),
        (other.pk, NINE + 135 * (HOUR / 60)),
    }


def test_a_window_is_closed_in_all_its_halls_or_in_none(security):
    hall, other = make_hall("S1"), make_hall("S2")
    sent = QueryDict(mutable=True)
    for name, value in window(hall, other).items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    row = HallBooking(summit=hall.summit, asked_by=security, purpose="sweep")
    form = WindowForm(sent, instance=row, user=security)
    assert form.is_valid()
    make_booking(other, "Faster")
    assert form.save(by=security) is None
    assert form.errors == {"starts_at": ["1 booking is in the way. Nothing is closed yet."]}
    assert [one.what for one in form.in_the_way] == ["Faster"]
    assert HallBooking.objects.filter(purpose="sweep").count() == 0


def test_what_makes_no_sense_is_said_at_its_field(security, as_user):
    client = as_user(security)
    for sent, names in [
        (window(), {"halls"}),
        (window(make_hall(), hours=0), {"ends_at"}),
        (window(make_hall(), starts_at=NINE.replace(year=2035)), {"starts_at", "ends_at"}),
        ({}, {"starts_at", "ends_at", "halls"}),
        (window(make_hall(state="closed")), {"halls"}),
    ]:
        answer = client.post(reverse(SWEEP), sent)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, names), sent


def test_who_sweeps_and_who_closes(conference, security, protocol, secretary, focal, as_user):
    for user, sweeps, closes, books in [
        (conference, 200, 200, 200),
        (security, 200, 403, 403),
        (protocol, 403, 403, 200),
        (secretary, 403, 403, 200),
        (focal, 403, 403, 403),
    ]:
        client = as_user(user)
        seen = [client.get(reverse(name)).status_code for name in (SWEEP, CLOSURE, "hall-booking-new")]
        assert seen == [sweeps, closes, books], user


def test_security_lifts_its_own_sweep(security, as_user):
    hall = make_hall()
    as_user(security).post(reverse(SWEEP), window(hall))
    row = HallBooking.objects.get()
    as_user(security).post(reverse("step", args=["hallbooking", row.public_id, "free"]))
    row.refresh_from_db()
    assert row.state == "freed"
    make_booking(hall)
    assert J_3 < NINE
