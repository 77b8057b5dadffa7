"""The pages that write lines: entering, doubles, machine-readable lines, clashes, frozen lists, odd names."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster import mrz
from delegations.roster.models import Delegation, Document, Membership, Person, Resemblance
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import line

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")
LINES = mrz.td3(
    issuer="BF",
    surname="Diarra",
    given_names="Moussa Amadou",
    number="BF1234567",
    birth_date=dt.date(1970, 3, 12),
    expires_on=dt.date(2030, 1, 1),
    sex="M",
)


@pytest.fixture
def new_url(delegation):
    return reverse("member-new", args=[delegation.public_id])


def freeze(delegation):
    Delegation.objects.filter(pk=delegation.pk).update(
        state="confirmed", frozen_at=dt.datetime(2025, 12, 14, tzinfo=dt.UTC)
    )


def test_somebody_is_entered_and_stands_at_once_on_the_page(as_user, protocol, delegation, new_url):
    client = as_user(protocol)
    assert client.get(new_url).status_code == 200
    answer = client.post(new_url, line(function_2="Adviser"), follow=True)
    row = Membership.objects.get()
    assert answer.redirect_chain == [(row.get_absolute_url(), 302)]
    assert "Adviser" in answer.text


@pytest.mark.parametrize(
    "name",
    [
        'O\'Brien "Bob" <b>',
        "{{ surname }} {% x %}",
        "Ném🙂o",
        "\u202bمحمد\u202c",
        "x" * 200,
        "=HYPERLINK(1)",
        "-Dash",
        "N'Diaye–Traoré",
    ],
)
def test_odd_names_come_back_as_they_were_typed(name, as_user, protocol, delegation, new_url):
    client = as_user(protocol)
    client.post(new_url, line(surname=name))
    row = Membership.objects.get()
    assert row.person.surname == name
    page = client.get(reverse("member-edit", args=[row.public_id]))
    assert page.context["form"]["surname"].value() == name
    assert page.status_code == client.get(row.get_absolute_url()).status_code == 200
    assert client.get(reverse("people")).status_code == 200


def test_every_error_at_once_and_nothing_typed_lost(as_user, protocol, new_url):
    sent = line(surname="", birth_date="2031-01-01", email="no", document_issuer="BF", remarks="Kept")
    answer = as_user(protocol).post(new_url, sent)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert sorted(form.errors) == ["birth_date", "document_number", "email", "surname"]
    assert form["remarks"].value() == "Kept"
    assert Person.objects.count() == 0


def test_a_second_head_is_refused_at_the_field(as_user, protocol, delegation, new_url):
    making.make_member(delegation, is_head=True)
    answer = as_user(protocol).post(new_url, line(is_head="on"))
    assert answer.context["form"].errors["is_head"] == ["The delegation already has a head."]


# -- the machine-readable lines ------------------------------------------------------------


def test_lines_fill_what_is_empty_and_save_nothing(as_user, protocol, new_url):
    answer = as_user(protocol).post(
        new_url, line(surname="", given_names="", mrz=LINES, read="1", email="no")
    )
    assert answer.status_code == 200
    form = answer.context["form"]
    filled = {name: form[name].value() for name in ("surname", "given_names", "birth_date", "sex")}
    assert filled == {
        "surname": "Diarra", "given_names": "Moussa Amadou", "birth_date": "1970-03-12", "sex": "M",
    }  # fmt: skip
    assert (form["document_number"].value(), form["nationality"].value()) == ("BF1234567", "BF")
    assert (form["email"].value(), form.errors) == ("no", {})
    assert Person.objects.count() == 0


def test_lines_are_enough_to_enter_somebody(as_user, protocol, new_url):
    as_user(protocol).post(new_url, line(surname="", given_names="", mrz=LINES))
    person, paper = Person.objects.get(), Document.objects.get()
    assert (person.surname, person.given_names, person.nationality) == ("Diarra", "Moussa Amadou", "BF")
    assert (paper.number, paper.document_type, paper.expires_on) == (
        "BF1234567",
        "passport",
        dt.date(2030, 1, 1),
    )
    assert paper.mrz == LINES


def test_what_the_lines_contradict_is_said_at_the_field(as_user, protocol, new_url):
    sent = line(surname="Diara", given_names="Moussa", birth_date="1970-12-03", mrz=LINES)
    answer = as_user(protocol).post(new_url, sent)
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert errors["surname"] == ["The machine readable lines say “Diarra”."]
    assert errors["birth_date"] == ["The machine readable lines say “1970-03-12”."]
    assert sorted(errors) == ["birth_date", "surname"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (LINES.replace("BF1234567", "BF1234568"), "number"),
        ("P<BFA", "not the machine-readable lines"),
        (LINES.replace("7003125", "7003126"), "date of birth"),
    ],
)
def test_lines_that_cannot_be_are_refused(typed, said, as_user, protocol, new_url):
    answer = as_user(protocol).post(new_url, line(mrz=typed, read="1"))
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["mrz"][0]
    assert list(answer.context["form"].errors) == ["mrz"]


# -- people who are known already --------------------------------------------------------------


@pytest.fixture
def known(other_delegation):
    return making.make_member(
        other_delegation,
        "Diarra",
        "Moussa",
        person_fields={"birth_date": dt.date(1970, 3, 12), "phone": "+227"},
    ).person


def test_likely_doubles_are_asked_about_before_anything_is_stored(as_user, protocol, new_url, known):
    answer = as_user(protocol).post(new_url, line(surname="Diara", birth_date="1970-03-12"))
    assert answer.status_code == 422
    assert answer.context["form"].doubles == [known]
    assert "Moussa DIARRA" in answer.text
    assert Person.objects.count() == 1


def test_it_is_this_person(as_user, protocol, delegation, new_url, known):
    sent = line(surname="Diarra", phone="+226", email="m@example.org", person=known.public_id)
    answer = as_user(protocol).post(new_url, sent, follow=True)
    known.refresh_from_db()
    assert (known.phone, known.email) == ("+227", "m@example.org")
    assert delegation.memberships.get().person == known
    assert "Already known otherwise, and kept: phone." in answer.text
    again = as_user(protocol).post(new_url, sent)
    assert again.context["form"].errors["person"] == ["This person already stands on the list."]


def test_it_is_another_person_and_the_pair_waits_in_the_queue(as_user, protocol, delegation, new_url, known):
    as_user(protocol).post(new_url, line(surname="Diarra", person="new"))
    other = delegation.memberships.get().person
    assert other != known
    pair = Resemblance.objects.get()
    assert ({pair.first, pair.second}, pair.state) == ({known, other}, "open")


def test_somebody_of_another_summit_is_nobody(as_user, protocol, new_url, other_summit):
    theirs = making.make_human("Diarra", "Moussa", summit=other_summit)
    answer = as_user(protocol).post(new_url, line(surname="Diarra", person=theirs.public_id))
    assert answer.context["form"].errors["person"] == ["This person is no longer in the list of people."]


# -- editing, replacing, frozen lists --------------------------------------------------------------


def test_two_who_edit_the_same_line_see_both_versions(as_user, protocol, delegation):
    row = making.make_member(delegation, "Diarra", "Moussa")
    client, url = as_user(protocol), reverse("member-edit", args=[row.public_id])
    mine = line(surname="Diarra", phone="mine", revision=client.get(url).context["form"]["revision"].value())
    client.post(url, mine | {"phone": "theirs", "wishes": "a car"})
    answer = client.post(url, mine)
    assert answer.status_code == 422
    assert answer.context["form"].clashes == [("phone", "theirs", "mine"), ("wishes", "a car", "")]
    assert client.post(url, mine | {"revision": answer.context["form"].data["revision"]}).status_code == 302
    row.refresh_from_db()
    assert (row.person.phone, row.wishes) == ("mine", "")


def test_who_replaces_takes_the_place_and_a_reason_is_asked(as_user, protocol, delegation):
    old = making.make_member(delegation, is_head=True)
    client, url = as_user(protocol), reverse("member-replace", args=[old.public_id])
    assert client.get(url).context["form"]["is_head"].value() is True
    sent = line(is_head="on", category="C", function_2="Adviser")
    assert list(client.post(url, sent).context["form"].errors) == ["note"]
    assert client.post(url, sent | {"note": "ill"}).status_code == 302
    old.refresh_from_db()
    new = old.replaced_by.get()
    assert (old.state, new.is_head, new.category.code) == ("replaced", True, "C")


@pytest.mark.parametrize(
    ("name", "ask"),
    [("member-new", "member-ask"), ("member-edit", "member-change"), ("member-replace", "member-change")],
)
def test_a_frozen_list_says_so_and_leads_to_the_request(name, ask, as_user, protocol, delegation):
    row = making.make_member(delegation)
    freeze(delegation)
    subject = delegation if name == "member-new" else row
    url = reverse(name, args=[subject.public_id])
    page = as_user(protocol).get(url)
    assert "The list is frozen" in page.text
    assert reverse(ask, args=[subject.public_id]) in page.text
    assert as_user(protocol).post(url, line(note="x")).status_code == 409
    assert Membership.objects.count() == 1


def test_nobody_leaves_a_frozen_list_by_a_step(as_user, protocol, delegation):
    row = making.make_member(delegation)
    freeze(delegation)
    url = reverse("step", args=["membership", row.public_id, "withdraw"])
    answer = as_user(protocol).post(url, {"note": "no"}, follow=True)
    row.refresh_from_db()
    assert row.state == "proposed"
    assert "Someone has just changed this" in answer.text


def test_taking_off_by_the_step_asks_for_a_reason(as_user, protocol, delegation):
    row = making.make_member(delegation)
    url = reverse("step", args=["membership", row.public_id, "withdraw"])
    assert as_user(protocol).post(url, {"note": ""}).status_code == 422
    assert as_user(protocol).post(url, {"note": "ill"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn"


@pytest.mark.parametrize("who", ["liaison", "lodging", "accreditation", "coordinator"])
def test_who_may_write_lines(who, as_user, request, delegation, new_url):
    row = making.make_member(delegation)
    client = as_user(request.getfixturevalue(who))
    expected = 200 if who == "coordinator" else 403
    for url in (new_url, *(reverse(n, args=[row.public_id]) for n in ("member-edit", "member-replace"))):
        assert client.get(url).status_code == expected
