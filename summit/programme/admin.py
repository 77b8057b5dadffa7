"""The programme in the rescue admin, under the rules of its page."""

from django.contrib import admin

from summit.programme.item_form import ItemForm
from summit.programme.items import ProgrammeItem
from summit.site_admin import RightsAdmin, site


@admin.register(ProgrammeItem, site=site)
class ItemAdmin(RightsAdmin):
    edit_right = "summit.edit_item"
    form = ItemForm
    list_display = ["title", "starts_at", "site", "state"]
    list_filter = ["state"]
    list_select_related = ["site"]
    search_fields = ["search_text"]
