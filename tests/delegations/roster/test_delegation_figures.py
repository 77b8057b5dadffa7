"""Counting for delegations: members by conditions in one look, other rows one by one."""

import pytest
from django.db.models import Exists, OuterRef, Q

from delegations.roster import delegation_figures
from delegations.roster.delegation_figures import add, amount, in_query, members, unpack
from delegations.roster.models import Delegation, Document, NoteVerbale
from tests.delegations import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def columns():
    """Everybody, the head, those with a paper, and the notes of a delegation."""
    papers = Document.objects.filter(person=OuterRef("person"))
    return {
        "all_of_them": members(),
        "leading": members(Q(is_head=True), named=True),
        "with_papers": members(Q(Exists(papers))),
        "letters": amount(NoteVerbale.objects.all()),
    }


@pytest.fixture
def people(delegation, other_delegation):
    head = making.make_member(delegation, "Ké", "Aïcha", is_head=True)
    making.make_document(head.person)
    making.make_document(head.person)
    making.make_member(delegation)
    making.make_member(delegation, state="withdrawn")
    making.make_member(other_delegation, person=head.person)
    making.make_note(delegation)
    making.make_note(delegation)


def told(rows, columns):
    return {row.code: [*(getattr(row, name) for name in columns), row.leading_who] for row in rows}


EXPECTED = {"BFA": [2, 1, 1, 2, "Aïcha KÉ"], "NER": [1, 0, 1, 0, ""], "NONE": [0, 0, 0, 0, ""]}


@pytest.mark.parametrize("at_once", [1, 2, 40])
def test_each_way_counts_the_same_in_one_query(
    at_once, columns, people, summit, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(delegation_figures, "PER_SCAN", at_once)
    making.make_delegation("NONE", summit=summit)
    with django_assert_num_queries(1):
        asked = list(Delegation.objects.annotate(**in_query(columns)))
        unpack(asked, columns)
    assert told(asked, columns) == EXPECTED
    rows = list(Delegation.objects.all())
    with django_assert_num_queries(1):
        add(rows, columns)
    assert told(rows, columns) == EXPECTED


def test_nothing_asked_costs_nothing(delegation, columns, django_assert_num_queries):
    with django_assert_num_queries(0):
        add([], columns)
        add([delegation], {})
