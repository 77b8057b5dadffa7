"""The desk: what waits, what is wrong, today, what changed; and the worklist behind it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from summit.tasks.models import Task
from summit.templatetags.waiting import awaited
from summit.workflow import WORKFLOWS
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(transport, focal, head, summit):
    """Transport at J-7: one late, one blocked, one due today, two to validate."""
    roads = factories.make_commission("roads", summit=summit)
    common = {"ministry": transport, "commission": roads, "owner": focal}
    late = factories.make_task("T-1", state="doing", due_offset=-9, progress=40, **common)
    blocked = factories.make_task("T-2", due_offset=-3, **common)
    energy = factories.make_organisation("energy", summit=summit, name="Energy")
    factories.make_block(blocked, by=focal, must_act=energy, must_act_text="deliver pylons")
    today = factories.make_task("T-3", due_offset=-7, **common)
    review = [factories.make_task(f"T-{n}", due_offset=-2, **common) for n in (4, 5)]
    for task in review:
        task.workflow.run(task, "submit", by=focal)
    return {"late": late, "blocked": blocked, "today": today, "review": review}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("person", ["head", "focal", "coordinator", "authority", "stranger", "reader"])
def test_desk_opens_for_everybody_in_every_language(person, language, request, as_user, plan):
    user = request.getfixturevalue(person)
    type(user).objects.filter(pk=user.pk).update(language=language)
    assert as_user(user).get("/").status_code == 200


def test_head_reads_what_waits_and_what_is_wrong(as_user, head, plan):
    text = as_user(head).get("/").text
    assert "2 steps wait for you" in text
    assert "1 task of yours is blocked, 1 task of yours is late." in text
    assert "Energy" in text
    assert "<b>Due</b> · " in text
    assert text.count("btn-primary") == 1


@pytest.mark.parametrize(("left", "words"), [(2, "2 tasks to validate"), (1, "1 task to validate")])
def test_the_one_button_counts_what_it_leads_to(left, words, as_user, head, plan):
    Task.objects.filter(pk__in=[task.pk for task in plan["review"][left:]]).update(state="doing")
    button = re.search(r'<a class="btn btn-primary" href="([^"]*)">([^<]*)</a>', as_user(head).get("/").text)
    assert button.groups() == (reverse("waiting-list", args=["task", "validate"]), words)


def test_every_step_that_waits_here_is_counted_in_words():
    said = {}
    for model, workflow in WORKFLOWS.items():
        if model._meta.app_label == "summit":
            for name in getattr(model, "waits", {}):
                said[model._meta.model_name, name] = awaited(workflow.steps[name], 3)
    assert said == {
        ("task", "validate"): "3 tasks to validate",
        ("handover", "accept"): "3 hand-overs to accept",
        ("handover", "agree"): "3 offered dates to accept",
        ("meeting", "hold"): "3 meetings to open",
        ("meeting", "submit"): "Minutes of 3 meetings to send",
        ("meeting", "approve"): "Minutes of 3 meetings to approve",
        ("decision", "execute"): "3 decisions to report on",
        ("decision", "verify"): "3 decisions to verify",
    }


def test_nothing_is_said_plainly(as_user, stranger, plan):
    text = as_user(stranger).get("/").text
    assert "Nothing waits for you." in text
    assert "Task T-" not in text


def test_changed_shows_what_others_did_until_it_is_marked_as_read(as_user, head, focal, plan, clock_at_j_7):
    client = as_user(head)
    assert "T-4 Task T-4" in client.get("/").text
    clock_at_j_7.shift(dt.timedelta(minutes=5))
    assert client.post(reverse("desk-seen")).status_code == 302
    assert "Nothing has changed." in client.get("/").text


def test_reading_the_desk_writes_nothing(as_user, head, plan):
    client = as_user(head)
    client.get("/")
    head.refresh_from_db()
    assert head.last_seen_at is None
    assert client.get(reverse("desk-seen")).status_code == 405


def test_count_for_the_top_bar(as_user, head, plan):
    client = as_user(head)
    fragment = client.get(reverse("waiting"), headers=HTMX)
    assert '<b class="n">2</b> waiting for you' in fragment.text
    assert "<html" not in fragment.text
    assert client.get(reverse("waiting")).status_code == 302


def test_worklist_shows_the_rows_and_their_buttons(as_user, head, plan):
    client = as_user(head)
    url = reverse("waiting-list", args=["task", "validate"])
    text = client.get(url).text
    assert "T-4" in text
    assert "T-5" in text
    step = reverse("step", args=["task", plan["review"][0].public_id, "validate"])
    assert f'action="{step}"' in text
    response = client.post(step, {"next": url})
    assert response["Location"] == url
    assert Task.objects.get(code="T-4").state == "done"
    assert "T-4 Task" not in client.get(url).text.split("<table")[-1]


def test_worklist_of_a_step_one_may_not_take(as_user, reader, head, plan):
    assert as_user(head).get(reverse("waiting-list", args=["task", "nonsense"])).status_code == 404
    text = as_user(reader).get(reverse("waiting-list", args=["task", "validate"]))
    assert text.status_code == 404 or "T-4" not in text.text


@pytest.mark.parametrize("person", ["head", "coordinator"])
def test_desk_costs_the_same_for_few_and_many(
    person, request, as_user, plan, transport, focal, django_assert_max_num_queries
):
    client = as_user(request.getfixturevalue(person))
    client.get("/")
    costs = []
    for amount in (0, 30):
        for task in factories.make_tasks(amount, ministry=transport, due_offset=-9):
            task.workflow.run(task, "submit", by=focal)
        for task in factories.make_tasks(amount, ministry=transport, due_offset=-7):
            factories.make_block(task, by=focal)
        with django_assert_max_num_queries(40) as asked:
            client.get("/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_worklist_costs_the_same_for_few_and_many(
    as_user, head, plan, transport, focal, django_assert_num_queries
):
    client, url = as_user(head), reverse("waiting-list", args=["task", "validate"])
    client.get(url)
    with django_assert_num_queries(6):
        client.get(url)
    for task in factories.make_tasks(30, ministry=transport):
        task.workflow.run(task, "submit", by=focal)
    with django_assert_num_queries(6):
        client.get(url)


def test_without_a_duty_the_desk_says_so(as_user, visitor):
    assert "You have no duty in any summit yet." in as_user(visitor).get("/").text
