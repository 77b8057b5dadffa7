"""Writing a movement down: whose, all of it, who travels; nothing typed is lost."""

import pytest
from django.urls import reverse

from delegations.travel.models import Movement
from summit import audit
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def data_of(**fields):
    return {
        "code": "A-014", "direction": "arrival", "party": "3", "mode": "commercial", "flight_no": "DM 214",
        "origin": "Ouagadougou", "planned_at": "2025-12-22T15:20", "welcomed_by": "Protocol", "visa": "",
    } | fields  # fmt: skip


def new_url(delegation, direction="arrival"):
    return f"{reverse('movement-new')}?delegation={delegation.public_id}&direction={direction}"


def edit_url(movement):
    return reverse("movement-edit", args=[movement.public_id])


def test_first_it_is_asked_whose_it_is(as_user, protocol, delegation, other_delegation):
    text = as_user(protocol).get(reverse("movement-new")).text
    assert all(f'value="{one.public_id}"' in text for one in (delegation, other_delegation))


def test_a_movement_is_written_down_with_its_plan_and_its_passengers(as_user, protocol, delegation):
    head, aide = make_head(delegation), making.make_member(delegation)
    sent = data_of(principal=head.public_id, passengers=[aide.public_id])
    response = as_user(protocol).post(new_url(delegation), sent)
    movement = Movement.objects.get()
    assert response["Location"] == movement.get_absolute_url()
    assert (movement.delegation, movement.planned_at, movement.state) == (delegation, at(15, 20), "announced")
    assert {one.membership for one in movement.passengers.all()} == {head, aide}
    assert [(told.time_type, told.at, told.told_by) for told in movement.times.all()] == [
        ("planned", at(15, 20), protocol)
    ]
    entry = audit.history(movement).get()
    assert entry.verb == "create"
    assert "Sample" not in str(entry.changes)


def test_the_hour_written_is_one_of_the_summit_s_clocks(as_user, protocol, delegation, summit):
    summit.zone = "Asia/Kabul"
    summit.save()
    as_user(protocol).post(new_url(delegation), data_of())
    movement = Movement.objects.get()
    assert movement.planned_at == at(10, 50)
    assert 'value="2025-12-22T15:20"' in as_user(protocol).get(edit_url(movement)).text


@pytest.mark.parametrize(
    ("direction", "code"), [("arrival", "A-008"), ("departure", "D-001"), ("odd", "A-008")]
)
def test_the_next_code_is_proposed(direction, code, as_user, protocol, delegation, other_summit):
    making.make_movement(delegation, "A-007")
    making.make_movement(making.make_delegation(summit=other_summit), "A-099")
    assert f'value="{code}"' in as_user(protocol).get(new_url(delegation, direction)).text


def test_choices_are_those_of_the_delegation(as_user, protocol, delegation, other_delegation):
    ours, theirs = making.make_member(delegation), making.make_member(other_delegation)
    gone = making.make_member(delegation, state="withdrawn")
    flights = making.make_flight(delegation), making.make_flight(other_delegation)
    form = as_user(protocol).get(new_url(delegation)).context["form"]
    assert list(form.fields["principal"].queryset) == list(form.fields["passengers"].queryset) == [ours]
    assert list(form.fields["flight"].queryset) == [flights[0]]
    sent = data_of(principal=theirs.public_id, passengers=[gone.public_id], flight=flights[1].public_id)
    refused = as_user(protocol).post(new_url(delegation), sent)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"principal", "passengers", "flight"}


def test_the_party_counts_at_least_those_who_are_chosen(as_user, protocol, delegation):
    people = [making.make_member(delegation) for _each in range(3)]
    sent = data_of(
        party="3", principal=make_head(delegation).public_id, passengers=[one.public_id for one in people]
    )
    refused = as_user(protocol).post(new_url(delegation), sent)
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"party": ["4 people are chosen: at least as many travel."]}
    assert refused.text.count("checked") >= 3
    assert not Movement.objects.exists()


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(as_user, protocol, delegation):
    flight = making.make_flight(delegation)
    sent = data_of(code="", planned_at="soon", party="0", flight=flight.public_id, remarks="Two cars follow")
    refused = as_user(protocol).post(new_url(delegation), sent)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"code", "planned_at", "party", "flight"}
    assert "Two cars follow" in refused.text


def test_a_new_plan_is_told_and_the_same_plan_is_not(as_user, protocol, delegation):
    movement = making.make_movement(delegation, "A-014", planned_at=at(15, 20).replace(second=31))
    client = as_user(protocol)
    client.post(edit_url(movement), data_of(revision="1", lounge="VIP 3"))
    movement.refresh_from_db()
    assert (movement.lounge, movement.revision, movement.times.count()) == ("VIP 3", 2, 0)
    client.post(edit_url(movement), data_of(revision="2", lounge="VIP 3", planned_at="2025-12-22T16:00"))
    assert [told.at for told in movement.times.all()] == [at(16)]


def test_only_the_passengers_may_change_and_the_audit_counts_them(as_user, protocol, delegation):
    stays, leaves, joins = (making.make_member(delegation) for _each in range(3))
    movement = take(making.make_movement(delegation, "A-014", planned_at=at(15, 20), flight_no="DM 214", origin="Ouagadougou", welcomed_by="Protocol"), stays, leaves)  # fmt: skip
    as_user(protocol).post(
        edit_url(movement), data_of(revision="1", passengers=[stays.public_id, joins.public_id])
    )
    assert {one.membership for one in movement.passengers.all()} == {stays, joins}
    assert audit.history(movement).get().changes == {"passengers": [2, "2 (+1 −1)"]}


def test_somebody_who_left_the_list_stays_a_choice_of_the_journey(as_user, protocol, delegation):
    gone = making.make_member(delegation, state="withdrawn")
    movement = take(making.make_movement(delegation, "A-014", planned_at=at(15, 20)), gone)
    assert gone.public_id in as_user(protocol).get(edit_url(movement)).text


def test_who_was_slower_sees_both_versions(as_user, protocol, delegation):
    movement = making.make_movement(delegation, "A-014", planned_at=at(15, 20), assistance="wheelchair")
    Movement.objects.filter(pk=movement.pk).update(lounge="VIP 1", revision=2)
    refused = as_user(protocol).post(
        edit_url(movement), data_of(revision="1", lounge="VIP 3", assistance="none")
    )
    assert refused.status_code == 422
    assert ("lounge", "VIP 1", "VIP 3") in [
        (label.lower(), a, b) for label, a, b in refused.context["form"].clashes
    ]
    assert "wheelchair" not in refused.text


def test_what_is_restricted_is_written_and_not_read(as_user, protocol, delegation):
    movement = making.make_movement(delegation, "A-014", planned_at=at(15, 20), assistance="wheelchair")
    client = as_user(protocol)
    assert "wheelchair" not in client.get(edit_url(movement)).text
    client.post(edit_url(movement), data_of(revision="1", lounge="VIP 3"))
    movement.refresh_from_db()
    assert movement.assistance == "wheelchair"
    client.post(edit_url(movement), data_of(revision="2", assistance="two wheelchairs"))
    movement.refresh_from_db()
    assert movement.assistance == "two wheelchairs"
    client.post(edit_url(movement), data_of(revision="3", assistance="-"))
    movement.refresh_from_db()
    assert movement.assistance == ""
    assert "wheelchair" not in str([entry.changes for entry in audit.history(movement)])


def test_who_writes(client, as_user, protocol, airport, liaison, authority, visitor, outsider, delegation):
    movement = making.make_movement(delegation)
    for url in (reverse("movement-new"), new_url(delegation), edit_url(movement)):
        assert client.get(url).status_code == 302
    found = {
        user.username: [
            as_user(user).get(url).status_code for url in (new_url(delegation), edit_url(movement))
        ]
        for user in (protocol, airport, liaison, authority, visitor, outsider)
    }
    assert found == {
        "protocol": [200, 200],
        "airport": [200, 200],
        "liaison": [403, 403],
        "authority": [403, 403],
        "visitor": [403, 403],
        "outsider": [404, 404],
    }
