"""Numbers of the register follow one another without a gap, whoever writes at the same moment."""

import pytest

from delegations.roster.models import NoteCounter, NoteVerbale
from delegations.roster.note_forms import NoteVerbaleForm
from tests.delegations import making
from tests.factories import make_ministry, make_person, make_summit
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 20


@pytest.fixture
def officer():
    return make_person(
        "race-protocol", "officer", "protocol", ministry=make_ministry("race", summit=make_summit("RACE"))
    )


def test_20_notes_received_at_once_are_numbered_1_to_20(officer):
    delegation = making.make_delegation(summit=officer.summit)

    def enter():
        form = NoteVerbaleForm(
            {
                "direction": "in",
                "dated": "2025-12-01",
                "delegation": delegation.public_id,
                "subject": "Focal point",
                "channel": "bearer",
            },
            instance=NoteVerbale(summit=officer.summit),
            user=officer,
        )
        assert form.is_valid(), form.errors
        form.save(by=officer)

    assert race(*[enter] * RACERS, refusals=()) == ["done"] * RACERS
    assert sorted(NoteVerbale.objects.values_list("number", flat=True)) == list(range(1, RACERS + 1))


def test_a_note_that_fails_takes_no_number(officer):
    delegation = making.make_delegation(summit=officer.summit)
    notes = [making.make_note(delegation) for _each in range(3)]
    notes[0].workflow.run(notes[0], "send", by=officer)
    with pytest.raises(RuntimeError):
        fail_after(notes[1], officer)
    notes[2].workflow.run(notes[2], "send", by=officer)
    assert sorted(filter(None, NoteVerbale.objects.values_list("number", flat=True))) == [1, 2]
    assert NoteCounter.objects.get().last == 2


def fail_after(note, officer):
    from django.db import transaction

    with transaction.atomic():
        note.workflow.run(note, "send", by=officer)
        raise RuntimeError


def test_each_direction_and_each_summit_counts_for_itself(officer):
    delegation = making.make_delegation(summit=officer.summit)
    other = making.make_delegation(summit=make_summit("RACE-2"))
    for one, direction, step in (
        (delegation, "out", "send"),
        (delegation, "in", "enter"),
        (other, "out", "send"),
    ):
        note = making.make_note(one, direction=direction)
        note.workflow.run(note, step, by=officer.at(one.summit).__class__.objects.system())
    assert list(NoteVerbale.objects.values_list("number", flat=True)) == [1, 1, 1]
