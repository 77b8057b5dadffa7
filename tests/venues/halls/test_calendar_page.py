"""The page that takes a calendar over: upload, preview, agreement."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summit.files.models import StoredFile
from summit.programme.models import ProgrammeItem
from tests.pages import Page, faults
from tests.venues.halls.calendar_taking import the_hall  # noqa: F401 - a fixture
from tests.venues.halls.calendar_texts import calendar, event
from tests.venues.making import NINE, make_booking
from venues.halls.models import HallBooking

pytestmark = pytest.mark.django_db
URL = "/programme/import/"
AT_DJ = ("LOCATION:DJ",)


def send(client, content, name="programme.ics"):
    return client.post(URL, {"upload": SimpleUploadedFile(name, content, "text/calendar")})


def preview(client, content):
    response = send(client, content)
    assert response.status_code == 302
    return client.get(response.url)


def agree(client, page, act="take"):
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    data = {"act": act, "file": page.context["file"].public_id, "seen": seen[1] if seen else ""}
    return client.post(URL, data)


def test_from_the_file_to_the_programme(hall, conference, as_user):
    client = as_user(conference)
    content = calendar(event("a", lines=AT_DJ), event("b", summary="Dinner", lines=["LOCATION:Moon"]))
    page = preview(client, content)
    assert page.status_code == 200
    assert "2 events: 1 new." in page.text
    assert ["1 rejected." in page.text, "There is no hall “Moon”." in page.text] == [True, True]
    assert "1 hall booking is made, confirmed." in page.text
    assert ProgrammeItem.objects.count() == 0
    stored = StoredFile.objects.get()
    assert (stored.kind_of_use, stored.level, stored.name) == ("calendar", "S2", "programme.ics")
    response = agree(client, page)
    assert (response.status_code, response.url) == (302, "/programme/")
    assert "1 item added." in client.get(response.url).text
    assert HallBooking.objects.get().item == ProgrammeItem.objects.get()
    assert StoredFile.objects.count() == 0


def test_the_bytes_go_with_the_row(hall, conference, as_user, django_capture_on_commit_callbacks):
    client = as_user(conference)
    page = preview(client, calendar(event()))
    stored = StoredFile.objects.get().stored
    path, storage = stored.name, stored.storage
    assert storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        agree(client, page)
    assert not storage.exists(path)


def test_a_file_is_given_up(conference, as_user):
    client = as_user(conference)
    response = agree(client, preview(client, calendar(event())), act="drop")
    assert (response.url, StoredFile.objects.count(), ProgrammeItem.objects.count()) == (URL, 0, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4", "This is no calendar."),
        (calendar(event())[:80], "This calendar is damaged or incomplete."),
    ],
)
def test_what_is_no_calendar_is_said_at_the_field(conference, as_user, content, sentence):
    response = send(as_user(conference), content)
    assert (response.status_code, sentence in response.text) == (422, True)
    assert StoredFile.objects.count() == 0


def test_without_a_file_the_form_says_so(conference, as_user):
    response = as_user(conference).post(URL, {})
    assert (response.status_code, "Choose a file." in response.text) == (422, True)


def test_what_changed_meanwhile_is_shown_again_before_anything_is_written(hall, conference, as_user):
    client = as_user(conference)
    page = preview(client, calendar(event(lines=AT_DJ)))
    make_booking(hall, "Rehearsal", starts_at=NINE)
    again = agree(client, page)
    assert (again.status_code, ProgrammeItem.objects.count()) == (409, 0)
    assert ["1 conflict." in again.text, "Rehearsal" in again.text] == [True, True]
    assert agree(client, again).status_code == 302
    assert ProgrammeItem.objects.get().hall_bookings.count() == 0


def test_what_changes_stands_beside_what_was(hall, conference, as_user):
    client = as_user(conference)
    agree(client, preview(client, calendar(event(lines=AT_DJ))))
    later = {"start": "20251222T093000Z", "end": "20251222T103000Z"}
    page = preview(client, calendar(event(**later, summary="Ceremony", lines=AT_DJ)))
    assert "Mon 22 Dec, 09:00</bdi> <bdi>Mon 22 Dec, 09:30" in page.text.replace("\u00a0", " ")
    assert 'class="was">Opening</bdi> <bdi>Ceremony' in page.text
    assert "1 booking moves along." in page.text
    agree(client, page)
    nothing = preview(client, calendar(event(**later, summary="Ceremony", lines=AT_DJ)))
    assert ["There is nothing to take over." in nothing.text, 'value="take"' in nothing.text] == [True, False]


def test_what_takes_place_in_a_hall_is_named_only_to_those_who_may_know(hall, secretary, conference, as_user):
    held = make_booking(hall, "Rehearsal", starts_at=NINE, by=conference)
    assert "Rehearsal" in preview(as_user(secretary), calendar(event(lines=AT_DJ))).text
    assert held.what == "Rehearsal"


def test_the_file_of_another_person_and_a_file_that_is_gone_open_nothing(conference, coordinator, as_user):
    page = preview(as_user(conference), calendar(event()))
    url = f"{URL}?file={page.context['file'].public_id}"
    assert as_user(coordinator).get(url).url == URL
    StoredFile.objects.all().delete()
    assert as_user(conference).get(url).url == URL


def test_who_may_not_book_or_write_does_not_get_in(focal, auditor, as_user):
    for user in (focal, auditor):
        for method in ("get", "post"):
            assert getattr(as_user(user), method)(URL).status_code == 403


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_keep_the_rules_of_the_house(hall, conference, as_user, language):
    conference.language = language
    conference.save()
    client = as_user(conference)
    make_booking(hall, starts_at=NINE)
    person = ["ATTENDEE;CN=Awa:mailto:a@example.org"]
    content = calendar(
        event("a", lines=[*AT_DJ, *person]), event("b", lines=person), event("c", lines=["LOCATION:M"])
    )
    for response in (client.get(URL), preview(client, content)):
        assert faults(Page(response.text), language) == []


def test_the_preview_writes_nothing_and_costs_the_same_for_one_and_thirty_events(hall, conference, as_user):
    client, asked = as_user(conference), []
    for number in (1, 30):
        events = (
            event(f"{n}@x", start=f"202512{n % 20 + 1:02d}T090000Z", end="", lines=AT_DJ)
            for n in range(number)
        )
        url = send(client, calendar(*events)).url
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked.append(len(queries))
        assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert asked[0] == asked[1]
