"""Decisions: one owner, carried out and verified by two people, made into tasks in one go."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from summit import audit, rights
from summit.meetings.models import Decision
from summit.notices.models import Notice
from summit.tasks.models import Task
from summit.workflow import WORKFLOWS
from tests.factories import make_axis, make_commission, make_ministry, make_task
from tests.summit.meetings.making import hold, make_decision, make_meeting

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def held(summit, secretary):
    return hold(make_meeting(summit=summit, items=["Airport"]), by=secretary)


@pytest.fixture
def decision(held, transport, defence):
    return make_decision(held, ministry=transport, supporting=[defence])


def recorded(transport, **more):
    return {
        "text_0": "Livrer les pylônes",
        "ministry": transport.public_id,
        "due_on": "2025-12-10",
        "revision": "1",
    } | more


def record(client, meeting, data):
    return client.post(reverse("decision-new", args=[meeting.public_id]), data)


def test_a_decision_is_recorded_and_its_owner_told_once(held, transport, defence, focal, secretary, as_user):
    data = recorded(transport, supporting=[defence.public_id], agenda_entry=held.agenda.get().public_id)
    assert record(as_user(secretary), held, data).status_code == 302
    decision = Decision.objects.get()
    assert (decision.code, decision.state, decision.due_on) == ("CP-01/D1", "open", dt.date(2025, 12, 10))
    assert list(decision.supporting.all()) == [defence]
    assert "pylones" in decision.search_text
    assert [notice.subject for notice in Notice.objects.filter(user=focal)] == [
        "CP-01/D1 is yours to carry out"
    ]


def test_a_decision_has_exactly_one_owner(held, transport, secretary, as_user):
    client = as_user(secretary)
    assert record(client, held, recorded(transport, ministry="")).status_code == 422
    double = recorded(transport, supporting=[transport.public_id])
    assert record(client, held, double).status_code == 422
    assert not Decision.objects.exists()


def test_a_refused_decision_takes_no_number(held, transport, secretary, as_user):
    record(as_user(secretary), held, recorded(transport, text_0=""))
    record(as_user(secretary), held, recorded(transport))
    assert Decision.objects.get().number == 1


def test_once_the_minutes_are_sent_only_person_and_review_change(decision, held, secretary, head, as_user):
    held.workflow.run(held, "submit", by=secretary)
    data = {
        "revision": decision.revision,
        "text_0": "Something else",
        "owner": head.public_id,
        "review_on": "2025-12-11",
    }
    as_user(secretary).post(reverse("decision-edit", args=[decision.public_id]), data)
    after = Decision.objects.get(pk=decision.pk)
    assert (str(after.text), after.owner) == (str(decision.text), head)


def test_owner_executes_with_proof_and_another_verifies(decision, focal, stranger, secretary, as_user):
    with pytest.raises(PermissionDenied):
        decision.workflow.run(decision, "execute", by=stranger)
    answer = as_user(focal).post(
        reverse("step", args=["decision", decision.public_id, "execute"]),
        {"proof_2": "Delivered", "upload": SimpleUploadedFile("receipt.pdf", PDF, "application/pdf")},
    )
    assert answer.status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.executed_by, str(decision.proof)) == ("executed", focal, "Delivered")
    assert read(as_user(focal), decision) == 200
    with pytest.raises(PermissionDenied):
        decision.workflow.run(decision, "verify", by=focal)
    decision.workflow.run(decision, "verify", by=secretary)
    assert decision.state == "verified"


def test_the_proof_is_not_read_by_a_stranger(decision, focal, outsider, as_user):
    as_user(focal).post(
        reverse("decision-proof", args=[decision.public_id]),
        {"upload": SimpleUploadedFile("a.pdf", PDF, "application/pdf")},
    )
    assert read(as_user(outsider), decision) in (403, 404)


def test_a_coordinator_who_executed_does_not_verify(decision, coordinator, secretary):
    Decision.objects.filter(pk=decision.pk).update(owner=coordinator)
    decision = Decision.objects.get(pk=decision.pk)
    decision.workflow.run(decision, "execute", by=coordinator)
    with pytest.raises(PermissionDenied):
        decision.workflow.run(decision, "verify", by=coordinator)
    decision.workflow.run(decision, "send_back", by=secretary, note="The receipt is missing")
    assert (decision.state, decision.executed_by) == ("execution", None)


def test_the_database_refuses_a_decision_verified_by_its_executor(decision, focal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state="verified", executed_by=focal, verified_by=focal)


def read(client, decision):
    """The status of the answer to the proof's address; its file is closed again."""
    answer = client.get(decision.proofs.get().file.get_absolute_url())
    if answer.streaming:
        assert answer.getvalue() == PDF  # which also closes the file
    return answer.status_code


def ticked(row, ministry, held, **more):
    commission, axis = make_commission(summit=held.summit), make_axis(summit=held.summit)
    data = {
        "make": "on", "title_0": "Livrer", "ministry": ministry.public_id, "due_on": "2025-12-09",
        "commission": commission.public_id, "axis": axis.public_id,
    } | more  # fmt: skip
    return {f"task-{row}-{name}": value for name, value in data.items()}


def test_a_decision_becomes_tasks_that_both_sides_name(
    decision, held, transport, defence, secretary, as_user
):
    data = ticked(0, transport, held) | ticked(1, defence, held)
    answer = as_user(secretary).post(reverse("decision-tasks", args=[decision.public_id]), data)
    assert answer.status_code == 302
    tasks = list(decision.tasks.order_by("code"))
    assert [task.ministry for task in tasks] == [transport, defence]
    assert [task.due_on for task in tasks] == [dt.date(2025, 12, 9)] * 2
    assert list(tasks[0].decisions.all()) == [decision]
    assert {entry.verb for entry in audit.history(tasks[0])} == {"create", "link"}
    assert audit.history(decision).filter(verb="link").count() == 2


def test_the_form_is_prefilled_for_owner_and_support(decision, secretary, as_user, transport, defence):
    task = make_task(ministry=transport)
    rows = as_user(secretary).get(reverse("decision-tasks", args=[decision.public_id])).context["rows"]
    assert [row.initial["ministry"].pk for row in rows] == [transport.pk, defence.pk]
    assert [row.initial["make"] for row in rows] == [True, False]
    assert rows[0].initial["commission"] == task.commission


def test_errors_create_no_task_and_unticked_rows_are_not_judged(
    decision, held, transport, secretary, as_user
):
    client, address = as_user(secretary), reverse("decision-tasks", args=[decision.public_id])
    assert client.post(address, ticked(0, transport, held, due_on="soon")).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert not Task.objects.exists()
    assert client.post(address, ticked(0, transport, held)).status_code == 302
    assert Task.objects.count() == 1


def test_existing_tasks_are_linked_once_and_unlinked(decision, transport, secretary, as_user):
    task, client = make_task("T-104", ministry=transport), as_user(secretary)
    for _twice in range(2):
        client.post(reverse("decision-link", args=[decision.public_id]), {"codes": "t-104، "})
    assert list(decision.tasks.all()) == [task]
    client.post(reverse("decision-unlink", args=[decision.public_id, task.public_id]))
    assert not decision.tasks.exists()
    assert [entry.verb for entry in audit.history(task)] == ["unlink", "link"]


def test_an_unknown_code_is_named(decision, secretary, as_user):
    answer = as_user(secretary).post(
        reverse("decision-link", args=[decision.public_id]), {"codes": "T-999, T-998"}
    )
    assert answer.status_code == 422
    assert "There is no task “T-998, T-999” that you can see." in answer.content.decode()


@pytest.mark.parametrize("model", [Decision, Decision._meta.get_field("meeting").related_model])
def test_every_step_names_known_states_and_rights(model):
    states = {value for value, _label in model._meta.get_field("state").flatchoices}
    for step in WORKFLOWS[model].steps.values():
        assert {*step.sources, step.target} <= states
        assert rights.rule_of(step.right)


@pytest.mark.parametrize(
    ("changes", "look", "late"),
    [
        ({}, "late", 2),
        ({"state": "execution"}, "late", 2),
        ({"state": "executed"}, "wait", 0),
        ({"due_on": None}, "todo", 0),
        ({"due_on": dt.date(2025, 12, 12)}, "todo", 0),
        ({"state": "lapsed"}, "void", 0),
    ],
)
def test_lateness_is_worked_out(held, changes, look, late):
    decision = make_decision(held, ministry=make_ministry(summit=held.summit), **changes)
    today = dt.date(2025, 12, 12)
    assert (decision.look(today), decision.days_late(today)) == (look, late)
