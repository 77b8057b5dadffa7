"""A bar that is let go elsewhere: taken, refused with ways out, too late, forbidden."""

import pytest
from django.urls import reverse

from summit import audit
from tests import factories
from tests.venues.halls.timeline_making import DAY, at
from tests.venues.making import make_booking, make_hall
from venues.halls.models import HallBooking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def booking(salon, conference):
    return make_booking(salon, "Mali - Faso", starts_at=at(12), by=conference)


def post(client, booking, hall=None, starts_at=None, *, headers=HTMX, raw=None, view="day"):
    sent = {
        "revision": booking.revision,
        "hall": (hall or booking.hall).public_id,
        "starts_at": (starts_at or booking.starts_at).isoformat(),
    } | (raw or {})
    url = reverse("hall-bookings-move", args=[booking.public_id]) + f"?day=2025-12-22&site=cicb&view={view}"
    return client.post(url, sent, headers=headers)


def stored(booking):
    row = HallBooking.objects.get(pk=booking.pk)
    return row.hall.code, row.starts_at, row.ends_at, row.revision


def test_it_moves_to_another_hall_and_hour(as_user, conference, booking, lounge):
    response = post(as_user(conference), booking, lounge, at(13, 10))
    assert response.status_code == 200
    assert stored(booking) == ("S2", at(13, 10), at(14, 10), 2)
    text = response.content.decode()
    assert "Mali - Faso: now in Hall S2, 13:10 – 14:10." in text
    assert "<html" not in text
    assert 'data-revision="2"' in text
    (entry,) = audit.history(booking)
    assert (entry.verb, entry.actor) == ("move", conference)


def test_moments_travel_with_their_offset(as_user, conference, booking):
    assert (
        post(as_user(conference), booking, raw={"starts_at": "2025-12-22T18:00:00+04:00"}).status_code == 200
    )
    assert stored(booking)[1] == at(14)


def test_a_taken_hall_is_named_and_the_ways_out_are_offered(as_user, conference, booking, lounge):
    make_booking(lounge, "Mali - Niger", starts_at=at(12), by=conference)
    client = as_user(conference)
    response = post(client, booking, lounge, at(12, 30))
    assert response.status_code == 422
    assert stored(booking) == ("S1", at(12), at(13), 1)
    text = response.content.decode()
    assert 'role="alert"' in text
    assert "Hall S2 is taken from 11:45 until 13:15" in text
    assert "Mali - Niger" in text
    refusal = response.context["refusal"]
    assert refusal.hall == booking.hall.public_id  # said beside the bar, which is back in its lane
    assert [(way.hall.code, way.starts_at) for way in refusal.ways] == [
        ("S1", at(12, 30)),
        ("S2", at(13, 30)),
        ("S2", at(10, 30)),
    ]
    way = refusal.ways[0]
    assert post(client, booking, way.hall, way.starts_at).status_code == 200
    assert stored(booking) == ("S1", at(12, 30), at(13, 30), 2)


def test_in_a_week_the_answers_say_the_day(as_user, conference, booking, lounge):
    make_booking(lounge, "Mali - Niger", starts_at=at(12, day=24), by=conference)
    client = as_user(conference)
    refused = post(client, booking, lounge, at(12, day=24), view="week")
    assert refused.status_code == 422
    said = refused.context["refusal"].sentence.replace("\xa0", " ")
    assert said.startswith("Wed 24 Dec: Hall S2 is taken from 11:45 until 13:15")
    moved = post(client, booking, lounge, at(12, day=23), view="week")
    assert moved.context["told"].replace("\xa0", " ") == (
        "Mali - Faso: now in Hall S2, Tue 23 Dec, 12:00 – 13:00."
    )


def test_who_was_slower_is_told_and_sees_what_the_other_did(
    as_user, conference, coordinator, booking, lounge
):
    post(as_user(coordinator), booking, lounge, at(15))
    response = post(as_user(conference), booking, starts_at=at(17))
    assert response.status_code == 422
    assert stored(booking) == ("S2", at(15), at(16), 2)
    text = response.content.decode()
    assert "Someone else has just changed “Mali - Faso”." in text
    assert response.context["refusal"].hall == lounge.public_id


def test_it_is_said_above_the_halls_where_its_own_is_not_shown(as_user, conference, coordinator, booking):
    elsewhere = make_hall("AA", site=factories.make_site("airport"))
    post(as_user(coordinator), booking, elsewhere, at(15))
    response = post(as_user(conference), booking, starts_at=at(17))  # the page shows one site
    text = response.content.decode()
    assert (response.status_code, text.count('role="alert"')) == (422, 1)
    assert "halls-aside" in text


def test_what_was_cancelled_meanwhile_is_not_moved(as_user, conference, coordinator, booking):
    booking.workflow.run(booking, "cancel", by=coordinator, note="Not needed")
    booking.revision -= 1
    response = post(as_user(conference), booking, starts_at=at(17))
    assert (response.status_code, stored(booking)[1]) == (422, at(12))
    assert "Someone else has just changed" in response.content.decode()


def test_a_closed_hall_takes_nothing(as_user, conference, booking, lounge):
    type(lounge).objects.filter(pk=lounge.pk).update(state="closed")
    response = post(as_user(conference), booking, lounge)
    assert (response.status_code, stored(booking)[0]) == (422, "S1")
    assert "Hall S2 is closed." in response.content.decode()


@pytest.mark.parametrize(
    "values", [{"starts_at": "soon"}, {"starts_at": ""}, {"revision": "x"}, {"hall": "no hall"}]
)
def test_what_cannot_be_read_is_refused(values, as_user, conference, booking):
    response = post(as_user(conference), booking, raw=values)
    assert (response.status_code, stored(booking)[3]) == (422, 1)
    assert "Say to which hall and to which time." in response.content.decode()


def test_a_hall_of_another_summit_is_not_known(as_user, conference, booking, other_summit):
    foreign = make_hall("X", summit=other_summit)
    assert post(as_user(conference), booking, foreign).status_code == 404


def test_who_may_move_it(
    client, as_user, booking, protocol, chief, secretary, security, authority, stranger, visitor, outsider
):
    def status(user):
        return post(as_user(user), booking, starts_at=at(17)).status_code

    assert post(client, booking).status_code == 302
    users = (protocol, chief, secretary, security, authority, stranger, visitor, outsider)
    assert {user.username: status(user) for user in users} == {
        "protocol": 403,
        "chief": 403,
        "secretary": 403,
        "security": 403,
        "authority": 403,
        "stranger": 403,
        "visitor": 403,
        "outsider": 404,
    }
    assert post(as_user(secretary), booking, raw={"starts_at": "soon"}).status_code == 403
    assert stored(booking)[1] == at(12)
    assert as_user(protocol).get(reverse("hall-bookings-move", args=[booking.public_id])).status_code == 405


def test_without_script_it_answers_with_pages(as_user, conference, booking, lounge):
    client = as_user(conference)
    moved = post(client, booking, lounge, at(15), headers={})
    assert (moved.status_code, moved.url) == (302, "/halls/?day=2025-12-22&site=cicb")
    assert "now in Hall S2" in client.get(moved.url).content.decode()
    late = post(client, booking, lounge, at(17), headers={})
    assert late.status_code == 422
    assert "<html" in late.content.decode()
    assert "Someone else has just changed" in late.content.decode()
    assert client.get(reverse("halls"), DAY).context["refusal"] is None
