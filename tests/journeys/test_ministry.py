"""A ministry's day: what waits, what blocks and who must act, the proof, and somebody else who says that it is done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from summit import audit
from summit.notices.models import Notice
from summit.tasks.models import Evidence
from tests import factories
from tests.journeys.sent import answered, form_of
from tests.world import PDF

HTMX = {"HX-Request": "true"}


@pytest.fixture
def president(defence):
    return factories.make_person("president", "reader", "plan", ministry=defence)


@pytest.fixture
def task(transport, focal, president, summit):
    works = factories.make_commission("works", summit=summit, president=president)
    return factories.make_task("T-104", ministry=transport, owner=focal, commission=works, due_offset=-8)


def step(task, name):
    return reverse("step", args=["task", task.public_id, name])


def test_a_late_task_is_blocked_freed_submitted_and_validated(
    as_user, focal, president, authority, task, summit
):
    energy = factories.make_organisation("energy", summit=summit, name="Energy")
    client = as_user(focal)
    assert task.get_absolute_url() in client.get("/").text
    assert step(task, "block") in client.get(task.get_absolute_url()).text

    typed = {"what": "Nine pylons are missing", "must_act": energy.public_id, "must_act_text": "deliver them"}
    assert answered(client, step(task, "block"), holding="what", **typed).url == task.get_absolute_url()
    page = client.get(task.get_absolute_url()).text
    assert "Nine pylons are missing" in page
    assert "Energy</bdi> must act." in page
    worst = as_user(authority).get(reverse("readiness")).text
    assert "Energy" in worst
    assert "deliver them" in worst
    assert Notice.objects.filter(user=president).exists()

    client = as_user(focal)
    assert client.post(step(task, "unblock"), {"note": ""}).status_code == 422
    assert answered(client, step(task, "unblock"), holding="note", note="Delivered today").status_code == 302
    proof = SimpleUploadedFile("received.pdf", PDF, "application/pdf")
    sent = form_of(client.get(step(task, "submit")), holding="note") | {"note": "Received", "proof": proof}
    assert client.post(step(task, "submit"), sent).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.progress, task.submitted_by) == ("review", 100, focal)
    assert client.post(step(task, "validate")).status_code == 403

    validated_by_the_president(as_user(president), president, task)
    verbs = [entry.verb for entry in audit.history(task)]
    assert [verb for verb in reversed(verbs) if verb in task.workflow.steps] == [
        "block",
        "unblock",
        "submit",
        "validate",
    ]


def validated_by_the_president(client, president, task):
    assert client.get(reverse("waiting"), headers=HTMX).text.startswith('<b class="n">1</b>')
    assert task.code in client.get(reverse("waiting-list", args=["task", "validate"])).text
    file = Evidence.objects.get(task=task).file
    assert b"".join(client.get(file.get_absolute_url())) == PDF
    assert client.post(step(task, "validate")).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.validated_by) == ("done", president)
    told = client.post(step(task, "validate"), follow=True).text
    assert "Someone has just changed this" in told


def test_another_ministry_is_asked_and_answers_with_a_date(as_user, focal, stranger, defence, task):
    typed = {
        "task": task.public_id,
        "to_ministry": defence.public_id,
        "what": "Four cars",
        "wished_on": "2025-12-17",
    }
    response = answered(as_user(focal), reverse("handover-new"), holding="to_ministry", **typed)
    assert response.status_code == 302, response.context["form"].errors
    asked = task.handovers.get()
    client = as_user(stranger)
    assert client.get(task.get_absolute_url()).status_code == 200, (
        "what one is asked to help with, one may read"
    )
    counter = reverse("step", args=["handover", asked.public_id, "counter"])
    assert (
        answered(
            client, counter, holding="offered_on", offered_on="2025-12-18", note="Two are in repair"
        ).status_code
        == 302
    )
    client = as_user(focal)
    assert client.post(reverse("step", args=["handover", asked.public_id, "agree"])).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, str(asked.agreed_on)) == ("accepted", "2025-12-18")
