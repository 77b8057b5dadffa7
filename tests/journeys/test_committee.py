"""The secretariat's day: a meeting from its convocation to approved minutes, and what the next one opens with."""

import pytest
from django.urls import reverse

from summit.meetings.models import Attendance, Decision, Meeting
from summit.notices.models import Notice
from summit.tasks.models import Snapshot
from tests import factories
from tests.journeys.sent import answered
from tests.summit.meetings.making import make_body

THIRD = {"starts_at": "2025-12-15T12:00", "title_2": "Third meeting", "chair_2": "Prime Minister"}
FOURTH = {"starts_at": "2025-12-18T10:00", "title_2": "Fourth meeting", "chair_2": "Prime Minister"}


@pytest.fixture
def plan(summit, transport, defence):
    make_body(summit=summit)
    return factories.make_task("T-104", ministry=transport)


def convene(client, meeting, item, ministries):
    typed = meeting | {"item__0__title_2": item, "invited": [ministry.public_id for ministry in ministries]}
    response = answered(client, reverse("meeting-new"), holding="starts_at", **typed)
    assert response.status_code == 302, response.context["convocation"].form.errors
    return Meeting.objects.latest("pk")


def step(row, name):
    return reverse("step", args=[row._meta.model_name, row.public_id, name])


def test_from_convocation_to_the_next_meeting(as_user, secretary, authority, focal, transport, defence, plan):
    client = as_user(secretary)
    meeting = convene(client, THIRD, "Airport", [transport, defence])
    assert Notice.objects.filter(user=focal, subject__contains=meeting.code).exists()
    assert client.post(step(meeting, "hold"), {"note": ""}).status_code == 302
    assert Snapshot.objects.filter(label=meeting.code).exists()
    attended(client, meeting, transport)
    decision = decided(client, meeting, transport)
    made_into_a_task(client, decision, transport)
    minuted(client, meeting)
    approved(as_user, secretary, authority, focal, meeting, decision)

    client = as_user(secretary)
    following = convene(client, FOURTH, "Roads", [transport])
    assert following.number == meeting.number + 1
    opening = client.get(following.get_absolute_url()).text
    assert decision.code in opening.split('id="earlier"')[1].split("</section>")[0]


def attended(client, meeting, transport):
    seat = meeting.attendance.get(organisation=transport)
    typed = {
        f"seat__{seat.public_id}__presence": "substitute",
        f"seat__{seat.public_id}__substitute": "A. Traoré",
    }
    url = reverse("meeting-attendance", args=[meeting.public_id])
    answer = answered(client, url, holding=f"seat-{seat.public_id}-presence", **typed)
    assert answer.status_code == 302
    seat.refresh_from_db()
    assert (seat.presence, seat.substitute) == (Attendance.Presence.SUBSTITUTE, "A. Traoré")


def decided(client, meeting, transport):
    typed = {
        "text_2": "Deliver the last nine pylons",
        "ministry": transport.public_id,
        "due_on": "2025-12-17",
    }
    answer = answered(client, reverse("decision-new", args=[meeting.public_id]), holding="text_2", **typed)
    assert answer.status_code == 302, answer.context["form"].errors
    decision = Decision.objects.get(meeting=meeting)
    assert decision.code == f"{meeting.code}/D1"
    return decision


def made_into_a_task(client, decision, transport):
    answer = answered(client, reverse("decision-tasks", args=[decision.public_id]), holding="task-0-make")
    assert answer.status_code == 302
    task = decision.tasks.get()
    assert (task.ministry, str(task.due_on), task.title.data["en"]) == (
        transport, "2025-12-17", "Deliver the last nine pylons",
    )  # fmt: skip
    assert decision.code in client.get(task.get_absolute_url()).text
    assert task.code in client.get(decision.get_absolute_url()).text


def minuted(client, meeting):
    entry = meeting.agenda.get()
    typed = {f"entry__{entry.public_id}__text": "Nine pylons are missing."}
    url = reverse("meeting-minutes", args=[meeting.public_id])
    assert answered(client, url, holding=f"entry-{entry.public_id}-text", **typed).status_code == 302
    entry.refresh_from_db()
    assert entry.minutes.data["en"] == "Nine pylons are missing."


def approved(as_user, secretary, authority, focal, meeting, decision):
    client, paper = as_user(secretary), reverse("meeting-pdf", args=[meeting.public_id])
    assert client.post(step(meeting, "submit"), {"note": ""}).status_code == 302
    assert client.post(step(meeting, "approve"), {"note": ""}).status_code == 403
    assert as_user(focal).get(paper).status_code == 403, "drafts are the committee's"
    assert as_user(authority).post(step(meeting, "approve"), {"note": ""}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.approved_by) == ("approved", authority)
    client = as_user(focal)
    assert client.get(paper).content.startswith(b"%PDF")
    assert client.get(decision.get_absolute_url()).status_code == 200
