"""The plan out of and into a workbook."""

import io

import pytest
import xlsxwriter
from django.urls import reverse
from django.utils import translation

from summit.imports import applying, batches, kind_named
from summit.imports.refusals import AskSheet, NotReady
from summit.tasks import depending
from summit.tasks.imports import EXAMPLE
from summit.tasks.models import Dependency, Support, Task
from tests import factories
from tests.summit.tasks.test_task_page import STRANGE

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

HEAD = ["Code", "Title EN", "Ministry", "Commission", "Axis", "Start", "Due"]


@pytest.fixture
def plan(transport, defence, focal, summit):
    roads = factories.make_commission("roads", summit=summit)
    factories.make_axis("logistic", summit=summit)
    common = {"ministry": transport, "commission": roads}
    one = factories.make_task(
        "T-101", title=factories.named(STRANGE.strip()), owner=focal, cost_estimate="1500000.50", **common
    )
    two = factories.make_task("T-102", progress=1, description=factories.named("Two\nlines; = 1+1"), **common)
    Support.objects.create(summit=summit, task=one, ministry=defence)
    depending.depend(two, one, by=focal)
    return one, two


def workbook(rows, head=HEAD):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def taken(content, by, name="plan.xlsx", sheet=""):
    """The file as it stands in the preview, judged in English."""
    kind = kind_named("tasks")
    with translation.override("en"):
        batch = batches.open_batch(kind, content, filename=name, by=by, summit=by.summit, sheet=sheet)
        batches.check(batch, by=by)
    batch.refresh_from_db()
    return batch


def verdicts(batch):
    return [row.verdict for row in batch.data_rows.order_by("number")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_own_export_comes_back_without_change(kind, language, as_user, coordinator, plan):
    type(coordinator).objects.filter(pk=coordinator.pk).update(language=language)
    response = as_user(coordinator).get(f"{reverse('tasks')}?export={kind}")
    content = b"".join(response)
    batch = taken(content, coordinator, f"plan.{kind}")
    problems = [(row.number, row.errors, row.changes) for row in batch.data_rows]
    assert verdicts(batch) == ["unchanged", "unchanged"], problems


def test_changes_are_taken_by_code(coordinator, plan, defence):
    one, _two = plan
    rows = [
        ["t-101", "New title", "transport", "roads", "technical", "J-20", "10/12/2025"],
        ["T-103", "Third", "defence", "roads", "logistic", "2025-12-01", "J-1"],
    ]
    head = [*HEAD, "Needs", "Supporting ministries"]
    batch = taken(workbook([[*rows[0], "", ""], [*rows[1], "T-101; T-102", "transport"]], head), coordinator)
    assert verdicts(batch) == ["changed", "new"]
    outcome = applying.apply(batch, by=coordinator)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (1, 1, 0)
    one.refresh_from_db()
    third = Task.objects.get(code="T-103")
    assert (one.title.data["en"], one.title.data["fr"], one.due_offset) == (
        "New title",
        f"{STRANGE.strip()} (fr)",
        -12,
    )
    assert "new title" in one.search_text
    assert list(one.supporting.all()) == []
    assert {need.needs.code for need in third.dependencies.all()} == {"T-101", "T-102"}
    assert third.rank == 2
    assert [ministry.code for ministry in third.supporting.all()] == ["transport"]


def test_a_plan_may_be_turned_round_in_one_file(coordinator, plan):
    base = ["x", "transport", "roads", "technical", "J-20", "J-8"]
    content = workbook([["T-101", *base, "T-102"], ["T-102", *base, ""]], [*HEAD, "Needs"])
    applying.apply(taken(content, coordinator), by=coordinator)
    assert [(row.task.code, row.needs.code) for row in Dependency.objects.all()] == [("T-101", "T-102")]


def test_circles_and_unknown_codes_are_told_at_their_cells(coordinator, plan):
    base = ["x", "transport", "roads", "technical", "J-20", "J-8"]
    content = workbook([["T-101", *base, "T-102"], ["T-103", *base, "T-999"]], [*HEAD, "Needs"])
    batch = taken(content, coordinator)
    errors = {row.key: [error["message"] for error in row.errors] for row in batch.data_rows}
    assert errors["T-101"] == ["These tasks would wait for each other in a circle: T-101 → T-102 → T-101."]
    assert errors["T-103"] == ["No task has the code “T-999”."]
    with pytest.raises(NotReady):
        applying.apply(batch, by=coordinator)


def test_a_hundred_bad_rows_give_a_hundred_messages_and_write_nothing(coordinator, plan):
    rows = [[f"T-{n}", "x", "nowhere", "roads", "technical", "J-20", "J-8"] for n in range(200, 300)]
    batch = taken(workbook(rows), coordinator)
    assert verdicts(batch) == ["refused"] * 100
    assert all("nowhere" in row.errors[0]["message"] for row in batch.data_rows)
    with pytest.raises(NotReady):
        applying.apply(batch, by=coordinator)
    assert Task.objects.count() == 2


def test_focal_point_may_only_bring_rows_of_the_own_ministry(focal, plan, defence, summit):
    factories.make_task("T-900", ministry=defence, title=factories.named("A secret road"))
    rows = [
        ["T-103", "Mine", "transport", "roads", "technical", "J-20", "J-8"],
        ["T-104", "Not mine", "defence", "roads", "technical", "J-20", "J-8"],
        ["T-900", "Taken over", "transport", "roads", "technical", "J-20", "J-8"],
    ]
    batch = taken(workbook(rows), focal)
    assert verdicts(batch) == ["new", "refused", "refused"]
    refused = {
        row.key: [(error["field"], error["message"]) for error in row.errors] for row in batch.data_rows
    }
    assert refused["T-104"] == [("ministry", "You may only write tasks of your own ministry.")]
    assert refused["T-900"] == [("code", "This code belongs to a task of another ministry.")]
    assert "secret" not in str([row.changes for row in batch.data_rows])


def test_template_workbook_holds_every_column(as_user, focal, plan):
    for language in ("fr", "ar", "en"):
        url = reverse("import-template", args=["tasks"])
        response = as_user(focal).get(f"{url}?lang={language}")
        assert response.status_code == 200
        content = b"".join(response)
        with pytest.raises(AskSheet) as asked:
            taken(content, focal)
        batch = taken(content, focal, sheet=asked.value.names[0])
        assert len(batch.mapping) == len(kind_named("tasks").fields)
    assert set(EXAMPLE) <= {field.name for field in kind_named("tasks").fields}


def test_export_costs_the_same_for_few_and_many(
    as_user, coordinator, plan, transport, django_assert_num_queries
):
    client, url = as_user(coordinator), f"{reverse('tasks')}?export=csv"
    b"".join(client.get(url))
    with django_assert_num_queries(8):
        b"".join(client.get(url))
    factories.make_tasks(30, ministry=transport)
    with django_assert_num_queries(8):
        b"".join(client.get(url))
