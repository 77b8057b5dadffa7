"""Halls in the rescue admin. A hall is written on its own page alone: its parts are held by bookings."""

from django.contrib import admin

from summit.site_admin import RightsAdmin, site
from venues.halls.hall import Hall, HallPart
from venues.halls.hall_parts import PartForm


@admin.register(Hall, site=site)
class HallAdmin(RightsAdmin):
    list_display = ["code", "name", "site", "seats", "state"]
    list_filter = ["state"]
    list_select_related = ["site"]
    search_fields = ["search_text"]


@admin.register(HallPart, site=site)
class HallPartAdmin(RightsAdmin):
    edit_right = "venues.edit_hall"
    form = PartForm
    list_display = ["code", "name", "site"]
    list_select_related = ["site"]
