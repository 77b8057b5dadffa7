"""Forms of the plan: the task itself, its progress, its comments, evidence and dependencies."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from summit.accounts.models import User
from summit.files.forms import PrivateFileField
from summit.forms import EditForm
from summit.imports import cells
from summit.imports.refusals import CellError
from summit.tasks.around import Comment
from summit.tasks.plan import Task
from summit.tasks.supporting import replace_support

OTHERS_TASK = _("You may only write tasks of your own ministry.")


class DayField(forms.Field):
    """A day of the plan: typed as a date or as J-18, kept as days from J0, shown as a date."""

    default_error_messages = {"far": _("This day is too far from the summit.")}
    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "placeholder": "22/12/2025"})
    REACH = 3660  # ten years either side of J0

    summit = None  # given by the form

    def prepare_value(self, value):
        return self.summit.on_day(value).strftime("%d/%m/%Y") if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            day = cells.day_number(value, self.summit)
        except CellError as refused:
            raise ValidationError(refused.message, code=refused.code) from None
        if abs(day) > self.REACH:
            raise ValidationError(self.error_messages["far"], code="far")
        return day

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TaskForm(EditForm):
    """A task with all its fields; page, workbook and import go through it.

    Who is not of the committee writes only for the own ministry.
    """

    start_offset = DayField(
        label=_("Start date"), help_text=_("A date (22/12/2025) or days from the summit (J-18).")
    )
    due_offset = DayField(
        label=_("Due date"), help_text=_("A date (22/12/2025) or days from the summit (J-18).")
    )

    class Meta:
        model = Task
        fields = [
            "code",
            "title",
            "description",
            "deliverable",
            "commission",
            "ministry",
            "supporting",
            "axis",
            "owner",
            "start_offset",
            "due_offset",
            "date_fixed",
            "progress",
            "cost_estimate",
            "currency",
        ]
        widgets = {"supporting": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("start_offset", "due_offset"):
            self.fields[name].summit = self.instance.summit
        for language in self.fields["description"].widget.widgets:
            language.attrs["rows"] = 3
        self.fields["code"].widget.attrs.update(dir="ltr", autocomplete="off")
        if not self.user.has_perm("summit.edit_plan"):
            self._keep_to_own_ministry()

    def _keep_to_own_ministry(self):
        ministry = self.fields["ministry"]
        ministry.queryset = ministry.queryset.filter(pk=self.user.ministry_id)
        ministry.empty_label = None
        ministry.error_messages["invalid_choice"] = OTHERS_TASK
        owner = self.fields["owner"]
        owner.queryset = User.objects.filter(ministry=self.user.ministry_id) | owner.queryset.filter(
            pk=self.instance.owner_id
        )

    @property
    def fieldsets(self):
        """The fields in the groups in which the page shows them."""
        groups = (
            (_("What"), ("code", "title", "description", "deliverable")),
            (_("Who"), ("ministry", "commission", "axis", "owner", "supporting")),
            (_("When"), ("start_offset", "due_offset", "date_fixed", "progress")),
            (_("Cost"), ("cost_estimate", "currency")),
        )
        return [(legend, [self[name] for name in names]) for legend, names in groups]

    def clean_ministry(self):
        ministry = self.cleaned_data["ministry"]
        if not self.user.has_perm("summit.edit_plan") and ministry.pk != self.user.ministry_id:
            raise ValidationError(OTHERS_TASK)
        return ministry

    def clean_code(self):
        code, stored = " ".join(self.cleaned_data["code"].split()), self.before.get("ministry")
        if (
            self.instance.pk
            and not self.user.has_perm("summit.edit_plan")
            and stored.pk != self.user.ministry_id
        ):
            raise ValidationError(_("This code belongs to a task of another ministry."))
        return code

    def clean_progress(self):
        progress = self.cleaned_data["progress"]
        if progress < 100 and self.instance.state in (Task.State.DONE, Task.State.REVIEW):
            raise ValidationError(
                _("A task that is submitted or done stands at 100: send it back or reopen it first.")
            )
        return progress

    def _report_clash(self):
        super()._report_clash()
        days = {self.fields[name].label: self.fields[name] for name in ("start_offset", "due_offset")}
        self.clashes = [
            (label, days[label].prepare_value(theirs), days[label].prepare_value(yours))
            if label in days
            else (label, theirs, yours)
            for label, theirs, yours in self.clashes
        ]

    def _save_m2m(self):
        replace_support({self.instance: self.cleaned_data["supporting"]})


class ProgressForm(EditForm):
    """How far a task is, from its row in the list."""

    class Meta:
        model = Task
        fields = ["progress"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["progress"].widget.attrs.update(min=0, max=100, step=5, dir="ltr", inputmode="numeric")

    def clean(self):
        cleaned = super().clean()
        if self.instance.state not in Task.MOVING:
            self.add_error(
                "progress", _("This task has been submitted or closed since; its progress stands.")
            )
        return cleaned


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        labels = {"text": _("Your comment")}


class EvidenceForm(forms.Form):
    """A file that proves progress, and what it shows."""

    upload = PrivateFileField(label=_("File"))
    label = forms.CharField(label=_("What it shows"), max_length=300, required=False)


class DependForm(forms.Form):
    """Another task that must be done first, named by its code."""

    needs = forms.CharField(
        label=_("Needs the task"),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "placeholder": "T-101"}),
    )

    def __init__(self, *args, task, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.task, self.user = task, user

    def clean_needs(self):
        """The task of this code, among those the person may see."""
        code = " ".join(self.cleaned_data["needs"].split())
        found = Task.objects.visible_to(self.user).filter(code__iexact=code).first()
        if found is None:
            raise ValidationError(_("There is no task “%(code)s” that you can see."), params={"code": code})
        return found


def next_code(summit):
    """The next free code of the plan: T-264 after T-263."""
    last = 0
    for code in Task.objects.of(summit).filter(code__startswith="T-").values_list("code", flat=True):
        if code[2:].isdecimal():
            last = max(last, int(code[2:]))
    return f"T-{last + 1:03d}"
