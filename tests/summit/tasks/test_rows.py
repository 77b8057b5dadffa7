"""Work in the row: progress and steps without leaving the list."""

import pytest
from django.urls import reverse

from summit import audit
from summit.tasks.models import BlockingPoint, Task
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

HTMX = {"HX-Request": "true"}


@pytest.fixture
def task(transport, focal):
    return factories.make_task("T-104", ministry=transport, owner=focal)


def post_progress(client, task, value, *, revision=None, **headers):
    data = {"progress": value, "revision": revision or task.revision}
    return client.post(reverse("task-progress", args=[task.public_id]), data, headers=headers or None)


def test_progress_comes_back_as_the_row(as_user, focal, task):
    response = post_progress(as_user(focal), task, 60, **HTMX)
    assert response.status_code == 200
    assert response.text.count("<tr") == 1
    task.refresh_from_db()
    assert (task.progress, task.revision) == (60, 2)
    assert audit.history(task).first().changes == {"progress": [0, 60]}


def test_progress_without_script_goes_back_to_the_list(as_user, focal, task):
    response = post_progress(as_user(focal), task, 60)
    assert response.status_code == 302
    assert response["Location"] == f"/tasks/#task-{task.public_id}"


@pytest.mark.parametrize("value", ["101", "-1", "much", ""])
def test_nonsense_is_said_at_the_field_and_stays_in_it(value, as_user, focal, task):
    response = post_progress(as_user(focal), task, value, **HTMX)
    assert response.status_code == 422
    assert f'value="{value}"' in response.text
    assert 'role="alert"' in response.text
    assert Task.objects.get().progress == 0


def test_who_was_slower_is_told_and_loses_nothing(as_user, focal, head, task):
    post_progress(as_user(head), task, 40, **HTMX)
    response = post_progress(as_user(focal), task, 60, revision=1, **HTMX)
    assert response.status_code == 422
    assert "Someone has just set 40 %" in response.text
    assert 'value="60"' in response.text
    assert Task.objects.get().progress == 40
    response = post_progress(as_user(focal), task, 60, revision=2, **HTMX)
    assert response.status_code == 200
    assert Task.objects.get().progress == 60


def test_progress_of_a_closed_task_stands(as_user, focal, task):
    Task.objects.update(state="dropped")
    assert post_progress(as_user(focal), task, 60, **HTMX).status_code == 422
    assert Task.objects.get().progress == 0


def test_a_step_that_asks_nothing_is_taken_in_the_row(as_user, focal, task):
    url = reverse("task-step", args=[task.public_id, "start"])
    response = as_user(focal).post(url, headers=HTMX)
    assert response.status_code == 200
    assert Task.objects.get().state == "doing"
    assert "Start</button>" not in response.text


def test_a_step_that_asks_is_asked_below_the_row(as_user, focal, task):
    client, url = as_user(focal), reverse("task-step", args=[task.public_id, "block"])
    energy = factories.make_organisation("energy")
    asked = client.get(url, headers=HTMX)
    assert f'id="asks-{task.public_id}"' in asked.text
    refused = client.post(f"{url}?open=1", {"what": "No pylons"}, headers=HTMX)
    assert refused.status_code == 422
    assert "No pylons" in refused.text
    assert Task.objects.get().state == "todo"
    done = client.post(f"{url}?open=1", {"what": "No pylons", "must_act": energy.public_id}, headers=HTMX)
    assert done.status_code == 200
    assert 'hx-swap-oob="delete"' in done.text
    point = BlockingPoint.objects.get()
    assert (point.what, point.must_act, point.stated_by) == ("No pylons", energy, focal)


def test_a_step_somebody_else_took_is_told(as_user, focal, task):
    Task.objects.update(state="doing")
    url = reverse("task-step", args=[task.public_id, "start"])
    response = as_user(focal).post(url, headers=HTMX)
    assert "Someone has just changed this" in response.text


@pytest.mark.parametrize("name", ["task-progress", "task-step", "task-row"])
def test_a_stranger_finds_no_row(name, as_user, stranger, task):
    args = [task.public_id, "start"] if name == "task-step" else [task.public_id]
    client, url = as_user(stranger), reverse(name, args=args)
    act = client.get if name == "task-row" else client.post
    assert act(url, {"progress": 10, "revision": 1}, headers=HTMX).status_code == 404


def test_a_reader_sees_the_row_but_may_not_write_in_it(as_user, reader, task):
    assert post_progress(as_user(reader), task, 10, **HTMX).status_code == 403
    assert 'name="progress"' not in as_user(reader).get(reverse("tasks")).text
