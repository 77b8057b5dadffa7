"""Writing people, lines and papers: what was known before is kept, and nobody's change is overwritten unseen."""

from django.contrib.auth import get_user_model
from django.db.models import F, OuterRef, Subquery

from delegations.roster import person_snapshot
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person, PersonVersion
from delegations.roster.person_snapshot import DOCUMENT, plain
from delegations.roster.reference import Category, RankClass
from summit import audit, clock
from summit.forms import derived, readable
from summit.secrecy import with_indexes

RELATED = {"category": Category, "rank_class": RankClass}


class Changed(Exception):
    """Somebody changed the row since it was read."""


def keep_version(person, verb, *, by, values) -> PersonVersion:
    """Keep what was known of a person before an act."""
    user = by if isinstance(by, get_user_model()) else None
    return PersonVersion.objects.create(
        summit=person.summit, person=person, by=user, verb=verb, values=values
    )


def related(summit) -> dict:
    """Every category and class of rank by its code, for ``values_of`` many lines."""
    return {name: {row.code: row for row in model.objects.of(summit)} for name, model in RELATED.items()}


def values_of(summit, names, cleaned, known=None) -> dict:
    """Those of ``cleaned`` that ``names`` lists, as the fields of a row keep them; ``known`` as ``related`` gives it.

    A code that its table lost since the line was written counts as none.
    """
    found = {}
    for name in names:
        if name not in cleaned:
            continue
        if name in RELATED:
            code = getattr(cleaned[name], "code", cleaned[name])
            rows = known[name] if known else {row.code: row for row in RELATED[name].objects.of(summit)}
            found[name] = rows.get(code)
        else:
            found[name] = person_snapshot.stored(name, cleaned[name])
    return found


def differing(row, names, cleaned, known=None) -> dict:
    """What ``cleaned`` says otherwise than ``row``."""
    wanted = values_of(row.summit, names, cleaned, known)
    return {name: value for name, value in wanted.items() if plain(value) != plain(getattr(row, name))}


def changes_of(row, values) -> dict:
    """What the audit is told before ``values`` are written over ``row``."""
    return {name: [readable(getattr(row, name)), readable(value)] for name, value in values.items()}


def write(row, names, cleaned, *, by, note="") -> None:
    """Write what ``cleaned`` says otherwise than ``row``. Raises ``Changed``."""
    values = differing(row, names, cleaned)
    if not values:
        return
    changes = changes_of(row, values)
    update(row, values)
    audit.record(row, "edit", by=by, note=note, changes=changes)
    if isinstance(row, Person):
        carry_sort_key(row)


def carry_sort_key(person) -> None:
    """Lists of members page by the key of their people without a join."""
    person.memberships.exclude(sort_key=person.sort_key).update(sort_key=person.sort_key)


def carry_sort_keys(people) -> None:
    """The same for several people; one UPDATE."""
    keys = Person.objects.filter(pk=OuterRef("person")).values("sort_key")
    Membership.objects.filter(person__in=people).update(sort_key=Subquery(keys[:1]))


def update(row, values) -> None:
    """One conditional UPDATE: ``values`` are written if ``row`` is still as it was read. Raises ``Changed``."""
    for name, value in values.items():
        setattr(row, name, value)
    written, now = with_indexes(type(row), values) | derived(row), clock.now()
    rows = type(row)._base_manager.filter(pk=row.pk, revision=row.revision)
    if not rows.update(**written, revision=F("revision") + 1, updated_at=now):
        raise Changed(str(row))
    row.revision, row.updated_at = row.revision + 1, now


def write_paper(person, cleaned, *, by) -> None:
    """The paper of a line: a new one where there was none, else what reads differently. Raises ``Changed``."""
    document = person_snapshot.main_document(person)
    if document is None:
        if cleaned.get("document_number"):
            new_paper(person, cleaned, by=by)
    elif values := differing_paper(document, cleaned):
        changes = changes_of(document, values)
        update(document, values)
        audit.record(document, "edit", by=by, changes=changes)


def differing_paper(document, cleaned) -> dict:
    """What ``cleaned`` says otherwise than the paper of a line."""
    wanted = {column: stored(column, cleaned[name]) for name, column in DOCUMENT.items() if name in cleaned}
    return {n: value for n, value in wanted.items() if plain(value) != plain(getattr(document, n))}


def new_paper(person, cleaned, *, by) -> Document:
    document = Document(summit=person.summit, person=person, **paper_of(cleaned))
    document.save()
    audit.record(document, "create", by=by, changes=dict.fromkeys(paper_of(cleaned)))
    return document


def paper_of(cleaned) -> dict:
    """What a line says of a paper, as the fields of a new one keep it."""
    return {column: stored(column, cleaned[name]) for name, column in DOCUMENT.items() if cleaned.get(name)}


def stored(column, value):
    """A plain value of a paper as its field keeps it; a paper without a type is a passport."""
    if column == "document_type" and not value:
        return Document.Kind.PASSPORT
    name = next(name for name, known in DOCUMENT.items() if known == column)
    return person_snapshot.stored(name, value)
