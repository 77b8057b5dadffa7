"""A version that a delegation sent is taken over whole or in part, asked for, or sent back."""

import pytest
from django.core import mail
from django.urls import reverse

from delegations.roster import entering, line_writing, side_drafting
from delegations.roster.models import Delegation, ListChange, Membership, Person, Submission
from delegations.roster.submission_forms import KNOWN
from summit import audit
from summit.notices.models import Notice
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import (
    STRANGE,
    accepting,
    changes,
    freeze,
    leaves,
    line,
    picture,
    sent_line,
    to,
    version,
    visit_of,
    wants,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def everything(sent, **fields):
    return {"take": [line.public_id for line in sent.lines.all()]} | fields


def states(sent):
    return [(line.action, line.state) for line in sent.lines.order_by("pk")]


# -- taking over ---------------------------------------------------------------------------


def test_a_version_is_taken_over_whole(as_user, protocol, visit, member, delegation):
    gone = making.make_member(delegation, "Zida", is_head=True)
    sent = version(
        visit,
        ("add", {"after": line(is_head=True)}),
        changes(member, phone="+226 1"),
        leaves(gone),
        arms="declared",
    )
    response = as_user(protocol).post(accepting(sent), everything(sent, note="Thank you"))
    assert response.status_code == 302, response.context["form"].errors
    people = {str(row.person): (row.state, row.is_head) for row in Membership.objects.order_by("pk")}
    assert people == {
        "Awa LINGANI": ("proposed", False),
        "Given ZIDA": ("withdrawn", True),
        "Moussa DIARRA": ("proposed", True),
    }
    delegation.refresh_from_db()
    sent.refresh_from_db()
    assert (delegation.state, delegation.list_version, delegation.arms) == ("listed", 1, "declared")
    assert (sent.state, sent.answer, sent.decided_by) == ("accepted", "Thank you", protocol)
    assert states(sent) == [("add", "accepted"), ("change", "accepted"), ("withdraw", "accepted")]
    assert Notice.objects.exclude(key__startswith="submission").count() == 0  # nobody is told of each line


def test_a_second_version_counts_the_lists_received(as_user, protocol, visit, delegation):
    for number in (1, 2):
        sent = version(visit, ("add", {"after": line(surname=f"Diarra{number}")}))
        as_user(protocol).post(accepting(sent), everything(sent))
    delegation.refresh_from_db()
    assert (delegation.state, delegation.list_version, delegation.memberships.count()) == ("listed", 2, 2)


def test_lines_are_left_out_with_a_reason(as_user, protocol, visit):
    sent = version(visit, ("add", {"after": line()}), ("add", {"after": line(surname="Ki")}))
    first, second = sent.lines.order_by("pk")
    client = as_user(protocol)
    silent = client.post(accepting(sent), {"take": [first.public_id]})
    assert (silent.status_code, set(silent.context["form"].errors)) == (422, {"note"})
    nothing = client.post(accepting(sent), {"note": "None"})
    assert set(nothing.context["form"].errors) == {"take"}
    client.post(accepting(sent), {"take": [first.public_id], "note": "Ki is not invited"})
    assert states(sent) == [("add", "accepted"), ("add", "refused")]
    assert (Person.objects.count(), audit.history(second).first().note) == (1, "Ki is not invited")


def test_who_is_known_already_is_not_entered_twice(as_user, protocol, visit):
    known = making.make_human("Diarra", "Moussa", birth_date="1970-03-12", phone="+226 9")
    sent = version(visit, ("add", {"after": line(birth_date="1970-03-12", email="m@example.org")}))
    row = sent.lines.get()
    form = as_user(protocol).get(accepting(sent)).context["form"]
    assert form[KNOWN + row.public_id].initial == known.public_id
    as_user(protocol).post(accepting(sent), everything(sent, **{KNOWN + row.public_id: known.public_id}))
    known.refresh_from_db()
    assert (Person.objects.count(), known.email, known.phone) == (1, "m@example.org", "+226 9")
    assert Membership.objects.get().person == known


def test_what_stands_against_a_line_is_said_and_nothing_is_written(
    as_user, protocol, visit, delegation, member
):
    making.make_member(delegation, "Ki", is_head=True)
    sent = version(visit, ("add", {"after": line(is_head=True)}), changes(member, phone="1"))
    page = as_user(protocol).post(accepting(sent), everything(sent, note=STRANGE))
    assert page.status_code == 422
    assert page.context["form"].errors["take"] == ["Moussa DIARRA: The delegation already has a head."]
    assert "L’&#x27;été" in page.text
    assert states(sent) == [("add", "draft"), ("change", "draft")]
    with pytest.raises(line_writing.CannotCarryOut):
        sent.workflow.run(sent, "accept", by=protocol)
    sent.refresh_from_db()
    assert (sent.state, states(sent), Membership.objects.count()) == (
        "submitted",
        [("add", "draft"), ("change", "draft")],
        2,
    )


def test_a_line_that_moved_on_is_asked_again(as_user, protocol, visit, member):
    sent = version(visit, changes(member, phone="2"))
    entering.amend(member, {"phone": "1"}, by=protocol)
    client = as_user(protocol)
    first = client.post(accepting(sent), everything(sent))
    assert (first.status_code, "Awa LINGANI" in str(first.context["form"].non_field_errors())) == (422, True)
    again = client.post(accepting(sent), everything(sent, seen=first.context["form"]["seen"].value()))
    assert (again.status_code, Person.objects.get().phone) == (302, "2")


def test_a_page_that_shows_the_difference_need_not_ask_again(as_user, protocol, visit, member):
    sent = version(visit, changes(member, phone="2"))
    entering.amend(member, {"phone": "1"}, by=protocol)
    client = as_user(protocol)
    shown = client.get(sent.get_absolute_url()).context["form"].shown_revisions
    assert client.post(accepting(sent), everything(sent, seen=shown)).status_code == 302


def test_on_a_frozen_list_every_line_is_asked(as_user, protocol, visit, member, delegation):
    sent = version(visit, ("add", {"after": line()}), changes(member, phone="1"))
    freeze(delegation)
    client = as_user(protocol)
    client.post(accepting(sent), everything(sent))
    sent.refresh_from_db()
    assert (sent.state, states(sent)) == ("accepted", [("add", "asked"), ("change", "asked")])
    assert Membership.objects.count() == 1
    queue = client.get(reverse("list-changes")).context["listing"].rows
    assert [row.who for row in queue] == ["Moussa DIARRA", "Awa LINGANI"]
    for row in queue:
        client.post(reverse("step", args=["listchange", row.public_id, "accept"]))
    assert (
        Membership.objects.filter(state="confirmed").count(),
        Person.objects.get(surname="Lingani").phone,
    ) == (1, "1")


def test_a_frozen_list_takes_one_change_of_a_person_at_a_time(as_user, protocol, visit, member, delegation):
    sent = version(visit, changes(member, phone="1"))
    freeze(delegation)
    wants(Membership.objects.for_list().get(pk=member.pk), by=protocol, phone="3")
    page = as_user(protocol).post(accepting(sent), everything(sent))
    assert page.context["form"].errors["take"] == [
        "Awa LINGANI: A change of this person already waits for an answer."
    ]
    with pytest.raises(line_writing.CannotCarryOut):
        sent.workflow.run(sent, "accept", by=protocol)


def test_photos_come_with_their_people(inside, protocol, visit):
    inside.post(to(visit, "side-add"), sent_line(upload=picture()))
    sent = side_drafting.send(visit)
    sent.workflow.run(sent, "accept", by=protocol)
    person = Person.objects.get()
    assert (person.photo_verdict, person.photo.uploaded_by.username) == ("unseen", "system")


# -- sending back --------------------------------------------------------------------------


def test_a_version_goes_back_with_remarks_and_its_sender_is_told(as_user, protocol, delegation):
    visit = visit_of(delegation, protocol, email="awa@example.org")
    sent = version(visit, ("add", {"after": line()}))
    mail.outbox.clear()
    url = reverse("step", args=["submission", sent.public_id, "return"])
    assert as_user(protocol).post(url, {"note": ""}).status_code == 422
    as_user(protocol).post(url, {"note": STRANGE})
    sent.refresh_from_db()
    assert (sent.state, sent.answer, states(sent)) == ("returned", STRANGE, [("add", "draft")])
    told = [letter for letter in mail.outbox if letter.to == ["awa@example.org"]]
    assert (len(told), STRANGE in told[0].body, visit.secret in told[0].body) == (1, False, False)


def test_the_waiting_list_of_the_desk_opens(as_user, protocol, visit):
    version(visit, ("add", {"after": line()}))
    page = as_user(protocol).get(reverse("waiting-list", args=["submission", "accept"]))
    assert (page.status_code, "BFA v1" in page.text) == (200, True)


def test_the_audit_keeps_no_personal_value(protocol, visit, member):
    sent = version(
        visit, ("add", {"after": line(phone="+226 70 11 22 33")}), changes(member, phone="+226 70 44 55 66")
    )
    sent.workflow.run(sent, "accept", by=protocol)
    rows = [
        sent,
        visit.delegation,
        *ListChange.objects.all(),
        *Person.objects.all(),
        *Membership.objects.all(),
    ]
    kept = str(
        [(entry.changes, entry.object_label, entry.note) for row in rows for entry in audit.history(row)]
    )
    assert [word for word in ("70 11", "70 44", "Diarra", "Lingani", "Awa") if word in kept] == []


def test_of_two_officers_one_takes_a_version_over(protocol, chief, visit):
    from summit.workflow import OutOfStep

    sent = version(visit, ("add", {"after": line()}))
    seen = Submission.objects.get(pk=sent.pk)
    sent.workflow.run(sent, "accept", by=protocol)
    with pytest.raises(OutOfStep):
        seen.workflow.run(seen, "accept", by=chief)
    assert (Membership.objects.count(), Delegation.objects.get(pk=sent.delegation_id).list_version) == (1, 1)
