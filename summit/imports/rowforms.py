"""The page's own form, run on hundreds of rows without a query for each.

What a page may ask of the database row by row is asked once for the file: related rows are
read beforehand (``References``), check constraints are judged in Python, uniqueness by the
key and, last, by the database itself. All else of the form runs as on the page.
"""

from typing import Any

from django import forms
from django.conf import settings

from summit.imports import conditions
from summit.imports.references import Prefetched, References


class RowForms:
    """Makes bound forms for the rows of one batch."""

    def __init__(self, kind, *, summit, by):
        self.kind, self.summit, self.by = kind, summit, by
        probe = self._form(None, kind.new_instance(summit, by))
        extra = kind.lookups(summit) if kind.lookups else {}
        self.fields = probe.fields
        self.references = {
            name: References(field, extra.get(name))
            for name, field in probe.fields.items()
            if isinstance(field, forms.ModelChoiceField)
        }
        self.blank = self.held(probe)

    def _form(self, data, instance):
        return self.kind.form(data, instance=instance, summit=self.summit, by=self.by)

    def held(self, form) -> dict[str, Any]:
        """The data that a browser would send back if nobody touched the form."""
        data: dict[str, Any] = {}
        for name, field in form.fields.items():
            value = form.get_initial_for_field(field, name)
            if name in self.references:
                data[name] = self._tokens(name, value)
            elif isinstance(field.widget, forms.MultiWidget):
                parts = value if isinstance(value, list | tuple) else field.widget.decompress(value)
                suffixes = field.widget.widgets_names
                data.update({name + suffix: part for suffix, part in zip(suffixes, parts, strict=False)})
            else:
                data[name] = field.prepare_value(value)
        return data

    def _tokens(self, name, value):
        token = self.references[name].token
        if isinstance(value, list | tuple):
            return [token(row) if hasattr(row, "pk") else str(row) for row in value]
        if value is None or value == "":
            return ""
        return token(value) if hasattr(value, "pk") else str(value)

    def suffix(self, name, lang):
        """What the data of one language of a field in several is named by."""
        widget = self.fields[name].widget
        locales = list(getattr(widget, "locales", ()) or (code for code, _label in settings.LANGUAGES))
        return widget.widgets_names[locales.index(lang)]

    def bound(self, given: dict[str, Any], instance: Any) -> Any:
        """The form of one row: what the file gives, the rest as it stands. Validated, never saved."""
        data: dict[str, Any] = {}
        form = self._form(data, instance)
        # Filled after the form stands: it knows what the row holds now, and a second form would cost as much again.
        data.update((self.blank if instance.pk is None else self.held(form)) | given)
        for name, references in self.references.items():
            if name in form.fields:
                form.fields[name] = Prefetched(form.fields[name], references)
        own_rules(form, instance)
        try:
            form.full_clean()
        finally:
            instance.__dict__.pop("validate_constraints", None)
        judge_constraints(form, instance)
        return form


def own_rules(form, instance):
    """Take out what would query per row: unique and check constraints, and whether related rows exist."""
    if not isinstance(form, forms.ModelForm):
        return
    excluded = form._get_validation_exclusions  # noqa: SLF001 - Django asks it of the form, row by row
    related = {f.name for f in instance._meta.concrete_fields if f.is_relation}
    form._get_validation_exclusions = lambda: excluded() | related  # noqa: SLF001 - as above
    form.validate_unique = nothing
    instance.validate_constraints = nothing


def nothing(*_args, **_kwargs):
    """What the whole file answers at once is not asked row by row."""


def judge_constraints(form, instance):
    """Check constraints on columns that are themselves right, said at the last field they name."""
    if not isinstance(form, forms.ModelForm):
        return
    for constraint, columns in conditions.violated(instance, set(form.fields)):
        if not columns & set(form.errors):
            shown = [name for name in form.fields if name in columns]
            form.add_error(shown[-1] if shown else None, constraint.get_violation_error_message())
