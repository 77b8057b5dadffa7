"""One booking's page, its steps and the list of bookings, as far as each reader may see them."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from tests import factories
from tests.summit.meetings.making import make_meeting
from tests.venues.halls.booking_days import J_3, at_j_3, in_english  # noqa: F401 - fixtures
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item
from venues.halls.models import HallBooking, HallEquipment

LIST = "hall-bookings"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_3", "in_english")]


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ")


def step(booking, name):
    return reverse("step", args=["hallbooking", booking.public_id, name])


def shown(answer):
    return [row.what for row in answer.context["listing"].rows]


def test_the_page_answers_where_when_and_how_it_stands(conference, as_user):
    hall = make_hall("S1", seats=12, booths=1, power_backup=True)
    HallEquipment.objects.create(summit=hall.summit, hall=hall, item="flags", quantity=4)
    booking = make_booking(
        hall,
        "Experts",
        state="held",
        hold_until=J_3 + 30 * HOUR,
        seats_asked=9,
        languages=["fr", "ar"],
        equipment=["flags", "video"],
    )
    answer = as_user(conference).get(booking.get_absolute_url())
    page = text_of(answer)
    assert "Mon 22 Dec, 09:00 – 10:00. It is an option until Sat 20 Dec, 16:00." in page
    assert answer.context["arc"] == [("Option", "cur"), ("Confirmed", ""), ("In use", ""), ("Freed", "")]
    assert [(str(need.label), need.asked, need.there, need.met) for need in answer.context["needs"]] == [
        ("Seats", "9", "12", True),
        ("Interpretation booths", "2 (French, Arabic)", "1", False),
        ("Sets of flags", "wanted", "4", True),
        ("Video link", "wanted", "0", False),
        ("Power backup", "", "generator takes over", True),
    ]
    assert answer.context["warnings"] == [
        ("warning", "Interpretation is wanted for French, Arabic, and there is 1 booth."),
        ("warning", "Wanted and not there: video link."),
    ]
    assert page.count("btn-primary") == 1
    assert step(booking, "confirm") in page


def test_the_steps_of_a_booking(conference, protocol, as_user):
    booking = make_booking(by=protocol, state="held")
    assert as_user(protocol).post(step(booking, "confirm")).status_code == 403
    client = as_user(conference)
    client.post(step(booking, "confirm"))
    booking.refresh_from_db()
    assert (booking.state, booking.hold_until) == ("confirmed", None)
    assert client.post(step(booking, "expire")).status_code == 403
    assert client.post(step(booking, "cancel"), {"note": ""}).status_code == 422
    client.post(step(booking, "use"))
    client.post(step(booking, "free"))
    booking.refresh_from_db()
    assert booking.state == "freed"
    assert "The hall was freed." in text_of(client.get(booking.get_absolute_url()))
    other = make_booking(booking.hall, starts_at=booking.starts_at, by=protocol)
    as_user(protocol).post(step(other, "cancel"), {"note": "Postponed"})
    other.refresh_from_db()
    assert other.state == "cancelled"


def test_an_option_that_ended_is_not_confirmed_and_its_page_says_so(conference, as_user):
    meeting = make_meeting(starts_at=NINE)
    booking = make_booking(meeting=meeting, state="held", hold_until=J_3 - HOUR)
    booking.workflow.run(booking, "expire", by=system())
    answer = as_user(conference).post(step(booking, "confirm"), follow=True)
    page = text_of(answer)
    assert "Someone has just changed this; it is shown as it is now." in page
    assert "The option ended Fri 19 Dec, 09:00 and the hall is free for others." in page
    assert answer.context["again_url"] == (
        f"{reverse('hall-booking-new')}?hall={booking.hall.public_id}&meeting={meeting.public_id}"
        "&starts=2025-12-22T09%3A00"
    )


def system():
    from summit.accounts.models import User

    return User.objects.system()


def test_a_meeting_is_linked_for_those_who_may_open_it(coordinator, security, as_user):
    meeting = make_meeting(starts_at=NINE)
    booking = make_booking(make_hall("S1"), meeting=meeting)
    assert (
        as_user(coordinator).get(booking.get_absolute_url()).context["served_url"]
        == meeting.get_absolute_url()
    )
    assert as_user(security).get(booking.get_absolute_url()).context["served_url"] == ""
    page = as_user(coordinator).get(meeting.get_absolute_url()).content.decode()
    assert f'href="{booking.get_absolute_url()}"' in page
    other = make_meeting(starts_at=NINE + 24 * HOUR)
    assert f"{reverse('hall-booking-new')}?meeting={other.public_id}" in (
        as_user(coordinator).get(other.get_absolute_url()).content.decode()
    )


def test_who_reads_a_booking(
    conference, protocol, secretary, security, auditor, focal, visitor, outsider, as_user
):
    booking = make_booking(title="Secret talks")
    for user, status in [
        (conference, 200),
        (protocol, 200),
        (secretary, 200),
        (security, 200),
        (auditor, 200),
        (focal, 404),
        (outsider, 404),
        (visitor, 403),
    ]:
        assert as_user(user).get(booking.get_absolute_url()).status_code == status, user
    for url in (
        reverse(LIST),
        reverse(LIST) + "?q=secret",
        reverse(LIST) + "?export=csv",
        reverse("findings"),
    ):
        answer = as_user(focal).get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Secret talks" not in content, url


def test_who_asked_for_a_hall_reads_that_booking_and_no_other(focal, stranger, conference, as_user):
    hall = make_hall("S1")
    own = make_booking(hall, "Our talks", by=focal)
    other = make_booking(hall, "Secret talks", starts_at=NINE + 2 * HOUR, by=conference)
    client = as_user(focal)
    assert [client.get(row.get_absolute_url()).status_code for row in (own, other)] == [200, 404]
    answer = client.get(reverse(LIST))
    assert (shown(answer), "1 booking of yours holds a hall." in text_of(answer)) == (["Our talks"], True)
    for address in (reverse("halls"), reverse("halls") + "?view=table", hall.get_absolute_url()):
        page = text_of(client.get(f"{address}{'&' if '?' in address else '?'}day=2025-12-22"))
        assert ["Our talks" in page, own.get_absolute_url() in page, "Secret talks" in page] == [
            True,
            True,
            False,
        ], address
        assert other.get_absolute_url() not in page, address
    free = as_user(stranger)
    assert "You have booked no hall." in text_of(free.get(reverse(LIST)))
    entry = f'href="{reverse(LIST)}"'
    assert [entry in as_user(user).get(reverse("hall-list")).text for user in (stranger, conference)] == [
        False,
        True,
    ]
    held = [HallBooking.objects.visible_to(user).count() for user in (focal, stranger, conference)]
    tests = [
        sum(user.has_perm("venues.view_booking", row) for row in (own, other))
        for user in (focal, stranger, conference)
    ]
    assert (held, tests) == ([1, 0, 2], [1, 0, 2])  # rows and test of the right agree


def test_filters_and_search(conference, protocol, as_user):
    site = factories.make_site("cicb")
    hall = make_hall("S1", site=site)
    make_booking(hall, "Réunion d'experts", by=conference)
    make_booking(
        make_hall("S2"), "Press", starts_at=NINE + 24 * HOUR, state="held", hold_until=J_3 + 5 * HOUR
    )
    make_booking(hall, "Night", starts_at=NINE + 14 * HOUR, hours=3, state="cancelled")
    make_booking(make_hall("S3"), meeting=make_meeting(title="Ministers"), starts_at=NINE + 48 * HOUR)
    make_booking(hall, starts_at=NINE + 72 * HOUR, purpose="sweep", meeting=None)
    make_booking(hall, "Last week", starts_at=J_3 - 7 * 24 * HOUR, by=conference, state="freed")
    client = as_user(conference)
    for query, found in [
        ("", ["Réunion d'experts", "Night", "Press", "Ministers", "Security sweep"]),
        ("?day=2025-12-23", ["Night", "Press"]),
        ("?site=cicb&state=standing", ["Réunion d'experts", "Security sweep"]),
        (f"?hall={hall.public_id}&state=cancelled", ["Night"]),
        ("?mine=mine", ["Réunion d'experts"]),
        ("?option=soon", ["Press"]),
        ("?purpose=sweep", ["Security sweep"]),
        ("?q=REUNION", ["Réunion d'experts"]),
        ("?q=ministers", ["Ministers"]),
        ("?q=sweep", ["Security sweep"]),
        ("?q=s2", ["Press"]),
        ("?q=nothing", []),
        ("?q=experts+press", []),
        ("?day=0001-01-01", []),
        ("?past=past&mine=mine", ["Last week", "Réunion d'experts"]),
        ("?q=week", ["Last week"]),
    ]:
        answer = client.get(reverse(LIST) + query)
        assert (answer.status_code, shown(answer)) == (200, found), query
    page = text_of(client.get(reverse(LIST)))
    assert "4 bookings hold a hall, 1 of them is an option." in page
    assert "1 option ends within a day." in page


def test_exports_hold_what_the_filters_show(conference, as_user):
    hall = make_hall("S1")
    make_booking(hall, "Experts", languages=["fr", "bm"], equipment=["flags"])
    make_booking(hall, "Press", starts_at=NINE + 24 * HOUR, state="held")
    make_booking(hall, "Gone", starts_at=NINE + 48 * HOUR, state="cancelled")
    client = as_user(conference)
    lines = (
        b"".join(client.get(reverse(LIST) + "?export=csv&day=2025-12-22").streaming_content)
        .decode()
        .splitlines()
    )
    assert len(lines) == 2
    assert lines[1].startswith("2025-12-22 09:00;2025-12-22 10:00;S1;Hall S1;")
    assert "French, Bambara;sets of flags" in lines[1]
    answer = client.get(reverse(LIST) + "?export=ics")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(one["summary"]), str(one["status"])) for one in events] == [
        ("Experts", "CONFIRMED"),
        ("Press", "TENTATIVE"),
        ("Gone", "CANCELLED"),
    ]
    assert events[0].start == NINE
    assert answer["Content-Disposition"] == 'attachment; filename="hall-bookings.ics"'


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("query", "most"), [("", 10), ("?q=hall", 11), ("?export=csv", 5), ("?export=ics", 5)]
)
def test_the_list_costs_the_same_for_one_and_for_thirty(
    count, query, most, conference, as_user, django_assert_num_queries
):
    for number in range(count):
        served = (
            {"meeting": make_meeting()}
            if number % 3 == 0
            else {"item": make_item()}
            if number % 3 == 1
            else {}
        )
        make_booking(make_hall(layouts=[("board", 12)]), **served)
    client, url = as_user(conference), reverse(LIST) + query
    client.get(reverse(LIST))  # the first request of a session writes it down
    with django_assert_num_queries(most):
        answer = client.get(url)
        list(answer.streaming_content if answer.streaming else ())


def test_day_bounds_are_the_summits_own(conference, as_user):
    """A day begins at midnight on the summit's clocks, wherever that is."""
    type(conference.summit).objects.update(zone="Pacific/Auckland")  # UTC+13 in December
    make_booking(title="Late", starts_at=dt.datetime(2025, 12, 21, 20, tzinfo=dt.UTC))
    client = as_user(conference)
    assert shown(client.get(reverse(LIST) + "?day=2025-12-22")) == ["Late"]
    assert shown(client.get(reverse(LIST) + "?day=2025-12-21")) == []
    assert HallBooking.objects.count() == 1
