"""A version that a delegation sent: looked at line by line, taken over whole or in part, or sent back."""

import pytest
from django.urls import reverse

from delegations.roster import entering
from delegations.roster.models import Submission
from delegations.roster.submission_doubles import doubles
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import STRANGE, accepting, changes, leaves, line, version, visit_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# -- looking -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_opens_in_every_language(language, as_user, protocol, visit, member):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    arrival = {"at": "2025-12-22T10:40:00+00:00", "flight": "VK 512", "origin": "Niamey", "party": 4}
    known = making.make_human("Diarra", "Moussa")
    sent = version(
        visit,
        ("add", {"after": line()}),
        changes(member, phone="1"),
        wishes=STRANGE,
        arrivals=[arrival],
        arms="none",
    )
    page = as_user(protocol).get(sent.get_absolute_url())
    assert (page.status_code, page.text.count("<h1"), known.public_id in page.text) == (200, 1, True)
    assert "VK 512" in page.text
    assert as_user(protocol).get(accepting(sent)).status_code == 200


def test_who_may_look_and_who_may_decide(as_user, protocol, liaison, lodging, stranger, visit, delegation):
    sent = version(visit, ("add", {"after": line()}))
    for user, look, decide in (
        (protocol, 200, 200),
        (liaison, 200, 403),
        (lodging, 403, 404),
        (stranger, 403, 404),
    ):
        client = as_user(user)
        assert (client.get(sent.get_absolute_url()).status_code, client.get(accepting(sent)).status_code) == (
            look,
            decide,
        )


def test_a_draft_and_the_version_of_another_are_not_there(
    as_user, liaison, protocol, visit, other_delegation
):
    draft = version(visit, ("add", {"after": line()}), send=False)
    theirs = version(visit_of(other_delegation, protocol), ("add", {"after": line()}))
    assert as_user(protocol).get(draft.get_absolute_url()).status_code == 404
    assert as_user(liaison).get(theirs.get_absolute_url()).status_code == 404


def test_the_page_says_what_stands_against_a_line(as_user, protocol, visit, member, delegation):
    making.make_member(delegation, "Ki", is_head=True)
    gone = making.make_member(delegation, "Zida")
    sent = version(visit, ("add", {"after": line(is_head=True)}), changes(member, phone="1"), leaves(gone))
    entering.amend(member, {"phone": "9"}, by=protocol)
    entering.leave(gone, by=protocol, note="Left")
    found = {
        row.who: (row.faults, bool(row.moved))
        for row in as_user(protocol).get(sent.get_absolute_url()).context["lines"]
    }
    assert found == {
        "Moussa DIARRA": (["The delegation already has a head."], False),
        "Awa LINGANI": ([], True),
        "Given ZIDA": (["This person no longer stands on the list."], False),
    }


def test_people_who_look_known_are_named(summit, visit, protocol):
    born = {"birth_date": "1970-03-12"}
    sure = making.make_human("Diarra", "Moussa", **born)
    maybe = making.make_human("Traore", "Seydou")
    sent = version(
        visit,
        ("add", {"after": line(**born)}),
        ("add", {"after": line(surname="Traoré", given_names="Seydou")}),
        ("add", {"after": line(surname="Quite", given_names="Unknown")}),
    )
    first, second, _third = sent.lines.order_by("pk")
    found = doubles(summit, list(sent.lines.all()))
    assert {
        key: [(person.public_id, likeness is None) for person, likeness in pairs]
        for key, pairs in found.items()
    } == {
        first.public_id: [(sure.public_id, True)],
        second.public_id: [(maybe.public_id, False)],
    }


def test_costs_the_same_for_1_and_30_lines(
    as_user, protocol, delegation, visit, django_assert_max_num_queries
):
    client, costs = as_user(protocol), []
    making.make_human("Namesake", "Moussa")
    client.get(reverse("list-changes"))
    for amount in (1, 30):
        pairs = []
        for number in range(amount):
            row = making.make_member(delegation)
            making.make_document(row.person)
            pairs += [changes(row, phone="1"), ("add", {"after": line(surname=f"New{amount}{number}")})]
        sent = version(visit, *pairs)
        with django_assert_max_num_queries(25) as asked:
            assert client.get(sent.get_absolute_url()).status_code == 200
        costs.append(len(asked))
        sent.workflow.run(sent, "return", by=protocol, note="Again")
        Submission.objects.filter(pk=sent.pk).update(state="accepted")
    assert costs[0] == costs[1]
