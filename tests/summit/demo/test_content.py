"""The demonstration's content holds together: unique codes, known references, three languages."""

import re
from collections import Counter

import pytest

from summit.demo import plan

# Names of places, states and firms that French and English write alike.
SAME_IN_FRENCH_AND_ENGLISH = re.compile(
    r"Site|Koulouba|CICB|TV AES|Mali|Niger|Burkina Faso|Gendarmerie|Communication|Culture|District|Énergie du Mali"
    r"|Kalabancoro|Commune (III|V|VI)(, (Sénou|Faladié|Koulouba))?"
)


def _codes(name):
    return [row["code"] for row in plan.load().frame[name]]


def test_codes_are_unique():
    data = plan.load()
    lists = [[task.code for task in data.tasks], [d["number"] for d in data.decisions()]]
    lists += [_codes(name) for name in ("sites", "ministries", "commissions", "portfolios", "axes")]
    lists += [
        [user["username"] for user in data.frame["users"]],
        _codes("ministries") + _codes("organisations"),
    ]
    lists += [[row["code"] for row in rows] for rows in (data.risks, data.milestones, data.handovers)]
    lists += [[row["code"] for row in data.closures[name]] for name in ("axes", "closures", "welcome_points")]
    for codes in lists:
        assert len(codes) == len(set(codes)), [code for code, n in Counter(codes).items() if n > 1]
    assert len({task.title["fr"] for task in data.tasks}) == len(data.tasks) == 263


def test_task_references_resolve():
    data = plan.load()
    bodies = set(_codes("ministries") + _codes("organisations"))
    for task in data.tasks:
        assert task.ministry in _codes("ministries")
        assert task.commission in _codes("commissions")
        assert task.axis in _codes("axes")
        assert set(task.supporting) <= bodies - {task.ministry}
        assert {row.must_act for row in (*task.life.blocks, *task.life.waits)} <= bodies
        if task.owner:
            owner = next(user for user in data.frame["users"] if user["username"] == task.owner)
            assert owner["ministry"] == task.ministry, task.code


def test_frame_references_resolve():
    frame = plan.load().frame
    users = {user["username"] for user in frame["users"]}
    mandates = {(row["portfolio"], row["ministry"]) for row in frame["mandates"]}
    for user in frame["users"]:
        assert re.fullmatch(r"[a-z]+", user["username"])
        assert user["ministry"] in _codes("ministries")
        for duty in user["duties"]:
            assert not duty["portfolio"] or (duty["portfolio"], user["ministry"]) in mandates
    for row in frame["commissions"]:
        offices = {row["president"], row["vice_president"], row["rapporteur"]}
        assert len(offices) == 3
        assert offices | set(row["members"]) <= users
        assert set(row["ministries"]) <= set(_codes("ministries"))
    numbers = {zone["number"] for zone in frame["zones"]}
    assert numbers == set(range(9)) == {number for site in frame["sites"] for number in site["zones"]}
    assert len(frame["commissions"]) == 13
    assert [user["username"] for user in frame["users"] if user["persona"]] == [
        "coordinator",
        "authority",
        "protocol",
        "accreditation",
        "press",
        "security",
        "lodging",
        "conference",
        "transport",
        "airport",
        "foreign",
        "defence",
        "interior",
        "communication",
        "liaison",
        "gate",
        "auditor",
    ]


def test_records_point_at_known_things():
    data = plan.load()
    users = {user["username"] for user in data.frame["users"]}
    bodies = set(_codes("ministries") + _codes("organisations"))
    for row in data.comments:
        assert row["task"] in data.by_code
        assert row["author"] in users
        assert plan.moment(row["at"]) >= data.by_code[row["task"]].added_at
    for row in data.handovers:
        task = data.by_code[row["task"]]
        assert row["from_ministry"] == task.ministry != row["to_ministry"]
        assert {row["asked_by"], row["answered_by"] or row["asked_by"]} <= users
        assert (row["state"] == "pending") == (row["answer"] is None)
    for row in data.risks:
        assert set(row["tasks"]) <= set(data.by_code)
        assert row["owner"] in users
        assert 1 <= min(row["likelihood"], row["impact"]) <= max(row["likelihood"], row["impact"]) <= 5
        assert (row["state"] == "closed") == bool(row["closed_on"])
    assert {row["commission"] for row in (*data.risks, *data.milestones)} <= set(_codes("commissions"))
    assert {row["site"] for row in data.milestones} - {None} <= set(_codes("sites"))
    axes = {row["code"] for row in data.closures["axes"]}
    for row in data.closures["closures"]:
        assert row["axis"] in axes
        assert row["authority"] in bodies
        assert re.fullmatch(r"DEMO-\d{6}", row["notice"])
    assert sum(row["settled_on"] is None for row in data.closures["conflicts"]) == 1


def test_decisions_of_the_four_meetings():
    data = plan.load()
    decisions, users = data.decisions(), {user["username"]: user for user in data.frame["users"]}
    bodies = set(_codes("ministries") + _codes("organisations"))
    assert [meeting["held_at"][:10] for meeting in data.meetings] == [
        *("2025-12-04", "2025-12-11", "2025-12-18", "2025-12-21")
    ]
    assert data.meetings[0]["held_at"] == "2025-12-04T10:00"
    assert [len(meeting["decisions"]) for meeting in data.meetings] == [9, 13, 12, 12]
    for decision in decisions:
        assert users[decision["owner"]]["ministry"] == decision["ministry"], decision["number"]
        assert set(decision["support"]) <= bodies
        assert set(decision["tasks"]) <= set(data.by_code)
        assert decision["verified_by"] != decision["owner"]
        assert not decision["verified_on"] or decision["executed_on"] <= decision["verified_on"]
    end = plan.LAST_DAY.isoformat()
    left = [decision for decision in decisions if not decision["executed_on"]]
    assert len(decisions) - len(left) == 41
    assert [decision["due_on"] < end for decision in left].count(True) == 3
    assert [decision["due_on"] > end for decision in left].count(True) == 2


def test_the_tasks_added_later_come_from_decisions():
    linked = {code for decision in plan.load().decisions() for code in decision["tasks"]}
    added = Counter(task.added_on for task in plan.load().tasks)
    assert list(added.values()) == [240, 6, 6, 4, 3, 4]
    for task in plan.load().tasks:
        assert task.added_on == plan.FIRST_DAY or task.code in linked, task.code


def _texts(value, path=""):
    if isinstance(value, dict) and "fr" in value:
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, f"{path}/{part.get('code', '') if isinstance(part, dict) else ''}")


ALL_FILES = ("frame", "tasks", "meetings", "risks", "milestones", "closures", "handovers")


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_text_is_there_in_three_languages(name):
    for path, text in _texts(plan._read(name)):
        assert set(text) == {"fr", "ar", "en"}, path
        assert re.search(r"[\u0621-\u064a]", text["ar"]) or text["ar"].isascii(), (path, text)
        assert text["ar"] not in {text["fr"], text["en"]}, (path, text)
        if text["fr"] == text["en"]:
            assert path.startswith("/users/") or SAME_IN_FRENCH_AND_ENGLISH.fullmatch(text["fr"]), (
                path,
                text,
            )


@pytest.mark.parametrize("name", (*ALL_FILES, "comments"))
def test_typography(name):
    raw = (plan.DATA / f"{name}.json").read_text(encoding="utf-8")
    assert "'" not in raw
    assert "..." not in raw
    for path, text in _texts(plan._read(name)):
        assert not re.search(r" [:;?!»]|« ", text["fr"]), (path, text["fr"])
        assert not any(part != part.strip() or "  " in part for part in text.values()), (path, text)
