"""Weapons: visible to security alone, encrypted at rest, counted in and out."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from delegations.travel import weapon_counting as counting
from delegations.travel.models import Weapon, WeaponsDeclaration
from summit.audit.models import Entry
from summit.findings import all_findings
from tests.delegations import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def declaration(delegation):
    return WeaponsDeclaration.objects.create(summit=delegation.summit, delegation=delegation, code="ARM-BFA")


def add(client, declaration, **fields):
    data = {"serial": "DEMO-0001", "weapon_type": "pistol", "pieces": 1, "rounds": 30} | fields
    return client.post(reverse("weapon-new", args=[declaration.public_id]), data)


def at_state(declaration, state):
    WeaponsDeclaration.objects.filter(pk=declaration.pk).update(state=state)
    declaration.refresh_from_db()


def test_only_security_knows_of_them(declaration, protocol, coordinator, airport, liaison, security, as_user):
    for user in (protocol, coordinator, airport, liaison):
        assert as_user(user).get(declaration.get_absolute_url()).status_code == 403
        assert as_user(user).get(reverse("weapons-list")).status_code == 403
    assert as_user(security).get(declaration.get_absolute_url()).status_code == 200


def test_a_line_is_encrypted_hidden_and_shown_against_a_trace(declaration, security, as_user):
    client = as_user(security)
    assert add(client, declaration).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT serial, details, counts FROM delegations_weapon")
        assert "DEMO" not in str(cursor.fetchall())
    assert "DEMO-0001" not in client.get(declaration.get_absolute_url()).content.decode()
    shown = client.post(reverse("weapons-reveal", args=[declaration.public_id]))
    assert "DEMO-0001" in shown.content.decode()
    assert Entry.objects.filter(verb="disclose", actor=security).count() == 2


def test_a_serial_number_is_declared_once(declaration, security, as_user):
    client = as_user(security)
    add(client, declaration)
    again = add(client, declaration)
    assert again.status_code == 422
    assert "already declared" in again.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Weapon.objects.create(summit=declaration.summit, declaration=declaration, serial="DEMO-0001")


def test_counting_in_and_out_and_a_difference_of_twenty_rounds(declaration, security, as_user):
    client = as_user(security)
    add(client, declaration)
    line = Weapon.objects.get()
    at_state(declaration, "authorised")
    count = reverse("weapon-count", args=[declaration.public_id])
    fields = {f"pieces-{line.public_id}": 1, f"rounds-{line.public_id}": 30}
    assert 'value="30"' not in client.get(count).text  # what is expected is restricted: the count is blind
    client.post(count, fields)
    assert 'value="30"' not in client.get(count).text
    assert counting.differences(Weapon.objects.all()) == []
    at_state(declaration, "checked_in")
    page = client.post(count, fields | {f"rounds-{line.public_id}": 10}, follow=True).content.decode()
    assert "pieces 0, rounds -20" in page
    found = all_findings(declaration.summit, today=dt.date(2025, 12, 23), user=security)
    assert "delegations.weapons_differ" in [one.code for one in found]
    missing = client.post(count, {f"pieces-{line.public_id}": 1})
    assert missing.status_code == 422


def test_a_count_out_of_turn_is_refused(declaration, security, as_user):
    client = as_user(security)
    add(client, declaration)
    assert client.get(reverse("weapon-count", args=[declaration.public_id])).status_code == 302
    with pytest.raises(counting.NotNow):
        counting.count(declaration, counting.IN, {}, by=security)


@time_machine.travel(dt.datetime(2025, 12, 20, 9, tzinfo=dt.UTC), tick=False)
def test_an_undecided_declaration_is_told_to_security_only(declaration, delegation, security, coordinator):
    WeaponsDeclaration.objects.filter(pk=declaration.pk).update(arrives=making.make_movement(delegation))
    told = {
        user.username: [
            one.code for one in all_findings(delegation.summit, today=dt.date(2025, 12, 20), user=user)
        ]
        for user in (security, coordinator)
    }
    assert "delegations.weapons_undecided" in told["security"]
    assert "delegations.weapons_undecided" not in told["coordinator"]


def test_the_permit_is_kept_and_hidden(declaration, security, as_user):
    at_state(declaration, "complete")
    client = as_user(security)
    step = reverse("step", args=["weaponsdeclaration", declaration.public_id, "authorise"])
    client.post(step, {"permit": "DEMO-PERMIT", "valid_until": "2025-12-25"})
    declaration.refresh_from_db()
    assert (declaration.state, declaration.permit) == ("authorised", "DEMO-PERMIT")
    assert "DEMO-PERMIT" not in client.get(declaration.get_absolute_url()).content.decode()
