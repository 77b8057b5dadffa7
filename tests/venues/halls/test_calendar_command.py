"""``import_calendar``: what it prints, what it refuses, and that a lost slot ends as a conflict."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from summit.programme.models import ProgrammeItem
from tests import factories
from tests.racing import race
from tests.venues.halls.calendar_texts import calendar, event
from tests.venues.making import NINE, make_booking, make_hall
from venues.halls import calendar_importing as importing
from venues.halls import holding
from venues.halls.models import HallBooking

pytestmark = pytest.mark.django_db
KEYS = ["events", "created", "updated", "unchanged", "rejected", "conflicts"]


@pytest.fixture
def ics(tmp_path):
    def write(*events):
        path = tmp_path / "programme.ics"
        path.write_bytes(calendar(*events))
        return str(path)

    return write


def run(path, *arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_calendar", path, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def answer(path, *arguments):
    return json.loads(run(path, "--json", *arguments)[0])


def refused(path, *arguments):
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_calendar", path, "--json", *arguments, stdout=out)
    return error.value.returncode, json.loads(out.getvalue()) if out.getvalue() else None


def test_the_keys_are_fixed_and_a_dry_run_writes_nothing(summit, ics):
    make_hall("DJ")
    path = ics(event("a", lines=["LOCATION:DJ"]), event("b", lines=["LOCATION:Moon"]))
    foreseen = answer(path, "--dry-run")
    assert list(foreseen) == KEYS
    assert (ProgrammeItem.objects.count(), HallBooking.objects.count()) == (0, 0)
    assert answer(path) == foreseen
    assert (
        foreseen["rejected"]
        == [{"uid": "b", "code": "unknown_hall", "message": "Il n’y a pas de salle « Moon »."}]
        or foreseen["rejected"][0]["code"] == "unknown_hall"
    )
    assert HallBooking.objects.get().asked_by.is_system


def test_the_sentence_for_a_reader(summit, ics):
    out, err = run(ics(event(), event("b", lines=["LOCATION:Moon"])), "--lang", "en")
    assert out == "2 events: 1 new, 0 changed, 0 unchanged, 1 rejected; 0 conflicts.\n"
    assert err == "b: There is no hall “Moon”.\n"


def test_it_is_done_in_somebodys_name_and_for_one_summit(summit, other_summit, ics, conference):
    make_hall("DJ", summit=summit, site=factories.make_site("s", summit=summit))
    answer(ics(event(lines=["LOCATION:DJ"])), "--by", "conference", "--summit", "TEST")
    assert HallBooking.objects.get().asked_by == conference
    assert ProgrammeItem.objects.get().summit == summit


def test_who_may_not_write_the_programme_is_refused(summit, ics, focal):
    code, said = refused(ics(event()), "--by", "focal", "--lang", "en")
    assert (code, said) == (1, {"error": "not_allowed", "message": "focal may not import calendars."})


def test_a_broken_file_is_refused_with_a_sentence(summit, tmp_path):
    path = tmp_path / "broken.ics"
    path.write_bytes(calendar(event())[:-30])
    code, said = refused(str(path), "--lang", "en")
    assert (code, said["error"]) == (1, "damaged")
    assert said["message"] == "This calendar is damaged or incomplete. Export it again."


def test_wrong_use_ends_with_two(summit, tmp_path):
    assert refused(str(tmp_path / "nowhere.ics"))[0] == 2
    with pytest.raises(CommandError):
        call_command("import_calendar")


@pytest.mark.django_db(transaction=True)
def test_a_slot_lost_to_an_officer_ends_as_a_conflict(summit, conference):
    hall = make_hall("DJ", setup_minutes=0, clearing_minutes=0)
    content, results = calendar(event(lines=["LOCATION:DJ"])), []

    def take():
        results.append(importing.figures(importing.take_over(content, summit, by=conference)))

    def book():
        with transaction.atomic():
            make_booking(hall, starts_at=NINE, by=conference)

    outcomes = race(take, book, refusals=(holding.Taken,))
    (found,) = results
    assert found["created"] == 1
    lost = len(found["conflicts"])
    assert outcomes == (["done", "done"] if lost else ["Taken", "done"])
    assert HallBooking.objects.filter(state="confirmed").count() == 1


def test_a_slot_lost_between_the_plan_and_the_writing_is_told(summit, conference):
    """Somebody who does not queue takes the halls after the plan was made: the database refuses, the import goes on."""
    first, second = make_hall("DJ"), make_hall("K")
    old = calendar(event("known", start="20251221T090000Z", end="", lines=["LOCATION:K"]))
    importing.take_over(old, summit, by=conference)
    content = calendar(event(lines=["LOCATION:DJ"]), event("known", end="", lines=["LOCATION:K"]))
    made = importing.foresee(content, summit, by=conference)
    for hall in (first, second):
        make_booking(hall, starts_at=NINE, by=conference)
    with transaction.atomic():
        importing.write(made, conference, "programme.ics")
    found = importing.figures(made)
    assert [found[name] for name in ("created", "updated")] == [1, 1]
    assert sorted(one["subject"] for one in found["conflicts"]) == ["DJ", "K"]
    states = HallBooking.objects.filter(item__isnull=False).values_list("hall__code", "state")
    assert list(states) == [("K", "cancelled")]
