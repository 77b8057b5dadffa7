"""The person's own form: who it is and how it is addressed, apart from any delegation."""

import datetime as dt

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from delegations.roster import freezing, person_snapshot, resemblances
from delegations.roster.membership import Membership
from delegations.roster.person import Person
from delegations.roster.person_fields import label
from delegations.roster.person_writing import carry_sort_key, keep_version
from summit import clock
from summit.forms import EditForm
from summit.inputs import DayInput

# What a list says of somebody: on a frozen list it changes by a request only.
ON_LISTS = ("surname", "given_names", "arabic_name", "print_name", "sex", "birth_date", "nationality")


class PersonForm(EditForm):
    """Everything known of a person but lines of lists and papers."""

    nationality = forms.ChoiceField(
        label=label(Person, "nationality"),
        required=False,
        choices=[("", "—"), *countries],
    )

    class Meta:
        model = Person
        fields = list(person_snapshot.PERSON)
        widgets = {"birth_date": DayInput, "remarks": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["arabic_name"].widget.attrs.update(dir="rtl", lang="ar")
        self.fields["phone"].widget.attrs.update(dir="ltr", inputmode="tel")

    @property
    def fieldsets(self):
        groups = (
            (_("Name"), ("surname", "given_names", "arabic_name", "print_name")),
            (_("Form of address"), ("title", "spoken_title", "title_source")),
            (_("Identity"), ("sex", "birth_date", "birth_place", "nationality")),
            (_("Contact"), ("languages", "email", "phone")),
            ("", ("remarks",)),
        )
        return [(legend, [self[name] for name in names]) for legend, names in groups]

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born and not dt.date(1900, 1, 1) <= born <= clock.today(self.instance.summit):
            raise forms.ValidationError(_("Nobody was born on this day."))
        return born

    @transaction.atomic
    def save(self, *, by, verb=None):
        """Store the person, and what was known before. Raises ``ListFrozen`` where a frozen list would change."""
        person, changes = self.instance, self.changes()
        if changes.keys() & set(ON_LISTS):
            standing = Membership.objects.live().filter(person=person).select_related("delegation")
            freezing.take_lists(row.delegation for row in standing)
        known = Person.objects.get(pk=person.pk)
        values = person_snapshot.snapshot_of(known)
        row = super().save(by=by, verb=verb)
        if row is not None and changes:
            keep_version(row, "edit", by=by, values=values)
            carry_sort_key(row)
            resemblances.find(row.summit, people=[row])
        return row
