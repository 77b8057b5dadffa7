"""Every page of the slice answers, to the right people, at a constant price."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import make_ministry, make_task, named
from tests.summit.meetings.making import approve, hold, make_decision, make_meeting

OF_MEETING = [
    "meeting",
    "meeting-edit",
    "meeting-minutes",
    "meeting-attendance",
    "decision-new",
    "meeting-convocation",
    "meeting-pdf",
]
OF_DECISION = ["decision", "decision-edit", "decision-tasks", "decision-proof"]


@pytest.fixture
def held(summit, transport, secretary):
    meeting = make_meeting(summit=summit, items=["Airport", "Press"], ministries=[transport])
    return hold(meeting, by=secretary)


@pytest.fixture
def decision(held, transport):
    return make_decision(held, ministry=transport)


def addresses(held, decision):
    yield from (reverse(name, args=[held.public_id]) for name in OF_MEETING)
    yield from (reverse(name, args=[decision.public_id]) for name in OF_DECISION)
    yield from (reverse("meetings"), reverse("decisions"), reverse("meeting-new"))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_answers_the_secretary_in_each_language(held, decision, secretary, as_user, language):
    secretary.language = language
    secretary.save()
    client = as_user(secretary)
    for address in addresses(held, decision):
        assert client.get(address).status_code == 200, address


def test_people_of_another_summit_find_nothing(held, decision, outsider, as_user):
    client = as_user(outsider)
    for address in addresses(held, decision):
        if held.public_id in address or decision.public_id in address:
            assert client.get(address).status_code == 404, address


def test_a_ministry_without_a_seat_finds_neither_meeting_nor_decision(held, decision, stranger, as_user):
    client = as_user(stranger)
    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.get(decision.get_absolute_url()).status_code == 404
    for name in ("meetings", "decisions"):
        page = client.get(reverse(name)).content.decode()
        assert held.public_id not in page
        assert decision.public_id not in page
    assert client.get(reverse("decisions"), {"export": "csv"}).getvalue().count(b"\n") == 1


def test_the_focal_point_reads_but_does_not_write(held, decision, focal, as_user):
    client = as_user(focal)
    answers = {address: client.get(address).status_code for address in addresses(held, decision)}
    readable = {reverse(name, args=[held.public_id]) for name in ("meeting", "meeting-convocation")}
    readable |= {reverse(name, args=[decision.public_id]) for name in ("decision", "decision-proof")}
    readable |= {reverse("meetings"), reverse("decisions")}
    assert {address for address, status in answers.items() if status == 200} == readable
    assert set(answers.values()) == {200, 403}


def test_minutes_are_read_by_ministries_once_they_are_approved(
    summit, focal, transport, secretary, authority, as_user
):
    meeting = make_meeting(summit=summit, items=["Airport"], ministries=[transport])
    secret = make_decision(
        meeting, ministry=make_ministry(summit=summit), text="Nobody but Defence knows this"
    )
    entry = meeting.agenda.get()
    entry.minutes = "Said behind closed doors"
    entry.save()
    hold(meeting, by=secretary)
    page = as_user(focal).get(meeting.get_absolute_url()).content.decode()
    assert "closed doors" not in page
    assert "Nobody but Defence" not in page
    assert as_user(focal).get(secret.get_absolute_url()).status_code == 404
    meeting.workflow.run(meeting, "submit", by=secretary)
    meeting.workflow.run(meeting, "approve", by=authority)
    page = as_user(focal).get(meeting.get_absolute_url()).content.decode()
    assert "closed doors" in page
    assert "Nobody but Defence" in page
    assert as_user(focal).get(reverse("meeting-pdf", args=[meeting.public_id])).status_code == 200


def test_the_auditor_reads_minutes_only_once_approved(held, auditor, secretary, authority, as_user):
    address = reverse("meeting-pdf", args=[held.public_id])
    assert as_user(auditor).get(address).status_code == 403
    held.workflow.run(held, "submit", by=secretary)
    held.workflow.run(held, "approve", by=authority)
    assert as_user(auditor).get(address).status_code == 200


def test_the_list_of_meetings_costs_the_same_for_1_and_30(summit, secretary, as_user):
    client = as_user(secretary)
    costs = []
    for amount in (1, 29):
        for _each in range(amount):
            make_decision(make_meeting(summit=summit))
        costs.append(queries_of(client, reverse("meetings")))
    assert costs[0] == costs[1]


def test_the_list_of_decisions_and_its_export_cost_the_same_for_1_and_30(summit, secretary, as_user):
    client, meeting = as_user(secretary), make_meeting(summit=summit)
    costs = []
    for amount in (1, 29):
        for _each in range(amount):
            make_decision(meeting)
        pages = [reverse("decisions"), reverse("decisions") + "?export=csv"]
        costs.append([queries_of(client, page) for page in pages])
    assert costs[0] == costs[1]


def test_the_page_of_a_meeting_costs_the_same_for_1_and_30_decisions(summit, secretary, transport, as_user):
    client = as_user(secretary)
    first = make_meeting(summit=summit, ministries=[transport])
    second = make_meeting(summit=summit, items=["Airport"], starts_at=first.starts_at.replace(day=11))
    costs = []
    for amount in (1, 29):
        for _each in range(amount):
            make_decision(first)
            make_decision(second)
        costs.append(queries_of(client, second.get_absolute_url()))
    assert costs[0] == costs[1]


def test_a_meeting_opens_with_the_state_of_earlier_decisions(summit, secretary, authority, as_user):
    first = approve(make_meeting(summit=summit), drafted_by=secretary, by=authority)
    late, done = make_decision(first), make_decision(first, state="executed")
    second = make_meeting(summit=summit, starts_at=first.starts_at.replace(day=11))
    page = as_user(secretary).get(second.get_absolute_url()).content.decode()
    assert "Of 2 earlier decisions, 1 is carried out." in page
    assert page.index(late.code) < page.index("Decisions of CP-02")
    assert done.code in page


def test_decisions_are_filtered_by_lateness_and_ministry(summit, secretary, transport, as_user):
    meeting = make_meeting(summit=summit)
    late = make_decision(meeting, ministry=transport)
    ahead = make_decision(meeting, ministry=transport, due_on=None)
    client = as_user(secretary)

    def shown(**query):
        return [row.code for row in client.get(reverse("decisions"), query).context["listing"].rows]

    assert shown(state="late") == [late.code]
    assert shown(state="undated") == [ahead.code]
    assert shown(ministry="transport") == [late.code, ahead.code]
    assert shown(meeting="CP-01", q="pylons") == [late.code, ahead.code]


def test_the_export_gives_the_filtered_decisions_in_words(summit, secretary, transport, as_user):
    meeting = make_meeting(summit=summit)
    make_decision(meeting, ministry=transport, text=named("=Deliver()"))
    make_decision(meeting)
    answer = as_user(secretary).get(reverse("decisions"), {"export": "xlsx", "ministry": "transport"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0)
    assert [row[:3] for row in sheet.to_python()[1:]] == [["CP-01/D1", "=Deliver()", "transport"]]


def test_the_checks_of_django_and_ours_have_nothing_to_say(db):
    call_command("check", fail_level="WARNING")


def test_a_task_of_another_ministry_is_counted_but_not_named(decision, focal, held, as_user):
    hidden = make_task(ministry=make_ministry(summit=held.summit))
    decision.task_links.create(summit=held.summit, task=hidden)
    page = as_user(focal).get(decision.get_absolute_url()).content.decode()
    assert hidden.code not in page
    assert "1 task of another ministry is linked." in page


def queries_of(client, address):
    client.get(address)  # the first visit of a session is noted, later ones are not
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        if response.streaming:
            response.getvalue()
    assert response.status_code == 200
    return len(queries)
