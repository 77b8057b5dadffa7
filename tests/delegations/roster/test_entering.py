"""Writing to a list: what is kept, what is refused, who is told apart."""

import pytest
from django.db import IntegrityError
from django.http import QueryDict

from delegations.roster import entering, freezing
from delegations.roster.line_form import LineForm
from delegations.roster.models import Delegation, Membership, Person, PersonVersion
from summit import audit
from tests import racing
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def sent(**values):
    """What a browser sends of the form."""
    data = QueryDict(mutable=True)
    data.update({"surname": "Sample", "given_names": "Moussa"} | values)
    return data


def cleaned(delegation, user, membership=None, **values):
    form = LineForm(sent(**values), user=user, delegation=delegation, membership=membership)
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_entering_makes_person_line_and_paper(protocol, delegation):
    making.make_category("B", summit=delegation.summit)
    values = cleaned(
        delegation, protocol, function_0="Ministre", function_2="Minister", category="B", is_head="on",
        birth_date="1970-03-12", document_number="AB 123456", document_expires_on="2030-01-01",
    )  # fmt: skip
    row = entering.enter(delegation, values, by=protocol, note="NV-E 0003")
    row = Membership.objects.get(pk=row.pk)
    person, paper = row.person, row.person.documents.get()
    assert (person.surname, person.given_names, person.birth_date.isoformat()) == (
        "Sample",
        "Moussa",
        "1970-03-12",
    )
    assert (row.category.code, row.is_head, row.list_order) == ("B", True, 1)
    assert row.function.data == {"fr": "Ministre", "en": "Minister"}
    assert (paper.number, paper.document_type) == ("AB 123456", "passport")
    assert [entry.verb for entry in audit.history(row)] == ["create"]
    assert audit.history(person).get().changes == {"birth_date": None, "given_names": None, "surname": None}


def test_amending_keeps_what_was_known_and_what_is_not_said(protocol, delegation):
    row = entering.enter(
        delegation, cleaned(delegation, protocol, phone="+226 1", document_number="AB1"), by=protocol
    )
    values = cleaned(delegation, protocol, row, surname="Simple", phone="+226 1")
    entering.amend(row, values, by=protocol)
    row.refresh_from_db()
    assert (row.person.surname, row.person.phone) == ("Simple", "+226 1")
    assert row.person.documents.get().number == "AB1"
    assert Membership.objects.get(pk=row.pk).sort_key == Person.objects.get().sort_key == "simple moussa"
    version = PersonVersion.objects.get()
    assert (version.values["surname"], version.values["document_number"]) == ("Sample", "AB1")
    assert (version.verb, version.by) == ("edit", protocol)


def test_nothing_changed_writes_nothing(protocol, delegation):
    row = entering.enter(delegation, cleaned(delegation, protocol), by=protocol)
    entering.amend(row, cleaned(delegation, protocol, row), by=protocol)
    row.refresh_from_db()
    assert (row.revision, row.person.revision, PersonVersion.objects.count()) == (1, 1, 0)


def test_somebody_faster_is_not_overwritten(protocol, delegation):
    row = entering.enter(delegation, cleaned(delegation, protocol), by=protocol)
    form = LineForm(
        sent(given_names="Mine", revision="1-1-0"), user=protocol, delegation=delegation, membership=row
    )
    assert form.is_valid()
    entering.amend(row, cleaned(delegation, protocol, row, given_names="Theirs"), by=protocol)
    with pytest.raises(entering.Changed):
        entering.amend(row, form.cleaned_data, by=protocol, revision=form.revision)
    form.report_clash(Membership.objects.get())
    assert form.clashes == [("given names", "Theirs", "Mine")]
    assert form.data["revision"] == "2-1-0"


def test_replacing_and_leaving(protocol, delegation):
    old = making.make_member(delegation, is_head=True)
    new = entering.replace(
        old, cleaned(delegation, protocol, surname="Newcomer", is_head=""), by=protocol, note="ill"
    )
    old.refresh_from_db()
    assert (old.state, new.state, new.replaces) == ("replaced", "proposed", old)
    entering.leave(new, by=protocol, note="stays at home")
    assert Membership.objects.get(pk=new.pk).state == "withdrawn"
    assert [v.verb for v in PersonVersion.objects.order_by("pk")] == ["replace", "withdraw"]


def test_a_frozen_list_is_written_by_a_change_alone(chief, delegation):
    row = making.make_member(delegation)
    type(delegation).objects.update(state="checked")
    delegation.refresh_from_db()
    delegation.workflow.run(delegation, "confirm", by=chief)
    values = cleaned(delegation, chief, surname="Late")
    row.refresh_from_db()
    for act in (
        lambda: entering.enter(delegation, values, by=chief),
        lambda: entering.amend(row, values, by=chief),
        lambda: entering.leave(row, by=chief, note="no"),
        lambda: entering.replace(row, values, by=chief, note="no"),
    ):
        with pytest.raises(freezing.ListFrozen):
            act()
    late = entering.enter(delegation, values, by=chief, frozen_ok=True)
    assert Membership.objects.get(pk=late.pk).state == "confirmed"
    entering.leave(row, by=chief, note="yes", frozen_ok=True)
    assert Membership.objects.get(pk=row.pk).state == "withdrawn"


# -- races -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_entering_while_somebody_freezes_the_list(chief, protocol, delegation):
    Delegation.objects.update(state="checked")
    values = cleaned(delegation, protocol)

    def freeze():
        row = Delegation.objects.get()
        row.workflow.run(row, "confirm", by=chief)

    outcome = racing.race(
        lambda: entering.enter(Delegation.objects.get(), values, by=protocol),
        freeze,
        refusals=(freezing.ListFrozen,),
    )
    entered = {"done": ["confirmed"], "ListFrozen": []}[outcome[0]]
    assert list(Membership.objects.values_list("state", flat=True)) == entered
    assert Person.objects.count() == len(entered)


@pytest.mark.django_db(transaction=True)
def test_two_enter_the_same_person_at_once(chief, protocol, delegation):
    known = making.make_human("Sample", "Moussa", summit=delegation.summit)
    values = {"surname": "Sample", "given_names": "Moussa", "person": known.public_id}
    outcome = racing.race(
        *(lambda by=by: entering.enter(delegation, values, by=by) for by in (chief, protocol)),
        refusals=(IntegrityError,),
    )
    assert outcome == ["IntegrityError", "done"]
    assert Membership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_amend_the_same_line_at_once(chief, protocol, delegation):
    row = entering.enter(delegation, cleaned(delegation, protocol), by=protocol)
    outcome = racing.race(
        lambda: entering.amend(row, {"phone": "1"}, by=chief, revision="1-1-0"),
        lambda: entering.amend(row, {"phone": "2"}, by=protocol, revision="1-1-0"),
        refusals=(entering.Changed,),
    )
    assert outcome == ["Changed", "done"]
    assert PersonVersion.objects.count() == 1
