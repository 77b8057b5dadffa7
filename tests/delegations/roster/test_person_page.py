"""One person's page: the answer first, what is missing, who sees which part, what it costs."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from delegations.roster import entering
from delegations.roster.models import Membership, Person
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import with_photo
from tests.factories import named

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


@pytest.fixture
def minister(delegation):
    """A minister whose category wants photo and paper."""
    return making.make_member(
        delegation,
        "Kaboré",
        "Awa",
        function=named("Minister of Defence"),
        category=making.make_category("B", summit=delegation.summit),
    )


def answer(response):
    found = re.search(r'<p class="answer">(.*?)</p>', response.text, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", found).split())


def test_the_answer_says_who_and_what_is_missing(as_user, protocol, minister):
    client = as_user(protocol)
    page = client.get(minister.get_absolute_url())
    assert answer(page) == "Minister of Defence, Delegation of BFA. No photo, no document."
    making.make_document(minister.person, expires_on=dt.date(2025, 11, 30))
    with_photo(minister.person, by=protocol, verdict="bad")
    page = client.get(minister.get_absolute_url())
    said = "Photo refused, document expired on 30/11/2025."
    assert answer(page) == f"Minister of Defence, Delegation of BFA. {said}"
    Person.objects.update(photo_verdict="good")
    making.make_document(minister.person, expires_on=dt.date(2026, 6, 23))
    assert answer(client.get(minister.get_absolute_url())).endswith("Nothing is missing.")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_opens_in_every_language(language, as_user, protocol, minister):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    making.make_document(minister.person)
    with_photo(minister.person, by=protocol)
    entering.amend(minister, {"phone": "+226 70"}, by=protocol)
    page = as_user(protocol).get(minister.get_absolute_url())
    assert page.status_code == 200
    assert "Awa KABORÉ" in page.text


def test_functions_stand_in_all_languages_and_whom_it_replaces(as_user, protocol, minister):
    new = entering.replace(
        minister,
        {"surname": "Zida", "function": {"fr": "Ministre", "ar": "وزير", "en": "Minister"}},
        by=protocol,
        note="ill",
    )
    text = as_user(protocol).get(new.get_absolute_url()).text
    for said in ("Ministre", "وزير", "Minister", "Replaces", "Awa KABORÉ"):
        assert said in text
    old = as_user(protocol).get(minister.get_absolute_url())
    assert answer(old) == "Stands on no list."
    assert "Replaced by" in old.text


def test_costs_the_same_for_1_and_5_lines(as_user, protocol, minister, django_assert_num_queries):
    client = as_user(protocol)
    making.make_document(minister.person)
    client.get(minister.get_absolute_url())
    costs = []
    for amount in (0, 4):
        for _each in range(amount):
            other = making.make_delegation(summit=minister.summit)
            row = making.make_member(other, person=minister.person, category=minister.category)
            Membership.objects.filter(pk=row.pk).update(replaces=minister)
        with django_assert_num_queries(13) as asked:
            assert client.get(minister.get_absolute_url()).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_two_delegations_are_said(as_user, protocol, liaison, minister, other_delegation):
    making.make_member(other_delegation, person=minister.person)
    said = "Stands on the lists of 2 delegations: BFA, NER."
    assert said in as_user(protocol).get(minister.get_absolute_url()).text
    theirs = as_user(liaison).get(minister.get_absolute_url())
    assert theirs.status_code == 200
    assert "NER" not in theirs.text


def test_papers_show_only_the_end_of_their_number(as_user, protocol, lodging, liaison, minister):
    making.make_document(minister.person, "BF1234567")
    text = as_user(protocol).get(minister.get_absolute_url()).text
    assert "••••67" in text
    assert "BF1234567" not in text
    for user in (lodging, liaison):
        page = as_user(user).get(minister.get_absolute_url())
        assert page.status_code == 200
        assert "••••" not in page.text
        assert 'id="papers"' not in page.text


def test_earlier_versions_are_for_those_who_may_see_papers(as_user, protocol, lodging, minister):
    entering.amend(minister, {"surname": "Compaoré", "document_number": "BF1"}, by=protocol)
    entering.amend(minister, {"surname": "Kaboré", "document_number": "BF22334455"}, by=protocol)
    text = as_user(protocol).get(minister.get_absolute_url()).text
    assert "Earlier versions" in text
    assert "Compaoré" in text
    assert "BF22334455" not in text
    assert "Compaoré" not in as_user(lodging).get(minister.get_absolute_url()).text


@pytest.mark.parametrize("who", ["stranger", "visitor", "airport"])
def test_who_does_not_need_names_sees_none(who, as_user, request, minister, other_delegation):
    client = as_user(request.getfixturevalue(who))
    expected = {"airport": 200}.get(who, 403)
    assert client.get(reverse("people")).status_code == expected
    assert client.get(minister.get_absolute_url()).status_code == expected


def test_another_delegations_people_do_not_exist_for_a_liaison_officer(as_user, liaison, other_delegation):
    theirs = making.make_member(other_delegation)
    assert as_user(liaison).get(theirs.get_absolute_url()).status_code == 404


def test_the_person_alone_is_edited_and_the_version_kept(as_user, protocol, minister):
    client = as_user(protocol)
    url = reverse("person-edit", args=[minister.person.public_id])
    page = client.get(url)
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    data |= {"revision": 1, "phone": "+226 1", "surname": "=Kaboré", "title_0": "S.E.M."}
    data.pop("title"), data.pop("spoken_title")
    assert client.post(url, data).status_code == 302
    person = Person.objects.get()
    assert (person.surname, person.phone, person.title.data) == ("=Kaboré", "+226 1", {"fr": "S.E.M."})
    assert Membership.objects.get().sort_key == person.sort_key
    assert person.versions.get().values["surname"] == "Kaboré"
    stale = client.post(url, data | {"phone": "+226 2"})
    assert stale.status_code == 422
    assert "Someone was faster" in stale.text


def test_a_name_on_a_frozen_list_does_not_change_by_the_form(as_user, protocol, minister):
    type(minister.delegation).objects.update(state="confirmed", frozen_at=dt.datetime.now(tz=dt.UTC))
    client = as_user(protocol)
    url = reverse("person-edit", args=[minister.person.public_id])
    sent = {"revision": 1, "surname": "Other", "given_names": "Awa"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert reverse("member-change", args=[minister.public_id]) in refused.text
    assert client.post(url, sent | {"surname": "Kaboré", "phone": "+226 9"}).status_code == 302
    assert Person.objects.get().phone == "+226 9"
