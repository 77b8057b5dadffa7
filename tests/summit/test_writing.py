"""How words are put together: lists, colons, and the names of acts and of what they changed."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from summit import telling, workflow, writing

CODE = Path(writing.__file__).parent
RECORDS = {"record", "record_many"}


@pytest.mark.parametrize(
    ("language", "listed", "labelled"),
    [
        ("en", "A, B", "A: B"),
        ("fr", "A, B", "A\u00a0: B"),
        ("ar", "A، B", "A: B"),
        ("de", "A, B", "A\u00a0: B"),
    ],
)
def test_each_language_has_its_comma_and_its_colon(language, listed, labelled):
    with translation.override(language):
        assert writing.listed(["A", "", "B"]) == listed
        assert f"A{writing.colon()}B" == labelled


def test_nothing_is_listed_as_nothing():
    assert writing.listed(["", ""]) == ""


def verbs_in(path):
    """The acts that one file of code writes into the register, as far as they stand there in so many letters."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        if getattr(call.func, "attr", "") in RECORDS and len(call.args) > 1:
            yield call.args[1]
        if getattr(call.func, "attr", "") == "save":
            yield from (word.value for word in call.keywords if word.arg == "verb")


def test_every_act_that_the_code_records_has_a_word():
    steps = {name for flow in workflow.WORKFLOWS.values() for name in flow.steps}
    written = {
        verb.value for path in CODE.rglob("*.py") for verb in verbs_in(path) if isinstance(verb, ast.Constant)
    }
    assert {"create", "purge", "attend", "progress"} <= written
    assert written - telling.VERBS.keys() - steps == set()


def test_members_and_presence_are_two_acts():
    with translation.override("en"):
        assert str(telling.VERBS["seat"]) == "Members changed"
        assert str(telling.VERBS["attend"]) == "Presence noted"


def test_what_is_no_field_of_the_row_is_told_in_the_readers_words():
    entry = SimpleNamespace(kind="summit.task", changes={"needs": [None, "T-1"], "rows": [0, 3]})
    with translation.override("fr"):
        told = [(str(label), before, after) for label, before, after in telling.act_changes(entry)]
    assert told == [("a besoin de", "", "T-1"), ("lignes", 0, 3)]


@pytest.mark.parametrize(("days", "said"), [(0, "since today"), (1, "for 1 day"), (3, "for 3 days")])
def test_what_was_blocked_today_has_not_lasted_a_day(days, said):
    figures = {"title": "Press badges", "days": days, "holds": 0}
    with translation.override("en"):
        page = render_to_string("summit/tasks/_answer_blocked.html", {"figures": figures})
    assert " ".join(page.split()) == f"<bdi>Press badges</bdi> has been blocked {said}."
