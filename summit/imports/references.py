"""Rows that a cell may name, read once for a whole file."""

import difflib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from summit.imports.refusals import CellError
from summit.text import fold

NAMING = ("name", "short_name", "title", "symbol", "username", "iso")
SEVERAL = object()


class References:
    """The rows of one form field, found by code, by name in any language, or by what the kind adds.

    A name that two rows share names neither.
    """

    def __init__(self, form_field, extra=None):
        self.to_field = form_field.to_field_name or "pk"
        self.rows = {self.token(row): row for row in form_field.queryset}
        self.codes, self.names = {}, {}
        for row in self.rows.values():
            if code := getattr(row, "code", ""):
                self._know(self.codes, code, row)
            for text in _spellings(row):
                self._know(self.names, text, row)
        for text, row in (extra or {}).items():
            if self.token(row) in self.rows:
                self._know(self.names, text, row)

    def token(self, row: Any) -> str:
        """What the form's data holds for a row."""
        return str(getattr(row, self.to_field))

    def _know(self, table, text, row):
        if folded := fold(str(text)):
            known = table.setdefault(folded, row)
            if known != row:
                table[folded] = SEVERAL

    def resolve(self, text: str) -> str:
        """The token of the row that ``text`` names. Raises ``CellError``."""
        folded = fold(text)
        found = self.codes.get(folded) or self.names.get(folded)
        if found is SEVERAL:
            raise CellError("ambiguous", _("“%(text)s” names several. Write the code.") % {"text": text})
        if found is None:
            raise CellError("unknown", self._unknown(text, folded))
        return self.token(found)

    def _unknown(self, text, folded):
        sentence = _("“%(text)s” is not known here.") % {"text": text}
        near = (
            difflib.get_close_matches(folded, [*self.codes, *self.names], n=1, cutoff=0.6)
            if len(folded) < 80
            else []
        )
        row = (self.codes.get(near[0]) or self.names.get(near[0])) if near else None
        if row is None or row is SEVERAL:
            return sentence
        return sentence + " " + _("Did you mean “%(name)s”?") % {"name": spelt(row)}


def spelt(row: Any) -> str:
    """How our own files name a row: by its code, else by its name."""
    return str(getattr(row, "code", "") or row)


def _spellings(row):
    for name in NAMING:
        value = getattr(row, name, "")
        if isinstance(getattr(value, "data", None), dict):
            yield from value.data.values()
        elif value:
            yield value
    yield row


class Prefetched(forms.Field):
    """Stands in for a ModelChoiceField and asks the rows already read instead of the database."""

    def __init__(self, original, references):
        several = isinstance(original, forms.ModelMultipleChoiceField)
        super().__init__(required=original.required, widget=original.widget, label=original.label)
        self.several, self.references = several, references
        self.error_messages, self.disabled = original.error_messages, original.disabled
        self.to_field_name = original.to_field_name

    def to_python(self, value):
        if not self.several:
            return self._row(value) if value not in self.empty_values else None
        return [self._row(token) for token in value or ()]

    def _row(self, token):
        try:
            return self.references.rows[str(token)]
        except KeyError:
            raise ValidationError(_("This choice is not open here."), code="invalid_choice") from None
