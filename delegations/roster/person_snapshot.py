"""A line of a list as plain values: what its form sends, what a version keeps, what a change compares."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries
from i18nfield.strings import LazyI18nString

from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person

PERSON = (
    "surname", "given_names", "arabic_name", "print_name", "title", "spoken_title", "title_source", "sex",
    "birth_date", "birth_place", "nationality", "languages", "email", "phone", "remarks",
)  # fmt: skip
MEMBERSHIP = (
    "function", "category", "rank_class", "rank_date", "rank_basis", "is_head", "wishes", "paid_by",
)  # fmt: skip
# Names in the form, and the fields of the paper that they fill.
DOCUMENT = {
    "document_type": "document_type",
    "document_issuer": "issuer",
    "document_number": "number",
    "document_issued_on": "issued_on",
    "document_expires_on": "expires_on",
    "mrz": "mrz",
}
SECRET = ("document_number", "mrz")
COUNTRIES = ("nationality", "document_issuer")
FIELDS = (
    [(name, Person, name) for name in PERSON]
    + [(name, Membership, name) for name in MEMBERSHIP]
    + [(name, Document, column) for name, column in DOCUMENT.items()]
)


def plain(value):
    """A stored or cleaned value as JSON can hold it; nothing is ``""``."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    data = getattr(value, "data", value)
    if isinstance(value, LazyI18nString) or isinstance(data, dict):
        if isinstance(data, dict):
            return {lang: said for lang, said in data.items() if said} or ""
        return data or ""
    return getattr(value, "code", value)


def snapshot(membership, *, papers: bool = True) -> dict:
    """What the line says now, in the shape of ``LineForm.cleaned_data``.

    Without ``papers`` the number and the lines of the document stay out.
    """
    values = snapshot_of(membership.person, papers=papers)
    return values | {name: plain(getattr(membership, name)) for name in MEMBERSHIP}


def snapshot_of(person, *, papers: bool = True) -> dict:
    """The same of a person alone, with the paper that a line would show."""
    values = {name: plain(getattr(person, name)) for name in PERSON}
    document = main_document(person)
    for name, column in DOCUMENT.items():
        if papers or name not in SECRET:
            values[name] = plain(getattr(document, column)) if document else ""
    return values


def main_document(person):
    """The paper of a line: the one that was entered last."""
    return max(person.documents.all(), key=lambda row: row.pk, default=None)


def revision(membership) -> str:
    """Which versions of person, line and paper are shown; an edit says it and is refused on any other."""
    document = main_document(membership.person)
    rows = (membership.person, membership, document)
    return "-".join(str(row.revision if row else 0) for row in rows)


def stored(name: str, value):
    """A plain value as the field of that name keeps it; codes of related rows are left to the caller."""
    column = next(model._meta.get_field(field) for known, model, field in FIELDS if known == name)
    if isinstance(value, dict):
        return LazyI18nString(value)
    if column.get_internal_type() == "DateField":
        return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None
    return value


def described(before: dict, after: dict) -> list[tuple]:
    """``(label, before, after)`` of what ``after`` says otherwise; numbers of papers show their end only."""
    told = []
    for name, model, column in FIELDS:
        was, now = before.get(name, ""), plain(after.get(name, before.get(name, "")))
        if plain(was) != now:
            field = model._meta.get_field(column)
            told.append((field.verbose_name, worded(name, field, was), worded(name, field, now)))
    return told


def worded(name, field, value) -> str:
    """A plain value as a reader says it."""
    if value in ("", None, {}):
        return ""
    if name in SECRET:
        return masked(value)
    if isinstance(value, dict):
        return value.get(get_language()) or next(iter(value.values()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.get_internal_type() == "DateField":
        return stored(name, value).strftime("%d/%m/%Y")
    if name in COUNTRIES:
        return countries.name(value) or value
    return str(dict(field.flatchoices).get(value, value))


def masked(number: str) -> str:
    """``••••17``: enough to tell two papers apart, too little to use one."""
    return "••••" + number[-2:] if len(number) > 5 else "••••"
