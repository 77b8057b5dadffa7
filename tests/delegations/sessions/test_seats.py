"""Delegates at a meeting: the page, its counts, and who is added."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from delegations.sessions import attending
from delegations.sessions.models import Seat
from summit import clock
from summit.audit.models import Entry
from tests.delegations.making import make_delegation, make_member
from tests.delegations.sessions.seating import squeezed, url_of
from tests.factories import make_summit, make_user
from tests.pages import Page, faults
from tests.racing import race
from tests.summit.meetings.making import make_meeting

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


# -- the page -----------------------------------------------------------------------------------


def test_the_page_says_first_how_many_are_expected_and_came(meeting, seats, as_user, protocol):
    client = as_user(protocol)
    assert "3 expected, 0 present." in squeezed(client.get(url_of(meeting)))
    attending.mark(seats[:1], "attend", by=protocol)
    attending.mark(seats[1:2], "excuse", by=protocol)
    text = squeezed(client.get(url_of(meeting)))
    assert "2 expected, 1 present." in text
    assert "1 excused" in text


def test_each_delegation_has_its_counts(meeting, seats, as_user, protocol):
    attending.mark(seats[:1], "attend", by=protocol)
    attending.mark(seats[2:], "seat", by=protocol)
    counts = as_user(protocol).get(url_of(meeting)).context["tallies"]
    assert [(one.delegation.code, one.total, one.seated, one.attended, one.excused) for one in counts] == [
        ("BFA", 2, 0, 1, 0),
        ("NER", 1, 1, 0, 0),
    ]


def test_people_stand_by_delegation_and_precedence(meeting, seats, as_user, protocol):
    rows = as_user(protocol).get(url_of(meeting)).context["listing"].rows
    assert [row.membership.person.surname for row in rows] == ["Zzz", "Aaa", "Mmm"]


def test_the_list_is_narrowed_by_delegation_and_state(meeting, seats, as_user, protocol):
    client = as_user(protocol)
    attending.mark(seats[:1], "attend", by=protocol)
    for query, names in (({"delegation": "NER"}, ["Mmm"]), ({"state": "attended"}, ["Aaa"])):
        rows = client.get(url_of(meeting), query).context["listing"].rows
        assert [row.membership.person.surname for row in rows] == names


def test_an_empty_meeting_says_what_to_do(meeting, as_user, protocol):
    text = squeezed(as_user(protocol).get(url_of(meeting)))
    assert "No delegate is expected yet." in text
    assert url_of(meeting, "-add") in Page(text).links


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_keeps_the_house_rules(language, meeting, seats, delegation, as_user, protocol):
    make_member(delegation)
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    client = as_user(protocol)
    urls = [reverse("delegates"), url_of(meeting), url_of(meeting, "-add"), url_of(meeting, "-seats")]
    urls += [url_of(meeting, "-export"), url_of(meeting, "-add") + "?delegation=BFA"]
    for url in urls:
        text = client.get(url).text
        page = Page(text)
        choices = [one for one in page.numbered_choices if "revision=" not in one]
        assert (url, faults(page, language), page.numbered_links, choices) == (url, [], [], [])
        assert text.count("btn-primary") <= 1, url


@pytest.mark.parametrize("count", [1, 30, 117])
def test_the_page_costs_the_same_for_any_number(
    count, meeting, delegation, as_user, protocol, django_assert_num_queries
):
    attending.add(meeting, [make_member(delegation) for _each in range(count)], by=protocol)
    client = as_user(protocol)
    client.get(url_of(meeting))
    with django_assert_num_queries(11):
        response = client.get(url_of(meeting))
    assert len(response.context["listing"].rows) == count


# -- adding -------------------------------------------------------------------------------------


def add(client, meeting, code="BFA", **data):
    return client.post(url_of(meeting, "-add") + f"?delegation={code}", data)


def test_all_members_of_a_delegation_are_added(meeting, people, delegation, as_user, protocol):
    make_member(delegation, state="withdrawn")
    assert add(as_user(protocol), meeting, everybody="on").status_code == 302
    assert set(Seat.objects.values_list("membership", "state")) == {
        (people[0].pk, "expected"),
        (people[1].pk, "expected"),
    }


def test_picked_members_are_added_and_not_offered_again(meeting, people, as_user, protocol):
    client = as_user(protocol)
    add(client, meeting, members=[people[0].public_id])
    assert list(Seat.objects.values_list("membership", flat=True)) == [people[0].pk]
    offered = client.get(url_of(meeting, "-add") + "?delegation=BFA").context["form"].fields["members"]
    assert [value.value for value, _label in offered.choices] == [people[1].public_id]
    response = add(client, meeting, members=[people[0].public_id])
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["members"])


def test_somebody_has_to_be_chosen(meeting, people, as_user, protocol):
    response = add(as_user(protocol), meeting)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["members"])
    assert "Tick somebody, or all of them." in response.text


def test_members_of_another_delegation_are_no_choice(meeting, people, as_user, protocol):
    response = add(as_user(protocol), meeting, members=[people[2].public_id])
    assert response.status_code == 422
    assert not Seat.objects.exists()


def test_the_choice_of_delegations_says_how_many_are_expected_already(
    meeting, seats, delegation, as_user, protocol
):
    make_member(delegation)
    make_delegation("GONE", state="withdrawn", frozen_at=clock.now())
    rows = as_user(protocol).get(url_of(meeting, "-add")).context["delegations"]
    assert [(row.code, row.members, row.seated) for row in rows] == [("BFA", 3, 2), ("NER", 1, 1)]


def test_adding_is_recorded_without_names(meeting, people, protocol):
    assert attending.add(meeting, people, by=protocol) == 3
    assert attending.add(meeting, people, by=protocol) == 0
    entry = Entry.objects.about(meeting).get(verb="add_delegates")
    assert (entry.actor, entry.changes) == (protocol, {"delegates": [0, 3]})


def test_a_member_has_one_seat_at_a_meeting(meeting, seats):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(summit=meeting.summit, meeting=meeting, membership=seats[0].membership)


@pytest.mark.django_db(transaction=True)
def test_a_member_added_by_many_at_once_is_expected_once():
    summit = make_summit("RACE")
    user, meeting = make_user("racer"), make_meeting(summit=summit)
    people = [make_member(make_delegation("BFA", summit=summit)) for _each in range(1)]
    outcomes = race(*[lambda: attending.add(meeting, people, by=user)] * 8, refusals=(IntegrityError,))
    assert outcomes == ["done"] * 8
    assert Seat.objects.count() == 1
