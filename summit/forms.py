"""Forms that never lose a change: an edit carries the revision it was made from."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from summit import audit, clock, writing
from summit.forms_i18n import label_languages
from summit.secrecy import with_indexes


def readable(value):
    """A value as a reader and the audit see it; related rows by their public name.

    The same moment in two zones and the same amount with other zeros read the same: what is
    stored and what the form sends back differ in that.
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.tzinfo:
        return str(value.astimezone(dt.UTC))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if hasattr(value, "pk") and hasattr(value, "_meta"):
        return getattr(value, "code", "") or str(value)
    if hasattr(value, "data") and isinstance(getattr(value, "data", None), dict):
        return {lang: text for lang, text in value.data.items() if text} or ""
    return value if isinstance(value, int | bool | str) else str(value)


def recorded(value):
    """A value as the audit keeps it: of a related row whose name is personal, the name that is not."""
    return getattr(value, "audit_label", "") if hasattr(value, "audit_label") else readable(value)


def derived(row):
    """The columns that follow from others, for search and order: an UPDATE has to carry them."""
    if not hasattr(row, "fill_keys"):
        return {}
    row.fill_keys()
    return {name: getattr(row, name) for name in row.KEYS}


class SummitForm(forms.ModelForm):
    """A form whose choices are narrowed to the summit in work.

    Related rows travel by ``public_id``, never by their database id.
    """

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not getattr(self.instance, "summit_id", user):  # people belong to no summit
            self.instance.summit = user.summit
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._narrow(name, field)
            elif isinstance(field, I18nFormField):
                label_languages(field)

    def _narrow(self, name, field):
        rows, model = field.queryset, field.queryset.model
        names = {f.name for f in model._meta.get_fields()}
        if "summit" in names:
            field.queryset = rows.filter(summit=self.user.summit)
        elif hasattr(rows, "known_in"):
            field.queryset = rows.known_in(self.user.summit)
        if "public_id" in names:
            field.to_field_name = "public_id"
            if isinstance(self.initial.get(name), int):  # the model form knows the row by its database id
                self.initial[name] = getattr(self.instance, name)

    def _post_clean(self):
        """Show a constraint's sentence at the field that can be changed, not only above the form."""
        super()._post_clean()
        if general := self._errors.pop(NON_FIELD_ERRORS, None):
            for error in general.as_data():
                self.add_error(self._field_of(error), error)

    def _field_of(self, error):
        """The last field of the form that the violated constraint names; ``summit`` is never shown."""
        for constraint in (
            c
            for model in type(self.instance).__mro__
            if hasattr(model, "_meta")
            for c in model._meta.constraints
        ):
            if str(constraint.violation_error_message) == str(error.message):
                named = getattr(constraint, "fields", ()) or constraint.condition.referenced_base_fields
                return next((name for name in reversed(self.fields) if name in named), None)
        return None

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"summit"}


class EditForm(SummitForm):
    """A form for one row that several people may edit.

    Saving is one conditional UPDATE on ``revision``. Where someone was faster, ``clashes``
    lists what differs as ``(label, theirs, yours)``, the form keeps what was typed and takes
    over the new revision: sending it again is then a decision, not an accident.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = []
        self.before = {
            name: self._stored(name) for name in self._meta.fields or [] if not self._is_many(name)
        }
        self.fields["revision"].initial = self.instance.revision

    def _is_many(self, name):
        return self.instance._meta.get_field(name).many_to_many

    def _stored(self, name):
        return getattr(self.instance, name, None)

    def changes(self):
        """What saving would change: ``{field: [before, after]}``."""
        pairs = {n: [recorded(self.before[n]), recorded(getattr(self.instance, n))] for n in self.before}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("revision") != self.instance.revision:
            self._report_clash()
        return cleaned

    def _report_clash(self):
        self.add_error(
            None, _("Someone changed this while you were writing. Compare below, then save again.")
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = self.instance.revision
        for name, theirs, yours in self._both_versions():
            if theirs != yours:
                self.clashes.append((self.fields[name].label, self._shown(theirs), self._shown(yours)))

    def _both_versions(self):
        """``(field, stored now, sent)`` of every field, also of one that we only sent back: it undoes theirs."""
        for name in self._meta.fields or []:
            if name not in self.cleaned_data:
                continue
            if self._is_many(name):
                yield (
                    name,
                    self._names(getattr(self.instance, name).all()),
                    self._names(self.cleaned_data[name]),
                )
            elif name in self.before:
                yield name, readable(self.before[name]), readable(self.cleaned_data[name])

    @staticmethod
    def _names(rows):
        return sorted(readable(row) for row in rows)

    @staticmethod
    def _shown(value):
        if isinstance(value, list):
            return writing.listed(value)
        return " / ".join(value.values()) if isinstance(value, dict) else value

    @transaction.atomic
    def save(self, *, by, verb=None):
        """Store the row and its audit entry; returns it.

        Returns ``None`` where another save came in between: ``clashes`` then says what differs.
        """
        row = self.instance
        if row.pk is None:
            row.save()
            self._save_m2m()
            audit.record(row, verb or "create", by=by, changes=self._created())
            return row
        changes = self.changes() | self._many_changes()
        if not changes:
            return row
        plain = with_indexes(type(row), {name: getattr(row, name) for name in self.before}) | derived(row)
        now = clock.now()
        written = (
            type(row)
            ._base_manager.filter(pk=row.pk, revision=row.revision)
            .update(**plain, revision=F("revision") + 1, updated_at=now)
        )
        if not written:
            row.refresh_from_db()
            self.before = {name: self._stored(name) for name in self.before}
            self._report_clash()
            return None
        row.revision, row.updated_at = row.revision + 1, now
        self._save_m2m()
        audit.record(row, verb or "edit", by=by, changes=changes)
        return row

    def _created(self):
        return {name: [None, recorded(getattr(self.instance, name))] for name in self.before}

    def _many_changes(self):
        changed = {}
        for name in self._meta.fields or []:
            if self._is_many(name) and name in self.cleaned_data:
                was = self._names(getattr(self.instance, name).all())
                now = self._names(self.cleaned_data[name])
                if was != now:
                    changed[name] = [was, now]
        return changed
