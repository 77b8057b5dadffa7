"""The forms of the import's own pages."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from summit import writing
from summit.imports import charsets, containers, limits
from summit.imports.cells import column_letter, text_of
from summit.imports.refusals import AskEncoding


class UploadForm(forms.Form):
    """The file; a kind that must know more asks it in a form of its own and says so in ``about``."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) or separated values (.csv), up to 20 MB."),
        error_messages={"empty": _("This file is empty."), "required": _("Choose a file.")},
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def about(self) -> dict:
        """``options`` and ``sender`` of the batch."""
        return {}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > limits.FILE_BYTES:
            raise forms.ValidationError(containers.too_large(), code="too_large")
        return file


def without_digits(text: str) -> str:
    """A heading may turn out to be a row of data: the number of a paper is not read from it."""
    return re.sub(r"\d", "•", text)


def telling_words(sample: str) -> str:
    """The words by which a reader tells one encoding from another: those beyond ASCII, and no number among them."""
    words = re.split(r"[\s;,|]+", sample)
    return " · ".join(dict.fromkeys(word for word in words if not word.isascii()))[:200]


class SourceForm(forms.Form):
    """The one question that the file could not answer: its encoding, or its sheet."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(question, AskEncoding):
            self.fields["answer"].label = _("In which of these do the letters look right?")
            self.fields["answer"].choices = [
                (code, f"{charsets.ASKED[code]}{writing.colon()}{telling_words(sample)}")
                for code, sample in question.candidates
            ]
        else:
            self.fields["answer"].label = _("Which sheet holds the rows?")
            self.fields["answer"].choices = [(name, name) for name in question.names]


class ColumnsForm(forms.Form):
    """Which column is which, for the headings in one row."""

    def __init__(self, *args, kind, headings, sample, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.initial_mapping = kind, mapping
        indexes = range(max(len(headings), len(sample)))
        columns = [(str(index), self._named(index, headings, sample)) for index in indexes]
        choices = [("", _("not in the file")), *columns]
        for field in kind.shown:
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                help_text=field.help,
                choices=choices,
                required=field.required,
                initial=str(mapping.get(field.name, "")),
                error_messages={"required": _("Choose the column that holds it.")},
            )

    def _named(self, index, headings, sample):
        """Letter, heading and, unless the rows are restricted, the first cell of a column."""
        heading = text_of(headings[index]).strip() if index < len(headings) else ""
        heading = without_digits(heading) if self.kind.sealed else heading
        shown = index < len(sample) and not self.kind.sealed
        example = text_of(sample[index]).strip()[:40] if shown else ""
        return " · ".join(part for part in (column_letter(index), heading[:60], example) if part)

    @property
    def mapping(self):
        return {name: int(value) for name, value in self.cleaned_data.items() if value != ""}

    def clean(self):
        cleaned = super().clean()
        taken = {}
        for name, value in list(cleaned.items()):
            if value != "" and taken.setdefault(value, name) != name:
                self.add_error(name, _("This column already serves for another field."))
        return cleaned
