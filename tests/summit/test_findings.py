"""Findings: a registry of checks, one list for page, command and digest, narrowed to its readers."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from summit import findings
from summit.findings import ALERT, CHECKS, NOTICE, WARNING, Finding, all_findings, finding
from tests import factories

KEYS = {"level", "code", "subject", "message", "owner", "url"}


@pytest.fixture
def checks(monkeypatch):
    monkeypatch.setattr(findings, "CHECKS", {})
    return findings.CHECKS


def one(level, subject, ministry_id=None, code="test.it"):
    return Finding(
        level=level, code=code, subject=subject, message=f"Look at {subject}", ministry_id=ministry_id
    )


@pytest.fixture
def planted(checks, transport, defence):
    rows = [
        one(NOTICE, "N", transport.pk),
        one(WARNING, "W", defence.pk),
        one(ALERT, "B", transport.pk),
        one(ALERT, "A"),
    ]
    finding("test.it")(lambda summit, today: iter(rows))
    return rows


def subjects(found):
    return [each.subject for each in found]


def test_the_worst_comes_first(planted, summit):
    assert subjects(all_findings(summit, today=None)) == ["A", "B", "W", "N"]


def test_a_ministry_reads_its_own_and_the_committee_everything(
    planted, summit, focal, stranger, authority, visitor
):
    read = {
        user: subjects(all_findings(summit, today=None, user=user)) for user in (focal, stranger, authority)
    }
    assert read == {focal: ["B", "N"], stranger: ["W"], authority: ["A", "B", "W", "N"]}


def test_a_finding_with_a_right_is_read_by_who_has_it_and_by_no_other(
    checks, summit, focal, authority, transport
):
    guarded = Finding(
        level=ALERT, code="test.it", subject="G", message="Guarded", ministry_id=transport.pk,
        right="summit.add_task",
    )  # fmt: skip
    finding("test.it")(lambda summit, today: iter([guarded]))
    read = {user: subjects(all_findings(summit, today=None, user=user)) for user in (focal, authority)}
    assert read == {focal: ["G"], authority: []}
    assert guarded.as_dict().keys() == KEYS


def test_who_has_no_ministry_reads_no_finding_without_one(planted, summit, outsider, visitor):
    assert all_findings(summit, today=None, user=visitor) == []


def test_a_name_is_taken_once(checks):
    finding("test.it")(lambda summit, today: [])
    with pytest.raises(ValueError, match="is registered twice"):
        finding("test.it")(lambda summit, today: [])


def test_a_check_is_given_the_summit_and_the_day(checks, summit):
    asked = []
    finding("test.it")(lambda *given: asked.append(given) or [])
    all_findings(summit, today=dt.date(2025, 12, 1))
    assert asked == [(summit, dt.date(2025, 12, 1))]


def test_a_finding_goes_out_without_its_reader_s_key():
    shown = one(ALERT, "T-1", 77).as_dict()
    assert shown == {
        "level": "alert",
        "code": "test.it",
        "subject": "T-1",
        "message": "Look at T-1",
        "owner": "",
        "url": "",
    }


# -- page and command ----------------------------------------------------------------------


@pytest.fixture
def late(transport, summit):
    """A task that was due three days before J-7 and that nobody owns."""
    with time_machine.travel(dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC), tick=False):
        yield factories.make_task("TR-77", ministry=transport, start_offset=-30, due_offset=-10)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_page_in_every_language(language, as_user, focal, late):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    response = as_user(focal).get(reverse("findings"))
    assert response.status_code == 200
    assert late.get_absolute_url() in response.text


def test_page_counts_what_is_urgent(as_user, focal, late):
    text = as_user(focal).get(reverse("findings")).text
    assert "2 things to look at" in text  # late, and nobody owns it
    assert "1 of them urgent" in text


@pytest.mark.parametrize("who", ["stranger", "outsider", "visitor"])
def test_others_read_nothing_of_it(who, request, as_user, late):
    response = as_user(request.getfixturevalue(who)).get(reverse("findings"))
    assert response.status_code == 200
    assert "TR-77" not in response.text
    assert "Nothing needs your eye." in response.text


def test_page_costs_the_same_for_1_and_30_tasks(
    as_user, focal, late, transport, django_assert_max_num_queries
):
    client, costs = as_user(focal), []
    client.get(reverse("findings"))
    for amount in (0, 30):
        factories.make_tasks(
            amount, ministry=transport, start_offset=late.start_offset, due_offset=late.due_offset
        )
        with django_assert_max_num_queries(10 + 2 * len(CHECKS)) as asked:
            client.get(reverse("findings"))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_command_s_keys_are_frozen(capsys, late):
    call_command("findings", "--json", "--lang", "en")
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"summit", "count", "levels", "findings"}
    assert (said["summit"], said["count"], said["levels"]) == (
        "TEST",
        2,
        {"alert": 1, "warning": 1, "notice": 0},
    )
    assert {frozenset(each) for each in said["findings"]} == {frozenset(KEYS)}
    assert [(each["code"], each["subject"]) for each in said["findings"]] == [
        ("tasks.late", "TR-77"),
        ("tasks.unowned", "TR-77"),
    ]


def test_command_speaks_the_language_asked_for(capsys, late):
    for language in ("fr", "ar"):
        call_command("findings", "--lang", language)
    out = capsys.readouterr()
    assert "finding" not in out.out
    assert out.err.count("TR-77") >= 4


def test_command_tells_one_summit_alone(capsys, late, other_summit):
    call_command("findings", "--json", "--summit", "OTHER")
    assert json.loads(capsys.readouterr().out)["findings"] == []
