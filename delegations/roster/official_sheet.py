"""The official list as a workbook that the import of people reads back without a change.

Headings and cells are those that ``headings`` and the import know; the first column is the person's
reference, which finds the person again. Numbers of documents go out only where they were asked for.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from delegations.roster.headings import FIELDS, IN_LANGUAGES
from delegations.roster.list_kinds import Asked, Taken
from delegations.roster.list_rows import read, with_papers
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person
from delegations.roster.person_snapshot import DOCUMENT, PERSON, main_document
from delegations.roster.quotas import Quota
from summit import exports

# Columns that say again what others say: a name in one piece, a country beside the delegation.
LEFT_OUT = {"full_name", "country"}
CHOICES = {
    "sex": Person.Sex,
    "rank_basis": Membership.Basis,
    "paid_by": Quota.Payer,
    "document_type": Document.Kind,
}
WIDTHS = {"surname": 20, "given_names": 20, "arabic_name": 22, "function": 36, "email": 28, "phone": 18}


FIRST = settings.LANGUAGE_CODE  # a text without languages counts as the product's first


class Cells:
    """What each column reads of a member, with the words of one language found once."""

    def __init__(self):
        self.labels = {
            name: {value: str(label) for value, label in choices.choices} for name, choices in CHOICES.items()
        }
        self.truth = {True: _("yes"), False: None}
        self.paper: tuple[int, Any] = (0, None)

    def of(self, name: str) -> Callable[[Any], Any]:
        """How the cell of a field is read; ``function:fr`` is one language of a text in several."""
        base, _colon, language = name.partition(":")
        if name == "reference":
            return lambda row: row.person.public_id
        if name == "delegation":
            return lambda row: row.delegation.code
        if name in ("category", "rank_class"):
            return lambda row: getattr(getattr(row, name), "code", None)
        if base in DOCUMENT:
            return self._labelled(name, self._of_paper(DOCUMENT[base]))
        owner = "person" if base in PERSON else ""
        return self._labelled(name, self._of_row(owner, base, language))

    def _labelled(self, name, value):
        if name == "is_head":
            return lambda row: self.truth[value(row)]
        if labels := self.labels.get(name):
            return lambda row: labels.get(value(row))
        return value

    def _of_paper(self, column):
        def value(row):
            if self.paper[0] != row.pk:  # asked once a row, however many columns the paper fills
                self.paper = (row.pk, main_document(row.person))
            return getattr(self.paper[1], column) if self.paper[1] is not None else None

        return value

    @staticmethod
    def _of_row(owner, name, language):
        def value(row):
            found = getattr(row.person if owner else row, name)
            if not language:
                return found
            texts = getattr(found, "data", found)
            if isinstance(texts, dict):
                return texts.get(language)
            return texts if language == FIRST else None

        return value


def fields(*, papers: bool) -> Iterator[Any]:
    """The columns in their order: a text in several languages has one for each of them."""
    for field in FIELDS:
        if field.name in LEFT_OUT or field.name in IN_LANGUAGES:
            continue
        if papers or field.name != "document_number":
            yield field


def sheet(asked: Asked) -> Taken:
    """The workbook in the words of the language asked for."""
    with translation.override(asked.language):
        cells = Cells()
        columns = [
            exports.Column(
                field.heading(asked.language), cells.of(field.name), WIDTHS.get(field.name.partition(":")[0])
            )
            for field in fields(papers=asked.papers)
        ]
        rows = read(with_papers(asked.memberships, numbers=asked.papers), asked.delegations)
        content = exports.xlsx(columns, rows, title=_("Official list"), lang=asked.language)
    code = asked.one.code if asked.one else asked.summit.code
    return Taken(content, f"{code}-list-{asked.language}.xlsx", "xlsx")


def papers_of(memberships) -> Any:
    """The documents whose numbers the workbook holds: of each person the one that was entered last."""
    people = memberships.order_by().values("person")
    later = Document.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    return Document.objects.filter(~Exists(later), person__in=people, number__isempty=False)
