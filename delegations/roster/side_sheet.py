"""The workbook in which a delegation writes its list: the headings that we read, and who stands on it."""

from typing import Any

from delegations.roster import headings, person_snapshot
from delegations.roster.membership import Membership
from summit import exports

COLUMNS = (
    "surname", "given_names", "arabic_name", "title:fr", "function:fr", "function:ar", "function:en", "category",
    "is_head", "sex", "birth_date", "birth_place", "nationality", "document_type", "document_number",
    "document_issuer", "document_issued_on", "document_expires_on", "languages", "email", "phone", "wishes",
)  # fmt: skip


def workbook(delegation, language: str):
    """An xlsx of the list as it stands, with the headings of ``language``; numbers of papers stay here."""
    fields = {one.name: one for one in headings.FIELDS}
    columns = [
        exports.Column(fields[name].heading(language), reader(name)) for name in COLUMNS if name in fields
    ]
    return exports.xlsx(columns, rows(delegation), title=delegation.code, lang=language)


def rows(delegation) -> list[dict[str, Any]]:
    members = (
        Membership.objects.filter(delegation=delegation)
        .live()
        .select_related("person", "category", "rank_class")
    )
    people = members.prefetch_related("person__documents").order_by("list_order", "sort_key", "pk")
    return [person_snapshot.snapshot(row, papers=False) for row in people]


def reader(name):
    """The value of one column: a language of a text, a day, a yes."""
    base, _colon, language = name.partition(":")

    def value(values):
        found = values.get(base, "")
        if language:
            return found.get(language, "") if isinstance(found, dict) else found
        return person_snapshot.stored(base, found) if base.endswith(("_date", "_on")) and found else found

    return value
