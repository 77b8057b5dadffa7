"""A delegation's way: the note, the list with its faults, the arrival, the freeze, a change, the list that leaves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delegations.roster.models import Delegation, ListChange, Membership, NoteVerbale, Person
from delegations.travel.models import Movement
from summit.audit.models import Entry
from summit.imports.models import ImportBatch
from summit.notices.models import Notice
from tests import factories
from tests.delegations.roster.importing import person_row, rows_of
from tests.delegations.roster.listing import rows_of as sheet_of
from tests.journeys.sent import answered
from tests.summit.imports.making import csv_of

PURPOSE = "To the airport, for the welcome on Monday"


@pytest.fixture
def faso(summit):
    return factories.make_organisation(
        "burkina", summit=summit, name="Burkina Faso", org_type="state", country="BF"
    )


def act(client, row, name, **data):
    answer = client.post(reverse("step", args=[row._meta.model_name, row.public_id, name]), data)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()


def saved(answer):
    assert answer.status_code == 302, answer.context["form"].errors


def test_from_the_note_to_the_list_that_leaves_the_house(as_user, protocol, chief, airport, foreign, faso):
    client = as_user(protocol)
    delegation = announced(client, faso)
    liaison = factories.make_user("liaison", ministry=foreign)
    factories.make_duty(liaison, "officer", "liaison", narrowed_to=delegation.public_id)
    take_over(client, delegation)
    for step in ("receive", "check"):
        act(client, delegation, step)
    movement = awaited(client, delegation)
    moved(as_user(airport), movement)

    client = as_user(chief)
    act(client, delegation, "confirm")
    assert (delegation.state, delegation.is_frozen) == ("confirmed", True)
    assert set(delegation.memberships.values_list("state", flat=True)) == {"confirmed"}
    late = send(client, delegation, rows_of(person_row(7)))
    assert (late.status_code, "Ask for a change of it." in late.text) == (422, True)
    change = asked(as_user(liaison), delegation)
    accepted(as_user(chief), change, liaison)
    left(as_user(protocol), protocol, delegation)


def announced(client, faso):
    """The note is entered; the delegation that it announces is opened and the note laid into its file."""
    typed = {"subject": "Head of the delegation", "reference": "BF/12", "correspondent": faso.public_id}
    saved(answered(client, reverse("note-new"), holding="reference", **typed))
    note = NoteVerbale.objects.get()
    assert (note.code, note.state) == ("NV-E 0001", "received")
    typed = {"code": "bfa", "name_2": "Burkina Faso", "organisation": faso.public_id}
    saved(answered(client, reverse("delegation-new"), holding="organisation", **typed))
    delegation = Delegation.objects.get(code="BFA")
    saved(
        answered(
            client,
            reverse("note-edit", args=[note.public_id]),
            holding="reference",
            delegation=delegation.public_id,
        )
    )
    act(client, note, "process")
    act(client, delegation, "announce")
    assert note.get_absolute_url() in client.get(delegation.get_absolute_url()).text
    return delegation


def send(client, delegation, rows):
    file = SimpleUploadedFile("liste.csv", csv_of(rows))
    data = {"file": file, "delegation": delegation.public_id}
    return client.post(reverse("import-new", args=["people"]), data)


def take_over(client, delegation):
    """Four people, one with a day that there is not; one of them comes twice. Nothing is written before it is confirmed."""
    wrong = person_row(4, **{"Date de naissance": "31/02/1970"})
    saved(send(client, delegation, rows_of(*(person_row(n) for n in (1, 2, 3)), wrong, person_row(2))))
    batch = ImportBatch.objects.get()
    assert batch.counts == {"new": 3, "refused": 1, "held": 1}
    page = client.get(batch.get_absolute_url()).text
    assert ("31/02/1970" in page, page.count("form-control bad")) == (True, 1)

    def say(name, row, **data):
        saved(client.post(reverse(name, args=[batch.public_id, row]), data))
        batch.refresh_from_db()

    say("import-cell", 5, field="birth_date", value="28/02/1970")
    say("import-answer", 6, said="same:3")
    assert (batch.counts, Person.objects.count()) == ({"new": 4, "skipped": 1}, 0)
    saved(client.post(reverse("import-apply", args=[batch.public_id])))
    batch.refresh_from_db()
    assert (batch.state, delegation.memberships.count()) == ("applied", 4)
    assert "4 rows added, 0 rows changed." in client.get(batch.get_absolute_url()).text


def awaited(client, delegation):
    head = delegation.memberships.order_by("pk").first()
    url = f"{reverse('movement-new')}?delegation={delegation.public_id}"
    typed = {"principal": head.public_id, "party": "4", "flight_no": "DM 214", "origin": "Ouagadougou"}
    saved(answered(client, url, holding="flight_no", planned_at="2025-12-21T15:20", **typed))
    movement = Movement.objects.get()
    assert [one.membership for one in movement.passengers.all()] == [head]
    act(client, movement, "confirm")
    return movement


def moved(client, movement):
    """The airport tells another hour; the board says it at once."""
    saved(client.post(reverse("movement-time", args=[movement.public_id]), {"at": "17:05", "note": "Tower"}))
    movement.refresh_from_db()
    assert (movement.state, f"{movement.estimated_at:%H:%M}") == ("delayed", "17:05")
    assert "17:05" in client.get(f"{reverse('arrivals')}?day=2025-12-21").text


def asked(client, delegation):
    member = delegation.memberships.order_by("pk").last()
    url = reverse("member-change", args=[member.public_id])
    typed = {"function_0": "Ministre des eaux", "reason": "Named yesterday"}
    saved(answered(client, url, holding="reason", **typed))
    change = ListChange.objects.get()
    assert (change.state, change.membership) == ("asked", member)
    assert client.post(reverse("step", args=["listchange", change.public_id, "accept"])).status_code == 403
    return change


def accepted(client, change, liaison):
    assert change.get_absolute_url() in client.get(reverse("list-changes")).text
    act(client, change, "accept")
    member = Membership.objects.get(pk=change.membership_id)
    assert (change.state, member.function.data["fr"]) == ("accepted", "Ministre des eaux")
    assert Notice.objects.filter(user=liaison).exists()


def left(client, protocol, delegation):
    """The official list, as a workbook in French; it goes with its reason or not at all."""
    url = reverse("delegation-lists", args=[delegation.public_id])
    typed = {"form": "xlsx", "language": "fr"}
    assert answered(client, url, holding="purpose", **typed).status_code == 422
    assert not Entry.objects.filter(verb="export").exists()
    sheet = sheet_of(answered(client, url, holding="purpose", purpose=PURPOSE, **typed))
    cells = {str(cell) for row in sheet for cell in row}
    assert ("Ministre des eaux" in cells, "31/02/1970" in cells, len(sheet)) == (True, False, 5)
    entry = Entry.objects.get(verb="export")
    assert (entry.actor, entry.note) == (protocol, PURPOSE)
