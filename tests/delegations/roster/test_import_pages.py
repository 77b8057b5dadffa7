"""The pages of the import for people: from the file to the confirmation, in the three languages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delegations.roster.models import Membership, Person
from summit import audit
from summit.imports import reading
from summit.imports.models import ImportBatch, ImportMemory
from tests.delegations import making
from tests.delegations.roster.importing import HEAD, batch_of, person_row, rows_of, run
from tests.summit.imports.making import as_user, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(protocol, delegation):
    return as_user(protocol)


def send(client, rows, *, content=None, **data):
    file = SimpleUploadedFile("liste.csv", content or csv_of(rows))
    return client.post(reverse("import-new", args=["people"]), {"file": file, **data})


def page(client, batch, **query):
    return re.sub(r"\s+", " ", client.get(batch.get_absolute_url(), query).content.decode())


def test_the_delegation_is_chosen_from_its_own_page(client, delegation, other_delegation):
    address = reverse("import-new") + f"?kind=people&delegation={delegation.public_id}"
    text = client.get(address).content.decode()
    assert f'<option value="{delegation.public_id}" selected>' in text
    assert client.get(reverse("import-new")).status_code == 404


def test_a_list_without_delegations_goes_to_the_one_chosen(client, delegation):
    rows = [HEAD[1:], person_row(1)[1:], person_row(2)[1:]]
    response = send(client, rows, delegation=delegation.public_id)
    batch = ImportBatch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert batch.sender == "BFA"
    client.post(reverse("import-apply", args=[batch.public_id]))
    assert Membership.objects.filter(delegation=delegation).count() == 2


def test_without_a_delegation_the_column_is_asked(client, delegation):
    response = send(client, [HEAD[1:], person_row(1)[1:]])
    assert response.url == reverse("import-columns", args=[ImportBatch.objects.get().public_id])
    text = client.post(response.url, {"surname": "0", "given_names": "1"}).content.decode()
    assert "Choose a column for: Delegation" in text


def test_rows_of_another_delegation_are_refused(client, delegation, other_delegation):
    send(
        client,
        rows_of(person_row(1), person_row(2, Délégation="Niger")),
        delegation=delegation.public_id,
    )
    batch = ImportBatch.objects.get()
    assert batch.counts == {"new": 1, "refused": 1}
    assert batch.data_rows.get(verdict="refused").errors[0]["code"] == "other_delegation"


def test_a_frozen_list_is_said_at_once(client, delegation):
    type(delegation).objects.update(state="confirmed", frozen_at=delegation.created_at)
    response = send(client, rows_of(person_row(1)), delegation=delegation.public_id)
    assert response.status_code == 422
    assert "Ask for a change" in response.content.decode()


def test_missing_delegations_are_named_before_they_are_made(client, delegation):
    send(client, rows_of(person_row(1, Délégation="Ghana")), create="on")
    batch = ImportBatch.objects.get()
    assert "Delegations to be made: GHA." in page(client, batch)
    assert not Membership.objects.exists()
    client.post(reverse("import-apply", args=[batch.public_id]))
    assert Membership.objects.get().delegation.country == "GH"


def test_the_preview_says_what_becomes_of_each_row(client, delegation, protocol):
    run(rows_of(person_row(1), person_row(2)), protocol)
    rows = rows_of(
        person_row(1), person_row(2, Fonction="Ministre"), person_row(3), person_row(4, Sexe="?"),
        person_row(1, **{"Nom": "Sanouvie", "N° de passeport": "DEMO-999999"}),
    )  # fmt: skip
    send(client, rows)
    batch = ImportBatch.objects.get(state="ready")
    text = page(client, batch)
    assert "5 rows: 1 new, 1 changed, 1 unchanged." in text
    assert "1 refused and 1 perhaps known" in text
    assert "Rows to be added: 1. Rows to be changed: 1." in text
    assert '<bdi class="was">Conseiller</bdi>' in text
    assert "DEMO-000001" not in text, "numbers of stored papers are not shown"


def held(client, protocol):
    """One stored person and a row that resembles it."""
    run(rows_of(person_row(1)), protocol)
    send(client, rows_of(person_row(1, **{"Nom": "Sanouvie", "N° de passeport": "DEMO-999999"})))
    return ImportBatch.objects.get(state="ready")


def test_perhaps_known_stands_side_by_side(client, protocol, delegation):
    batch = held(client, protocol)
    text = page(client, batch, show="held")
    assert "Awa SANOUVIE" in text
    assert "Awa SANOUVI</bdi>" in text
    assert re.search(r"\d\d of 100", text)
    assert text.count("Same person") >= 1


def test_the_same_person_is_changed(client, protocol, delegation):
    batch = held(client, protocol)
    person = Person.objects.get()
    said = {"said": f"same:{person.public_id}"}
    client.post(reverse("import-answer", args=[batch.public_id, 2]), said)
    batch.refresh_from_db()
    assert batch.counts == {"changed": 1}
    client.post(reverse("import-apply", args=[batch.public_id]))
    person.refresh_from_db()
    assert (Person.objects.count(), person.surname) == (1, "Sanouvie")
    assert person.documents.count() == 2


def test_another_person_is_new(client, protocol, delegation):
    batch = held(client, protocol)
    answer = reverse("import-answer", args=[batch.public_id, 2])
    client.post(answer, {"said": "same:nobody"})
    batch.refresh_from_db()
    assert batch.counts == {"held": 1}
    text = client.post(answer, {"said": "another"}, headers={"hx-request": "true"}).content.decode()
    assert "Ask again" in text
    client.post(reverse("import-apply", args=[batch.public_id]))
    assert Person.objects.count() == 2


def test_two_rows_of_one_person(client, protocol, delegation, other_delegation):
    """The same in another delegation becomes one person on two lists; on the same list one row stands for both."""
    rows = rows_of(person_row(1), person_row(1), person_row(1, Délégation="NER"))
    send(client, rows)
    batch = ImportBatch.objects.get()
    assert batch.counts == {"new": 1, "held": 2}
    for number in (3, 4):
        client.post(reverse("import-answer", args=[batch.public_id, number]), {"said": "same:2"})
    batch.refresh_from_db()
    assert batch.counts == {"new": 2, "skipped": 1}
    client.post(reverse("import-apply", args=[batch.public_id]))
    person = Person.objects.get()
    assert set(person.memberships.values_list("delegation__code", flat=True)) == {"BFA", "NER"}


def test_a_spelling_is_decided_once(client, protocol, delegation):
    for code, country in (("COG", "CG"), ("COD", "CD")):
        making.make_delegation(code, summit=delegation.summit, country=country)
    send(client, rows_of(*(person_row(n, Délégation="Congo") for n in range(3))))
    batch = ImportBatch.objects.get()
    text = page(client, batch)
    assert "To decide" in text
    assert "Correct 3 rows" in text
    where = reverse("import-spelling", args=[batch.public_id])
    client.post(where, {"field": "delegation", "was": "Congo", "now": "COD"})
    batch.refresh_from_db()
    assert batch.counts == {"new": 3}
    assert client.post(where, {"field": "nothing", "was": "x", "now": "y"}).status_code == 404


def test_a_guessed_name_is_shown(client, delegation):
    send(client, [["Nom et prénoms", "Délégation"], ["Awa SANOUVI", "BFA"], ["Issouf Zongodi", "BFA"]])
    text = page(client, ImportBatch.objects.get(), show="new")
    assert "surname SANOUVI" in text
    assert "surname Zongodi" in text
    assert "The last word was taken for the surname." in text


def test_columns_matched_by_hand_are_remembered_for_the_sender(client, delegation, other_delegation):
    rows = [["Identité officielle", "Prénom"], ["Sanouvi", "Awa"]]
    response = send(client, rows, delegation=delegation.public_id)
    client.post(response.url, {"surname": "0", "given_names": "1"})
    memory = ImportMemory.objects.get()
    assert (memory.sender, memory.heading, memory.field) == ("BFA", "identite officielle", "surname")
    response = send(client, [rows[0], ["Zongodi", "Issouf"]], delegation=delegation.public_id)
    assert ImportBatch.objects.order_by("pk").last().counts == {"new": 1}
    response = send(client, rows, delegation=other_delegation.public_id)
    assert response.url.endswith("/columns/"), "another sender is asked"


def test_refused_rows_come_back_to_be_mended(client, protocol, delegation):
    send(client, rows_of(person_row(1), person_row(2, Sexe="?")))
    batch = ImportBatch.objects.get()
    where = reverse("import-refused", args=[batch.public_id])
    assert client.get(where).status_code == 405, "restricted data leaves by a POST"
    content = client.post(where).content
    entry = audit.history(batch).first()
    assert (entry.verb, entry.actor, entry.changes) == ("download", protocol, {"rows": [None, 1]})
    records = reading.read(content).records
    assert records[0][:-1] == HEAD
    assert [row[1] for row in records[1:]] == [person_row(2)[1]]
    mended = [records[0], [cell if cell != "?" else "F" for cell in records[1]]]
    send(client, mended)
    assert ImportBatch.objects.order_by("pk").last().counts == {"new": 1}


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_empty_workbook_goes_in_filled(client, delegation, lang):
    content = client.get(reverse("import-template", args=["people"]), {"lang": lang}).content
    with pytest.raises(reading.AskSheet) as asked:
        reading.read(content)
    head = reading.read(content, sheet=asked.value.names[0]).records[0]
    assert len(head) == len(set(head))
    batch = batch_of([head, ["" for _ in head]], client_user(client), content=csv_of([head, head]))
    assert set(batch.mapping) == {field.name for field in batch.spec.fields} - {"country"}


def client_user(client):
    from summit.accounts.models import User

    user = User.objects.get(pk=client.session["_auth_user_id"])
    duty = user.all_duties.first()
    return user.at(duty.summit)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("count", [1, 30])
def test_the_preview_costs_the_same(
    client, protocol, delegation, language, count, django_assert_max_num_queries
):
    protocol.language = language
    protocol.save()
    run(rows_of(*(person_row(n) for n in range(count))), protocol)
    rows = [
        person_row(n, **{"Nom": person_row(n)[1] + "e", "N° de passeport": f"DEMO-9{n:05d}"})
        for n in range(count)
    ]
    rows += [person_row(n, Sexe="?") for n in range(40, 40 + count)]
    send(client, rows_of(*rows))
    batch = ImportBatch.objects.get(state="ready")
    with django_assert_max_num_queries(24):
        assert client.get(batch.get_absolute_url()).status_code == 200


def test_a_long_list_pages(client, protocol, delegation):
    batch = batch_of(rows_of(*(person_row(n) for n in range(72))), protocol)
    text = page(client, batch, show="new", after=40)
    assert 'id="row-40"' not in text
    assert 'id="row-41"' in text


def test_who_may_not_import_people(delegation, lodging, liaison):
    for person in (lodging, liaison):
        assert as_user(person).get(reverse("import-new", args=["people"])).status_code == 403
