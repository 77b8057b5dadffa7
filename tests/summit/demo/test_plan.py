"""The demonstration's plan tells one story: every day's figures, the tiles of 4 December, lives that run forward."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from summit.demo import plan

# On each day, in this order: tasks, done, late, blocked
SERIES = {
    "2025-11-28": (240, 18, 4, 1),
    "2025-11-29": (240, 20, 4, 1),
    "2025-11-30": (240, 21, 4, 1),
    "2025-12-01": (240, 29, 6, 1),
    "2025-12-02": (240, 36, 8, 3),
    "2025-12-03": (240, 44, 11, 3),
    "2025-12-04": (246, 55, 14, 6),
    "2025-12-05": (246, 63, 14, 6),
    "2025-12-06": (246, 66, 15, 6),
    "2025-12-07": (246, 67, 15, 6),
    "2025-12-08": (246, 78, 17, 5),
    "2025-12-09": (246, 89, 17, 5),
    "2025-12-10": (246, 99, 18, 5),
    "2025-12-11": (252, 110, 19, 5),
    "2025-12-12": (252, 122, 18, 5),
    "2025-12-13": (252, 131, 17, 4),
    "2025-12-14": (252, 140, 17, 4),
    "2025-12-15": (252, 152, 16, 4),
    "2025-12-16": (252, 161, 15, 3),
    "2025-12-17": (252, 172, 13, 3),
    "2025-12-18": (256, 184, 11, 3),
    "2025-12-19": (256, 199, 9, 3),
    "2025-12-20": (256, 215, 6, 2),
    "2025-12-21": (259, 234, 3, 1),
    "2025-12-22": (263, 242, 5, 2),
    "2025-12-23": (263, 256, 3, 1),
    "2025-12-24": (263, 261, 2, 0),
}
FIGURES = ("tasks", "done", "late", "blocked")
COMMITTEE_DAY = date(2025, 12, 4)
# ministry: total, done, late, blocked, done on 28 November, (done, total) by axis on 4 December
TILES = {
    "MAECI": (58, 12, 3, 0, 4, ((4, 16), (7, 34), (1, 8))),
    "MDAC": (31, 8, 1, 0, 2, ((2, 7), (2, 9), (4, 15))),
    "MSPC": (44, 9, 2, 1, 3, ((2, 9), (2, 8), (5, 27))),
    "MTI": (49, 10, 5, 3, 5, ((4, 18), (5, 24), (1, 7))),
    "MCEN": (36, 9, 2, 1, 2, ((5, 19), (3, 12), (1, 5))),
    "MATD": (28, 7, 1, 1, 2, ((1, 4), (4, 16), (2, 8))),
}
WORST = [
    ("T-104", "blocked", 4, "MEE"),
    ("T-087", "blocked", 3, "MEF"),
    ("S-031", "blocked", 3, "DGD"),
    ("C-018", "blocked", 2, "OPT"),
    ("T-096", "blocked", 2, "MDAC"),
    ("I-009", "blocked", 1, "DBKO"),
    ("E-044", "late", 6, "HEB"),
    ("T-098", "late", 5, "MTI"),
    ("D-012", "late", 4, "BA101"),
    ("C-021", "late", 3, "HAC"),
]
TITLES = {
    "T-104": "Balisage lumineux de la piste",
    "T-087": "Voirie du pavillon présidentiel",
    "S-031": "Portiques du CICB",
    "C-018": "Fibre du centre de presse",
    "T-096": "Voitures de réserve",
    "I-009": "Tracé de l’accueil populaire",
    "E-044": "Conventions avec 9 hôtels",
    "T-098": "Contrôle technique, 132\u00a0véhicules",
    "D-012": "Plan de stationnement avions",
    "C-021": "Règles d’accréditation presse",
}


@pytest.mark.parametrize("day", SERIES)
def test_every_day_gives_the_figures_of_the_series(day):
    answer = plan.figures(date.fromisoformat(day))
    assert tuple(answer[name] for name in FIGURES) == SERIES[day]


@pytest.mark.parametrize("day", SERIES)
def test_the_ministries_add_up_to_the_whole(day):
    day = date.fromisoformat(day)
    parts = plan.by_ministry(day).values()
    assert {name: sum(part[name] for part in parts) for name in FIGURES} == plan.figures(day)


@pytest.mark.parametrize("day", SERIES)
def test_the_hour_of_the_morning_meeting_gives_the_same_figures(day):
    """The tiles are read at 09:40, the counters at 11:20: nothing of the plan moves in between."""
    morning = datetime.combine(date.fromisoformat(day), datetime.min.time(), tzinfo=UTC)
    early = morning + timedelta(hours=9, minutes=40)
    states = Counter(plan.state_on(task, early)[0] for task in plan.present(morning.date()))
    assert (states["done"], states["blocked"]) == (SERIES[day][1], SERIES[day][3])


@pytest.mark.parametrize("ministry", TILES)
def test_tiles_of_the_first_committee(ministry):
    total, done, late, blocked, done_before, axes = TILES[ministry]
    tile = plan.by_ministry(COMMITTEE_DAY)[ministry]
    assert tuple(tile[name] for name in FIGURES) == (total, done, late, blocked)
    assert tuple(tile["axes"].values()) == axes
    assert plan.by_ministry(plan.FIRST_DAY)[ministry]["done"] == done_before


def test_only_the_six_coordinated_ministries_hold_tasks_at_the_first_committee():
    assert list(plan.by_ministry(COMMITTEE_DAY)) == plan.load().ministries(coordinated=True) == list(TILES)


def test_the_plan_of_the_first_committee_expected_71_tasks():
    assert [plan.planned(date(2025, 11, 28)), plan.planned(date(2025, 12, 1))] == [24, 34]
    assert plan.planned(COMMITTEE_DAY) == 71
    assert plan.planned(date(2025, 12, 22)) >= 246


def test_the_ten_worst_of_the_first_committee():
    found = [(bad.task.code, bad.state, bad.days, bad.must_act) for bad in plan.worst(COMMITTEE_DAY)]
    assert found == WORST
    assert all(bad.text["fr"] and bad.text["ar"] and bad.text["en"] for bad in plan.worst(COMMITTEE_DAY))


def test_known_tasks_keep_their_titles():
    assert {code: plan.load().by_code[code].title["fr"] for code in TITLES} == TITLES


def test_the_runway_lighting_holds_two_others_on_15_december():
    tasks = plan.load().by_code
    state, progress, block = plan.state_on(tasks["T-104"], date(2025, 12, 15))
    assert (state, progress, block.must_act) == ("blocked", 62, "MEE")
    assert block.since == datetime(2025, 12, 11, 16, 0, tzinfo=UTC)
    assert tasks["T-106"].needs[0] == "T-104"
    assert "T-106" in tasks["T-107"].needs
    transport = plan.by_ministry(date(2025, 12, 15))["MTI"]
    assert (transport["tasks"], transport["done"], transport["late"]) == (49, 33, 5)


def test_the_desk_of_transport_on_20_december():
    bad = [(bad.task.code, bad.state, bad.days) for bad in plan.worst(date(2025, 12, 20), 99)]
    assert [row for row in bad if row[0].startswith("T")] == [("T-131", "blocked", 2), ("T-099", "late", 1)]


@pytest.mark.parametrize("day", list(SERIES)[:-1])
def test_each_day_shows_every_state_of_work(day):
    day = date.fromisoformat(day)
    states = Counter(plan.state_on(task, day)[0] for task in plan.present(day))
    assert states["review"]
    assert states["doing"]
    assert states["todo"] or day > date(2025, 12, 21)


def test_no_cycle_and_dates_follow_the_dependencies():
    tasks, seen, path = plan.load().by_code, set(), []

    def visit(code):
        assert code not in path, (*path, code)
        if code in seen:
            return
        path.append(code)
        for need in tasks[code].needs:
            visit(need)
            assert tasks[need].due_offset < tasks[code].start_offset, (need, code)
            assert tasks[need].added_on <= tasks[code].added_on
        seen.add(path.pop())

    for code in tasks:
        visit(code)


def test_a_life_runs_forward():
    for task in plan.load().tasks:
        life = task.life
        marks = [task.life.started_at, *(b.start for b in life.blocks), life.submitted_at, life.done_at]
        marks = [mark for mark in marks if mark]
        assert marks == sorted(marks), task.code
        assert [when for when, _ in life.progress] == sorted({when for when, _ in life.progress}), task.code
        assert [percent for _, percent in life.progress] == sorted(p for _, p in life.progress), task.code
        assert task.start_offset <= task.due_offset <= 2
        assert task.added_on == plan.FIRST_DAY or task.added_at <= life.started_at
        for block in life.blocks:
            assert block.since <= block.start < block.end <= (life.submitted_at or block.end), task.code


def test_work_starts_when_its_needs_are_done():
    tasks = plan.load().by_code
    for task in tasks.values():
        for need in task.needs:
            assert tasks[need].life.done_at <= task.life.started_at, (need, task.code)


def test_nobody_validates_an_own_task():
    users = {user["username"] for user in plan.load().frame["users"]}
    for task in plan.load().tasks:
        assert task.owner is None or task.owner in users
        if task.life.done_at:
            assert task.life.validated_by in users
            assert task.life.validated_by not in {task.owner, task.life.submitted_by}, task.code
    assert sum(task.owner is None for task in plan.load().tasks) == 8
