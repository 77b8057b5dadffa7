"""Changes of a frozen list: asked with a reason, seen before and after, accepted or refused."""

import pytest
from django.urls import reverse

from delegations.roster import entering, line_writing
from delegations.roster.models import ListChange, Membership
from summit import audit
from summit.notices.models import Notice
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.changing import STRANGE, freeze, line, sent_line, wants
from tests.factories import named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]


@pytest.fixture
def member(delegation):
    """Awa Lingani, adviser, on a list that is frozen."""
    row = making.make_member(delegation, "Lingani", "Awa", state="confirmed", function=named("Adviser"))
    making.make_document(row.person, "DEMO-000117")
    freeze(delegation)
    return Membership.objects.for_list().get(pk=row.pk)


def step(change, name):
    return reverse("step", args=["listchange", change.public_id, name])


def fresh(change):
    return ListChange.objects.for_list().get(pk=change.pk)


# -- asking --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens_in_every_language(language, as_user, protocol, member):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    change = wants(member, by=protocol, phone="+226 70 00 00 00", reason=STRANGE)
    client = as_user(protocol)
    urls = [
        reverse("list-changes"),
        change.get_absolute_url(),
        reverse("member-leave", args=[member.public_id]),
        reverse("member-change", args=[member.public_id]),
        reverse("member-ask", args=[member.delegation.public_id]),
        step(change, "accept"),
    ]
    for url in urls:
        page = client.get(url)
        assert (page.status_code, page.text.count("<h1")) == (200, 1), url


def test_a_liaison_officer_asks_for_the_own_delegation(as_user, liaison, protocol, chief, member):
    data = sent_line(surname="Lingani", given_names="Awa", phone="+226 70 00 00 00", reason=STRANGE)
    response = as_user(liaison).post(reverse("member-change", args=[member.public_id]), data)
    assert response.status_code == 302, response.context["form"].errors
    change = ListChange.objects.get()
    assert (change.state, change.action, change.asked_by, change.reason) == (
        "asked",
        "change",
        liaison,
        STRANGE,
    )
    assert line_writing.wanted(change)["phone"] == "+226 70 00 00 00"
    assert change.before["document_number"] == "DEMO-000117"
    assert "document_number" not in line_writing.wanted(change)
    assert sorted(notice.user.username for notice in Notice.objects.all()) == ["chief", "protocol"]


def test_nobody_asks_for_another_delegation(as_user, liaison, stranger, lodging, member, other_delegation):
    theirs = making.make_member(freeze(other_delegation))
    for name, row in (("member-change", theirs), ("member-leave", theirs), ("member-ask", other_delegation)):
        url = reverse(name, args=[row.public_id])
        assert as_user(liaison).get(url).status_code == 404, name
        assert as_user(stranger).get(url).status_code == 403, name
        assert as_user(lodging).get(url).status_code == 403, name


def test_an_open_list_is_edited_by_who_may(as_user, protocol, delegation):
    row = making.make_member(delegation)
    client = as_user(protocol)
    for name, target in (("member-change", "member-edit"), ("member-ask", "member-new")):
        subject = row if name == "member-change" else delegation
        response = client.get(reverse(name, args=[subject.public_id]))
        assert response["Location"] == reverse(target, args=[subject.public_id])
    left = client.get(reverse("member-leave", args=[row.public_id]))
    assert left["Location"] == reverse("step", args=["membership", row.public_id, "withdraw"])


def test_a_change_wants_a_reason_and_a_difference(as_user, protocol, member):
    before = entering.snapshot(member)
    data = {
        "surname": "Lingani",
        "given_names": "Awa",
        "function_0": "Adviser (fr)",
        "function_1": "Adviser (ar)",
    }
    data |= {"function_2": "Adviser", "category": before["category"], "rank_class": before["rank_class"]}
    data |= {n: before[n] for n in ("document_type", "document_issuer", "document_expires_on")}
    client, url = as_user(protocol), reverse("member-change", args=[member.public_id])
    silent = client.post(url, data | {"phone": STRANGE})
    assert (silent.status_code, set(silent.context["form"].errors)) == (422, {"reason"})
    assert "L’&#x27;été" in silent.text
    same = client.post(url, data | {"reason": "None"})
    assert same.context["form"].non_field_errors() == [
        "Nothing would change: the line reads like this already."
    ]
    assert ListChange.objects.count() == 0


def test_one_change_of_a_person_at_a_time(as_user, protocol, member):
    wants(member, by=protocol, phone="1")
    response = as_user(protocol).post(reverse("member-leave", args=[member.public_id]), {"reason": "Ill"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "A change of this person already waits for an answer."
    ]


def test_the_page_says_whom_it_touches(as_user, protocol, liaison, member):
    making.make_shift(member.delegation, liaison)
    change = wants(member, by=protocol, phone="1")
    assert as_user(protocol).get(change.get_absolute_url()).context["affected"] == [liaison]
    asked = as_user(protocol).get(reverse("member-leave", args=[member.public_id]))
    assert asked.context["affected"] == [liaison]


# -- the queue -----------------------------------------------------------------------------


def test_the_queue_shows_what_waits_the_oldest_first(as_user, protocol, delegation, other_delegation):
    members = [making.make_member(one) for one in (delegation, other_delegation, delegation)]
    first, second, third = (wants(row, by=protocol, phone="1") for row in members)
    third.workflow.run(third, "refuse", by=protocol, note="No")
    client, url = as_user(protocol), reverse("list-changes")
    for query, shown in (
        ("", [first, second]),
        ("?delegation=NER", [second]),
        ("?state=refused", [third]),
        ("?state=all", [first, second, third]),
        ("?action=add", []),
    ):
        assert client.get(url + query).context["listing"].rows == shown, query
    assert "2 changes of lists wait for a decision" in client.get(url).context["answer"]


def test_a_liaison_officer_sees_the_own_queue(as_user, protocol, liaison, delegation, other_delegation):
    ours, _theirs = (
        wants(making.make_member(one), by=protocol, phone="1") for one in (delegation, other_delegation)
    )
    rows = as_user(liaison).get(reverse("list-changes")).context["listing"].rows
    assert [(row, row.open_steps) for row in rows] == [(ours, set())]


def test_costs_the_same_for_1_and_30_changes(as_user, protocol, django_assert_max_num_queries):
    client, costs = as_user(protocol), []
    client.get(reverse("list-changes"))
    for amount in (1, 29):
        for _each in range(amount):
            wants(making.make_member(), by=protocol, phone="1")
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse("list-changes"))
        costs.append(len(asked))
    assert costs[0] == costs[1]


# -- deciding ------------------------------------------------------------------------------


def test_accepting_writes_to_the_frozen_list(as_user, protocol, liaison, member):
    change = wants(member, by=liaison, phone="+226 70 00 00 00", function={"en": "Minister"})
    response = as_user(protocol).post(step(change, "accept"))
    assert response.status_code == 302
    member.refresh_from_db()
    assert (member.person.__class__.objects.get().phone, str(member.function)) == (
        "+226 70 00 00 00",
        "Minister",
    )
    assert (fresh(change).state, fresh(change).decided_by) == ("accepted", protocol)
    assert [notice.user for notice in Notice.objects.filter(user=liaison)] == [liaison]
    assert member.person.documents.get().number == "DEMO-000117"


def test_an_addition_and_a_withdrawal(as_user, protocol, member):
    from delegations.roster.change_asking import ask

    client, delegation = as_user(protocol), member.delegation
    added = ask(delegation, "add", by=protocol, reason="New", after=line())
    gone = ask(
        delegation, "withdraw", by=protocol, reason="Ill", membership=member, before=entering.snapshot(member)
    )
    for change in (gone, added):
        assert client.post(step(change, "accept")).status_code == 302
    member.refresh_from_db()
    new = fresh(added).membership
    assert (member.state, str(new.person), new.state) == ("withdrawn", "Moussa DIARRA", "confirmed")


def test_a_head_too_many_is_said_and_the_request_stays_open(as_user, protocol, member):
    making.make_member(member.delegation, "Ki", is_head=True, state="confirmed")
    change = wants(member, by=protocol, is_head=True)
    response = as_user(protocol).post(step(change, "accept"))
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["The delegation already has a head."]
    assert fresh(change).state == "asked"
    assert "The delegation already has a head." in as_user(protocol).get(change.get_absolute_url()).text


def test_who_left_meanwhile_cannot_change(as_user, protocol, member):
    change = wants(member, by=protocol, phone="1")
    entering.leave(member, by=protocol, note="Ill", frozen_ok=True)
    response = as_user(protocol).post(step(change, "accept"))
    assert response.context["form"].non_field_errors() == ["This person no longer stands on the list."]
    with pytest.raises(line_writing.CannotCarryOut):
        change.workflow.run(change, "accept", by=protocol)
    assert fresh(change).state == "asked"


def test_a_line_that_moved_on_is_shown_and_asked_again(as_user, protocol, member):
    change = wants(member, by=protocol, phone="2")
    entering.amend(member, {"phone": "1", "email": "awa@example.org"}, by=protocol, frozen_ok=True)
    client = as_user(protocol)
    first = client.post(step(change, "accept"))
    assert first.status_code == 422
    clashes = {str(label): (now, then) for label, now, then in first.context["form"].clashes}
    assert clashes == {"phone": ("1", "2"), "e-mail": ("awa@example.org", "awa@example.org")}
    assert fresh(change).state == "asked"
    again = client.post(step(change, "accept"), {"seen": first.context["form"]["seen"].value()})
    assert again.status_code == 302
    person = member.person.__class__.objects.get()
    assert (person.phone, person.email) == ("2", "awa@example.org")  # only what was asked is written


def test_a_line_that_moves_at_the_last_moment_is_not_overwritten(protocol, member):
    change = wants(member, by=protocol, phone="2")
    entering.amend(member, {"phone": "1"}, by=protocol, frozen_ok=True)
    with pytest.raises(line_writing.CannotCarryOut):
        change.workflow.run(change, "accept", by=protocol)
    assert (fresh(change).state, member.person.__class__.objects.get().phone) == ("asked", "1")


def test_a_refusal_says_why_and_its_asker_is_told(as_user, protocol, liaison, member):
    change = wants(member, by=liaison, phone="1")
    client = as_user(protocol)
    assert client.post(step(change, "refuse"), {"note": ""}).status_code == 422
    client.post(step(change, "refuse"), {"note": "Too late"})
    assert (fresh(change).state, audit.history(change).first().note) == ("refused", "Too late")
    assert Notice.objects.get(user=liaison).text.endswith("Too late")


def test_only_its_asker_takes_a_request_back(as_user, protocol, liaison, member):
    change = wants(member, by=liaison, phone="1")
    assert as_user(protocol).post(step(change, "take_back")).status_code == 403
    assert as_user(liaison).post(step(change, "accept")).status_code == 403
    assert as_user(liaison).post(step(change, "take_back")).status_code == 302
    assert fresh(change).state == "withdrawn"


def test_numbers_of_papers_are_masked(as_user, protocol, liaison, member):
    change = wants(member, by=protocol, document_number="DEMO-000999")
    for user in (protocol, liaison):
        text = (
            as_user(user).get(change.get_absolute_url()).text
            + as_user(user).get(reverse("list-changes")).text
        )
        assert ("DEMO-000117" in text, "DEMO-000999" in text, "••••99" in text) == (False, False, True)


def test_the_audit_keeps_no_personal_value(protocol, member):
    change = wants(member, by=protocol, phone="+226 70 11 22 33", reason="Because Lingani is ill")
    change.workflow.run(change, "accept", by=protocol)
    kept = str(
        [(e.changes, e.object_label) for row in (change, member, member.person) for e in audit.history(row)]
    )
    assert ("70 11 22 33" in kept, "Lingani" in kept) == (False, False)


def test_the_waiting_list_of_the_desk_opens(as_user, protocol, member):
    wants(member, by=protocol, phone="1")
    page = as_user(protocol).get(reverse("waiting-list", args=["listchange", "accept"]))
    assert (page.status_code, "BFA Change" in page.text) == (200, True)
