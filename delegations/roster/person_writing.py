"""Writing people, lines and papers: what was known before is kept, and nobody's change is overwritten unseen."""

from django.contrib.auth import get_user_model
from django.db.models import F

from delegations.roster import person_snapshot
from delegations.roster.membership import Document
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


def values_of(summit, names, cleaned) -> dict:
    """Those of ``cleaned`` that ``names`` lists, as the fields of a row keep them."""
    found = {}
    for name in names:
        if name not in cleaned:
            continue
        if name in RELATED:
            code = getattr(cleaned[name], "code", cleaned[name])
            found[name] = RELATED[name].objects.of(summit).get(code=code) if code else None
        else:
            found[name] = person_snapshot.stored(name, cleaned[name])
    return found


def write(row, names, cleaned, *, by, note="") -> None:
    """Write what ``cleaned`` says otherwise than ``row``. Raises ``Changed``."""
    wanted = values_of(row.summit, names, cleaned)
    values = {name: value for name, value in wanted.items() if plain(value) != plain(getattr(row, name))}
    if not values:
        return
    changes = {name: [readable(getattr(row, name)), readable(value)] for name, value in values.items()}
    update(row, values)
    audit.record(row, "edit", by=by, note=note, changes=changes)
    if isinstance(row, Person):
        carry_sort_key(row)


def carry_sort_key(person) -> None:
    """Lists of members page by the key of their people without a join."""
    person.memberships.exclude(sort_key=person.sort_key).update(sort_key=person.sort_key)


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
    given = {column: cleaned[name] for name, column in DOCUMENT.items() if name in cleaned}
    document = person_snapshot.main_document(person)
    if document is None:
        if given.get("number"):
            new_paper(person, cleaned, by=by)
        return
    wanted = {column: stored(column, value) for column, value in given.items()}
    values = {n: value for n, value in wanted.items() if plain(value) != plain(getattr(document, n))}
    if values:
        changes = {name: [readable(getattr(document, name)), readable(v)] for name, v in values.items()}
        update(document, values)
        audit.record(document, "edit", by=by, changes=changes)


def new_paper(person, cleaned, *, by) -> Document:
    values = {column: stored(column, cleaned[name]) for name, column in DOCUMENT.items() if cleaned.get(name)}
    document = Document.objects.create(summit=person.summit, person=person, **values)
    audit.record(document, "create", by=by, changes=dict.fromkeys(values))
    return document


def stored(column, value):
    """A plain value of a paper as its field keeps it; a paper without a type is a passport."""
    if column == "document_type" and not value:
        return Document.Kind.PASSPORT
    name = next(name for name, known in DOCUMENT.items() if known == column)
    return person_snapshot.stored(name, value)
