"""Whoever is typed may be known already: said before the line is saved.

Only people who share something with the one typed are compared: a paper, a date of birth, one word
of the name, or how both words begin. The nightly search for doubles compares everybody.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from delegations.roster import likeness
from delegations.roster.likeness import Identity, Likeness
from delegations.roster.membership import Document
from delegations.roster.person import Person
from summit import secrecy, writing
from summit.text import fold

NEW = "new"  # the answer that it is none of them
SHOWN, LOOKED_AT = 5, 5000
CONDITIONS = 500  # in one query: SQLite takes a thousand
BEGINNING = 2
PURPOSE = "document.number"
COLUMNS = ("pk", "surname", "given_names", "arabic_name", "birth_date", "paper", "sex")


def with_paper(people):
    """People with the digest of the paper that was entered last."""
    papers = Document.objects.filter(person=OuterRef("pk"), number_key__isnull=False).order_by("-pk")
    return people.annotate(paper=Subquery(papers.values("number_key")[:1]))


def identity_of(row) -> Identity:
    """The identity in a row of ``COLUMNS``."""
    _pk, surname, given, arabic, born, paper, sex = row
    return Identity(surname, given, arabic, born, paper or "", sex)


def identity_typed(values: dict[str, Any]) -> Identity:
    """The identity in a form's plain values."""
    born = values.get("birth_date") or None
    return Identity(
        values.get("surname") or "",
        values.get("given_names") or "",
        values.get("arabic_name") or "",
        dt.date.fromisoformat(born) if isinstance(born, str) else born,
        secrecy.blind_index(values.get("document_number"), PURPOSE) or "",
        values.get("sex") or "",
    )


def alike(summit, identity: Identity, *, at_least=likeness.LIKELY, people=None) -> list[tuple[int, Likeness]]:
    """``(key of a person, likeness)`` of the active people who may be the one, the likest first; one query."""
    wanted = near(identity)
    if not wanted:
        return []
    rows = Person.objects.of(summit).active() if people is None else people
    found = []
    for row in with_paper(rows.filter(wanted)).values_list(*COLUMNS)[:LOOKED_AT]:
        judged = likeness.score(identity, identity_of(row))
        if judged.score >= at_least:
            found.append((row[0], judged))
    return sorted(found, key=lambda pair: -pair[1].score)


def alike_each(summit, identities: dict[int, Identity]) -> dict[int, list[tuple[int, Likeness]]]:
    """``alike`` for many people at once, one query for some fifty of them.

    As the nightly search does it compares those only that share a key of ``likeness``.
    """
    if len(identities) == 1:
        return {pk: alike(summit, identity) for pk, identity in identities.items()}
    found: dict[int, list[tuple[int, Likeness]]] = {}
    for some, wanted in together(identities):
        rows = Person.objects.of(summit).active().filter(wanted) if wanted else Person.objects.none()
        known = likeness.Known((row[0], identity_of(row)) for row in with_paper(rows).values_list(*COLUMNS))
        found |= {pk: known.alike(identities[pk]) for pk in some}
    return found


def together(identities) -> Iterator[tuple[list[int], Q]]:
    """The keys of some people and the condition that finds who is near one of them."""
    some, wanted = [], Q()
    for pk, identity in identities.items():
        one = near(identity)
        if some and len(wanted.children) + len(one.children) > CONDITIONS:
            yield some, wanted
            some, wanted = [], Q()
        some.append(pk)
        wanted |= one
    yield some, wanted


def near(identity: Identity) -> Q:
    """People who share something; false where nothing is known."""
    wanted = Q()
    surname, given, arabic = (
        fold(name).split() for name in (identity.surname, identity.given, identity.arabic_name)
    )
    for word in {word for word in [*surname, *given, *arabic] if len(word) > BEGINNING}:
        wanted |= Q(search_text__contains=word)
    if surname and given:
        first, second = (f"{words[0][:BEGINNING]}" for words in (surname, given))
        begins = Q(search_text__startswith=first) | Q(search_text__contains=f" {first}")
        wanted |= begins & (Q(search_text__startswith=second) | Q(search_text__contains=f" {second}"))
    if identity.birth_date:
        wanted |= Q(birth_date=identity.birth_date)
    if identity.document:
        holders = Document.objects.filter(number_key=identity.document)
        wanted |= Q(pk__in=holders.values("person"))
    return wanted


def likely(summit, values: dict, *, user=None) -> list[Person]:
    """People who look like the one typed, the likest first, each with its ``likeness``.

    ``values`` as in ``LineForm.cleaned_data``; two queries and one for the people found.
    """
    people = Person.objects.of(summit).active()
    if user is not None:
        people = people.visible_to(user)
    found = dict(alike(summit, identity_typed(values), people=people)[:SHOWN])
    rows = list(Person.objects.filter(pk__in=found).for_list()) if found else []
    for row in rows:
        row.likeness = found[row.pk]
    return sorted(rows, key=lambda row: -row.likeness.score)


def choices(people) -> list[tuple[str, str]]:
    """The answers: each of them, or nobody of them."""
    return [*((row.public_id, described(row)) for row in people), (NEW, _("Another person"))]


def described(person) -> str:
    """``Moussa DIARRA, 12/03/1970, BFA. Same document.``: enough to recognise somebody by."""
    born = person.birth_date.strftime("%d/%m/%Y") if person.birth_date else ""
    codes = [membership.delegation.code for membership in person.standing]
    return f"{writing.listed([person.name_on_list, born, *codes])}. {person.likeness.words}."
