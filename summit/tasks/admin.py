"""The slice in the rescue admin."""

from django.contrib import admin

from summit.forms import EditForm
from summit.site_admin import RightsAdmin, site
from summit.tasks.axes import Axis
from summit.tasks.forms import TaskForm
from summit.tasks.handovers import Handover
from summit.tasks.plan import Task
from summit.tasks.register_forms import ClosureForm, MilestoneForm, RiskForm, WelcomeForm
from summit.tasks.risks import Milestone, Risk
from summit.tasks.streets import RoadClosure, WelcomePoint


class AxisForm(EditForm):
    class Meta:
        model = Axis
        fields = ["code", "name", "order"]


@admin.register(Axis, site=site)
class AxisAdmin(RightsAdmin):
    """The axes that the steering committee reviews: the only page on which they are changed or added."""

    edit_right = "summit.edit_axis"
    may_add = True
    form = AxisForm
    list_display = ["code", "name", "order"]


@admin.register(Task, site=site)
class TaskAdmin(RightsAdmin):
    edit_right = "summit.edit_task"
    form = TaskForm
    list_display = ["code", "title", "ministry", "owner", "due_offset", "progress", "state"]
    list_filter = ["state"]
    list_select_related = ["ministry", "owner"]
    search_fields = ["search_text"]


@admin.register(Handover, site=site)
class HandoverAdmin(RightsAdmin):
    """To be read, and moved by its steps."""

    list_display = ["task", "from_ministry", "to_ministry", "wished_on", "state"]
    list_filter = ["state"]
    list_select_related = ["task", "from_ministry", "to_ministry"]


@admin.register(Risk, site=site)
class RiskAdmin(RightsAdmin):
    edit_right = "summit.edit_risk"
    form = RiskForm
    list_display = ["code", "title", "ministry", "likelihood", "impact", "state"]
    list_filter = ["state"]
    list_select_related = ["ministry"]


@admin.register(Milestone, site=site)
class MilestoneAdmin(RightsAdmin):
    edit_right = "summit.edit_milestone"
    form = MilestoneForm
    list_display = ["code", "title", "due_offset", "state"]
    list_filter = ["state"]


class StreetAdmin(RightsAdmin):
    edit_right = "summit.edit_closure"
    list_display = ["code", "axis_code", "starts_at", "ends_at", "ministry", "state"]
    list_filter = ["state"]
    list_select_related = ["ministry"]


@admin.register(RoadClosure, site=site)
class ClosureAdmin(StreetAdmin):
    form = ClosureForm


@admin.register(WelcomePoint, site=site)
class WelcomeAdmin(StreetAdmin):
    form = WelcomeForm
