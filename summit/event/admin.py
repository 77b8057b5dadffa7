"""The slice in the rescue admin."""

from django.contrib import admin

from summit.event.forms import SettingsForm, SiteForm, ZoneForm
from summit.event.models import Site, Summit, Zone
from summit.site_admin import RightsAdmin, site


@admin.register(Summit, site=site)
class SummitAdmin(RightsAdmin):
    edit_right = "summit.edit_summit"
    form = SettingsForm
    list_display = ["code", "short_name", "starts_on", "ends_on", "state"]
    list_filter = ["state"]


@admin.register(Site, site=site)
class SiteAdmin(RightsAdmin):
    edit_right = "summit.edit_site"
    may_add = True
    form = SiteForm
    list_display = ["code", "name", "site_type"]
    list_filter = ["site_type"]


@admin.register(Zone, site=site)
class ZoneAdmin(RightsAdmin):
    edit_right = "summit.edit_site"
    may_add = True
    form = ZoneForm
    list_display = ["code", "name", "site"]
    list_select_related = ["site"]
