"""Forms of the plan's registers; the same forms serve page and import."""

from django import forms
from django.utils.translation import gettext_lazy as _

from summit.accounts.models import Ministry
from summit.forms import EditForm
from summit.inputs import DayInput, MomentInput
from summit.tasks.models import Handover, Milestone, Risk, RoadClosure, WelcomePoint
from summit.writing import short_day


class OwnMinistryForm(EditForm):
    """A focal point writes for the own ministry; the committee for every one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["ministry"]
        if not self.user.has_perm("summit.view_whole_plan"):
            field.queryset = field.queryset.filter(pk=self.user.ministry_id)
            if self.instance.pk is None:
                self.initial["ministry"] = self.user.ministry


class RiskForm(OwnMinistryForm):
    class Meta:
        model = Risk
        fields = ["code", "title", "likelihood", "impact", "measure", "ministry", "owner", "review_on"]
        widgets = {"review_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["owner"].queryset.known_in(self.user.summit).active()


class MilestoneForm(EditForm):
    due_on = forms.DateField(label=_("Day"), widget=DayInput)

    class Meta:
        model = Milestone
        fields = ["code", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["due_on"].initial = self.instance.due_on
        self.before["due_offset"] = self.instance.due_offset

    def clean(self):
        cleaned = super().clean()
        if due := cleaned.get("due_on"):
            self.instance.due_offset = self.instance.summit.day_number(due)
        return cleaned

    def _both_versions(self):
        yield from super()._both_versions()
        if self.cleaned_data.get("due_on"):
            stored = self.instance.summit.on_day(self.before["due_offset"])
            yield "due_on", short_day(stored), short_day(self.cleaned_data["due_on"])


class StreetForm(OwnMinistryForm):
    class Meta:
        fields = ["code", "axis_code", "starts_at", "ends_at", "route", "ministry", "authority"]
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}


class ClosureForm(StreetForm):
    class Meta(StreetForm.Meta):
        model = RoadClosure


class WelcomeForm(StreetForm):
    class Meta(StreetForm.Meta):
        model = WelcomePoint
        fields = ["code", "name", *StreetForm.Meta.fields[1:], "crowd", "on_roadway"]


class HandoverForm(EditForm):
    """What one ministry asks of another, about a task of its own."""

    class Meta:
        model = Handover
        fields = ["task", "to_ministry", "what", "wished_on"]
        widgets = {"wished_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.user.ministry
        self.fields["task"].queryset = (
            self.fields["task"].queryset.open().filter(ministry=own).order_by("sort_key")
        )
        self.fields["to_ministry"].queryset = Ministry.objects.of(self.user.summit).exclude(
            pk=self.user.ministry_id
        )
        if self.instance.pk is None:
            self.instance.from_ministry, self.instance.asked_by = own, self.user
