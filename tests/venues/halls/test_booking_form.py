"""Booking a hall by its form: what is proposed, what is refused, and the ways out."""

import datetime as dt
import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from summit import audit
from tests import factories
from tests.summit.meetings.making import make_meeting
from tests.venues.halls.booking_days import J_3, at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.halls.booking_posts import asked, local, stored
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item, make_part
from venues.halls.booking_form import BookingForm
from venues.halls.models import BookedPart, HallBooking

MINUTE = dt.timedelta(minutes=1)
NEW = "hall-booking-new"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def errors_of(answer):
    return {name: [str(one) for one in found] for name, found in answer.context["form"].errors.items()}


def test_an_option_is_held_for_two_days_and_names_who_asked(protocol, as_user):
    hall = make_hall(setup_minutes=20, clearing_minutes=10)
    sent = asked(hall, setup_minutes="", clearing_minutes="", languages=["fr", "bm"], equipment=["flags"])
    answer = as_user(protocol).post(reverse(NEW), sent)
    booking = HallBooking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, booking.get_absolute_url())
    assert (booking.state, booking.asked_by, booking.hold_until) == ("held", protocol, J_3 + 48 * HOUR)
    assert (booking.occupied_from, booking.occupied_until) == (NINE - 20 * MINUTE, NINE + HOUR + 10 * MINUTE)
    assert (booking.languages, booking.equipment) == (["fr", "bm"], ["flags"])
    assert BookedPart.objects.get().state == "held"
    entry = audit.history(booking).get()
    assert (entry.verb, entry.changes["languages"]) == ("create", [[], ["fr", "bm"]])


def test_an_officer_of_the_venues_may_confirm_at_once(conference, protocol, as_user):
    as_user(conference).post(reverse(NEW), asked(make_hall(), keep="confirmed"))
    booking = HallBooking.objects.get()
    assert (booking.state, booking.hold_until) == ("confirmed", None)
    assert [entry.verb for entry in audit.history(booking)] == ["confirm", "create"]
    as_user(protocol).post(reverse(NEW), asked(make_hall(), keep="confirmed"))
    assert HallBooking.objects.latest("pk").state == "held"


def test_an_option_never_ends_after_the_start_nor_in_the_past(protocol, as_user):
    client, hall = as_user(protocol), make_hall()
    for until, said in [
        (NINE + MINUTE, "The option ends when the booking begins, at the latest."),
        (J_3, "This moment is past."),
    ]:
        answer = client.post(reverse(NEW), asked(hall, hold_until=local(until)))
        assert (answer.status_code, errors_of(answer)) == (422, {"hold_until": [said]})
    tomorrow = J_3 + 24 * HOUR
    client.post(reverse(NEW), asked(hall, starts_at=tomorrow))
    assert HallBooking.objects.get().hold_until == tomorrow
    answer = client.post(reverse(NEW), asked(make_hall(), starts_at=J_3 - HOUR))
    assert list(errors_of(answer)) == ["hold_until"]


def test_times_are_those_of_the_meeting_or_of_the_item(conference, as_user):
    client, hall = as_user(conference), make_hall()
    meeting = make_meeting(starts_at=NINE, ends_at=NINE + 3 * HOUR)
    item = make_item(starts_at=NINE + 5 * HOUR, hours=2)
    for name, served in (("meeting", meeting), ("item", item)):
        page = client.get(reverse(NEW), {name: served.public_id})
        assert page.context["form"].initial["starts_at"] == served.starts_at
        empty = asked(hall, starts_at=NINE) | {"title_2": "", "starts_at": "", "ends_at": ""}
        assert client.post(reverse(NEW), empty | {name: served.public_id}).status_code == 302
        booking = HallBooking.objects.latest("pk")
        assert (booking.starts_at, booking.ends_at) == (served.starts_at, served.ends_at)
        assert getattr(booking, name) == served
    both = asked(make_hall(), meeting=meeting.public_id, item=item.public_id)
    answer = client.post(reverse(NEW), both)
    assert errors_of(answer) == {"item": ["Choose a meeting or a programme item, not both."]}


def test_what_makes_no_sense_is_said_at_its_field_all_at_once(conference, as_user):
    client = as_user(conference)
    answer = client.post(reverse(NEW), {"remarks": "Flowers on the left", "keep": "held"})
    assert (answer.status_code, set(errors_of(answer))) == (422, {"meeting", "hall", "starts_at", "ends_at"})
    assert "Flowers on the left" in answer.content.decode()
    for starts_at, ends_at, names in [
        ("2025-12-22T09:00", "2025-12-22T09:00", {"ends_at"}),
        ("2025-12-22T09:00", "2125-12-22T09:00", {"ends_at"}),
        ("0001-01-01T00:00", "0001-01-01T01:00", {"starts_at", "ends_at"}),
        ("9999-12-31T22:00", "9999-12-31T23:59", {"starts_at", "ends_at"}),
        ("2025-12-22T09:00", "", {"ends_at"}),
    ]:
        answer = client.post(
            reverse(NEW), asked(make_hall(), starts_at=NINE) | {"starts_at": starts_at, "ends_at": ends_at}
        )
        assert (answer.status_code, set(errors_of(answer))) == (422, names), starts_at
    bare = make_hall()
    bare.made_of.all().delete()
    assert set(errors_of(client.post(reverse(NEW), asked(bare)))) == {"hall"}
    closed = make_hall(state="closed")
    assert set(errors_of(client.post(reverse(NEW), asked(closed)))) == {"hall"}
    assert HallBooking.objects.count() == 0


def test_a_clash_names_the_other_and_offers_ways_out_of_which_one_click_takes_one(conference, as_user):
    site = factories.make_site()
    hall, other = make_hall("S1", site=site, seats=12), make_hall("S2", site=site, seats=10)
    make_booking(hall, "Mali - Niger", starts_at=NINE - HOUR, clearing_minutes=17)
    client = as_user(conference)
    sent = asked(hall, seats_asked=9, remarks="Two flags", clearing_minutes=5)
    answer = client.post(reverse(NEW), sent)
    assert answer.status_code == 422
    assert errors_of(answer) == {
        "hall": ["Hall S1 is taken from 07:45 until 09:17, set-up and clearing included: Mali - Niger."]
    }
    page = answer.content.decode()
    assert "Two flags" in page
    ways = re.findall(r'name="way" value="([^"]+)">([^<]+)<', page)
    assert [label.strip() for _key, label in ways] == [
        "Take Hall S2, same time",
        "Take Hall S1, 09:35 – 10:35",
        "Take Hall S1, 06:40 – 07:40",
    ]
    assert page.count("btn-primary") == 1
    for key, _label in ways:
        assert client.post(reverse(NEW), sent | {"way": key}).status_code == 302
    taken = {(one.hall, one.starts_at): one for one in HallBooking.objects.filter(asked_by=conference)}
    assert set(taken) == {(other, NINE), (hall, NINE + 35 * MINUTE), (hall, NINE - 140 * MINUTE)}
    assert {(one.remarks, one.seats_asked, one.clearing_minutes) for one in taken.values()} == {
        ("Two flags", 9, 5)
    }


def test_a_way_out_that_begins_earlier_takes_the_end_of_the_option_with_it(protocol, as_user):
    hall, tomorrow = make_hall("S1"), J_3 + 24 * HOUR
    make_booking(hall, starts_at=tomorrow, hours=9)
    sent = asked(hall, starts_at=tomorrow, hold_until=local(tomorrow))
    answer = as_user(protocol).post(reverse(NEW), sent)
    earlier = min(answer.context["form"].ways, key=lambda way: way.starts_at)
    assert as_user(protocol).post(reverse(NEW), sent | {"way": earlier.key}).status_code == 302
    booking = HallBooking.objects.get(asked_by=protocol)
    assert booking.hold_until == booking.starts_at == earlier.starts_at


def test_nonsense_for_a_way_out_is_left_aside(conference, as_user):
    for nonsense in ("x", "||", f"{'9' * 50}|a|b"):
        hall = make_hall()
        assert as_user(conference).post(reverse(NEW), asked(hall, way=nonsense)).status_code == 302
        assert HallBooking.objects.filter(hall=hall, starts_at=NINE).count() == 1


def test_more_seats_than_there_are_are_refused_with_the_halls_that_fit(conference, as_user):
    site = factories.make_site()
    hall = make_hall("S1", site=site, seats=60, layouts=[("board", 30)])
    make_hall("S2", site=site, seats=45)
    make_hall("S3", site=site, seats=90, layouts=[("board", 20)])
    client = as_user(conference)
    answer = client.post(reverse(NEW), asked(hall, layout="board", seats_asked=40))
    assert answer.status_code == 422
    assert errors_of(answer) == {
        "seats_asked": ["Hall S1 seats 30 laid out as one table. Free then and large enough: Hall S2."]
    }
    answer = client.post(reverse(NEW), asked(hall, seats_asked=91))
    assert errors_of(answer) == {"seats_asked": ["Hall S1 seats 60. No free hall is large enough then."]}
    assert client.post(reverse(NEW), asked(hall, seats_asked=60)).status_code == 302
    answer = client.post(reverse(NEW), asked(hall, layout="theatre", starts_at=NINE + 5 * HOUR))
    assert errors_of(answer) == {"layout": ["Hall S1 is not laid out like that. It can be: one table."]}


def test_the_race_is_lost_with_the_same_sentence(conference):
    """Somebody books between our look and our write: the database refuses, and the form says what it would have said."""
    hall = make_hall("S1")
    row = HallBooking(summit=hall.summit, asked_by=conference)
    sent = QueryDict(mutable=True)
    sent.update(asked(hall, keep="confirmed"))
    form = BookingForm(sent, instance=row, user=conference)
    assert form.is_valid()
    make_booking(hall, "Faster")
    assert form.save(by=conference) is None
    assert form.errors == {
        "hall": ["Hall S1 is taken from 08:45 until 10:15, set-up and clearing included: Faster."]
    }
    assert [way.starts_at for way in form.ways] == [NINE - 90 * MINUTE, NINE + 90 * MINUTE]
    assert (row.pk, HallBooking.objects.count(), audit.history(row).count()) == (None, 1, 0)


def test_an_option_whose_hour_is_past_is_in_nobodys_way(conference, as_user, at_j_3):  # noqa: F811
    hall = make_hall()
    option = make_booking(hall, state="held", hold_until=J_3 + HOUR)
    at_j_3.move_to(J_3 + 2 * HOUR)
    assert as_user(conference).post(reverse(NEW), asked(hall)).status_code == 302
    option.refresh_from_db()
    assert option.state == "freed"


def test_a_booking_across_midnight_is_one(conference, as_user):
    as_user(conference).post(reverse(NEW), asked(make_hall(), starts_at=NINE + 14 * HOUR, hours=5))
    booking = HallBooking.objects.get()
    assert booking.ends_at == NINE + 19 * HOUR


def test_editing_changes_hall_and_time_in_one_act(conference, as_user):
    left, right = make_part("A"), make_part("B")
    whole, half = make_hall("AB", parts=[left, right]), make_hall("A1", parts=[left])
    booking = make_booking(whole, by=conference)
    make_booking(make_hall("B1", parts=[right]), starts_at=NINE + 4 * HOUR)
    url = reverse("hall-booking-edit", args=[booking.public_id])
    sent = stored(
        booking, hall=half.public_id, starts_at=local(NINE + 4 * HOUR), ends_at=local(NINE + 5 * HOUR)
    )
    assert as_user(conference).post(url, sent).status_code == 302
    booking.refresh_from_db()
    assert (booking.hall, booking.starts_at, booking.revision) == (half, NINE + 4 * HOUR, 2)
    held = booking.held_parts.get()
    assert (held.part, held.occupied_from) == (left, NINE + 4 * HOUR - 15 * MINUTE)
    assert set(audit.history(booking).get().changes) == {"hall", "starts_at", "ends_at"}


def test_an_edit_onto_a_taken_hall_is_refused_and_keeps_its_own(conference, as_user):
    hall, other = make_hall("S1"), make_hall("S2")
    booking = make_booking(hall)
    make_booking(other, "Other")
    url = reverse("hall-booking-edit", args=[booking.public_id])
    answer = as_user(conference).post(url, stored(booking, hall=other.public_id, remarks="Mine"))
    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()
    booking.refresh_from_db()
    assert (booking.hall, booking.held_parts.get().part, booking.revision) == (hall, hall.parts.get(), 1)


def test_two_who_edit_see_each_others_change(conference, as_user):
    booking = make_booking(by=conference)
    url = reverse("hall-booking-edit", args=[booking.public_id])
    first, second = stored(booking, remarks="First"), stored(booking, remarks="Second")
    as_user(conference).post(url, first)
    answer = as_user(conference).post(url, second)
    assert answer.status_code == 422
    assert answer.context["form"].clashes == [("Remarks", "First", "Second")]
    assert HallBooking.objects.get().remarks == "First"


def test_a_form_that_changes_nothing_writes_nothing(conference, as_user):
    booking = make_booking(
        by=conference, state="held", hold_until=J_3 + dt.timedelta(hours=9, seconds=7), languages=["fr"]
    )
    url = reverse("hall-booking-edit", args=[booking.public_id])
    assert as_user(conference).post(url, stored(booking)).status_code == 302
    assert (HallBooking.objects.get().revision, audit.history(booking).count()) == (1, 0)


def test_what_was_freed_while_somebody_wrote_is_shown_as_it_is(conference, as_user):
    booking = make_booking(by=conference)
    booking.workflow.run(booking, "free", by=conference)
    url = reverse("hall-booking-edit", args=[booking.public_id])
    answer = as_user(conference).post(url, stored(booking, remarks="Late"))
    assert (answer.status_code, answer["Location"]) == (302, booking.get_absolute_url())


def test_who_books_and_who_edits(
    conference, protocol, secretary, security, focal, outsider, visitor, as_user
):
    booking = make_booking(make_hall(), by=protocol, state="held")
    edit = reverse("hall-booking-edit", args=[booking.public_id])
    for user, books, edits in [
        (conference, 200, 200),
        (protocol, 200, 200),
        (secretary, 200, 403),
        (security, 403, 403),
        (focal, 403, 403),
        (visitor, 403, 403),
    ]:
        client = as_user(user)
        assert (client.get(reverse(NEW)).status_code, client.get(edit).status_code) == (books, edits), user
    assert as_user(outsider).get(edit).status_code == 404
    theirs = make_booking(by=conference)
    assert as_user(protocol).get(reverse("hall-booking-edit", args=[theirs.public_id])).status_code == 403


def test_nothing_of_another_summit_can_be_chosen(conference, other_summit, as_user):
    foreign_hall, foreign_item = (
        make_hall("X1", summit=other_summit),
        make_item("Theirs", summit=other_summit),
    )
    page = as_user(conference).get(
        reverse(NEW), {"hall": foreign_hall.public_id, "item": foreign_item.public_id}
    )
    assert "Theirs" not in page.content.decode()
    answer = as_user(conference).post(reverse(NEW), asked(foreign_hall, item=foreign_item.public_id))
    assert set(errors_of(answer)) == {"hall", "item"}
