"""The slice in the rescue admin. Minutes and decisions are written on their pages alone."""

from django.contrib import admin

from summit.forms import EditForm
from summit.meetings.models import CommitteeBody, Decision, Meeting
from summit.site_admin import RightsAdmin, site


class BodyForm(EditForm):
    class Meta:
        model = CommitteeBody
        fields = ["code", "name", "order"]


@admin.register(CommitteeBody, site=site)
class CommitteeBodyAdmin(RightsAdmin):
    edit_right = "summit.edit_body"
    may_add = True
    form = BodyForm
    list_display = ["code", "name", "order"]


@admin.register(Meeting, site=site)
class MeetingAdmin(RightsAdmin):
    list_display = ["code", "title", "starts_at", "state"]
    list_filter = ["state"]
    search_fields = ["search_text"]


@admin.register(Decision, site=site)
class DecisionAdmin(RightsAdmin):
    list_display = ["code", "text", "ministry", "due_on", "state"]
    list_filter = ["state"]
    list_select_related = ["ministry"]
    search_fields = ["search_text"]
