"""Invented people for load: many, in both scripts, the same for the same seed."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from delegations.roster.models import Delegation, Document, Membership, Person
from tests import factories
from tests.delegations import making

pytestmark = pytest.mark.django_db


def make(*arguments, **options):
    out = io.StringIO()
    call_command("make_people", *map(str, arguments), "--json", stdout=out, stderr=io.StringIO(), **options)
    return json.loads(out.getvalue())


def names(summit):
    rows = Person.objects.of(summit).order_by("pk")
    return list(rows.values_list("surname", "given_names", "arabic_name", "birth_date", "sex"))


def test_people_on_lists_with_papers(summit):
    making.make_category("C", summit=summit)
    assert make(50, delegations=5) == {"people": 50, "delegations": 5, "seed": 2025}
    assert [model.objects.count() for model in (Person, Membership, Document, Delegation)] == [50, 50, 50, 5]
    assert {member.delegation.memberships.count() for member in Membership.objects.all()} == {10}
    assert all(paper.number.startswith("DEMO-") for paper in Document.objects.all())
    person = Person.objects.first()
    assert any("\u0600" <= letter <= "\u06ff" for letter in person.arabic_name)
    assert person.email.endswith("@example.org")
    assert person.search_text.startswith(person.sort_key)


def test_the_same_seed_gives_the_same_people(summit):
    other = factories.make_summit("SECOND")
    make(30, delegations=3, summit="TEST")
    make(30, delegations=3, summit="SECOND")
    make(30, delegations=3, summit="SECOND", add=True, seed=7)
    assert names(other)[:30] == names(summit)
    assert names(other)[30:] != names(summit)
    assert Document.objects.of(other).values("number_key").distinct().count() == 60


def test_a_summit_with_people_is_left_alone(summit):
    making.make_human(summit=summit)
    with pytest.raises(CommandError) as refused:
        make(5)
    assert refused.value.returncode == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(("people", "lists"), [(0, 3), (5, 0), (5, 10_000)])
def test_what_makes_no_sense_is_refused(summit, people, lists):
    with pytest.raises(CommandError) as refused:
        make(people, delegations=lists)
    assert refused.value.returncode == 2


def test_lists_that_stand_are_filled_first(delegation):
    make(6, delegations=2)
    assert Membership.objects.filter(delegation=delegation).count() == 3
