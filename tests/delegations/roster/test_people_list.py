"""The list of people: whom it finds, whom it narrows to, what it costs, to whom it shows what."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from delegations.roster import people_list
from delegations.roster.models import Membership, Person
from summit import listing
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")
LIST = "people"


def listed(client, query=""):
    response = client.get(f"{reverse(LIST)}?{query}")
    assert response.status_code == 200
    return [person.surname for person in response.context["listing"].rows]


@pytest.fixture
def crowd(delegation, other_delegation):
    """Two of Burkina Faso, one of Niger, who is in both, and somebody on no list."""
    summit = delegation.summit
    wanting = making.make_category("B", summit=summit)
    free = making.make_category("Z", summit=summit, needs_photo=False, needs_document=False)
    rows = {
        "zida": making.make_member(delegation, "Zida", "Rasmata", category=wanting),
        "ki": making.make_member(delegation, "Kï", "Aïssata", category=free),
        "both": making.make_member(
            other_delegation,
            "Ould Ahmed",
            "Mohamed",
            category=free,
            person_fields={"arabic_name": "محمد ولد أحمد"},
        ),
    }
    making.make_member(delegation, person=rows["both"].person, category=free)
    rows["nowhere"] = making.make_human("Nobody", summit=summit)
    return rows


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Kï", "Nobody", "Ould Ahmed", "Zida"]),
        ("q=aissata", ["Kï"]),
        ("q=ZIDA+rasmata", ["Zida"]),
        ("q=%D9%85%D8%AD%D9%85%D8%AF", ["Ould Ahmed"]),
        ("delegation=NER", ["Ould Ahmed"]),
        ("delegation=BFA&category=B", ["Zida"]),
        ("problem=photo", ["Zida"]),
        ("problem=document", ["Zida"]),
        ("problem=twice", ["Ould Ahmed"]),
        ("problem=nowhere", ["Nobody"]),
        ("problem=expiring", []),
        ("sort=-name", ["Zida", "Ould Ahmed", "Nobody", "Kï"]),
        ("delegation=XXX", ["Kï", "Nobody", "Ould Ahmed", "Zida"]),
    ],
)
def test_finds_and_narrows(query, names, as_user, protocol, crowd):
    assert listed(as_user(protocol), query) == names


def test_papers_that_end_early_and_photos_that_will_not_do(as_user, protocol, crowd):
    client = as_user(protocol)
    ki, zida = crowd["ki"].person, crowd["zida"].person
    making.make_document(ki, expires_on=dt.date(2026, 6, 22))
    making.make_document(zida, expires_on=dt.date(2026, 6, 23))
    assert listed(client, "problem=expiring") == ["Kï"]
    Person.objects.filter(pk=zida.pk).update(photo_verdict="bad")
    assert listed(client, "problem=refused") == ["Zida"]
    Membership.objects.filter(pk=crowd["ki"].pk).update(function="")
    assert listed(client, "problem=function") == ["Kï"]


def test_merged_people_are_not_listed(as_user, protocol, crowd):
    Person.objects.filter(surname="Nobody").update(state="merged", merged_into=crowd["ki"].person)
    assert listed(as_user(protocol)) == ["Kï", "Ould Ahmed", "Zida"]


@pytest.mark.parametrize("who", ["protocol", "liaison"])
def test_costs_the_same_for_1_and_30_people(who, as_user, request, delegation, django_assert_max_num_queries):
    client = as_user(request.getfixturevalue(who))
    client.get(reverse(LIST))  # the first page of a session also writes when the person was last seen
    costs = []
    for amount in (1, 29):
        for _each in range(amount):
            member = making.make_member(delegation, person_fields={"photo_taken_on": dt.date(2025, 1, 1)})
            making.make_document(member.person)
        with django_assert_max_num_queries(8) as asked:
            assert client.get(reverse(LIST)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_liaison_officer_finds_the_own_delegation_only(as_user, liaison, crowd):
    client = as_user(liaison)
    assert listed(client) == ["Kï", "Ould Ahmed", "Zida"]
    text = client.get(reverse(LIST)).text
    assert "NER" not in text


def test_who_may_not_see_papers_sees_no_column_of_them(as_user, lodging, protocol, crowd):
    heads = {}
    for user in (protocol, lodging):
        columns = as_user(user).get(reverse(LIST)).context["listing"].columns
        heads[user] = [str(column["label"]) for column in columns]
    assert heads[lodging] == ["Name", "Function", "Delegation", "Category", "Photo"]
    assert heads[protocol] == [*heads[lodging], "Document"]


def test_many_hits_are_read_in_order_and_paged(as_user, protocol, delegation, monkeypatch):
    """More hits than are counted come by another way: the same people, in the same order, on the same pages."""
    names = ["Bakoté", "Dakoro", "Lakota", "Makoun", "Zakou"]
    for name in reversed(names):
        making.make_member(delegation, name)
    making.make_member(delegation, "Other")
    client = as_user(protocol)
    assert listed(client, "q=ako") == names
    monkeypatch.setattr(listing, "COUNT_LIMIT", 2)
    monkeypatch.setattr(people_list, "COUNT_LIMIT", 2)
    monkeypatch.setattr(people_list, "PEOPLE", replace(people_list.PEOPLE, per_page=2))
    seen, url = [], f"{reverse(LIST)}?q=ako"
    while url:
        shown = client.get(url).context["listing"]
        seen, url = [*seen, [person.surname for person in shown.rows]], shown.next_url
    assert seen == [names[:2], names[2:4], names[4:]]
    assert listed(client, "q=ak") == names[:2]
