"""The register of notes verbales: what is shown, what is stored, what stays as it was numbered."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delegations.roster.models import Delegation, NoteVerbale
from delegations.roster.note_forms import AssignForm, ReceiptForm
from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
STRANGE = "“L’'été” <b>%s</b> {{ x }} عربي"
DAY = dt.date


def numbered(delegation, number, *, direction="out", state="sent", **fields):
    return making.make_note(delegation, direction=direction, state=state, number=number, **fields)


def form_data(of, **fields):
    defaults = {
        "direction": "in",
        "dated": "2025-12-12",
        "correspondent": of.organisation.public_id,
        "delegation": of.public_id,
        "subject": "Focal point",
        "reference": "",
        "channel": "bearer",
        "answers": "",
        "answer_due": "",
        "remarks": "",
    }
    return defaults | fields


# -- the list ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_list_page_and_forms_open_in_every_language(language, as_user, protocol, delegation):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    note = numbered(delegation, 1, subject=STRANGE, answer_due=DAY(2025, 12, 10))
    client = as_user(protocol)
    for url in (
        reverse("notes"),
        note.get_absolute_url(),
        reverse("note-new"),
        reverse("note-edit", args=[note.public_id]),
    ):
        page = client.get(url)
        assert (page.status_code, page.text.count("<h1")) == (200, 1), url


def test_first_sentence_says_what_waits(as_user, protocol, delegation):
    client = as_user(protocol)
    assert client.get(reverse("notes")).context["answer"] == "No note waits for an answer."
    numbered(delegation, 1, dated=DAY(2025, 12, 1), answer_due=DAY(2025, 12, 14))
    numbered(delegation, 2, dated=DAY(2025, 12, 3), answer_due=DAY(2025, 12, 15))
    numbered(delegation, 3, dated=DAY(2025, 11, 3), answer_due=DAY(2025, 11, 15), state="answered")
    context = client.get(reverse("notes")).context
    assert context["answer"] == "2 notes wait for an answer, the oldest since Mon\u00a01\u00a0Dec."
    assert context["late"] == "1 is overdue."


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["NV-E 0001", "NV 0002", "NV 0001"]),
        ("direction=in", ["NV-E 0001"]),
        ("state=answered", ["NV 0002"]),
        ("answer=unanswered", ["NV-E 0001", "NV 0001"]),
        ("answer=overdue", ["NV 0001"]),
        ("delegation=NER", ["NV-E 0001"]),
        ("sort=number", ["NV-E 0001", "NV 0001", "NV 0002"]),
        ("sort=due", ["NV 0001", "NV-E 0001", "NV 0002"]),
        ("q=quota", ["NV 0002"]),
    ],
)
def test_filters_search_and_order(query, shown, as_user, protocol, delegation, other_delegation):
    numbered(delegation, 1, dated=DAY(2025, 12, 1), answer_due=DAY(2025, 12, 10))
    numbered(delegation, 2, dated=DAY(2025, 12, 2), state="answered", subject="Quotas of badges")
    due = {"answer_due": DAY(2025, 12, 20), "dated": DAY(2025, 12, 3)}
    numbered(other_delegation, 1, direction="in", state="received", **due)
    page = as_user(protocol).get(f"{reverse('notes')}?{query}")
    assert [note.code for note in page.context["listing"].rows] == shown


def test_costs_the_same_for_1_and_30_notes(as_user, protocol, delegation, django_assert_max_num_queries):
    client, costs = as_user(protocol), []
    client.get(reverse("notes"))
    for numbers in (range(1, 2), range(2, 31)):
        for number in numbers:
            numbered(making.make_delegation(), number, answers=NoteVerbale.objects.first())
        with django_assert_max_num_queries(10) as asked:
            client.get(reverse("notes"))
        with django_assert_max_num_queries(8) as taken:
            b"".join(client.get(reverse("notes") + "?export=csv"))
        costs.append((len(asked), len(taken)))
    assert costs[0] == costs[1]


def test_download_has_the_rows_that_are_shown(as_user, protocol, delegation):
    numbered(delegation, 1, subject="Weapons")
    numbered(delegation, 1, direction="in", state="received", subject="Focal point")
    client = as_user(protocol)
    text = b"".join(client.get(reverse("notes") + "?export=csv&direction=in")).decode("utf-8-sig")
    lines = text.strip().splitlines()
    assert (len(lines), lines[1].split(";")[:3]) == (2, ["NV-E 0001", "received", "2025-12-01"])
    assert b"".join(client.get(reverse("notes") + "?export=xlsx"))[:2] == b"PK"


# -- who -----------------------------------------------------------------------------------


def test_those_without_the_register_do_not_see_it(
    as_user, delegation, liaison, lodging, stranger, protocol, auditor
):
    note = numbered(delegation, 1)
    for user, seen in ((liaison, 403), (lodging, 403), (stranger, 403), (auditor, 200), (protocol, 200)):
        assert as_user(user).get(note.get_absolute_url()).status_code == seen, user
    for user, may in ((auditor, 403), (protocol, 200)):
        assert as_user(user).get(reverse("note-edit", args=[note.public_id])).status_code == may, user


def test_a_note_of_another_summit_is_not_there(as_user, protocol, other_summit):
    theirs = numbered(making.make_delegation("OTH", summit=other_summit), 1)
    assert as_user(protocol).get(theirs.get_absolute_url()).status_code == 404


# -- what is written -----------------------------------------------------------------------


def test_a_note_received_is_numbered_as_it_is_saved(as_user, protocol, delegation):
    response = as_user(protocol).post(reverse("note-new"), form_data(delegation, subject=STRANGE))
    assert response.status_code == 302, response.context["form"].errors
    note = NoteVerbale.objects.get()
    assert (note.code, note.state, note.subject) == ("NV-E 0001", "received", STRANGE)
    assert [entry.verb for entry in audit.history(note)] == ["enter", "create"]


def test_a_note_to_be_sent_is_numbered_when_it_goes(as_user, protocol, delegation):
    client = as_user(protocol)
    client.post(reverse("note-new"), form_data(delegation, direction="out"))
    note = NoteVerbale.objects.get()
    assert (note.number, note.state) == (None, "draft")
    page = client.get(note.get_absolute_url())
    assert [step.name for step in page.context["steps"]] == ["send"]
    client.post(reverse("step", args=["noteverbale", note.public_id, "send"]))
    note.refresh_from_db()
    assert (note.code, note.state, note.search_text.startswith("nv 0001")) == ("NV 0001", "sent", True)


def test_a_draft_to_be_sent_cannot_be_entered(as_user, protocol, delegation):
    note = making.make_note(delegation)
    as_user(protocol).post(reverse("step", args=["noteverbale", note.public_id, "enter"]))
    note.refresh_from_db()
    assert (note.state, note.number) == ("draft", None)


def test_what_the_register_knows_a_note_by_stays(as_user, protocol, delegation, other_delegation):
    note = numbered(delegation, 7, dated=DAY(2025, 12, 1))
    sent = form_data(
        delegation,
        direction="in",
        dated="2025-12-09",
        correspondent=other_delegation.organisation.public_id,
        subject="Corrected",
        revision=note.revision,
    )
    response = as_user(protocol).post(reverse("note-edit", args=[note.public_id]), sent)
    assert response.status_code == 302
    note.refresh_from_db()
    assert (note.code, note.dated, note.correspondent, note.subject) == (
        "NV 0007",
        DAY(2025, 12, 1),
        delegation.organisation,
        "Corrected",
    )


def test_the_correspondent_follows_from_the_delegation(as_user, protocol, delegation):
    as_user(protocol).post(reverse("note-new"), form_data(delegation, correspondent=""))
    assert NoteVerbale.objects.get().correspondent == delegation.organisation


def test_bad_input_is_said_at_the_field_and_nothing_is_lost(as_user, protocol, delegation):
    sent_note = numbered(delegation, 1, direction="in", state="received")
    data = form_data(
        delegation,
        dated="2025-12-16",
        subject="",
        correspondent="",
        delegation="",
        answers=sent_note.public_id,
        answer_due="2025-11-01",
        remarks=STRANGE,
    )
    response = as_user(protocol).post(reverse("note-new"), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"dated", "subject", "correspondent", "answers"}
    assert "L’&#x27;été" in response.text
    assert NoteVerbale.objects.count() == 1


def test_an_answer_is_not_due_before_the_note(as_user, protocol, delegation):
    response = as_user(protocol).post(reverse("note-new"), form_data(delegation, answer_due="2025-12-11"))
    assert set(response.context["form"].errors) == {"answer_due"}


def test_the_answer_that_came_in_marks_the_note_that_asked(as_user, protocol, delegation):
    asked = numbered(delegation, 1, state="acknowledged", receipt="stamp", receipt_on=DAY(2025, 12, 2))
    as_user(protocol).post(reverse("note-new"), form_data(delegation, answers=asked.public_id))
    asked.refresh_from_db()
    assert (asked.state, [note.code for note in asked.answered_by.all()]) == ("answered", ["NV-E 0001"])
    again = as_user(protocol).post(reverse("note-new"), form_data(delegation, answers=asked.public_id))
    assert again.status_code == 302
    assert [entry.verb for entry in audit.history(asked)] == ["answered"]


# -- scans, links, steps -------------------------------------------------------------------


def test_a_scan_is_read_by_who_sees_the_note_and_by_nobody_else(
    as_user, protocol, auditor, liaison, delegation
):
    upload = SimpleUploadedFile("Note Traoré.pdf", PDF, "application/pdf")
    as_user(protocol).post(reverse("note-new"), form_data(delegation, upload=upload))
    note = NoteVerbale.objects.get()
    url = note.scan.get_absolute_url()
    for user in (protocol, auditor):
        assert as_user(user).get(url).getvalue() == PDF
    assert as_user(liaison).get(url).status_code == 404
    assert "Traoré" not in str([entry.changes for entry in audit.history(note)])
    data = form_data(delegation, upload=SimpleUploadedFile("new.pdf", PDF), revision=note.revision)
    as_user(protocol).post(reverse("note-edit", args=[note.public_id]), data)
    note.refresh_from_db()
    assert note.scan.name == "new.pdf"


def test_a_page_shows_what_points_at_the_note(as_user, protocol, auditor, delegation):
    note = numbered(delegation, 41, direction="in", state="processed")
    Delegation.objects.filter(pk=delegation.pk).update(focal_note=note)
    pointing = as_user(protocol).get(note.get_absolute_url()).context["pointing"]
    assert [(one.what, one.how, one.rows) for one in pointing] == [
        ("Delegation", "named by the note", [delegation])
    ]


def test_receipt_and_assignment_ask_what_they_need(protocol, chief, lodging, delegation):
    note = numbered(delegation, 1, dated=DAY(2025, 12, 3))
    assert ReceiptForm({"receipt": "stamp", "receipt_on": "2025-12-04"}, subject=note).is_valid()
    for day, told in (("2025-12-16", "still to come"), ("2025-12-02", "not written yet")):
        form = ReceiptForm({"receipt": "stamp", "receipt_on": day}, subject=note)
        assert told in form.errors["receipt_on"][0]
    offered = AssignForm(subject=note).fields["assigned_to"].queryset
    assert list(offered) == [chief, protocol]


def test_the_assigned_person_is_told(as_user, chief, protocol, delegation):
    note = numbered(delegation, 1, direction="in", state="received")
    url = reverse("step", args=["noteverbale", note.public_id, "assign"])
    as_user(chief).post(url, {"assigned_to": protocol.public_id})
    note.refresh_from_db()
    assert (note.state, note.assigned_to, protocol.notices.count()) == ("assigned", protocol, 1)
