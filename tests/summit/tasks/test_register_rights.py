"""Who reads and steps the plan's registers, and what the streets conflict in."""

import datetime as dt

import pytest
from django.urls import reverse

from summit.findings import all_findings
from summit.tasks.models import Milestone, RoadClosure, WelcomePoint
from tests.summit.tasks.register_rows import AT, MODELS, NAMES, PLURALS, make

pytestmark = pytest.mark.usefixtures("clock_at_j_7")


@pytest.fixture
def rows(transport, focal):
    return {name: make(name, transport, by=focal) for name in NAMES}


# -- who may -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [("risk", 404), ("milestone", 200), ("closure", 404), ("welcome", 404), ("handover", 404)],
)
def test_another_ministry_sees_none_but_the_milestones(name, status, as_user, stranger, rows):
    client = as_user(stranger)
    assert client.get(rows[name].get_absolute_url()).status_code == status
    assert (rows[name].get_absolute_url() in client.get(reverse(PLURALS[name])).text) is (status == 200)
    edited = client.post(reverse(f"{name}-edit", args=[rows[name].public_id]), {})
    assert edited.status_code == (403 if status == 200 else 404)
    assert ("Line 1" in b"".join(client.get(reverse(PLURALS[name]) + "?export=csv")).decode()) is (
        status == 200
    )


@pytest.mark.parametrize("who", ["outsider", "visitor"])
@pytest.mark.parametrize("name", NAMES)
def test_strangers_to_the_summit_find_nothing(name, who, request, as_user, rows):
    client = as_user(request.getfixturevalue(who))
    row = rows[name]
    for url in (row.get_absolute_url(), reverse(f"{name}-edit", args=[row.public_id])):
        assert client.get(url).status_code in (403, 404)
    assert row.get_absolute_url() not in client.get(reverse(PLURALS[name])).text


@pytest.mark.parametrize("who", ["authority", "auditor", "reader"])
@pytest.mark.parametrize("name", NAMES)
def test_readers_read_and_write_nothing(name, who, request, as_user, rows):
    client = as_user(request.getfixturevalue(who))
    page = client.get(rows[name].get_absolute_url())
    assert page.status_code == 200
    assert '<form class="inline"' not in page.text
    edit = reverse(f"{name}-edit", args=[rows[name].public_id])
    assert edit not in page.text
    assert [client.get(edit).status_code, client.post(edit).status_code] == [403, 403]
    assert client.get(reverse(f"{name}-new")).status_code == 403
    assert reverse(f"{name}-new") not in client.get(reverse(PLURALS[name])).text
    for step in MODELS[name].workflow.steps:
        assert (
            client.post(reverse("step", args=[rows[name].kind, rows[name].public_id, step])).status_code
            == 403
        )


@pytest.mark.parametrize(
    ("name", "step", "data", "state"),
    [
        ("risk", "close", {"note": "Insured"}, "closed"),
        ("closure", "publish", {"notice_number": "DEMO-000123"}, "published"),
        ("closure", "cancel", {"note": "Moved"}, "cancelled"),
        ("welcome", "publish", {"notice_number": "DEMO-000124"}, "published"),
        ("handover", "withdraw", {}, "withdrawn"),
    ],
)
def test_steps_are_taken_from_the_page(name, step, data, state, as_user, focal, rows):
    url = reverse("step", args=[rows[name].kind, rows[name].public_id, step])
    client = as_user(focal)
    assert url in client.get(rows[name].get_absolute_url()).text
    assert client.post(url, data)["Location"] == rows[name].get_absolute_url()
    assert MODELS[name].objects.values_list("state", flat=True).get() == state
    assert client.get(rows[name].get_absolute_url()).status_code == 200


def test_milestones_are_reached_by_the_coordinator(as_user, coordinator, focal, rows):
    url = reverse("step", args=["milestone", rows["milestone"].public_id, "reach"])
    assert as_user(focal).post(url).status_code == 403
    as_user(coordinator).post(url)
    assert Milestone.objects.get().state == "reached"


@pytest.mark.parametrize(
    ("step", "data", "expected"),
    [
        ("accept", {}, ("accepted", dt.date(2025, 12, 15), None)),
        ("counter", {"offered_on": "2025-12-18"}, ("countered", None, dt.date(2025, 12, 18))),
        ("refuse", {"note": "No cars"}, ("refused", None, None)),
    ],
)
def test_the_other_ministry_answers(step, data, expected, as_user, focal, stranger, defence, transport):
    handover = make("handover", transport, by=focal, to_ministry=defence)
    url = reverse("step", args=["handover", handover.public_id, step])
    assert as_user(focal).post(url, data).status_code == 403
    assert as_user(stranger).post(url, data).status_code == 302
    handover.refresh_from_db()
    assert (handover.state, handover.agreed_on, handover.offered_on) == expected


# -- conflicts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "conflicts"),
    [
        ({}, ["W-01"]),
        ({"on_roadway": False}, []),
        ({"axis_code": "A2"}, []),
        ({"state": "cancelled"}, []),
        (
            {"starts_at": AT + dt.timedelta(hours=2), "ends_at": AT + dt.timedelta(hours=3)},
            [],
        ),  # it begins as the other ends
        (
            {"starts_at": AT + dt.timedelta(hours=1, minutes=59), "ends_at": AT + dt.timedelta(hours=3)},
            ["W-01"],
        ),
    ],
)
def test_a_crowd_on_a_closed_road_is_found(changes, conflicts, rows, summit, coordinator):
    WelcomePoint.objects.update(**changes)
    found = [
        one for one in all_findings(summit, today=dt.date(2025, 12, 15)) if one.code == "streets.conflict"
    ]
    assert [one.subject for one in found] == conflicts


def test_a_closure_without_notice_is_found_two_days_before(rows, summit, focal, stranger):
    def found(day, user=None):
        every = all_findings(summit, today=dt.date(2025, 12, day), user=user)
        return [one.subject for one in every if one.code == "streets.unpublished"]

    assert [found(day) for day in (19, 20, 22, 23)] == [[], ["C-01"], ["C-01"], []]
    assert (found(20, focal), found(20, stranger)) == (["C-01"], [])
    RoadClosure.objects.update(state="published")
    assert found(20) == []
