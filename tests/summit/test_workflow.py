"""The state machine: one UPDATE is the lock, and what hangs on the step stands or falls with it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from summit import audit
from summit.accounts.models import Ministry, Organisation, User
from summit.audit.models import Entry
from summit.notices.models import Notice
from summit.tasks.models import Risk, Task
from summit.workflow import FOLLOWING, WORKFLOWS, OutOfStep, ReasonMissing, diagram, follows
from tests import factories
from tests.racing import race


class Breakdown(Exception):
    """What a faulty ``then`` raises."""


def break_down(obj, *, by, note, data):
    raise Breakdown


@pytest.fixture
def task(transport, focal):
    return factories.make_task("T-104", ministry=transport, owner=focal)


@pytest.fixture
def handed_in(task, focal):
    task.workflow.run(task, "submit", by=focal)
    return task


def stored(task):
    return Task.objects.values("state", "progress", "submitted_by", "validated_by", "revision").get(
        pk=task.pk
    )


def test_the_table_says_what_is_open_to_whom(focal, head, reader, task):
    names = {who: [step.name for step in task.workflow.open_to(who, task)] for who in (focal, head, reader)}
    assert names == {
        focal: ["start", "block", "submit"],
        head: ["start", "block", "submit", "drop"],
        reader: [],
    }


def test_what_follows_from_a_step_is_in_its_transaction_and_by_the_same_person(
    focal, head, task, monkeypatch
):
    """It may take steps on other rows that the person may not: the right is asked of somebody else."""
    monkeypatch.setitem(FOLLOWING, "task.drop", [])
    other = factories.make_task("T-105")
    assert not head.has_perm("summit.update_task", other)

    @follows("task.drop")
    def start_another(obj, *, by, note):
        other.workflow.run(other, "start", by=by, note=f"{obj.code}: {note}", allowed=User.objects.system())
        if note == "break":
            raise Breakdown

    with pytest.raises(Breakdown):
        task.workflow.run(task, "drop", by=head, note="break")
    assert [stored(row)["state"] for row in (task, other)] == ["todo", "todo"]
    for row in (task, other):
        row.refresh_from_db()
    task.workflow.run(task, "drop", by=head, note="too late")
    assert [stored(row)["state"] for row in (task, other)] == ["dropped", "doing"]
    assert list(Entry.objects.order_by("pk").values_list("verb", "actor__username", "note")) == [
        ("start", head.username, "T-104: too late"),
        ("drop", head.username, "too late"),
    ]


@pytest.mark.parametrize("note", ["", "   \n"])
def test_a_step_that_wants_a_reason_is_not_taken_without(note, head, task):
    with pytest.raises(ReasonMissing):
        task.workflow.run(task, "drop", by=head, note=note)
    assert stored(task)["state"] == "todo"
    assert Entry.objects.count() == 0


def test_a_step_writes_state_values_revision_and_time_at_once(focal, task):
    before = task.updated_at
    task.workflow.run(task, "submit", by=focal)
    assert stored(task) == {
        "state": "review", "progress": 100, "submitted_by": focal.pk, "validated_by": None, "revision": 2,
    }  # fmt: skip
    again = Task.objects.get(pk=task.pk)
    assert (task.state, task.progress, task.revision, task.updated_at) == ("review", 100, 2, again.updated_at)
    assert again.updated_at > before


def test_the_entry_says_who_what_why_from_what_to_what(head, handed_in):
    entry = handed_in.workflow.run(
        handed_in, "send_back", by=head.__class__.objects.system(), note=" Photos miss "
    )
    assert (entry.actor_label, entry.verb, entry.note) == ("system", "send_back", "Photos miss")
    assert (entry.kind, entry.object_id, entry.summit) == (
        "summit.task",
        handed_in.public_id,
        handed_in.summit,
    )
    focal_name = handed_in.owner.public_id
    assert entry.changes == {"state": ["review", "doing"], "submitted_by": [focal_name, None]}


def test_a_value_that_stays_is_not_told_as_a_change(focal, task):
    Task.objects.filter(pk=task.pk).update(progress=100)
    entry = task.workflow.run(Task.objects.get(), "submit", by=focal)
    assert "progress" not in entry.changes


def test_a_failing_effect_takes_everything_back(monkeypatch, focal, task):
    monkeypatch.setitem(
        task.workflow.steps, "submit", replace(task.workflow.steps["submit"], then=break_down)
    )
    with pytest.raises(Breakdown):
        task.workflow.run(task, "submit", by=focal)
    assert stored(task)["state"] == "todo"
    assert stored(task)["revision"] == 1
    assert (Entry.objects.count(), Notice.objects.count()) == (0, 0)


def test_a_failing_message_takes_everything_back(monkeypatch, focal, task):
    def nobody(obj):
        raise Breakdown

    monkeypatch.setitem(task.workflow.steps, "submit", replace(task.workflow.steps["submit"], tells=nobody))
    with pytest.raises(Breakdown):
        task.workflow.run(task, "submit", by=focal)
    assert (stored(task)["state"], Entry.objects.count()) == ("todo", 0)


def test_from_a_wrong_state_there_is_no_step(focal, handed_in):
    with pytest.raises(OutOfStep):
        handed_in.workflow.run(handed_in, "submit", by=focal)
    assert [entry.verb for entry in audit.history(handed_in)] == ["submit"]


def test_of_two_who_saw_the_same_row_the_second_is_out_of_step(coordinator, head, transport):
    task = factories.make_task(ministry=transport, state="review")
    one, two = Task.objects.get(pk=task.pk), Task.objects.get(pk=task.pk)
    one.workflow.run(one, "validate", by=coordinator)
    with pytest.raises(OutOfStep):
        two.workflow.run(two, "validate", by=head)
    assert (stored(task)["validated_by"], stored(task)["revision"]) == (coordinator.pk, 2)
    assert [entry.actor for entry in audit.history(task)] == [coordinator]


@pytest.mark.django_db(transaction=True)
def test_of_many_validators_at_once_one_succeeds(coordinator, head, transport):
    task = factories.make_task(ministry=transport, state="review")

    def validate(person):
        mine = Task.objects.get(pk=task.pk)
        return lambda: mine.workflow.run(mine, "validate", by=person)

    acts = [validate(person) for person in (coordinator, head) * 4]
    assert race(*acts, refusals=(OutOfStep,)) == ["OutOfStep"] * 7 + ["done"]
    assert Entry.objects.filter(verb="validate").count() == 1


def test_the_right_is_asked_again_in_the_update(head, focal, transport):
    """Between the look and the step the head became the task's owner, who may not validate it."""
    task = factories.make_task(ministry=transport, owner=focal, state="review")
    seen = Task.objects.get(pk=task.pk)
    Task.objects.filter(pk=task.pk).update(owner=head)
    assert head.has_perm("summit.validate_task", seen)
    with pytest.raises(PermissionDenied):
        seen.workflow.run(seen, "validate", by=head)
    assert (stored(task)["state"], Entry.objects.count()) == ("review", 0)


def test_who_lacks_the_right_changes_nothing(stranger, outsider, reader, task):
    for person in (stranger, outsider, reader):
        with pytest.raises(PermissionDenied):
            task.workflow.run(task, "start", by=person)
    assert (stored(task)["state"], Entry.objects.count()) == ("todo", 0)


def test_the_actor_is_not_told(coordinator, focal, head, summit, transport):
    commission = factories.make_commission(summit=summit, president=coordinator, vice_president=head)
    task = factories.make_task(ministry=transport, owner=focal, commission=commission)
    task.workflow.run(task, "submit", by=coordinator)
    assert [notice.user for notice in Notice.objects.all()] == [head]


def test_the_same_step_a_second_time_is_told_again(coordinator, focal, head, summit, transport):
    commission = factories.make_commission(summit=summit, president=head)
    task = factories.make_task(ministry=transport, owner=focal, commission=commission)
    for name, by in (("submit", focal), ("send_back", coordinator), ("submit", focal)):
        task.workflow.run(task, name, by=by, note="Again")
    assert Notice.objects.filter(user=head, key__contains=":submit:").count() == 2


def test_a_ministry_s_state_is_locked_although_it_lies_in_its_parent_s_table(coordinator, transport):
    one, two = Ministry.objects.get(), Ministry.objects.get()
    one.workflow.run(one, "suspend", by=coordinator, note="Reshuffle")
    with pytest.raises(OutOfStep):
        two.workflow.run(two, "suspend", by=coordinator, note="Reshuffle")
    assert (Organisation.objects.get().state, Organisation.objects.get().revision) == ("suspended", 2)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_suspend_a_ministry_one_succeeds(coordinator, transport):
    def suspend():
        mine = Ministry.objects.get(pk=transport.pk)
        return lambda: mine.workflow.run(mine, "suspend", by=coordinator, note="Reshuffle")

    assert race(*(suspend() for _each in range(6)), refusals=(OutOfStep,)) == ["OutOfStep"] * 5 + ["done"]


def test_the_diagram_draws_every_move():
    assert diagram(Risk).splitlines() == [
        "stateDiagram-v2",
        "    open --> closed: close",
        "    closed --> open: reopen",
    ]
    for model, workflow in WORKFLOWS.items():
        moves = sum(len(step.sources) for step in workflow.steps.values())
        assert len(diagram(model).splitlines()) == moves + 1
