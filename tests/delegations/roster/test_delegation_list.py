"""The list of delegations: what it answers, what it filters, what leaves it, what it costs, whom it shows nothing."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.roster import delegation_panels
from delegations.roster.models import Delegation
from tests import factories
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.delegation_making import complete, grant, only_the_file  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english", "only_the_file")]


def codes(response):
    return [row.code for row in response.context["listing"].rows]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_list_opens_in_every_language(language, as_user, protocol, delegation, other_delegation):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    making.make_member(delegation, "Traoré", is_head=True)
    response = as_user(protocol).get(reverse("delegations"))
    assert response.status_code == 200
    assert codes(response) == ["BFA", "NER"]
    assert "TRAORÉ" in response.text


def test_an_empty_list_says_what_to_do(as_user, protocol, auditor):
    assert reverse("delegation-new") in as_user(protocol).get(reverse("delegations")).text
    page = as_user(auditor).get(reverse("delegations"))
    assert "No delegation is open to you yet." in page.text
    assert reverse("delegation-new") not in page.text


def test_the_first_line_counts_and_names_the_most_urgent(
    as_user, protocol, liaison, delegation, other_delegation
):
    complete(delegation, liaison)
    text = " ".join(as_user(protocol).get(reverse("delegations")).text.split())
    assert "2 delegations, 1 confirmed." in text
    assert "2 open problems" in text
    assert "Delegation of NER</bdi>: <bdi>The list was due on Mon 8 Dec and has not come.</bdi>" in text


def test_a_row_shows_its_own_figures(as_user, protocol, liaison, delegation, other_delegation):
    making.make_member(delegation)
    complete(delegation, liaison)
    making.make_member(other_delegation)
    rows = as_user(protocol).get(reverse("delegations")).context["listing"].rows
    assert [(row.people, row.complete, row.wanted, row.behind) for row in rows] == [
        (2, 4, 4, 0),
        (1, 0, 4, 4),
    ]
    assert [(row.officer_name, bool(row.head_name)) for row in rows] == [("Liaison", True), (None, False)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=confirmed", ["BFA"]),
        ("state=invited", ["NER"]),
        ("type=observer", ["NER"]),
        ("incomplete=true", ["NER"]),
        ("incomplete=false", ["BFA"]),
        ("q=delegation ner", ["NER"]),
        ("q=nobody", []),
        ("sort=-code", ["NER", "BFA"]),
        ("sort=state", ["NER", "BFA"]),
        ("sort=-people", ["BFA", "NER"]),
        ("state=nonsense", ["BFA", "NER"]),
    ],
)
def test_filters_search_and_order(query, expected, as_user, protocol, liaison, delegation, other_delegation):
    complete(delegation, liaison)
    Delegation.objects.filter(pk=other_delegation.pk).update(delegation_type="observer")
    assert codes(as_user(protocol).get(f"{reverse('delegations')}?{query}")) == expected


def test_paging_keeps_its_order(as_user, protocol, summit, monkeypatch):
    for number in range(5):
        making.make_delegation(f"D{number}", summit=summit)
    from delegations.roster import delegation_list

    monkeypatch.setattr(delegation_list, "DELEGATIONS", small(delegation_list.DELEGATIONS))
    client = as_user(protocol)
    for sort in ("state", "people", "type", "code"):
        found, url = [], f"{reverse('delegations')}?sort={sort}"
        while url:
            page = client.get(url)
            found += codes(page)
            url = page.context["listing"].next_url
        assert found == ["D0", "D1", "D2", "D3", "D4"], sort


def small(spec):
    from dataclasses import replace

    return replace(spec, per_page=2)


def rows_of_csv(response):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_what_leaves_holds_figures_and_no_names(as_user, protocol, liaison, delegation):
    making.make_member(delegation, "Secretname", is_head=True)
    complete_fields = {"focal_name": "Secretfocal", "focal_phone": "0017", "arms": "none"}
    Delegation.objects.filter(pk=delegation.pk).update(**complete_fields)
    grant(delegation, granted=3)
    client = as_user(protocol)
    [row] = rows_of_csv(client.get(f"{reverse('delegations')}?export=csv"))
    assert (row["Code"], row["State"], row["People"], row["People granted"]) == ("BFA", "Invited", "1", "3")
    assert (row["Complete"], row["Wanted"], row["Open problems"]) == ("2", "4", "1")
    everything = " ".join(row.values())
    assert not [
        word for word in ("Secretname", "SECRETNAME", "Secretfocal", "0017", "Liaison") if word in everything
    ]
    book = client.get(f"{reverse('delegations')}?export=xlsx")
    assert b"".join(book).startswith(b"PK")


@pytest.mark.parametrize("query", ["", "?incomplete=true", "?export=csv"])
def test_one_and_thirty_cost_the_same(query, as_user, protocol, liaison, summit, django_assert_num_queries):
    """Session, user, summits, duties, ministry; all delegations, their members, names and the page; filtered also their count."""
    cost = {"": 9, "?incomplete=true": 10, "?export=csv": 8}[query]
    first = making.make_delegation("A1", summit=summit)
    making.make_member(first, is_head=True)
    client = as_user(protocol)
    client.get(reverse("delegations"))  # the first request notes when the person was seen
    with django_assert_num_queries(cost):
        b"".join(client.get(reverse("delegations") + query))
    for number in range(29):
        row = making.make_delegation(f"B{number}", summit=summit, state="announced")
        making.make_member(row, is_head=True)
        grant(row, granted=0)
    with django_assert_num_queries(cost):
        b"".join(client.get(reverse("delegations") + query))


def test_with_all_that_later_slices_add_thirty_cost_no_more(as_user, protocol, summit, monkeypatch):
    monkeypatch.undo()
    making.make_member(making.make_delegation("A1", summit=summit), is_head=True)
    client = as_user(protocol)
    client.get(reverse("delegations"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("delegations"))
    for number in range(29):
        making.make_member(making.make_delegation(f"B{number}", summit=summit))
    with CaptureQueriesContext(connection) as thirty:
        client.get(reverse("delegations"))
    assert len(thirty) <= len(one)


def test_strangers_stay_outside_and_liaison_sees_its_own(
    as_user, stranger, focal, visitor, liaison, delegation, other_delegation
):
    for user in (stranger, focal, visitor):
        assert as_user(user).get(reverse("delegations")).status_code == 403
    page = as_user(liaison).get(reverse("delegations"))
    assert codes(page) == ["BFA"]
    assert "NER" not in page.text
    assert "1 delegation, 0 confirmed." in " ".join(page.text.split())


def test_another_summit_is_not_listed(as_user, protocol, delegation, other_summit):
    making.make_delegation("XXX", summit=other_summit)
    assert codes(as_user(protocol).get(reverse("delegations"))) == ["BFA"]


def test_who_may_not_read_names_sees_no_head(as_user, authority, delegation):
    making.make_member(delegation, "Hidden", is_head=True)
    page = as_user(authority).get(reverse("delegations"))
    assert page.status_code == 200
    assert "HIDDEN" not in page.text


def test_a_later_slice_adds_a_column(as_user, protocol, delegation):
    tell = delegation_panels.column("next", "Next arrival", order=10, right="delegations.view_delegation")
    tell(lambda rows, user: {row.pk: f"soon {row.code}" for row in rows})
    text = as_user(protocol).get(reverse("delegations")).text
    assert "Next arrival" in text
    assert "soon BFA" in text
    with pytest.raises(ValueError, match="next is registered twice"):
        tell(lambda rows, user: {})


def test_the_search_finds_delegations(as_user, protocol, stranger, delegation):
    factories.make_organisation("elsewhere")
    assert "BFA Delegation of BFA" in as_user(protocol).get(reverse("search") + "?q=bfa").text
    assert "Delegation of BFA" not in as_user(stranger).get(reverse("search") + "?q=bfa").text
