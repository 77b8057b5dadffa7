"""Forms of people and their duties."""

from allauth.account.models import EmailAddress
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit.accounts.adapter import fold_username
from summit.accounts.coordination import LastCoordinator, coordinated
from summit.accounts.duties import Duty, Portfolio
from summit.accounts.people import SYSTEM, User
from summit.forms import EditForm
from summit.inputs import DayInput

LAST_COORDINATOR = _("This person is the last coordinator of %(summit)s. Name another one first.")


class UserForm(EditForm):
    """What is known of a person; passwords and the right to sign in have acts of their own."""

    class Meta:
        model = User
        fields = ["name", "username", "email", "phone", "language", "ministry"]

    def clean_username(self):
        username = fold_username(self.cleaned_data["username"])
        if username == SYSTEM:
            raise forms.ValidationError(_("This user name is already taken."))
        return username

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @transaction.atomic
    def save(self, *, by, verb=None):
        if row := super().save(by=by, verb=verb):
            # allauth notes addresses of its own beside; an old one must not open the account any more.
            EmailAddress.objects.filter(user=row).exclude(email__iexact=row.email).delete()
        return row


class NewUserForm(UserForm):
    """A person together with the first duty, without which no summit would know them."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("No duty yet")), *Duty.Role.choices], required=False, initial=""
    )
    portfolio = forms.ModelChoiceField(
        Portfolio.objects.all(),
        label=_("Portfolio"),
        required=False,
        help_text=_("Empty for a role in the committee."),
    )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("role") and not cleaned.get("ministry") and "ministry" not in self.errors:
            self.add_error(
                "ministry", _("Choose a ministry or a role: without either nobody would find this person.")
            )
        if cleaned.get("role") and "portfolio" not in self.errors:
            self._check_duty(cleaned)
        return cleaned

    def _check_duty(self, cleaned):
        duty = Duty(summit=self.user.summit, role=cleaned["role"], portfolio=cleaned.get("portfolio"))
        try:
            duty.full_clean(exclude=["user"])
        except forms.ValidationError as refused:
            self.add_error("portfolio" if cleaned["role"] else "role", refused.messages)

    @transaction.atomic
    def save(self, *, by, verb=None):
        self.instance.set_unusable_password()
        person = super().save(by=by, verb=verb)
        if person and self.cleaned_data.get("role"):
            duty = DutyForm(
                {"role": self.cleaned_data["role"], "portfolio": self._portfolio_id()},
                instance=Duty(user=person, summit=by.summit),
                user=by,
            )
            if not duty.is_valid():
                raise ValueError(duty.errors)  # the same rules have just let it pass
            duty.save(by=by)
        return person

    def _portfolio_id(self):
        portfolio = self.cleaned_data.get("portfolio")
        return portfolio.public_id if portfolio else ""


class DutyForm(EditForm):
    class Meta:
        model = Duty
        fields = ["role", "portfolio", "valid_from", "valid_until", "narrowed_to"]
        widgets = {"valid_from": DayInput, "valid_until": DayInput}
        help_texts = {
            "narrowed_to": _(
                "The short code at the end of its page's address: one delegation, hotel or gate."
            )
        }

    def _get_validation_exclusions(self):
        """The person is not in the form, but the constraints that name the person count."""
        return super()._get_validation_exclusions() - {"user"}

    def save(self, *, by, verb=None):
        try:
            with coordinated([self.instance.summit]):
                return super().save(by=by, verb=verb)
        except LastCoordinator as refusal:
            self.add_error(None, LAST_COORDINATOR % {"summit": refusal.summit})
            return None


class ReasonForm(forms.Form):
    """Why a person's way in is closed or opened."""

    note = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write the reason: the act is recorded with it.")},
    )


class ProfileForm(UserForm):
    """What people may change about themselves."""

    class Meta(UserForm.Meta):
        fields = ["name", "email", "phone", "language"]
