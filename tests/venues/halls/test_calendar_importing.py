"""A calendar becomes drafts of the programme with their halls; the figures add up and a second time changes nothing."""

import datetime as dt

import pytest
from django.utils import translation

from summit.audit.models import Entry
from summit.programme.models import ItemPerson, ProgrammeItem
from tests import factories
from tests.venues.halls.calendar_taking import bookings, counts, take, the_hall  # noqa: F401 - a fixture
from tests.venues.halls.calendar_texts import APPLE, GOOGLE, OUTLOOK, calendar, event
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_item
from venues.halls.models import HallBooking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AT_DJ = ("LOCATION:DJ",)


# -- created -------------------------------------------------------------------------------


def test_an_event_becomes_a_draft_with_its_hall_confirmed(summit, hall, conference):
    lines = ["LOCATION:salle djoliba", "ORGANIZER;CN=Awa:mailto:awa@example.org", "DESCRIPTION:Flags"]
    found = take(calendar(event(lines=lines)), summit, conference)
    assert (counts(found), found["rejected"], found["conflicts"]) == ((1, 1, 0, 0), [], [])
    item = ProgrammeItem.objects.get()
    assert (item.title.data, item.uid, item.state) == ({"fr": "Opening"}, "a@test", "draft")
    assert (item.starts_at, item.ends_at, item.site, item.notes) == (NINE, NINE + HOUR, hall.site, "Flags")
    assert item.search_text == "opening salle djoliba"
    booking = HallBooking.objects.get()
    assert (booking.item, booking.hall, booking.state, booking.asked_by) == (
        item,
        hall,
        "confirmed",
        conference,
    )
    assert booking.occupied_from == NINE - dt.timedelta(minutes=30)
    assert booking.occupied_until == NINE + HOUR + dt.timedelta(minutes=10)
    assert booking.held_parts.count() == 1
    person = ItemPerson.objects.get()
    assert (person.key, person.name, person.role) == ("awa@example.org", "Awa", "organiser")


@pytest.mark.parametrize(
    "place",
    [
        "DJ",
        "dj",
        "SALLE DJOLIBA",
        "Salle Djoliba (fr)",
        "Salle Djoliba\\, cicb",
        "cicb - Salle Djoliba",
        "DJ (CICB)",
    ],
)
def test_a_hall_is_known_by_code_and_name_with_or_without_its_site(summit, hall, conference, place):
    take(calendar(event(lines=[f"LOCATION:{place}"])), summit, conference)
    assert bookings() == [("DJ", "09:00", "10:00", "confirmed")]


def test_a_place_that_is_no_hall_is_rejected_and_no_place_is_fine(summit, hall, conference):
    content = calendar(event("a", lines=["LOCATION:Airport"]), event("b", lines=["LOCATION:"]), event("c"))
    found = take(content, summit, conference)
    assert counts(found) == (3, 2, 0, 0)
    assert found["rejected"] == [
        {"uid": "a", "code": "unknown_hall", "message": "There is no hall “Airport”."}
    ]
    assert sorted(ProgrammeItem.objects.values_list("uid", flat=True)) == ["b", "c"]


def test_a_closed_hall_and_a_name_of_two_halls_are_rejected(summit, hall, conference):
    twin = make_hall("K1", site=factories.make_site("k", summit=summit), name=hall.name)
    closed = make_hall("X", site=hall.site, state="closed")
    content = calendar(
        event("a", lines=["LOCATION:Salle Djoliba"]),
        event("b", lines=["LOCATION:X"]),
        event("c", lines=["LOCATION:Salle Djoliba\\, k"]),
    )
    found = take(content, summit, conference)
    assert [(one["uid"], one["code"]) for one in found["rejected"]] == [
        ("a", "ambiguous_hall"),
        ("b", "closed_hall"),
    ]
    assert (bookings(), closed.pk > twin.pk) == ([("K1", "09:00", "10:00", "confirmed")], True)


def test_each_instance_of_a_series_counts_also_where_it_is_rejected(summit, hall, conference):
    rule = "RRULE:FREQ=DAILY;COUNT=3"
    content = calendar(event("good", lines=[rule, *AT_DJ]), event("bad", lines=[rule, "LOCATION:Moon"]))
    found = take(content, summit, conference)
    assert counts(found) == (6, 3, 0, 0)
    assert [one["uid"] for one in found["rejected"]] == [f"bad@202512{day}T090000Z" for day in (22, 23, 24)]
    assert [one[1] for one in bookings()] == ["09:00"] * 3


def test_an_event_without_a_title_has_one_in_every_language(summit, conference):
    take(calendar(event(summary="")), summit, conference)
    title = ProgrammeItem.objects.get().title
    assert (sorted(title.data), str(title)) == (["ar", "en", "fr"], "Untitled")


# -- the same again ------------------------------------------------------------------------


@pytest.mark.parametrize("content", [OUTLOOK, GOOGLE, APPLE])
def test_the_same_file_twice_changes_nothing(summit, cicb, conference, content):
    make_hall("DJ", site=cicb, name="Salle Djoliba")
    cicb.name = "CICB"
    cicb.save()
    make_hall("KL", site=cicb, name="Palais de Koulouba")
    first = take(content, summit, conference)
    assert (first["rejected"], first["created"]) == ([], first["events"])
    said = Entry.objects.count()
    with translation.override("ar"):  # another reader
        second = take(content, summit, conference)
    assert (second["unchanged"], second["conflicts"]) == (second["events"], [])
    assert Entry.objects.count() == said


def test_a_changed_event_changes_its_item_and_its_hall_follows(summit, hall, conference):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    before = HallBooking.objects.get()
    later = {"start": "20251222T093000Z", "end": "20251222T110000Z"}
    found = take(calendar(event(**later, summary="Opening session", lines=AT_DJ)), summit, conference)
    assert counts(found) == (1, 0, 1, 0)
    item = ProgrammeItem.objects.get()
    assert (item.title.data, item.starts_at, item.revision) == ({"fr": "Opening session"}, NINE + HOUR / 2, 2)
    assert item.search_text == "opening session dj"
    assert bookings() == [("DJ", "09:30", "11:00", "confirmed")]
    assert HallBooking.objects.get().public_id == before.public_id


def test_two_sessions_may_swap_halls_and_hours(summit, hall, cicb, conference):
    make_hall("K", site=cicb)
    take(calendar(event("a", lines=AT_DJ), event("b", lines=["LOCATION:K"])), summit, conference)
    found = take(calendar(event("a", lines=["LOCATION:K"]), event("b", lines=AT_DJ)), summit, conference)
    assert (counts(found), found["conflicts"]) == ((2, 0, 2, 0), [])
    halls = HallBooking.objects.values_list("item__uid", "hall__code")
    assert sorted(halls) == [("a", "K"), ("b", "DJ")]


def test_what_the_calendar_does_not_tell_stays(summit, hall, conference):
    lines = [*AT_DJ, "DESCRIPTION:Flags", "ATTENDEE:mailto:awa@example.org"]
    take(calendar(event(lines=lines)), summit, conference)
    ProgrammeItem.objects.update(title={"fr": "Opening", "ar": "افتتاح"})
    assert counts(take(calendar(event()), summit, conference)) == (1, 0, 0, 1)
    assert counts(take(calendar(event(summary="")), summit, conference)) == (1, 0, 0, 1)
    item = ProgrammeItem.objects.get()
    assert (item.notes, item.people.count(), item.title.data["ar"]) == ("Flags", 1, "افتتاح")


def test_people_are_replaced_by_those_named_now(summit, conference):
    take(calendar(event(lines=["ATTENDEE;CN=Awa:mailto:a@example.org"])), summit, conference)
    found = take(calendar(event(lines=["ATTENDEE;CN=Bah:mailto:b@example.org"])), summit, conference)
    assert counts(found) == (1, 0, 1, 0)
    assert [str(one) for one in ItemPerson.objects.all()] == ["Bah"]


def test_an_officers_choice_of_hall_is_kept_until_the_calendar_says_another(summit, hall, cicb, conference):
    other = make_hall("K", site=cicb)
    make_hall("L", site=cicb)
    make_booking(hall, starts_at=NINE)
    take(calendar(event(lines=AT_DJ)), summit, conference)  # unbooked: the hall is taken
    make_booking(other, starts_at=NINE, item=ProgrammeItem.objects.get())
    found = take(calendar(event(lines=AT_DJ)), summit, conference)
    assert (counts(found), found["conflicts"]) == ((1, 0, 0, 1), [])
    assert counts(take(calendar(event(lines=["LOCATION:L"])), summit, conference)) == (1, 0, 1, 0)
    assert HallBooking.objects.get(item__isnull=False).hall.code == "L"


def test_a_hall_that_was_freed_is_not_booked_again_by_the_same_file(summit, hall, conference):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    booking = HallBooking.objects.get()
    booking.workflow.run(booking, "free", by=conference)
    assert counts(take(calendar(event(lines=AT_DJ)), summit, conference)) == (1, 0, 0, 1)
    assert [one[3] for one in bookings()] == ["freed"]


def test_our_own_calendar_changes_nothing(summit, hall, conference, as_user):
    item = make_item("Opening", site=hall.site)
    make_booking(hall, item=item)
    content = as_user(conference).get("/programme/?export=ics").content
    found = take(content, summit, conference)
    assert counts(found) == (1, 0, 0, 1)


# -- cancelled -----------------------------------------------------------------------------


def test_a_cancelled_event_cancels_its_item_and_frees_the_hall(summit, hall, conference):
    take(calendar(event(lines=AT_DJ)), summit, conference)
    gone = calendar(event(lines=["STATUS:CANCELLED", *AT_DJ]), event("never", lines=["STATUS:CANCELLED"]))
    found = take(gone, summit, conference)
    assert counts(found) == (2, 0, 1, 1)
    assert (ProgrammeItem.objects.get().state, bookings()[0][3]) == ("cancelled", "cancelled")
    assert counts(take(gone, summit, conference)) == (2, 0, 0, 2)
    assert counts(take(calendar(event(lines=AT_DJ)), summit, conference)) == (1, 0, 0, 1)


def test_a_calendar_that_takes_back_cancels_all_it_names(summit, conference):
    take(calendar(event()), summit, conference)
    assert counts(take(calendar(event(), head=["METHOD:CANCEL"]), summit, conference)) == (1, 0, 1, 0)
