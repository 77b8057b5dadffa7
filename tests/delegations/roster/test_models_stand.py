"""What the database itself refuses, and that narrowed duties open one delegation."""

import pytest
from django.db import IntegrityError, transaction

from delegations.roster import freezing
from delegations.roster.models import Delegation, Membership
from tests.delegations import making

pytestmark = pytest.mark.django_db


def test_a_liaison_officer_sees_the_own_delegation_only(liaison, delegation, other_delegation):
    ours, theirs = making.make_member(delegation), making.make_member(other_delegation)
    assert list(Delegation.objects.visible_to(liaison)) == [delegation]
    assert list(Membership.objects.visible_to(liaison)) == [ours]
    assert liaison.has_perm("delegations.view_person", ours.person)
    assert not liaison.has_perm("delegations.view_person", theirs.person)
    assert not liaison.has_perm("delegations.edit_person", ours.person)


def test_one_head_and_one_standing_membership(delegation):
    head = making.make_member(delegation, is_head=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        making.make_member(delegation, is_head=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        making.make_member(delegation, person=head.person)


def test_a_frozen_list_is_taken_by_nobody(chief, delegation):
    with transaction.atomic():
        freezing.take_list(delegation)
    Delegation.objects.filter(pk=delegation.pk).update(state="checked")
    delegation.refresh_from_db()
    delegation.workflow.run(delegation, "confirm", by=chief)
    with pytest.raises(freezing.ListFrozen), transaction.atomic():
        freezing.take_list(delegation)


def test_aircraft_too_wide_for_the_stand_is_refused_from_both_sides(delegation):
    from delegations.travel.models import Flight, Stand, StandAllocation

    flight, stand = making.make_flight(delegation, wingspan_cm=3500), making.make_stand(wingspan_cm=4000)
    times = {"occupied_from": flight.arrives_at, "occupied_until": flight.arrives_at.replace(hour=12)}
    StandAllocation.objects.create(summit=delegation.summit, stand=stand, flight=flight, **times)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flight.objects.filter(pk=flight.pk).update(wingspan_cm=4100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stand.objects.filter(pk=stand.pk).update(wingspan_cm=3400)
    Flight.objects.filter(pk=flight.pk).update(wingspan_cm=3900)
    assert StandAllocation.objects.get().wingspan_cm == 3900
