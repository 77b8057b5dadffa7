"""What the register finds unwise, and what it puts on a desk."""

import datetime as dt

import pytest

from delegations.roster import note_findings, note_menu
from delegations.roster.models import NoteVerbale
from summit import clock, findings, search
from tests.clocks import J_7, at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
DAY = dt.date


@pytest.fixture
def today(summit):
    return clock.today(summit)


def said(found):
    return [(one.code, one.subject, str(one.message), one.owner) for one in found]


def test_an_overdue_answer_names_who_owes_it(summit, today, protocol, delegation):
    fields = {"answer_due": DAY(2025, 12, 14), "correspondent": delegation.organisation}
    making.make_note(delegation, state="sent", number=1, subject="Weapons", **fields)
    making.make_note(
        delegation,
        direction="in",
        state="assigned",
        number=1,
        subject="Seats",
        assigned_to=protocol,
        **fields,
    )
    making.make_note(delegation, state="sent", number=2, answer_due=today)
    making.make_note(delegation, state="answered", number=3, **fields)
    assert said(note_findings.overdue(summit, today)) == [
        (
            "delegations.note_overdue",
            "NV 0001",
            "Weapons: the answer of org-bfa is late by 1 day.",
            "foreign",
        ),
        (
            "delegations.note_overdue",
            "NV-E 0001",
            "Seats: our answer to org-bfa is late by 1 day.",
            "Protocol",
        ),
    ]


def test_three_days_without_proof_of_receipt(summit, today, protocol, delegation):
    making.make_note(delegation, state="sent", number=1, dated=DAY(2025, 12, 11), subject="Weapons")
    making.make_note(delegation, state="sent", number=2, dated=DAY(2025, 12, 12))
    making.make_note(delegation, state="acknowledged", number=3, dated=DAY(2025, 12, 1))
    assert [one.subject for one in note_findings.without_receipt(summit, today)] == ["NV 0001"]


def test_a_draft_of_five_days(summit, today, protocol, delegation):
    old, young = making.make_note(delegation, subject="Old"), making.make_note(delegation)
    NoteVerbale.objects.filter(pk=old.pk).update(created_at=J_7 - dt.timedelta(days=5, minutes=1))
    NoteVerbale.objects.filter(pk=young.pk).update(created_at=J_7 - dt.timedelta(days=5))
    found = list(note_findings.old_draft(summit, today))
    assert [str(one.message) for one in found] == ["Old: a draft since Wed\u00a010\u00a0Dec, not sent."]


def test_findings_are_read_by_who_reads_the_register(
    summit, today, protocol, auditor, liaison, stranger, delegation
):
    making.make_note(delegation, state="sent", number=1, answer_due=DAY(2025, 12, 1), dated=DAY(2025, 12, 14))
    for user, seen in ((protocol, 1), (auditor, 1), (liaison, 0), (stranger, 0)):
        mine = findings.all_findings(summit, today=today, user=user)
        assert len([one for one in mine if one.code.startswith("delegations.note_")]) == seen


def test_the_desk_says_what_is_overdue_and_what_is_due_today(today, protocol, auditor, delegation):
    making.make_note(delegation, state="sent", number=1, answer_due=DAY(2025, 12, 14))
    making.make_note(delegation, state="sent", number=2, answer_due=today, subject="Weapons")
    panel = note_menu.answers_due(protocol, today)
    assert panel.wrong == "1 answer to a note verbale is overdue."
    assert [(line.strong, line.title, line.detail) for line in panel.today] == [
        ("Answer due today", "Weapons", "NV 0002")
    ]
    assert note_menu.answers_due(auditor, today) is None


def test_a_note_of_another_is_not_on_my_desk(today, protocol, chief, delegation):
    making.make_note(
        delegation, direction="in", state="assigned", number=1, answer_due=DAY(2025, 12, 1), assigned_to=chief
    )
    assert note_menu.answers_due(protocol, today) is None
    assert note_menu.answers_due(chief, today).wrong


def test_a_note_is_found_by_number_and_subject(protocol, lodging, delegation):
    note = making.make_note(delegation, state="sent", number=41, subject="Désignation du point focal")
    for query in ("NV 0041", "designation"):
        hits = [hit for group in search.find(protocol, query) for hit in group["hits"]]
        assert (note.get_absolute_url() in [hit[-1] for hit in hits]) is True, query
    assert search.find(lodging, "designation") == []
