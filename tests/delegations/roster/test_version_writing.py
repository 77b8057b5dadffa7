"""A version is written set by set: the same as line by line, and at one price."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.roster.change_asking import ask
from delegations.roster.models import Document, Membership, PersonVersion
from delegations.roster.person_snapshot import MEMBERSHIP, PERSON, plain
from summit import audit
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import changes, leaves, line, version, visit_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_whole_version_writes_what_its_lines_write_one_by_one(protocol, delegation, other_delegation):
    """People, lists, papers, earlier versions and the audit; two heads change places among them."""
    told = []
    for home, alone in ((delegation, True), (other_delegation, False)):
        lines = every_kind(home, protocol)
        if alone:
            for action, fields in lines:
                request = ask(home, action, by=protocol, **({"reason": ""} | fields))
                request.workflow.run(request, "accept", by=protocol)
        else:
            sent = version(visit_of(home, protocol), *lines)
            sent.workflow.run(sent, "accept", by=protocol)
        told.append(everything_of(home))
    assert told[0] == told[1]
    assert [len(part) for part in told[0]] == [9, 5, 6, 15]


def every_kind(home, by):
    """Lines of every kind about people whom only their list tells apart."""
    known = making.make_human(f"Known{home.code}", "Awa")
    making.make_document(known, f"DEMO-K{home.code}")
    head = making.make_member(home, "Sanou", is_head=True)
    next_head, bare, moved = (making.make_member(home, name) for name in ("Kone", "Zida", "Old"))
    making.make_document(moved.person, f"DEMO-M{home.code}")
    stays, gone = making.make_member(home, "Same"), making.make_member(home, "Ouattara")
    papers = {"document_number": f"DEMO-N{home.code}", "document_type": "service"}
    new = {"birth_date": "1970-03-12", "title": {"fr": "Monsieur"}, "rank_class": "expert"}
    return [
        leaves(gone),
        changes(head, is_head=False, phone="+226 1"),
        changes(next_head, is_head=True, rank_class="", function={"fr": "Ministre"}),
        changes(bare, **papers),
        changes(
            moved, surname="Abdou", document_expires_on="2031-02-03", document_number=f"DEMO-P{home.code}"
        ),
        changes(stays),
        ("add", {"after": line(surname=f"New{home.code}", category="C", **new), "reason": "Late"}),
        ("add", {"after": line(surname="Ki", document_number=f"DEMO-S{home.code}")}),
        (
            "add",
            {"after": line(person=known.public_id, phone="+226 2", document_number=f"DEMO-T{home.code}")},
        ),
    ]


def everything_of(home):
    """What stands of a delegation's people, without what is its own or counts revisions."""
    members = Membership.objects.filter(delegation=home).in_order().select_related("person")
    people = [row.person for row in members]
    papers = Document.objects.filter(person__in=people).order_by("pk")
    versions = PersonVersion.objects.filter(person__in=people).order_by("person__surname", "pk")
    lists = [
        {name: str(plain(getattr(row, name))) for name in MEMBERSHIP}
        | {name: str(plain(getattr(row.person, name))) for name in PERSON}
        | {"state": row.state, "key": row.sort_key, "search": row.person.search_text, "at": row.list_order}
        for row in members
    ]
    entries = [entry for row in (*members, *people, *papers) for entry in audit.history(row)]
    acts = sorted((e.kind, e.verb, e.note, sorted(e.changes.items(), key=str), e.actor_id) for e in entries)
    return [
        json.loads(json.dumps(part, default=str).replace(home.code, "").replace(home.code.lower(), ""))
        for part in (
            lists,
            [(row.number, row.document_type, row.expires_on, bool(row.number_key)) for row in papers],
            [(row.verb, row.by_id, row.values) for row in versions],
            acts,
        )
    ]


def test_accepting_costs_the_same_for_1_and_30_lines_of_each_kind(protocol, delegation, visit):
    costs = []
    for amount in (1, 30):
        lines = []
        for number in range(amount):
            row, gone = making.make_member(delegation), making.make_member(delegation)
            making.make_document(row.person)
            after = line(surname=f"New{amount}x{number}", document_number=f"DEMO-{amount}-{number}")
            lines += [leaves(gone), changes(row, phone="+226 1", wishes="Tea"), ("add", {"after": after})]
        sent = version(visit, *lines)
        with CaptureQueriesContext(connection) as asked:
            sent.workflow.run(sent, "accept", by=protocol)
        costs.append(len(asked))
    assert Membership.objects.live().count() == 62
    # one query looks for the doubles of some fifty people
    assert (costs[0] < 60, costs[1] - costs[0] <= 1) == (True, True), costs
