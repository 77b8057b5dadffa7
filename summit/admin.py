"""Index of the rescue admin: loading it registers every slice's tables and the audit."""

from django.contrib import admin

from summit.accounts import admin as _accounts  # noqa: F401 - registers
from summit.audit.models import Entry
from summit.event import admin as _event  # noqa: F401 - registers
from summit.meetings import admin as _meetings  # noqa: F401 - registers
from summit.site_admin import RightsAdmin, site
from summit.tasks import admin as _tasks  # noqa: F401 - registers


@admin.register(Entry, site=site)
class EntryAdmin(RightsAdmin):
    """The audit, to be read only; an entry has no page of its own, so no address either."""

    list_display = ["at", "actor_label", "verb", "kind", "object_label", "note"]
    list_filter = ["verb"]
    list_display_links = None

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("summit.view_audit")

    def get_queryset(self, request):
        return Entry.objects.filter(summit=request.user.summit)

    def get_actions(self, request):
        return {}

    def get_object(self, request, object_id, from_field=None):
        return None
