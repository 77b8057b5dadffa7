"""Counting for delegations: members by conditions in one look, other rows one by one."""

import pytest
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from delegations.roster.delegation_figures import Fact, add, amount, fill, in_query, linked, members
from delegations.roster.models import Delegation, Document, Membership, NoteVerbale
from tests.delegations import making

pytestmark = pytest.mark.django_db


def papers_of(summit):
    mine = Document.objects.filter(person=OuterRef("person")).order_by().values("person")
    return Coalesce(Subquery(mine.annotate(many=Count("pk")).values("many")), 0)


@pytest.fixture
def columns():
    """Everybody, the head, those with two papers or none, who replaces somebody, and the notes of a delegation."""
    papers = Fact("papers", papers_of)
    return {
        "all_of_them": members(),
        "leading": members(Q(is_head=True), named=True),
        "with_two": members(fact=papers, among={2}),
        "others_without": members(Q(is_head=False), fact=papers, among={0}),
        "followed": linked(Membership, "replaces", Q(state="proposed")),
        "letters": amount(NoteVerbale.objects.all()),
    }


@pytest.fixture
def people(delegation, other_delegation):
    head = making.make_member(delegation, "Ké", "Aïcha", is_head=True)
    making.make_document(head.person)
    making.make_document(head.person)
    second = making.make_member(delegation)
    for _each in range(2):  # one whom two follow counts once
        making.make_member(other_delegation, replaces=second)
    making.make_member(other_delegation, replaces=head, state="withdrawn")
    making.make_member(delegation, state="withdrawn", is_head=True)
    making.make_member(other_delegation, person=head.person)
    making.make_note(delegation)
    making.make_note(delegation)


def told(rows, columns):
    return {row.code: [*(getattr(row, name) for name in columns), row.leading_who] for row in rows}


EXPECTED = {
    "BFA": [2, 1, 1, 1, 1, 2, "Aïcha KÉ"],
    "NER": [3, 0, 1, 2, 0, 0, ""],
    "NONE": [0, 0, 0, 0, 0, 0, ""],
}


def test_each_way_counts_the_same_in_as_many_queries(columns, people, summit, django_assert_num_queries):
    making.make_delegation("NONE", summit=summit)
    with django_assert_num_queries(4):  # delegations, members, names, what is linked
        asked = list(Delegation.objects.select_related("summit").annotate(**in_query(columns)))
        fill(asked, columns)
    assert told(asked, columns) == EXPECTED
    rows = list(Delegation.objects.select_related("summit"))
    with django_assert_num_queries(4):
        add(rows, columns)
    assert told(rows, columns) == EXPECTED


def test_nothing_asked_costs_nothing(delegation, columns, django_assert_num_queries):
    with django_assert_num_queries(0):
        add([], columns)
        add([delegation], {})
