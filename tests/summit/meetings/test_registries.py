"""What the slice hangs into findings, desk, search and paper."""

import datetime as dt

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from summit import clock, desk
from summit.findings import CHECKS
from summit.meetings import menu, paper
from summit.search import find
from tests.factories import make_block, make_task, named
from tests.summit.meetings.making import approve, hold, make_decision, make_meeting, make_seat

HOUR = dt.timedelta(hours=1)


def found(name, summit):
    return [
        (finding.level, finding.subject)
        for finding in CHECKS[f"meetings.{name}"](summit, clock.today(summit))
    ]


def test_late_and_undated_decisions_are_findings_of_their_ministry(summit, other_summit, transport):
    meeting = make_meeting(summit=summit)
    yesterday = clock.today(summit) - dt.timedelta(days=1)
    late = make_decision(meeting, ministry=transport, due_on=yesterday)
    undated = make_decision(meeting, due_on=None)
    make_decision(meeting, due_on=clock.today(summit))
    make_decision(make_meeting(summit=other_summit), due_on=yesterday)
    assert found("decision_late", summit) == [("alert", late.code)]
    assert found("decision_undated", summit) == [("warning", undated.code)]
    [finding] = CHECKS["meetings.decision_late"](summit, clock.today(summit))
    assert (finding.ministry_id, finding.owner) == (transport.pk, str(transport))


@pytest.mark.parametrize(("hours_ago", "expected"), [(25, []), (27, [("alert", "CP-01")])])
def test_minutes_are_overdue_24_hours_after_the_end(summit, secretary, hours_ago, expected):
    meeting = make_meeting(summit=summit, starts_at=clock.now() - hours_ago * HOUR)  # it lasted two hours
    hold(meeting, by=secretary)
    assert found("minutes_overdue", summit) == expected


@pytest.mark.parametrize(("hours", "level"), [(47, "warning"), (49, "notice")])
def test_a_meeting_without_agenda_is_a_finding_the_nearer_the_worse(summit, hours, level):
    make_meeting(summit=summit, starts_at=clock.now() + hours * HOUR)
    make_meeting(summit=summit, starts_at=clock.now() + hours * HOUR, items=["Airport"])
    assert found("no_agenda", summit) == [(level, "CP-01")]


def test_a_meeting_that_nobody_opened_is_a_finding(summit):
    make_meeting(summit=summit, starts_at=clock.now() - 3 * HOUR)
    make_meeting(summit=summit, starts_at=clock.now() - HOUR)
    assert found("not_opened", summit) == [("warning", "CP-01")]


def test_the_desk_shows_todays_meetings_and_late_decisions_of_the_ministry(
    summit, transport, focal, stranger
):
    meeting = make_meeting(summit=summit, starts_at=clock.now(), ministries=[transport])
    today = clock.today(summit)
    make_decision(meeting, ministry=transport, due_on=today - dt.timedelta(days=1))
    due = make_decision(meeting, ministry=transport, due_on=today)
    with translation.override("en"):  # a request of another test leaves its reader's language behind
        panel = menu.today_and_late(focal, today)
    assert panel.wrong == "1 decision is late."
    assert [line.url for line in panel.today] == [meeting.get_absolute_url(), due.get_absolute_url()]
    assert menu.today_and_late(stranger, today).today == []


def waiting(user):
    return {(one.step.name, row.code) for one in desk.waiting_for(user) for row in one.rows}


def test_steps_wait_for_those_who_must_take_them(summit, transport, focal, secretary, authority, reader):
    meeting = make_meeting(summit=summit, starts_at=clock.now() - HOUR, ministries=[transport])
    assert ("hold", meeting.code) in waiting(secretary)
    hold(meeting, by=secretary)
    decision = make_decision(meeting, ministry=transport, due_on=clock.today(summit))
    make_decision(meeting, ministry=transport, due_on=clock.today(summit) + dt.timedelta(days=9))
    assert waiting(focal) == {("execute", decision.code)}
    assert waiting(reader) == set()
    assert waiting(secretary) == {("submit", meeting.code)}
    meeting.workflow.run(meeting, "submit", by=secretary)
    assert waiting(authority) == {("approve", meeting.code)}
    decision.workflow.run(decision, "execute", by=focal)
    assert waiting(secretary) == {("verify", decision.code)}


def test_search_finds_meetings_and_decisions_that_one_may_see(summit, transport, focal, stranger):
    meeting = make_meeting(summit=summit, ministries=[transport], title=named("Aéroport de Sénou"))
    decision = make_decision(meeting, ministry=transport, text=named("Éclairer la piste"))
    assert [group["hits"][0][2] for group in find(focal, "aeroport senou")] == [meeting.get_absolute_url()]
    assert [group["hits"][0][2] for group in find(focal, "piste eclairer")] == [decision.get_absolute_url()]
    assert find(stranger, "aeroport") == find(stranger, "piste") == []


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def approved(summit, transport, secretary, authority):
    meeting = make_meeting(summit=summit, items=["Airport"], ministries=[transport])
    entry = meeting.agenda.get()
    entry.minutes = named("Lights are late.")
    entry.save()
    make_seat(meeting, office=named("Governor"), presence="substitute", substitute="M. Diallo")
    make_decision(meeting, ministry=transport, text=named('Deliver #pylons *now* $x$ [y] \\ "z"'))
    return approve(meeting, drafted_by=secretary, by=authority)


def test_the_minutes_on_paper_put_decisions_first_and_names_are_never_markup(approved):
    text = text_of(paper.minutes(approved, "en"))
    assert text.index("Deliver #pylons *now* $x$ [y]") < text.index("Lights are late.")
    for wanted in ("CP-01/D1", "transport", "Approved by Authority", "Governor", "M. Diallo", "1 of 1"):
        assert wanted in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_minutes_and_convocation_come_in_three_languages(approved, language):
    marks = {
        "fr": "(fr)",
        "ar": "(ar",
        "en": "Lights are late.",
    }  # right to left, the brackets come out parted
    assert marks[language] in text_of(paper.minutes(approved, language))
    assert paper.convocation(approved, language).startswith(b"%PDF")


def test_only_the_committees_copy_names_other_ministries_blocking_points(approved, focal, secretary, as_user):
    make_block(make_task("T-777"), by=secretary, since=approved.starts_at - HOUR)
    address = reverse("meeting-pdf", args=[approved.public_id]) + "?lang=en"
    assert "T-777" in text_of(as_user(secretary).get(address).content)
    assert "T-777" not in text_of(as_user(focal).get(address).content)
