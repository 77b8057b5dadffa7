"""What people still lack: findings, checklist and marks, the search for doubles, the end of personal data."""

import datetime as dt

import pytest
import time_machine

from delegations.roster import checklist, resemblances
from delegations.roster.models import Membership, Person, PersonVersion, Resemblance
from summit import findings, search, secrecy
from summit.event.models import Summit
from tests.clocks import J_7, at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import with_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
TODAY = J_7.date()


@pytest.fixture
def crew(delegation, protocol):
    """Four of whom a photo and a paper are wanted, each with another trouble; one of whom nothing is."""
    wanting = making.make_category("B", summit=delegation.summit)
    free = making.make_category("Z", summit=delegation.summit, needs_photo=False, needs_document=False)
    rows = {
        name: making.make_member(delegation, name.capitalize(), "A.", category=wanting)
        for name in ("bare", "fine", "refused", "old")
    }
    rows["free"] = making.make_member(delegation, "Free", "A.", category=free, function="")
    for name, days, verdict, taken in (
        ("fine", dt.date(2030, 1, 1), "good", dt.date(2025, 11, 1)),
        ("refused", dt.date(2025, 12, 22), "bad", None),
        ("old", dt.date(2026, 3, 1), "unseen", dt.date(2025, 1, 1)),
    ):
        making.make_document(rows[name].person, expires_on=days)
        with_photo(rows[name].person, by=protocol, verdict=verdict, taken_on=taken)
    return rows


def told(summit, user=None):
    found = findings.all_findings(summit, today=TODAY, user=user)
    return {(one.code.removeprefix("delegations."), one.level): one for one in found}


def test_findings_name_who_lacks_what(crew, summit):
    found = {code: (level, str(one.message)) for (code, level), one in told(summit).items()}
    assert found["no_photo"] == ("alert", "A. BARE: 1 person has no photo.")
    assert found["photo_refused"] == ("alert", "A. REFUSED: 1 photo was refused.")
    assert found["photo_old"] == ("notice", "A. OLD: 1 photo is more than six months old.")
    assert found["no_document"] == ("alert", "A. BARE: 1 person has no document.")
    assert found["document_expired"][0] == "alert"
    assert found["document_expired"][1].startswith("A. REFUSED: ")
    assert found["document_expiring"][1].startswith("A. OLD: ")
    assert found["no_function"] == ("warning", "A. FREE: 1 person has no function.")
    assert found["photos"] == ("notice", "1 photo waits for a look.")


def test_many_are_counted_and_not_named(delegation, crew):
    for _each in range(3):
        making.make_member(delegation, category=crew["bare"].category)
    one = told(delegation.summit)["no_photo", "alert"]
    assert (str(one.message), one.subject) == ("4 people have no photo.", "BFA")
    assert one.url == "/people/?delegation=BFA&problem=photo"


def test_only_who_may_read_names_and_papers_is_told(crew, summit, protocol, lodging, authority):
    codes = {who: {code for code, _level in told(summit, who)} for who in (protocol, lodging, authority)}
    assert {"no_photo", "no_document", "photos"} <= codes[protocol]
    assert "no_photo" in codes[lodging]
    assert codes[lodging].isdisjoint({"no_document", "photos"})
    assert codes[authority].isdisjoint({"no_photo", "no_document", "photos"})


def test_one_number_of_two_people_is_told_and_makes_a_pair(crew, summit):
    making.make_document(crew["bare"].person, "X 1")
    making.make_document(crew["free"].person, "x1")
    assert str(told(summit)["same_document", "alert"].message) == (
        "A. BARE, A. FREE: one document number for several people."
    )
    assert resemblances.find(summit) == 1
    assert Resemblance.objects.values_list("reason", "score").get() >= ("same_document", 90)
    assert str(told(summit)["resemblances", "notice"].message) == "1 pair of people may be one person."


def test_findings_cost_the_same_for_1_and_30_people(delegation, django_assert_num_queries):
    check = findings.CHECKS["delegations.papers"]
    for amount in (1, 29):
        for _each in range(amount):
            making.make_member(delegation, category=making.make_category("B", summit=delegation.summit))
        with django_assert_num_queries(6):
            assert len(list(check(delegation.summit, TODAY))) == 1


def test_the_checklist_counts_only_who_needs_it(crew, delegation, protocol):
    items = {
        item.key: (tally.done, tally.total)
        for item, tally in checklist.tallies([delegation], protocol)[delegation.pk]
    }
    assert (items["photos"], items["documents"]) == ((2, 4), (2, 4))


def test_marks_say_it_of_each_member(crew, protocol, lodging):
    rows = list(Membership.objects.for_list().order_by("pk"))
    columns, looks = checklist.marks(rows, protocol)
    at = {column.key: place for place, column in enumerate(columns)}
    said = {
        row.person.surname: tuple(looks[row.pk][at[key]].look for key in ("photo", "document"))
        for row in rows
    }
    assert said == {
        "Bare": ("late", "late"),
        "Fine": ("done", "done"),
        "Refused": ("late", "late"),
        "Old": ("wait", "wait"),
        "Free": ("", ""),
    }
    assert "document" not in {column.key for column in checklist.marks(rows, lodging)[0]}


def test_marks_cost_the_same_for_1_and_30_members(crew, delegation, protocol, django_assert_num_queries):
    for amount in (1, 5):
        rows = list(Membership.objects.for_list()[:amount])
        with django_assert_num_queries(1):
            for key in ("photo", "document"):
                checklist.MARKS[key].look(rows, protocol)


# -- doubles ----------------------------------------------------------------------------------------


def test_doubles_are_found_across_spellings_scripts_and_orders(summit):
    people = [
        making.make_human("Diarra", "Moussa", summit=summit, birth_date=dt.date(1970, 3, 12)),
        making.make_human("Diara", "Mousa", summit=summit, birth_date=dt.date(1970, 3, 12)),
        making.make_human("Moussa", "Diarra", summit=summit),
        making.make_human("Coulibaly", "Fatou", summit=summit),
    ]
    assert resemblances.find(summit) == 3
    pairs = set(Resemblance.objects.values_list("first", "second"))
    first, second, third, _other = (one.pk for one in people)
    assert pairs == {(first, second), (first, third), (second, third)}
    assert resemblances.find(summit) == 0
    Person.objects.filter(pk=third).update(given_names="Awa", surname="Ouedraogo")
    resemblances.find(summit)
    assert set(Resemblance.objects.values_list("first", "second")) == {(first, second)}


def test_one_person_is_compared_without_touching_other_pairs(summit):
    made = [making.make_human("Diarra", "Moussa", summit=summit) for _each in range(3)]
    resemblances.find(summit)
    Person.objects.filter(pk=made[0].pk).update(surname="Zongo")
    assert resemblances.find(summit, people=[made[0]]) == 0
    assert set(Resemblance.objects.values_list("first", "second")) == {(made[1].pk, made[2].pk)}


def test_a_decided_pair_is_never_opened_again(summit, protocol):
    for _each in range(2):
        making.make_human("Diarra", "Moussa", summit=summit)
    resemblances.find(summit)
    Resemblance.objects.update(state="different", decided_by=protocol)
    assert resemblances.nightly() == 0
    assert Resemblance.objects.get().state == "different"


def test_other_summits_are_left_alone(summit, other_summit):
    making.make_human("Diarra", "Moussa", summit=summit)
    making.make_human("Diarra", "Moussa", summit=other_summit)
    assert resemblances.nightly() == 0


# -- search, and the end ---------------------------------------------------------------------------


def test_people_are_found_with_function_and_delegation(delegation, other_delegation, protocol, liaison):
    row = making.make_member(delegation, "Ouédraogo", "Awa")
    making.make_member(other_delegation, person=row.person)

    def hits(user):
        return [hit[:2] for group in search.find(user, "ouedraogo awa") for hit in group["hits"]]

    assert hits(protocol) == [("Awa OUÉDRAOGO", "Adviser, BFA, Adviser, NER")]
    assert hits(liaison) == [("Awa OUÉDRAOGO", "Adviser, BFA")]


def test_personal_data_goes_when_its_time_is_over(delegation, protocol, coordinator):
    row = making.make_member(delegation, "Diarra", "Moussa", person_fields={"phone": "+226"})
    making.make_document(row.person, "BF1")
    PersonVersion.objects.create(
        summit=row.summit,
        person=row.person,
        verb="edit",
        values={"surname": "Diara", "document_number": "BF1"},
    )
    gone = making.make_human("Diarra", "M.", summit=row.summit)
    Person.objects.filter(pk=gone.pk).update(state="merged", merged_into=row.person)
    with_photo(row.person, by=protocol)
    summit = Summit.objects.get()
    with time_machine.travel(dt.datetime(2026, 7, 1, tzinfo=dt.UTC), tick=False):
        dry = secrecy.purge(summit, by=coordinator, dry_run=True)
        assert dry.rows > 0
        assert Person.objects.get(pk=row.person_id).surname == "Diarra"
        secrecy.purge(summit, by=coordinator)
        again = {line["model"]: line["rows"] for line in secrecy.purge(summit, by=coordinator).erased}
    person, gone = Person.objects.get(pk=row.person_id), Person.objects.get(pk=gone.pk)
    assert (person.surname, person.phone, person.photo, person.sort_key) == ("", "", None, "")
    assert (person.state, gone.state, gone.surname) == ("anonymised", "merged", "")
    assert person.documents.get().number == ""
    assert PersonVersion.objects.get().values == ""
    assert Membership.objects.get().sort_key == ""
    assert {
        again[name] for name in ("delegations.Person", "delegations.Document", "delegations.PersonVersion")
    } == {0}


def test_an_anonymised_person_has_a_page_that_says_so(as_user, protocol, delegation):
    row = making.make_member(delegation)
    Person.erase(Person.objects.all(), ["surname", "given_names", "sort_key", "search_text"])
    page = as_user(protocol).get(row.get_absolute_url())
    assert "The data of this person has been erased." in page.text
    assert as_user(protocol).get(f"/people/{row.person.public_id}/edit/").status_code == 404
