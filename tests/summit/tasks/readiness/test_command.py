"""The figures for programs: keys that do not change, and a sentence for people."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from summit.tasks.readiness import freezing
from tests import factories

KEYS = [
    "summit", "date", "day", "tasks", "planned_by_now", "expected_at_start", "since", "change", "ministries",
    "commissions", "axes", "worst", "deadlines", "counters",
]  # fmt: skip
FIGURES = ["total", "done", "doing", "review", "late", "blocked", "unowned"]


def run(capsys, *arguments):
    call_command("readiness", "--json", *arguments)
    out = capsys.readouterr()
    assert out.err == ""
    return json.loads(out.out)


def test_keys_are_frozen(capsys, plan, coordinator, summit):
    freezing.freeze(summit, "CP-01", by=coordinator)
    said = run(capsys)
    assert list(said) == KEYS
    assert list(said["tasks"]) == list(said["change"]) == FIGURES
    assert list(said["ministries"]["transport"]) == [*FIGURES, "change"]
    assert [list(one) for one in said["worst"]] == [["code", "state", "days", "must_act"]] * 3
    assert [list(one) for one in said["deadlines"]] == [["code", "due"]] * 3
    assert {frozenset(one) for one in said["counters"].values()} == {frozenset({"done", "total"})}


def test_readme_names_the_same_keys():
    from tests.test_architecture import ROOT

    line = next(
        line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `readiness` |")
    )
    assert line.rstrip("| ").rpartition("| ")[2].strip("`").split(", ") == KEYS


def test_figures_are_those_of_the_page(capsys, plan):
    said = run(capsys, "--lang", "en")
    assert (said["summit"], said["date"], said["day"]) == ("TEST", "2025-12-15", -7)
    assert said["tasks"] == dict(zip(FIGURES, (7, 2, 0, 1, 2, 1, 2), strict=True))
    assert (said["planned_by_now"], said["expected_at_start"], said["since"], said["change"]) == (
        4,
        3,
        None,
        None,
    )
    assert said["worst"][0] == {
        "code": "T-3",
        "state": "blocked",
        "days": 4,
        "must_act": "defence: lend a crane",
    }
    assert said["worst"][1] == {"code": "D-2", "state": "late", "days": 10, "must_act": "no owner"}
    assert said["deadlines"][0] == {"code": "D-3", "due": "2025-12-15"}


def test_filters_by_code(capsys, plan):
    assert run(capsys, "--ministry", "transport")["tasks"]["total"] == 4
    assert run(capsys, "--commission", "guard", "--axis", "technical")["tasks"]["total"] == 3


@pytest.mark.parametrize("kind", ["ministry", "commission", "axis"])
def test_an_unknown_code_is_refused_and_not_passed_over(kind, capsys, plan):
    with pytest.raises(CommandError) as refused:
        call_command("readiness", "--json", f"--{kind}", "nobody")
    assert refused.value.returncode == 1
    assert json.loads(capsys.readouterr().out)["error"] == f"unknown_{kind}"


def test_one_summit_alone(capsys, plan, other_summit):
    factories.make_tasks(2, summit=other_summit)
    assert run(capsys, "--summit", "OTHER")["tasks"]["total"] == 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "2 of 7 tasks done. 2 late, 1 blocked, 2 without owner."),
        ("fr", "2 tâches faites sur 7. 2 en retard, 1 bloquée, 2 sans responsable."),
    ],
)
def test_people_get_a_sentence(language, sentence, capsys, plan):
    call_command("readiness", "--lang", language)
    assert capsys.readouterr().out.strip() == sentence


def test_nothing_is_written(plan, capsys, django_assert_num_queries):
    from summit.audit.models import Entry

    run(capsys)
    assert Entry.objects.count() == 0
