"""Moving a member by hand: a place, a written reason, and nobody who is overtaken by an approval."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from delegations.protocol import computing
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.protocol.placing import PlaceTaken, place_by_hand
from summit import history
from summit.audit.models import Entry
from summit.workflow import OutOfStep
from tests.delegations.making import make_delegation, make_precedence
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.factories import make_ministry, make_person, make_summit
from tests.racing import race

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


def url_of(precedence, member):
    return reverse("precedence-move", args=[precedence.public_id, member.public_id])


def codes(precedence):
    return [place.membership.delegation.code for place in computing.standing_of(precedence).places]


def send(client, precedence, member, **data):
    precedence.refresh_from_db()
    sent = {"place": "1", "reason": "Agreed with the delegations", "revision": precedence.revision}
    return client.post(url_of(precedence, member), sent | data)


def test_a_move_takes_the_place_and_the_others_close_up(draft, heads, as_user, protocol):
    assert send(as_user(protocol), draft, heads["NER"], place="2").status_code == 302
    assert codes(draft) == ["MLI", "NER", "BFA"]
    text = " ".join(as_user(protocol).get(draft.get_absolute_url()).text.split())
    assert "By hand: <bdi>Agreed with the delegations</bdi>" in text
    assert "(by the rule 3)" in text


def test_a_move_stands_in_the_lists_history_without_a_name(draft, heads, as_user, protocol):
    send(as_user(protocol), draft, heads["NER"])
    entry = Entry.objects.about(draft).get(verb="place")
    member = f"NER {heads['NER'].public_id}"
    assert (entry.actor, entry.note) == (protocol, "Agreed with the delegations")
    assert entry.changes == {"member": [None, member], "manual": [None, 1]}
    assert str(history.lines(draft)[0].label) == "Placed by hand"


def test_without_a_place_the_rule_decides_again(draft, heads, as_user, protocol):
    client = as_user(protocol)
    send(client, draft, heads["NER"])
    assert codes(draft)[0] == "NER"
    assert send(client, draft, heads["NER"], place="", reason="").status_code == 302
    assert codes(draft) == ["MLI", "BFA", "NER"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"place": "0"}, "place"),
        ({"place": "4"}, "place"),
        ({"place": "x"}, "place"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(data, field, draft, heads, as_user, protocol):
    response = send(as_user(protocol), draft, heads["NER"], **data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not PrecedenceEntry.objects.exists()


def test_a_place_that_somebody_has_by_hand_is_refused(draft, heads, as_user, protocol):
    client = as_user(protocol)
    send(client, draft, heads["NER"])
    response = send(client, draft, heads["BFA"])
    assert list(response.context["form"].errors) == ["place"]


def test_a_slower_hand_sees_the_new_order_first(draft, heads, as_user, protocol):
    client, seen = as_user(protocol), draft.revision
    send(client, draft, heads["NER"])
    response = send(client, draft, heads["BFA"], place="3", revision=seen)
    form = response.context["form"]
    assert (response.status_code, form["reason"].value()) == (422, "Agreed with the delegations")
    assert form["revision"].value() == draft.revision
    assert [place.membership.delegation.code for place in response.context["places"]] == ["NER", "MLI", "BFA"]


def test_an_approved_list_is_not_moved_in(draft, heads, as_user, chief):
    approve(draft, by=chief)
    assert send(as_user(chief), draft, heads["NER"]).status_code == 403


def test_who_stands_on_no_list_is_not_moved(draft, as_user, protocol, other_summit):
    stranger = make_head(make_delegation("LEAK", summit=other_summit))
    assert as_user(protocol).get(url_of(draft, stranger)).status_code == 404


def test_a_move_of_somebody_who_left_can_be_taken_back(draft, heads, as_user, protocol):
    client = as_user(protocol)
    send(client, draft, heads["NER"])
    heads["NER"].workflow.run(heads["NER"], "withdraw", by=protocol, note="Ill")
    text = " ".join(client.get(url_of(draft, heads["NER"])).text.split())
    assert "has no place on this list any more." in text
    assert send(client, draft, heads["NER"], place="", reason="").status_code == 302


@pytest.mark.parametrize("fields", [{"manual": 0, "reason": "x"}, {"manual": 1, "reason": ""}])
def test_the_database_wants_a_place_from_one_and_a_reason(fields, draft, heads):
    with pytest.raises(IntegrityError), transaction.atomic():
        PrecedenceEntry.objects.create(
            summit=draft.summit, precedence=draft, membership=heads["NER"], **fields
        )


def test_a_place_is_given_by_hand_once(draft, heads, protocol):
    def entry(code):
        return PrecedenceEntry(summit=draft.summit, precedence=draft, membership=heads[code])

    assert place_by_hand(draft, entry("NER"), place=1, reason="x", by=protocol)
    draft.refresh_from_db()
    with pytest.raises(PlaceTaken):
        place_by_hand(draft, entry("BFA"), place=1, reason="x", by=protocol)
    before = draft.revision
    draft.refresh_from_db()
    assert (draft.revision, draft.entries.count()) == (before, 1)


# -- races ------------------------------------------------------------------------------------------


@pytest.fixture
def ground():
    summit = make_summit("RACE")
    heads = [make_head(make_delegation(code, summit=summit), since) for code, since in OATHS.items()]
    chief = make_person("chief", "head", "protocol", ministry=make_ministry("foreign", summit=summit))
    return make_precedence("P-1", summit=summit), heads, chief


def mover(precedence, member, chief, place):
    row = PrecedenceList.objects.get(pk=precedence.pk)

    def act():
        entry = PrecedenceEntry(summit=row.summit, precedence=row, membership=member)
        if not place_by_hand(row, entry, place=place, reason="x", by=chief):
            raise OutOfStep

    return act


@pytest.mark.django_db(transaction=True)
def test_of_hands_that_saw_the_same_order_one_moves(ground):
    precedence, heads, chief = ground
    acts = [mover(precedence, heads[n % 3], chief, n % 3 + 1) for n in range(6)]
    assert race(*acts, refusals=(OutOfStep, PlaceTaken)) == ["OutOfStep"] * 5 + ["done"]
    assert PrecedenceEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_move_and_an_approval_never_pass_each_other(ground):
    """Either the move is in what was approved, or it was refused."""
    precedence, heads, chief = ground

    def approval():
        row = PrecedenceList.objects.get(pk=precedence.pk)
        approve(row, by=type(chief).objects.get(pk=chief.pk).at(row.summit))

    outcomes = race(approval, mover(precedence, heads[2], chief, 1), refusals=(OutOfStep,))
    assert "done" in outcomes
    kept = list(precedence.entries.order_by("position").values_list("membership", "manual"))
    first = (heads[2].pk, 1) if outcomes == ["done", "done"] else (heads[0].pk, None)
    assert kept[0] == first
    assert len(kept) == 3
