"""Forms of decisions: taking one, following it up, proving it, making tasks of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextInput

from summit import writing
from summit.accounts.models import Commission, Ministry
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.forms_i18n import label_languages
from summit.inputs import DayInput
from summit.meetings import decision_acts
from summit.meetings.forms import lines_high
from summit.meetings.locking import keep_open
from summit.meetings.models import Decision, DecisionSupport, Meeting
from summit.tasks.models import Axis, Task
from summit.tasks.supporting import replace_support

WRITABLE = (Meeting.State.HELD,)


class DecisionForm(EditForm):
    """A decision as the minutes record it, while they are open."""

    class Meta:
        model = Decision
        fields = [
            "text",
            "ministry",
            "owner",
            "supporting",
            "due_on",
            "agenda_entry",
            "reason",
            "impact",
            "review_on",
        ]
        widgets = {
            "supporting": forms.CheckboxSelectMultiple,
            "due_on": DayInput,
            "review_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("text", "reason", "impact"):
            lines_high(self.fields[name], 2)
        self.fields["agenda_entry"].queryset = self.instance.meeting.agenda.select_related("meeting")
        self.fields["due_on"].help_text = _("Leave it empty only if the committee set no date.")

    @property
    def fieldsets(self):
        groups = (
            (_("What is decided"), ("text", "reason", "impact")),
            (
                _("Who carries it out, by when"),
                ("ministry", "owner", "due_on", "supporting", "agenda_entry", "review_on"),
            ),
        )
        return [(legend, [self[name] for name in names]) for legend, names in groups]

    def clean_supporting(self):
        supporting, owner = self.cleaned_data["supporting"], self.cleaned_data.get("ministry")
        if owner in supporting:
            raise ValidationError(_("The responsible ministry is not also a supporting one."))
        return supporting

    @transaction.atomic
    def save(self, *, by, verb=None):
        """Raises ``MinutesClosed`` once the minutes were sent."""
        keep_open(self.instance.meeting, states=WRITABLE)
        row = super().save(by=by, verb=verb or ("edit" if self.instance.pk else "decide"))
        if row:
            decision_acts.tell_owner(row, by=by)
        return row

    def _save_m2m(self):
        replace_support({self.instance: self.cleaned_data["supporting"]}, DecisionSupport, "decision")


class FollowUpForm(EditForm):
    """What may still change once the minutes are closed: the person, and when it is looked at again."""

    class Meta:
        model = Decision
        fields = ["owner", "review_on"]
        widgets = {"review_on": DayInput}


class ProofForm(forms.Form):
    upload = PrivateFileField(label=_("File that proves the execution"))


class NewTaskForm(forms.Form):
    """One task that carries the decision out; unticked, its row makes none."""

    make = forms.BooleanField(label=_("Create"), required=False)
    title = I18nFormField(label=_("Task"), widget=I18nTextInput, max_length=900, required=False)
    ministry = forms.ModelChoiceField(Ministry.objects.none(), to_field_name="public_id", label=_("Ministry"))
    commission = forms.ModelChoiceField(
        Commission.objects.none(), to_field_name="public_id", label=_("Commission")
    )
    axis = forms.ModelChoiceField(Axis.objects.none(), to_field_name="public_id", label=_("Axis"))
    due_on = forms.DateField(label=_("Due"), widget=DayInput)

    def __init__(self, *args, summit, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        label_languages(self.fields["title"])
        self.summit = summit
        for name, model in (("ministry", Ministry), ("commission", Commission), ("axis", Axis)):
            self.fields[name].queryset = model.objects.of(summit)

    @property
    def wanted(self):
        return bool(self["make"].value())

    def full_clean(self):
        """A row that makes no task is not judged."""
        if self.is_bound and not self.wanted:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean_title(self):
        title = self.cleaned_data["title"]
        if not str(title):
            raise ValidationError(_("Name the task."))
        return title


class LinkForm(forms.Form):
    """Tasks of the plan that already carry the decision out, by code."""

    codes = forms.CharField(
        label=_("Codes of existing tasks"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "placeholder": "T-104, T-118"}),
        help_text=_("Separate several by commas."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_codes(self):
        """The tasks themselves, among those the person may see."""
        typed = self.cleaned_data["codes"].replace("،", ",").replace(";", ",")
        wanted = {code.strip().upper() for code in typed.split(",")} - {""}
        found = {
            task.code.upper(): task for task in Task.objects.visible_to(self.user).filter(code__in=wanted)
        }
        if missing := sorted(wanted - found.keys()):
            raise ValidationError(
                _("There is no task “%(code)s” that you can see."), params={"code": writing.listed(missing)}
            )
        return list(found.values())
