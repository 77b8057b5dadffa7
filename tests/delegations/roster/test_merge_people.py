"""Two records become one, or stay two for ever; of two people who decide, one succeeds."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster import merging, person_writing, resemblances
from delegations.roster.models import Document, Membership, Person, PersonVersion, Resemblance
from delegations.sessions.models import Seat
from delegations.travel.models import Passenger
from summit import audit
from tests import racing
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import with_photo
from tests.summit.meetings.making import make_meeting

BORN = dt.date(1970, 3, 12)
slow = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(delegation, other_delegation):
    """Moussa DIARRA of Burkina Faso and of Niger, spelt in two ways."""
    left = making.make_member(delegation, "Diarra", "Moussa", person_fields={"birth_date": BORN})
    making.make_member(
        other_delegation,
        "Diara",
        "Moussa",
        person_fields={"birth_date": BORN, "phone": "+227", "languages": "fr, ha"},
    )
    assert resemblances.find(left.summit) == 1
    return Resemblance.objects.select_related("first", "second").get()


def merged(pair, by, taken=()):
    left, right = Person.objects.get(pk=pair.first_id), Person.objects.get(pk=pair.second_id)
    merging.merge(pair, left, right, set(taken), by=by)
    return Person.objects.get(pk=left.pk), Person.objects.get(pk=right.pk)


# -- what goes over ----------------------------------------------------------------------------


def test_lines_papers_and_chosen_fields_go_over(protocol, pair):
    paper = making.make_document(pair.second, "N1")
    winner, loser = merged(pair, protocol, {"surname", "phone"})
    assert (winner.surname, winner.phone, winner.languages) == ("Diara", "+227", "")
    assert (loser.state, loser.merged_into) == ("merged", winner)
    assert sorted(row.delegation.code for row in winner.memberships.all()) == ["BFA", "NER"]
    assert set(Membership.objects.values_list("sort_key", flat=True)) == {winner.sort_key}
    assert Document.objects.get(pk=paper.pk).person == winner
    assert Resemblance.objects.values_list("state", "decided_by").get() == ("same", protocol.pk)
    assert [entry.verb for entry in audit.history(loser)] == ["merge"]
    versions = {row.person_id: row.values for row in PersonVersion.objects.filter(verb="merge")}
    assert (versions[winner.pk]["surname"], versions[loser.pk]["surname"]) == ("Diarra", "Diara")
    assert versions[loser.pk]["memberships"][0]["delegation"] == "NER"


def test_on_one_list_the_weaker_line_is_replaced_and_what_hangs_on_it_goes_over(protocol, pair):
    mine = Membership.objects.get(person=pair.first)
    theirs = making.make_member(mine.delegation, person=pair.second, wishes="a car")
    Membership.objects.filter(pk=theirs.pk).update(state="confirmed", category=None)
    meeting, movement = make_meeting(summit=mine.summit), making.make_movement(mine.delegation)
    shared = making.make_movement(mine.delegation)
    for row, moves in ((mine, [shared]), (theirs, [shared, movement])):
        Seat.objects.create(summit=mine.summit, membership=row, meeting=meeting)
        for one in moves:
            Passenger.objects.create(summit=mine.summit, membership=row, movement=one)
    winner, _loser = merged(pair, protocol)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, mine.person, theirs.state, theirs.person) == ("replaced", winner, "confirmed", winner)
    assert (theirs.wishes, theirs.category) == ("a car", mine.category)
    assert [seat.membership for seat in Seat.objects.all()] == [theirs]
    assert {row.movement_id for row in theirs.journeys.all()} == {shared.pk, movement.pk}
    assert mine.journeys.count() == 0


def test_of_two_papers_with_one_number_one_stays_completed(protocol, pair):
    making.make_document(pair.first, "N-1", expires_on=None, issuer="")
    making.make_document(pair.second, "n 1", expires_on=dt.date(2030, 1, 1), issuer="NE")
    winner, _loser = merged(pair, protocol)
    paper = winner.documents.get()
    assert (paper.number, paper.issuer, paper.expires_on) == ("N-1", "NE", dt.date(2030, 1, 1))
    assert Document.objects.count() == 1


def test_the_photo_is_a_choice(protocol, pair):
    with_photo(pair.first, by=protocol)
    photo = with_photo(pair.second, by=protocol, verdict="good").photo
    winner, _loser = merged(pair, protocol, {"photo"})
    assert (winner.photo, winner.photo_verdict) == (photo, "good")


def test_other_pairs_follow_and_what_was_decided_stays(protocol, pair):
    third, fourth = (making.make_human("Diarra", "Mousa", summit=pair.summit) for _each in range(2))
    open_pair = Resemblance.objects.create(
        summit=pair.summit, first=pair.second, second=third, score=90, reason="spelling"
    )
    apart = Resemblance.objects.create(
        summit=pair.summit, first=pair.second, second=fourth, score=90, reason="spelling", state="different"
    )
    Resemblance.objects.create(
        summit=pair.summit, first=pair.first, second=fourth, score=90, reason="spelling"
    )
    winner, _loser = merged(pair, protocol)
    open_pair.refresh_from_db()
    assert (open_pair.first, open_pair.second, open_pair.state) == (winner, third, "open")
    assert not Resemblance.objects.filter(pk=apart.pk).exists()
    assert Resemblance.objects.get(first=winner, second=fourth).state == "different"
    resemblances.find(pair.summit)
    assert Resemblance.objects.get(first=winner, second=fourth).state == "different"


def test_who_was_merged_before_follows_and_every_old_address_leads_on(as_user, protocol, liaison, pair):
    older = making.make_human("Diara", summit=pair.summit)
    Person.objects.filter(pk=older.pk).update(state="merged", merged_into=pair.second)
    winner, loser = merged(pair, protocol)
    for who in (protocol, liaison):
        for gone in (older, loser):
            answer = as_user(who).get(gone.get_absolute_url())
            assert (answer.status_code, answer.headers["Location"]) == (302, winner.get_absolute_url())
    assert as_user(protocol).get(reverse("person-edit", args=[loser.public_id])).status_code == 404


def test_a_record_that_changed_meanwhile_is_not_merged(protocol, pair):
    left, right = Person.objects.get(pk=pair.first_id), Person.objects.get(pk=pair.second_id)
    Person.objects.filter(pk=right.pk).update(revision=7)
    with pytest.raises(person_writing.Changed):
        merging.merge(pair, left, right, set(), by=protocol)
    assert Resemblance.objects.get().state == "open"
    assert PersonVersion.objects.count() == 0


# -- races ----------------------------------------------------------------------------------------


@slow
def test_of_two_who_merge_the_same_pair_one_succeeds(chief, protocol, pair):
    making.make_document(pair.second)
    outcome = racing.race(
        lambda: merged(pair, chief),
        lambda: merged(pair, protocol),
        refusals=(merging.Decided, person_writing.Changed),
    )
    assert outcome in (["Decided", "done"], ["Changed", "done"])
    assert audit.history(Person.objects.get(state="merged")).filter(verb="merge").count() == 1


@slow
def test_merging_and_keeping_apart_at_once(chief, protocol, pair):
    outcome = racing.race(
        lambda: merged(pair, chief),
        lambda: merging.keep_apart(pair, by=protocol),
        refusals=(merging.Decided, person_writing.Changed),
    )
    assert outcome == ["Decided", "done"]
    state = Resemblance.objects.get().state
    assert Person.objects.filter(state="merged").exists() == (state == "same")


@slow
def test_two_pairs_with_one_person_in_common(chief, protocol, pair):
    third = making.make_human("Diarra", "Moussa", summit=pair.summit, birth_date=BORN)
    resemblances.find(pair.summit)
    other = Resemblance.objects.get(first=pair.second_id, second=third.pk)
    racing.race(
        lambda: merged(pair, chief),
        lambda: merged(other, protocol),
        refusals=(merging.Decided, person_writing.Changed),
    )
    for gone in Person.objects.filter(state="merged").select_related("merged_into"):
        assert gone.merged_into.state == "active"
    assert Membership.objects.exclude(person__state="active").count() == 0


# -- the pages --------------------------------------------------------------------------------------


def page_of(pair):
    return reverse("resemblance", args=[pair.public_id])


@pytest.mark.usefixtures("at_j_7", "in_english")
def test_the_fuller_value_is_chosen_beforehand_and_the_other_may_be(as_user, protocol, pair):
    client, url = as_user(protocol), page_of(pair)
    page = client.get(url)
    form = page.context["form"]
    assert {row.name: row.choice for row in form.rows if row.field} == {"surname": "left"}
    sent = {"revision": form["revision"].value(), "surname": "right", "act": "merge"}
    answer = client.post(url, sent, follow=True)
    assert answer.redirect_chain == [(reverse("resemblances"), 302)]
    winner = Person.objects.get(state="active")
    assert (winner.surname, winner.phone, winner.languages) == ("Diara", "+227", "fr, ha")
    assert "decided already" in client.post(url, sent, follow=True).text


@pytest.mark.usefixtures("at_j_7", "in_english")
def test_kept_apart_is_never_asked_again(as_user, protocol, pair):
    client = as_user(protocol)
    assert client.post(page_of(pair), {"act": "apart"}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("different", protocol)
    assert resemblances.find(pair.summit) == 0
    assert "Nobody stands in the list twice" in client.get(reverse("resemblances")).text


@pytest.mark.usefixtures("at_j_7", "in_english")
def test_a_change_between_look_and_decision_is_shown(as_user, protocol, pair):
    client, url = as_user(protocol), page_of(pair)
    sent = {
        "revision": client.get(url).context["form"]["revision"].value(),
        "surname": "left",
        "act": "merge",
    }
    Person.objects.filter(pk=pair.first_id).update(revision=9, phone="+226")
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "changed while you were comparing" in answer.text
    assert "+226" in answer.text
    again = sent | {"revision": answer.context["form"].data["revision"], "phone": "left"}
    assert client.post(url, again).status_code == 302
    assert Person.objects.get(state="active").phone == "+226"


@pytest.mark.usefixtures("at_j_7", "in_english")
def test_the_queue_costs_the_same_for_1_and_30_pairs(as_user, protocol, pair, django_assert_num_queries):
    client, url = as_user(protocol), reverse("resemblances")
    client.get(url)
    for amount in (0, 29):
        for _each in range(amount):
            first, second = (
                making.make_member(making.make_delegation(summit=pair.summit)) for _x in range(2)
            )
            Resemblance.objects.create(
                summit=pair.summit, first=first.person, second=second.person, score=85, reason="spelling"
            )
        with django_assert_num_queries(9):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("who", "expected"), [("liaison", 403), ("accreditation", 403), ("lodging", 403), ("chief", 200)]
)
def test_who_may_merge(who, expected, as_user, request, pair):
    client = as_user(request.getfixturevalue(who))
    assert client.get(reverse("resemblances")).status_code == expected
    assert client.get(page_of(pair)).status_code == expected


def test_a_pair_of_another_summit_does_not_exist(as_user, protocol, other_summit):
    first, second = (making.make_human("Diarra", "Moussa", summit=other_summit) for _each in range(2))
    resemblances.find(other_summit)
    theirs = Resemblance.objects.get(first=first, second=second)
    assert as_user(protocol).get(page_of(theirs)).status_code == 404
