"""Delegations and their people for tests: what is not said is sensible and unique. Nobody here is real."""

import datetime as dt
from itertools import count

from delegations.protocol.models import PrecedenceList
from delegations.roster.models import (
    Category,
    Delegation,
    Document,
    LiaisonAssignment,
    Membership,
    NoteVerbale,
    Person,
    RankClass,
)
from delegations.travel.models import Flight, Movement, Stand
from tests import factories
from tests.factories import named, the_summit

number = count(301)  # beyond what tests name themselves
J0_MORNING = dt.datetime(2025, 12, 22, 10, 38, tzinfo=dt.UTC)
RANKS = ("state", "government", "minister", "ambassador", "expert")


def make_delegation(code="", *, summit=None, country="", **fields):
    summit, code = the_summit(summit), code or f"D{next(number)}"
    defaults = {"name": named(f"Delegation of {code}"), "state": "invited"}
    if "organisation" not in fields:
        fields["organisation"] = factories.make_organisation(
            f"org-{code.lower()}", summit=summit, org_type="state", country=country
        )
    return Delegation.objects.create(summit=summit, code=code, **(defaults | fields))


def make_rank(code="minister", *, summit=None, order=None):
    order = order or (RANKS.index(code) + 1 if code in RANKS else next(number) + 10)
    return RankClass.objects.get_or_create(
        summit=the_summit(summit), code=code, defaults={"name": named(code), "order": order}
    )[0]


def make_category(code="C", *, summit=None, **fields):
    defaults = {"name": named(f"Category {code}"), "order": ord(code[0])} | fields
    return Category.objects.get_or_create(summit=the_summit(summit), code=code, defaults=defaults)[0]


def make_human(surname="", given_names="", *, summit=None, **fields):
    """A person of the roster, on no list yet."""
    surname = surname or f"Sample{next(number)}"
    return Person.objects.create(
        summit=the_summit(summit), surname=surname, given_names=given_names or "Given", **fields
    )


def make_member(delegation=None, surname="", given_names="", *, person=None, rank="expert", **fields):
    """A person on the list of a delegation, proposed unless said otherwise."""
    delegation = delegation or make_delegation()
    summit = delegation.summit
    person = person or make_human(surname, given_names, summit=summit, **fields.pop("person_fields", {}))
    defaults = {
        "function": named("Adviser"),
        "category": make_category(summit=summit),
        "rank_class": make_rank(rank, summit=summit) if rank else None,
    }
    return Membership.objects.create(
        summit=summit, delegation=delegation, person=person, **(defaults | fields)
    )


def make_document(person, value="", **fields):
    defaults = {"expires_on": dt.date(2030, 1, 1), "issuer": "ML"}
    value = value or f"DEMO-{next(number):06d}"
    return Document.objects.create(summit=person.summit, person=person, number=value, **(defaults | fields))


def make_note(delegation=None, *, direction="out", **fields):
    """A draft note, or with ``state`` and ``number`` one that counts."""
    delegation = delegation or make_delegation()
    defaults = {
        "dated": dt.date(2025, 12, 1),
        "correspondent": delegation.organisation,
        "subject": f"Subject {next(number)}",
    }
    return NoteVerbale.objects.create(
        summit=delegation.summit, delegation=delegation, direction=direction, **(defaults | fields)
    )


def make_shift(delegation, officer, **fields):
    defaults = {
        "starts_at": dt.datetime(2025, 12, 19, 6, tzinfo=dt.UTC),
        "ends_at": dt.datetime(2025, 12, 24, 22, tzinfo=dt.UTC),
    }
    return LiaisonAssignment.objects.create(
        summit=delegation.summit, delegation=delegation, officer=officer, **(defaults | fields)
    )


def make_movement(delegation=None, code="", **fields):
    """An announced arrival on the morning of J0."""
    delegation = delegation or make_delegation()
    defaults = {"planned_at": J0_MORNING, "origin": "Niamey", "party": 3}
    return Movement.objects.create(
        summit=delegation.summit,
        delegation=delegation,
        code=code or f"A-{next(number):03d}",
        **(defaults | fields),
    )


def make_flight(delegation=None, code="", **fields):
    """A request for clearance, just received."""
    delegation = delegation or make_delegation()
    defaults = {
        "aircraft_type": "B737",
        "registration": "DEMO-1",
        "callsign": f"DMO{next(number):03d}",
        "departure": "Niamey",
        "destination": "Bamako",
        "arrives_at": J0_MORNING,
    }
    return Flight.objects.create(
        summit=delegation.summit,
        delegation=delegation,
        code=code or f"F-{next(number):02d}",
        **(defaults | fields),
    )


def make_stand(code="", *, summit=None, **fields):
    code = code or f"P{next(number)}"
    return Stand.objects.create(summit=the_summit(summit), code=code, **({"wingspan_cm": 4000} | fields))


def make_precedence(code="", *, summit=None, **fields):
    defaults = {
        "title": named("Order of the session"),
        "scope": "session",
        "effective_from": dt.datetime(2025, 12, 22, 6, tzinfo=dt.UTC),
    }
    code = code or f"PR-{next(number)}"
    return PrecedenceList.objects.create(summit=the_summit(summit), code=code, **(defaults | fields))
