"""A calendar is read as its program meant it; what is wrong with one event harms no other."""

import datetime as dt

import pytest

from summit.imports import Refused
from tests import factories
from tests.venues.halls.calendar_texts import APPLE, GOOGLE, OUTLOOK, calendar, event
from venues.halls.calendar_lines import FILE_BYTES
from venues.halls.calendar_reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PARIS = ";TZID=Europe/Paris:"


def found(content, summit):
    return read(content, summit).events


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def times(content, summit):
    return [(f"{one.start:%m-%d %H:%M}", f"{one.end:%m-%d %H:%M}") for one in found(content, summit)]


def codes(content, summit):
    return [(one.uid, one.code) for one in read(content, summit).faults]


# -- what programs export ------------------------------------------------------------------


def test_an_export_of_outlook(summit):
    (one,) = found(OUTLOOK, summit)
    assert (
        one.uid == "040000008200E00074C5B7101A82E00800000000C0F1A2B3C4D5DC01000000000000000010000000DEADBEEF"
    )
    assert one.titles == {"fr": "Conseil des ministres, séance d'ouverture"}
    assert (one.start, one.end) == (utc(2025, 12, 22, 9), utc(2025, 12, 22, 10))
    assert one.places == {"fr": "Salle Djoliba"}
    assert one.notes == "Ordre du jour :\n1, ouverture\n2; clôture"
    people = [(person.role, person.name, person.email) for person in one.people]
    assert people == [
        ("organiser", "Protocole", "protocole@example.org"),
        ("attendee", "Traoré, Awa", "awa.traore@example.org"),
    ]


def test_an_export_of_google(summit):
    first, moved, day = found(GOOGLE, summit)
    assert (day.start, day.end, day.busy) == (utc(2025, 12, 23), utc(2025, 12, 24), False)
    assert [one.identity for one in (first, moved, day)] == [
        "2b7q1m@google.com@20251215T083000Z",
        "2b7q1m@google.com@20251217T083000Z",
        "6kp3ce9j60o3@google.com",
    ]
    assert (moved.title, moved.start) == ("Point du matin (décalé)", utc(2025, 12, 17, 10))
    assert [person.shown for person in first.people] == ["Secrétariat", "keita@example.org"]
    assert first.place == "Salle Djoliba, CICB"


def test_an_export_of_apple_with_a_zone_of_its_own(summit):
    (one,) = found(APPLE, summit)
    assert (one.start, one.end) == (utc(2025, 12, 22, 20), utc(2025, 12, 23, 0))
    assert one.titles == {"ar": "مأدبة عشاء رسمية"}
    assert [(person.key, person.name) for person in one.people] == [
        ("chef du protocole", "Chef du protocole"),
        ("diallo@example.org", "Diallo"),
    ]


# -- letters and lines ---------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end_of_line", ["\r\n", "\n"])
def test_marks_of_encoding_and_ends_of_lines_do_not_matter(summit, encoding, end_of_line):
    text = calendar(event(summary="Clôture officielle")).decode().replace("\r\n", end_of_line)
    assert [one.title for one in found(text.encode(encoding), summit)] == ["Clôture officielle"]


def test_a_letter_that_a_fold_cuts_in_two_is_joined(summit):
    content = calendar(event(summary="Clôture")).replace(b"\xc3\xb4", b"\xc3\r\n \xb4")
    assert [one.title for one in found(content, summit)] == ["Clôture"]


def test_what_makes_no_sense_is_left_out_and_control_characters_go(summit):
    content = calendar(event("a@test", summary="Open\x07ing", end=""), "what is this", "X-ODD;=;:1")
    assert [one.title for one in found(content, summit)] == ["Opening"]


def test_texts_say_their_language_or_show_it_by_their_letters(summit):
    lines = ("SUMMARY;LANGUAGE=ar:افتتاح", "SUMMARY;LANGUAGE=en-GB:Opening", "SUMMARY;LANGUAGE=de:Beginn")
    (one,) = found(calendar(event(summary="", lines=lines)), summit)
    assert one.titles == {"ar": "افتتاح", "en": "Opening", "fr": "Beginn"}
    assert [one.titles for one in found(calendar(event(summary="افتتاح")), summit)] == [{"ar": "افتتاح"}]


# -- times ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("20251222T090000Z", "20251222T100000Z", ("12-22 09:00", "12-22 10:00")),
        (f"{PARIS}20251222T090000", f"{PARIS}20251222T100000", ("12-22 08:00", "12-22 09:00")),
        (";TZID=W. Europe Standard Time:20251222T090000", "", ("12-22 08:00", "12-22 09:00")),
        (
            ";TZID=/freeassociation.sourceforge.net/Europe/Paris:20251222T090000",
            "",
            ("12-22 08:00", "12-22 09:00"),
        ),
        (f"{PARIS}20251222T090000Z", "", ("12-22 09:00", "12-22 10:00")),
        ("20251222T090000", "20251222T093000", ("12-22 09:00", "12-22 09:30")),
        ("20251222T090000Z", "", ("12-22 09:00", "12-22 10:00")),
        ("20251222T090000Z", "20251222T090000Z", ("12-22 09:00", "12-22 10:00")),
        (";VALUE=DATE:20251222", "", ("12-22 00:00", "12-23 00:00")),
        (";VALUE=DATE:20251222", ";VALUE=DATE:20251224", ("12-22 00:00", "12-24 00:00")),
        (";VALUE=DATE:20251222", ";VALUE=DATE:20251222", ("12-22 00:00", "12-23 00:00")),
        ("20251222T230000Z", "20251223T010000Z", ("12-22 23:00", "12-23 01:00")),
    ],
)
def test_times_as_calendars_write_them(summit, start, end, wanted):
    assert times(calendar(event(start=start, end=end)), summit) == [wanted]


@pytest.mark.parametrize(
    ("length", "end"),
    [("PT45M", "12-22 09:45"), ("P1DT2H", "12-23 11:00"), ("P1W", "12-29 09:00"), ("PT90S", "12-22 09:01")],
)
def test_a_length_stands_in_for_the_end(summit, length, end):
    text = event(end="", lines=[f"DURATION:{length}"])
    assert times(calendar(text), summit) == [("12-22 09:00", end)]


def test_whole_days_and_floating_hours_go_by_the_clocks_of_the_summit(db):
    dubai = factories.make_summit("DUBAI", zone="Asia/Dubai")
    content = calendar(
        event("day", start=";VALUE=DATE:20251222", end=""), event("floating", start="20251222T090000", end="")
    )
    assert times(content, dubai) == [("12-21 20:00", "12-22 20:00"), ("12-22 05:00", "12-22 06:00")]


def test_days_stay_whole_where_the_clocks_change(db):
    paris = factories.make_summit("PARIS", zone="Europe/Paris")
    content = calendar(event(start=";VALUE=DATE:20250330", end=""))
    assert times(content, paris) == [("03-29 23:00", "03-30 22:00")]


def test_a_series_keeps_its_hour_where_the_clocks_change(summit):
    hours = {"start": f"{PARIS}20250329T090000", "end": f"{PARIS}20250329T100000"}
    content = calendar(event(**hours, lines=["RRULE:FREQ=DAILY;COUNT=2"]))
    assert times(content, summit) == [("03-29 08:00", "03-29 09:00"), ("03-30 07:00", "03-30 08:00")]


def test_an_hour_that_the_clocks_skip_or_repeat(summit):
    content = calendar(
        event("skipped", start=f"{PARIS}20250330T023000", end=""),
        event("repeated", start=f"{PARIS}20251026T023000", end=""),
    )
    assert [one.start for one in found(content, summit)] == [
        utc(2025, 3, 30, 1, 30),
        utc(2025, 10, 26, 0, 30),
    ]


# -- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (event(uid=""), [("", "no_uid")]),
        (event(uid="", start=""), [("", "no_uid"), ("", "no_start")]),
        (event(start=""), [("a@test", "no_start")]),
        (event(start="soon"), [("a@test", "bad_time")]),
        (event(start="20251332T090000Z"), [("a@test", "bad_time")]),
        (event(end="20251222T080000Z"), [("a@test", "ends_before_start")]),
        (event(end="", lines=["DURATION:-PT1H"]), [("a@test", "ends_before_start")]),
        (event(end="", lines=["DURATION:long"]), [("a@test", "bad_time")]),
        (event(end="", lines=["DURATION:P9999W"]), [("a@test", "too_long")]),
        (event(start=";TZID=Nowhere/Land:20251222T090000"), [("a@test", "unknown_zone")]),
        (event(start=";TZID=Europe:20251222T090000"), [("a@test", "unknown_zone")]),
        (event(start=";TZID=../../etc/passwd:20251222T090000"), [("a@test", "unknown_zone")]),
        (event(lines=["RRULE:FREQ=SECONDLY"]), [("a@test", "bad_rule")]),
        (event(lines=["RRULE:FREQ=DAILY;INTERVAL=0"]), [("a@test", "bad_rule")]),
        (event(lines=["RRULE:FREQ=WEEKLY;BYDAY=XX"]), [("a@test", "bad_rule")]),
        (event(lines=["RRULE:FREQ=DAILY;COUNT=5000"]), [("a@test", "too_many")]),
    ],
)
def test_what_is_wrong_with_an_event_is_said_and_the_others_are_read(summit, text, wanted):
    calendar_read = read(calendar(text, event("good@test")), summit)
    assert [(one.uid, one.code) for one in calendar_read.faults] == wanted
    assert [one.uid for one in calendar_read.events] == ["good@test"]
    assert (calendar_read.rejected, calendar_read.size) == (1, 2)


def test_a_zone_whose_clocks_change_every_second_is_not_followed(summit):
    text = APPLE.decode().replace("FREQ=YEARLY", "FREQ=SECONDLY")
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")].strip()
    content = calendar(zone, event(start=";TZID=Maison:20251222T090000", end=""))
    assert codes(content, summit) == [("a@test", "unknown_zone")]


def test_of_two_events_with_the_same_identity_the_later_version_counts(summit):
    old, new = event(summary="Old"), event(summary="New", lines=["SEQUENCE:3"])
    result = read(calendar(new, old), summit)
    assert [one.title for one in result.events] == ["New"]
    assert [(one.uid, one.code, one.title) for one in result.faults] == [("a@test", "duplicate", "Old")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "not_a_calendar"),
        (b"UID;SUMMARY\n1;2\n", "not_a_calendar"),
        (calendar(event()).replace(b"END:VEVENT", b""), "damaged"),
        (calendar(event()).replace(b"END:VCALENDAR", b""), "damaged"),
        (calendar(event())[:120], "damaged"),
        (calendar(event(summary="Clôture")).replace(b"\xc3\xb4", b"\xf4"), "encoding"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * FILE_BYTES, "too_large"),
    ],
)
def test_a_file_that_is_no_whole_calendar_is_refused(summit, content, code):
    with pytest.raises(Refused) as refused:
        read(content, summit)
    assert refused.value.code == code


def test_a_calendar_with_more_than_can_be_looked_through_is_refused(summit):
    series = (event(f"{n}@test", lines=["RRULE:FREQ=DAILY;COUNT=700"]) for n in range(5))
    with pytest.raises(Refused) as refused:
        read(calendar(*series), summit)
    assert refused.value.code == "too_many"


# -- people --------------------------------------------------------------------------------


def test_rooms_groups_and_those_who_declined_are_no_persons(summit):
    lines = [
        "ORGANIZER:mailto:AWA@example.org",
        "ATTENDEE;CN=Awa:mailto:awa@example.org",
        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
        "ATTENDEE;CUTYPE=GROUP:mailto:all@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:no@example.org",
        "ATTENDEE;CN=Moussa Keïta:invalid:nomail",
        "ATTENDEE:urn:uuid:1",
    ]
    (one,) = found(calendar(event(lines=lines)), summit)
    assert [(person.key, person.name) for person in one.people] == [
        ("awa@example.org", ""),
        ("moussa keita", "Moussa Keïta"),
    ]
