"""The steps of a task: who may take them, what they write, and two people at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from summit.notices.models import Notice
from summit.tasks.models import BlockingPoint, Dependency, Evidence, Task
from summit.workflow import OutOfStep
from tests import factories
from tests.racing import race
from tests.summit.tasks.test_task_page import PDF

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")


@pytest.fixture
def president(summit):
    return factories.make_person(
        "president", "reader", "plan", ministry=factories.make_ministry(summit=summit)
    )


@pytest.fixture
def task(transport, focal, president, summit):
    commission = factories.make_commission(summit=summit, president=president)
    return factories.make_task("T-104", ministry=transport, owner=focal, commission=commission)


def test_submit_keeps_the_proof_and_tells_who_validates(as_user, focal, president, task):
    upload = SimpleUploadedFile("proof.pdf", PDF, content_type="application/pdf")
    url = reverse("step", args=["task", task.public_id, "submit"])
    assert as_user(focal).post(url, {"proof": upload, "note": "Done on site"}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.progress, task.submitted_by) == ("review", 100, focal)
    assert Evidence.objects.get().label == "Done on site"
    assert [notice.user for notice in Notice.objects.all()] == [president]


def test_owner_and_submitter_cannot_validate(focal, head, task):
    task.workflow.run(task, "submit", by=head)
    for person in (focal, head):
        with pytest.raises(PermissionDenied):
            task.workflow.run(task, "validate", by=person)


def test_president_validates_and_the_task_is_done(president, focal, task):
    task.workflow.run(task, "submit", by=focal)
    task.workflow.run(task, "validate", by=president)
    task.refresh_from_db()
    assert (task.state, task.validated_by) == ("done", president)
    assert task.done_at is not None


def test_second_validator_is_told(as_user, president, coordinator, focal, task):
    task.workflow.run(task, "submit", by=focal)
    url = reverse("step", args=["task", task.public_id, "validate"])
    as_user(coordinator).post(url)
    response = as_user(president).post(url, follow=True)
    assert "Someone has just changed this" in response.text
    assert Task.objects.get().validated_by == coordinator


@pytest.mark.django_db(transaction=True)
def test_of_two_validators_one_succeeds(coordinator, president, focal, task):
    task.workflow.run(task, "submit", by=focal)

    def validate(person):
        mine = Task.objects.get(pk=task.pk)
        return lambda: mine.workflow.run(mine, "validate", by=person)

    assert race(validate(coordinator), validate(president), refusals=(OutOfStep,)) == ["OutOfStep", "done"]


def test_block_asks_who_must_act_and_since_when(as_user, focal, task):
    energy = factories.make_organisation("energy")
    url = reverse("step", args=["task", task.public_id, "block"])
    refused = as_user(focal).post(url, {"since": "2026-01-01"})
    assert set(refused.context["form"].errors) == {"what", "must_act", "since"}
    as_user(focal).post(url, {"what": "No pylons", "must_act": energy.public_id, "since": "2025-12-11"})
    point = BlockingPoint.objects.get()
    assert (point.since.date().isoformat(), point.must_act) == ("2025-12-11", energy)


def test_lifting_says_how(as_user, focal, task):
    factories.make_block(task, by=focal)
    url = reverse("step", args=["task", task.public_id, "unblock"])
    assert as_user(focal).post(url, {}).status_code == 422
    as_user(focal).post(url, {"note": "Pylons came"})
    point = BlockingPoint.objects.get()
    assert (point.how, point.lifted_by) == ("Pylons came", focal)
    assert Task.objects.get().state == "doing"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("task_is_due_after_it_starts", {"start_offset": 5, "due_offset": 4}),
        ("task_progress_in_percent", {"progress": 101}),
        ("task_state", {"state": "lost"}),
        ("task_is_validated_by_another", {"state": "done"}),
    ],
)
def test_database_refuses_what_must_never_be(name, values, task):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**values)


def test_database_refuses_an_owner_who_validated(task, focal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state="done", validated_by=focal)


def test_database_refuses_two_open_points_and_two_equal_codes(task, focal):
    factories.make_block(task, by=focal)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_block(task, by=focal)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_task("T-104", ministry=task.ministry, commission=task.commission)


def test_database_refuses_a_task_that_needs_itself(task):
    with pytest.raises(IntegrityError), transaction.atomic():
        Dependency.objects.create(summit=task.summit, task=task, needs=task)
