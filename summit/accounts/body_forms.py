"""Forms of organisations, ministries and commissions."""

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from summit import audit, clock
from summit.accounts.bodies import Commission, CommissionMember, Ministry, Organisation
from summit.accounts.people import User
from summit.forms import EditForm


class OrganisationForm(EditForm):
    class Meta:
        model = Organisation
        fields = ["code", "name", "org_type", "country", "invited"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A ministry has more to say: it is made with its own form and stays one.
        choices = [choice for choice in Organisation.Kind.choices if choice[0] != Organisation.Kind.MINISTRY]
        self.fields["org_type"].choices = [("", "---------"), *choices]

    def clean_country(self):
        return self.cleaned_data["country"].upper()


class MinistryForm(EditForm):
    class Meta:
        model = Ministry
        fields = ["code", "name", "short_name", "rank", "coordinated"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.org_type = Organisation.Kind.MINISTRY

    @transaction.atomic
    def save(self, *, by, verb=None):
        """The row lies in two tables, and an UPDATE of two is no lock: hold the first one."""
        Organisation.objects.select_for_update().filter(pk=self.instance.pk).first()
        return super().save(by=by, verb=verb)


class CommissionForm(EditForm):
    members = forms.ModelMultipleChoiceField(
        User.objects.active(),
        label=_("Members"),
        required=False,
        help_text=_("Beside the three office holders."),
    )

    class Meta:
        model = Commission
        fields = ["code", "name", "order", "president", "vice_president", "rapporteur", "ministries"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for office in ("president", "vice_president", "rapporteur"):
            self.fields[office].queryset = self.fields[office].queryset.order_by("name")
        self.fields["members"].queryset = self.fields["members"].queryset.order_by("name")
        if self.instance.pk:
            self.fields["members"].initial = [
                seat.user for seat in self.instance.members.select_related("user")
            ]

    @transaction.atomic
    def save(self, *, by, verb=None):
        row = super().save(by=by, verb=verb)
        if row:
            self._seat(row, by)
        return row

    def _seat(self, row, by):
        """Make the members those that were chosen, and record who came and went."""
        wanted = {user.pk: user for user in self.cleaned_data["members"]}
        seats = {seat.user_id: seat.user for seat in row.members.select_related("user")}
        if wanted.keys() == seats.keys():
            return
        row.members.exclude(user__in=wanted).delete()
        CommissionMember.objects.bulk_create(
            CommissionMember(summit=row.summit, commission=row, user=user)
            for pk, user in wanted.items()
            if pk not in seats
        )
        Commission.objects.filter(pk=row.pk).update(revision=F("revision") + 1, updated_at=clock.now())
        names = [sorted(user.username for user in people.values()) for people in (seats, wanted)]
        audit.record(row, "seat", by=by, changes={"members": names})
