"""The list of tasks: what it answers, what it filters, what it costs, whom it shows nothing."""

import dataclasses
import functools
import re

import pytest
from django.urls import reverse

from summit.listing import Listing, fill
from summit.tasks import urgency
from summit.tasks.models import Task
from summit.tasks.views_list import TASKS, plan_of
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

VIEWS = ["tasks", "task-board", "task-timeline"]


@pytest.fixture
def plan(transport, defence, summit):
    """Three tasks of Transport (one done, one late, one ahead) and one of Defence."""
    roads = factories.make_commission("roads", summit=summit)
    common = {"ministry": transport, "commission": roads}
    return {
        "done": factories.make_task(
            "T-001", state="done", progress=100, validated_by=factories.make_user(), **common
        ),
        "late": factories.make_task("T-002", state="doing", start_offset=-15, due_offset=-9, **common),
        "ahead": factories.make_task("T-003", start_offset=-3, due_offset=-1, **common),
        "theirs": factories.make_task("T-900", ministry=defence, commission=roads),
    }


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_views_open_in_every_language(name, language, as_user, focal, plan):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    response = as_user(focal).get(reverse(name))
    assert response.status_code == 200
    assert "T-003" in response.text
    assert "T-900" not in response.text


@pytest.mark.parametrize("name", VIEWS)
def test_first_line_answers(name, as_user, focal, plan):
    assert "1 of 3 tasks done, 1 late." in as_user(focal).get(reverse(name)).text


def test_first_line_names_what_holds_up_others(as_user, focal, plan, head):
    factories.make_block(plan["late"], by=head)
    from summit.tasks import depending

    depending.depend(plan["ahead"], plan["late"], by=head)
    text = as_user(focal).get(reverse("tasks")).text
    assert "Task T-002</bdi>, blocked since today, holds up 1 other." in text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("state=late", ["T-002"]),
        ("state=open", ["T-002", "T-003"]),
        ("state=unowned", ["T-002", "T-003"]),
        ("state=done", ["T-001"]),
        ("owner=me", []),
        ("ministry=defence", []),
        ("ministry=transport&state=todo", ["T-003"]),
        ("due_from=2025-12-20", ["T-003"]),
        ("due_to=2025-12-13", ["T-002"]),
        ("q=task+t-002", ["T-002"]),
        ("state=nonsense", ["T-001", "T-002", "T-003"]),
    ],
)
@pytest.mark.parametrize("name", VIEWS)
def test_filters_stay_in_the_address(name, query, codes, as_user, focal, plan):
    text = as_user(focal).get(f"{reverse(name)}?{query}").text
    assert [task.code for task in plan.values() if f"task-{task.public_id}" in text] == codes


@pytest.mark.parametrize("sort", ["code", "-code", "due", "state", "-state", "ministry", "progress"])
def test_pages_follow_each_other_in_every_order(sort, as_user, focal, transport):
    factories.make_tasks(55, ministry=transport)
    client, seen, url = as_user(focal), [], f"{reverse('tasks')}?sort={sort}"
    while url:
        listing = client.get(url).context["listing"]
        seen += [task.code for task in listing.rows]
        url = listing.next_url
    assert len(seen) == len(set(seen)) == 55


def test_state_sorts_by_urgency(as_user, focal, plan):
    listing = as_user(focal).get(reverse("tasks") + "?sort=state").context["listing"]
    assert [task.code for task in listing.rows] == ["T-002", "T-003", "T-001"]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("person", ["focal", "head", "coordinator"])
def test_costs_the_same_for_1_and_30_tasks(
    name, person, as_user, request, transport, django_assert_max_num_queries
):
    client = as_user(request.getfixturevalue(person))
    client.get(reverse(name))  # the first page of a session also writes when the person was last seen
    costs = []
    for amount in (1, 29):
        for task in factories.make_tasks(amount, ministry=transport):
            owner = factories.make_user(ministry=transport)
            Task.objects.filter(pk=task.pk).update(owner=owner)
        factories.make_block(Task.objects.filter(state="todo").first(), by=owner)
        with django_assert_max_num_queries(10 if name == "task-timeline" else 8) as asked:
            assert client.get(reverse(name)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_row_says_all_of_its_task(as_user, head, focal, plan):
    Task.objects.filter(pk=plan["late"].pk).update(owner=focal, progress=40)
    text = as_user(head).get(reverse("tasks")).text
    rows = dict(re.findall(r'<tr id="task-([^"]+)"(.*?)</tr>', text, re.DOTALL))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", rows[plan["late"].public_id], re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells]
    assert said[:6] == ["T-002", "Task T-002", "transport", "Focal", "13 Dec D-9", "Late 2 days"]
    assert said[7] == "Submit for validation State a blocking point"
    assert 'aria-label="40 % done"' in cells[6]
    assert 'name="progress"' in cells[6]
    done = rows[plan["done"].public_id]
    assert 'name="progress"' not in done
    assert "nobody" in done


def test_rows_of_one_page_have_addresses_of_their_own(as_user, head, plan):
    text = as_user(head).get(reverse("tasks")).text
    for task in (plan["late"], plan["ahead"]):
        assert f'href="{task.get_absolute_url()}"' in text
        assert f'action="{reverse("task-progress", args=[task.public_id])}"' in text
        assert f'hx-get="{reverse("task-step", args=[task.public_id, "block"])}"' in text
        assert f'href="{reverse("step", args=["task", task.public_id, "block"])}"' in text


def test_refresh_brings_the_rows_alone(as_user, focal, plan):
    response = as_user(focal).get(reverse("tasks"), headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert "T-002" in response.text
    assert "HX-Request" in response["Vary"]


def test_board_stops_at_fifty_cards_and_says_so(as_user, focal, transport):
    factories.make_tasks(53, ministry=transport)
    response = as_user(focal).get(reverse("task-board"))
    column = next(column for column in response.context["columns"] if column["state"] == "todo")
    assert (column["count"], len(column["cards"]), column["more"]) == (53, 50, 3)
    assert "and 3 more" in response.text


def test_timeline_draws_the_chosen_task_with_its_dependencies(as_user, focal, plan):
    from summit.tasks import depending

    depending.depend(plan["ahead"], plan["late"], by=focal)
    response = as_user(focal).get(reverse("task-timeline") + "?task=T-003")
    assert response.context["selected"] == plan["ahead"]
    assert response.text.count('class="elbow"') >= 2
    assert "bd late" in response.text


def test_a_visitor_is_refused_and_a_stranger_sees_nothing(as_user, visitor, plan, client):
    assert client.get(reverse("tasks")).status_code == 302
    assert as_user(visitor).get(reverse("tasks")).status_code in (302, 403)


@pytest.mark.parametrize("sort", ["state", "-state"])
def test_pages_in_the_order_of_urgency_leave_nobody_out_in_either_direction(sort, as_user, focal, transport):
    """The places in the order: two full pages of blocked and late tasks, a few of all others."""
    states = ["blocked"] * 52 + ["doing"] * 51 + ["review", "todo", "dropped", "doing", "todo"] * 2
    tasks = factories.make_tasks(len(states), ministry=transport, start_offset=-30)
    for number, (task, state) in enumerate(zip(tasks, states, strict=True)):
        task.state, task.due_offset = state, -9 if state == "doing" and number < 103 else number % 5 - 3
    Task.objects.bulk_update(tasks, ["state", "due_offset"])
    order = ["blocked", "late", "review", "doing", "todo", "done", "dropped"]
    place = {t.code: "late" if t.state == "doing" and t.due_offset == -9 else t.state for t in tasks}
    expected = sorted(tasks, key=lambda t: (order.index(place[t.code]), t.due_offset, t.sort_key))
    expected = [task.code for task in (expected if sort == "state" else expected[::-1])]
    client, pages, url = as_user(focal), [], f"{reverse('tasks')}?sort={sort}"
    while url:
        listing = client.get(url).context["listing"]
        pages.append([task.code for task in listing.rows])
        url = listing.next_url
    assert [code for page in pages for code in page] == expected
    back = client.get(listing.previous_url).context["listing"]
    assert [task.code for task in back.rows] == pages[-2]


def test_a_full_page_is_read_from_the_places_it_reaches(summit):
    counts = {"blocked": 2, "late": 49, "review": 0, "doing": 9, "todo": 9, "done": 9, "dropped": 9}
    task = factories.make_task(summit=summit, state="done", validated_by=factories.make_user(), progress=100)
    rows, near = Task.objects.all(), functools.partial(urgency.near, counts=counts, day=-7, size=50)
    assert list(near(rows, down=False, mark=None)) == []
    assert near(rows, down=True, mark=None, size=86) is rows
    assert list(near(rows, down=True, mark=6, size=8)) == [task]
    assert list(near(rows, down=False, mark=1, size=17)) == []  # the mark's own place may have no row left
    assert near(rows, down=False, mark=99) is rows


def test_rows_that_moved_since_they_were_counted_leave_no_hole(rf, coordinator, transport, summit):
    factories.make_tasks(3, ministry=transport)
    request = rf.get(reverse("tasks"))
    request.user = coordinator
    listing = Listing(request, dataclasses.replace(TASKS, per_page=2), sort="state")
    listing.queryset = plan_of(coordinator, summit.on_day(-7))
    moved = {"urgent": dict.fromkeys(urgency.ORDER, 0) | {"blocked": 3}, "total": 3}
    listing.spec = dataclasses.replace(listing.spec, count=lambda one: setattr(one, "figures", moved) or 3)
    fill(listing, listing.queryset)
    assert len(listing.rows) == 2
    assert listing.next_url
