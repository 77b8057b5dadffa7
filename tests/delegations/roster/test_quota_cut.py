"""Lowering a quota below the people on the list: a person says who leaves, all or nothing is written."""

import threading

import pytest
from django.db import transaction
from django.urls import reverse

from delegations.roster import quota_cutting
from delegations.roster.models import Delegation, ListChange, Membership, PersonVersion, Quota
from summit import audit
from summit.accounts.models import User
from tests import racing
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.delegation_making import freeze, grant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
REASON = "Note 0041"


@pytest.fixture
def four(delegation):
    """Head, minister and two experts, in this order of precedence."""
    return [
        making.make_member(delegation, "Head", is_head=True),
        making.make_member(delegation, "Minister", rank="minister"),
        making.make_member(delegation, "Expert1", list_order=1),
        making.make_member(delegation, "Expert2", list_order=2),
    ]


@pytest.fixture
def quota(delegation):
    return grant(delegation, granted=4)


def address(quota):
    return reverse("quota-cut", args=[quota.delegation.public_id, quota.public_id])


def sent(quota, granted, leaving, **fields):
    data = {"granted": granted, "revision": quota.revision, "note": REASON, "paid_by": "host", "basis": ""}
    return data | {"leaving": [row.public_id for row in leaving]} | fields


def standing(delegation):
    return [row.person.surname for row in delegation.memberships.live().in_order()]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("frozen", [False, True])
def test_the_last_in_precedence_are_proposed(language, frozen, as_user, chief, delegation, four, quota):
    type(chief).objects.filter(pk=chief.pk).update(language=language)
    if frozen:
        freeze(delegation)
    page = as_user(chief).get(f"{address(quota)}?granted=2")
    assert page.status_code == 200
    ticked = [(rank, row.person.surname) for rank, row, chosen in page.context["lines"] if chosen]
    assert ticked == [(4, "Expert2"), (3, "Expert1")]
    assert page.text.count("checked") == 2
    assert standing(delegation) == ["Head", "Minister", "Expert1", "Expert2"]


def test_on_an_open_list_the_chosen_leave_with_the_quota(as_user, chief, delegation, four, quota):
    _head, minister, expert, _last = four
    changed = sent(quota, 2, [minister, expert], paid_by="own", basis="1 + 1")
    response = as_user(chief).post(address(quota), changed)
    assert response.url == delegation.get_absolute_url()
    quota.refresh_from_db()
    assert (quota.granted, quota.paid_by, quota.basis, quota.revision) == (2, "own", "1 + 1", 2)
    assert standing(delegation) == ["Head", "Expert2"]
    gone = Membership.objects.get(pk=minister.pk)
    assert gone.state == "withdrawn"
    entry = audit.history(gone).first()
    assert (entry.verb, entry.note, entry.actor) == ("withdraw", REASON, chief)
    entry = audit.history(quota).first()
    assert (entry.verb, entry.note, entry.changes["granted"]) == ("cut", REASON, [4, 2])
    assert PersonVersion.objects.filter(person=minister.person, verb="withdraw").count() == 1


def test_on_a_frozen_list_changes_are_asked_and_nobody_leaves_yet(as_user, chief, delegation, four, quota):
    freeze(delegation)
    response = as_user(chief).post(address(quota), sent(quota, 2, four[2:]), follow=True)
    assert "2 changes are asked for." in response.text
    quota.refresh_from_db()
    assert (quota.granted, standing(delegation)) == (2, ["Head", "Minister", "Expert1", "Expert2"])
    asked = ListChange.objects.filter(delegation=delegation).order_by("pk")
    assert [(row.membership, row.action, row.state, row.reason, row.asked_by) for row in asked] == [
        (four[2], "withdraw", "asked", REASON, chief),
        (four[3], "withdraw", "asked", REASON, chief),
    ]
    assert [entry.verb for entry in audit.history(asked[0])] == ["ask", "create"]
    page = as_user(chief).get(f"{address(quota)}?granted=2")
    assert page.context["cut"].surplus == 0
    assert "2 of them are asked to leave already." in page.text


def test_badges_count_the_same_people(as_user, chief, delegation, four):
    badges = grant(delegation, "badges", 4)
    as_user(chief).post(address(badges), sent(badges, 3, four[3:]))
    badges.refresh_from_db()
    assert (badges.granted, standing(delegation)) == (3, ["Head", "Minister", "Expert1"])


@pytest.mark.parametrize("chosen", [[], [3], [1, 2, 3]])
def test_exactly_the_surplus_has_to_be_chosen(chosen, as_user, chief, delegation, four, quota):
    response = as_user(chief).post(address(quota), sent(quota, 2, [four[place] for place in chosen]))
    assert response.status_code == 422
    expected = f"Exactly 2 people have to leave; you have ticked {len(chosen)}."
    assert response.context["form"].errors == {"leaving": [expected]}
    assert REASON in response.text
    ticked = [row for _rank, row, ticked in response.context["lines"] if ticked]
    assert ticked == [four[place] for place in reversed(chosen)]
    assert unchanged(delegation, quota)


def unchanged(delegation, quota):
    stored = Quota.objects.get(pk=quota.pk)
    return (stored.granted, stored.revision, len(standing(delegation)), ListChange.objects.count()) == (
        4,
        1,
        4,
        0,
    )


def test_a_reason_is_needed(as_user, chief, delegation, four, quota):
    response = as_user(chief).post(address(quota), sent(quota, 3, four[3:], note=" "))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["note"])
    assert unchanged(delegation, quota)


def test_whom_nobody_knows_cannot_be_chosen(as_user, chief, delegation, other_delegation, four, quota):
    elsewhere = making.make_member(other_delegation)
    for row in (elsewhere, making.make_member(delegation, state="withdrawn")):
        response = as_user(chief).post(address(quota), sent(quota, 3, [row]))
        assert list(response.context["form"].errors) == ["leaving"]
    assert unchanged(delegation, quota)


def test_of_whom_a_change_waits_nothing_else_is_asked(as_user, chief, delegation, four, quota):
    freeze(delegation)
    for row, action in ((four[3], "withdraw"), (four[2], "change")):
        ListChange.objects.create(
            summit=row.summit, delegation=delegation, membership=row, action=action, state="asked"
        )
    page = as_user(chief).get(f"{address(quota)}?granted=2")
    assert page.context["cut"].surplus == 1  # one of the two is asked to leave already
    assert [row for _rank, row, ticked in page.context["lines"] if ticked] == [four[1]]
    response = as_user(chief).post(address(quota), sent(quota, 2, [four[2]]))
    assert list(response.context["form"].errors) == ["leaving"]


def test_who_is_late_on_the_quota_looks_again(as_user, chief, delegation, four, quota):
    client, late = as_user(chief), sent(quota, 3, four[3:])
    client.post(address(quota), sent(quota, 3, four[2:3]))
    making.make_member(delegation, "Newcomer", list_order=9)
    response = client.post(address(quota), late)
    assert response.status_code == 422
    assert "Someone changed this quota while you were choosing." in response.text
    assert standing(delegation) == ["Head", "Minister", "Expert2", "Newcomer"]
    again = late | {"revision": response.context["form"]["revision"].value()}
    assert client.post(address(quota), again).status_code == 302
    assert standing(delegation) == ["Head", "Minister", "Newcomer"]


def test_who_entered_meanwhile_changes_the_number(delegation, chief, four, quota):
    """Between the look and the press somebody was entered: what was chosen no longer suffices."""
    making.make_member(delegation, "Newcomer", list_order=9)
    with pytest.raises(quota_cutting.WrongNumber) as refused:
        quota_cutting.cut(quota, {"granted": 3}, {four[3].public_id}, by=chief, note=REASON)
    assert refused.value.wanted == 2
    assert (Quota.objects.get().granted, len(standing(delegation))) == (4, 5)


def test_nobody_has_to_leave_where_there_is_room(as_user, chief, delegation, four, quota):
    client = as_user(chief)
    assert "Nobody has to leave." in client.get(f"{address(quota)}?granted=9").text
    client.post(address(quota), sent(quota, 9, []))
    quota.refresh_from_db()
    assert (quota.granted, len(standing(delegation))) == (9, 4)


@pytest.mark.parametrize("query", ["", "?granted=-1", "?granted=x", "?granted=99999999999", "?granted=%00"])
def test_a_typed_address_makes_no_sense_and_does_no_harm(query, as_user, chief, delegation, four, quota):
    page = as_user(chief).get(address(quota) + query)
    assert (page.status_code, page.context["cut"].granted) == (200, 4)


def test_who_may_cut_and_what(
    as_user, chief, protocol, liaison, stranger, delegation, other_delegation, four, quota
):
    for user, status in ((protocol, 403), (liaison, 403), (stranger, 403)):
        assert as_user(user).post(address(quota), sent(quota, 3, four[3:])).status_code == status
    rooms = grant(delegation, "rooms", 4)
    assert as_user(chief).get(address(rooms)).status_code == 404
    wrong = reverse("quota-cut", args=[other_delegation.public_id, quota.public_id])
    assert as_user(chief).get(wrong).status_code == 404
    assert unchanged(delegation, quota)


def test_one_and_thirty_people_cost_the_same(
    as_user, chief, delegation, four, quota, django_assert_num_queries
):
    client = as_user(chief)
    client.get(address(quota))
    with django_assert_num_queries(9):
        client.get(f"{address(quota)}?granted=1")
    for _each in range(29):
        making.make_member(delegation, rank="minister")
    with django_assert_num_queries(9):
        client.get(f"{address(quota)}?granted=1")


@pytest.mark.django_db(transaction=True)
def test_of_two_cuts_at_once_one_is_written(chief, delegation, four, quota):
    """Both saw four people and four places; each takes another one off."""
    ready = threading.Barrier(2)

    def cut(row):
        def act():
            by = User.objects.get(pk=chief.pk).at(delegation.summit)
            mine = Quota.objects.select_related("delegation", "summit").get(pk=quota.pk)
            ready.wait()
            quota_cutting.cut(mine, {"granted": 3}, {row.public_id}, by=by, note=REASON)

        return act

    outcome = racing.race(cut(four[2]), cut(four[3]), refusals=(quota_cutting.QuotaMoved,))
    assert outcome == ["QuotaMoved", "done"]
    assert len(standing(delegation)) == 3
    assert Quota.objects.get().granted == 3


@pytest.mark.django_db(transaction=True)
def test_a_cut_and_a_freeze_at_once_leave_no_half(chief, delegation, four, quota):
    """Whoever comes second finds the list as the first left it: off the list at once, or by a request."""
    Delegation.objects.filter(pk=delegation.pk).update(state="checked")

    def cut():
        by = User.objects.get(pk=chief.pk).at(delegation.summit)
        mine = Quota.objects.select_related("delegation", "summit").get(pk=quota.pk)
        quota_cutting.cut(mine, {"granted": 3}, {four[3].public_id}, by=by, note=REASON)

    def confirm():
        by = User.objects.get(pk=chief.pk).at(delegation.summit)
        row = Delegation.objects.get(pk=delegation.pk)
        with transaction.atomic():
            row.workflow.run(row, "confirm", by=by)

    assert racing.race(cut, confirm, refusals=()) == ["done", "done"]
    gone, asked = 4 - len(standing(delegation)), ListChange.objects.filter(state="asked").count()
    assert gone + asked == 1
