"""The history of a row: who did what, and what the values were, in the reader's words and without a key."""

import pytest
from django.db import transaction
from django.utils import translation

from summit import audit, history
from tests import factories
from tests.delegations import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def told(row, *, by=None, **changes):
    """What the history says of these changes, by label."""
    with transaction.atomic():
        audit.record(row, "edit", by=by, changes=changes)
    return {str(label): (str(before), str(after)) for label, before, after in history.lines(row)[0].changed}


def test_rows_that_a_field_points_at_are_told_by_their_names(focal, transport, summit):
    task = factories.make_task("T-1", ministry=transport)
    other = factories.make_ministry("press", summit=summit, short_name=factories.named("The press"))
    assert told(
        task,
        owner=[None, focal],
        ministry=[transport.code, other],
        validated_by=["Somebody who left", focal.public_id],
        commission=[task.pk, "abcdefghjkmn"],
    ) == {
        "owner": ("", str(focal)),
        "responsible ministry": (str(transport), "The press"),
        "validated by": ("Somebody who left", str(focal)),
        "commission": ("", ""),
    }


def test_names_of_people_are_not_told_to_whoever_reads_the_audit(summit):
    member = making.make_member(making.make_delegation("BFA", summit=summit), "Lingani")
    note = making.make_note(member.delegation)
    assert told(member.person, merged_into=[None, making.make_human("Ki")])["merged into"] == ("", "")
    assert told(note, delegation=[None, member.delegation])["delegation"] == ("", "BFA")


def test_choices_days_and_names_in_several_languages_are_words(transport):
    task = factories.make_task("T-1", ministry=transport)
    said = told(
        task,
        state=["todo", "doing"],
        title=[{"fr": "Affiches", "en": "Posters"}, {"fr": "Badges"}],
        due_offset=[-3, 0],
    )
    assert list(said.values()) == [("To do", "In progress"), ("Posters", "Badges"), ("D-3", "D0")]


def test_costs_the_same_for_1_and_30_acts(focal, transport, django_assert_num_queries):
    task = factories.make_task("T-1", ministry=transport)
    for amount in (1, 29):
        for _each in range(amount):
            told(task, by=focal, owner=[None, factories.make_user(ministry=transport)])
        with django_assert_num_queries(2):
            history.lines(task)
