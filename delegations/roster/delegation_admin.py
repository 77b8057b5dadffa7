"""Delegations and what hangs on their files in the rescue admin. Quotas and shifts are written on their pages alone."""

from django.contrib import admin

from delegations.roster.delegation import Delegation
from delegations.roster.delegation_forms import DelegationForm
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.quotas import Quota
from delegations.roster.reference import Category, RankClass
from delegations.roster.reference_forms import CategoryForm, RankClassForm
from summit.site_admin import RightsAdmin, site


@admin.register(Delegation, site=site)
class DelegationAdmin(RightsAdmin):
    edit_right = "delegations.edit_delegation"
    form = DelegationForm
    list_display = ["code", "name", "delegation_type", "state"]
    list_filter = ["state", "delegation_type"]
    search_fields = ["search_text"]


@admin.register(Quota, site=site)
class QuotaAdmin(RightsAdmin):
    list_display = ["delegation", "quota_type", "granted", "paid_by"]
    list_filter = ["quota_type"]
    list_select_related = ["delegation"]


@admin.register(LiaisonAssignment, site=site)
class LiaisonAdmin(RightsAdmin):
    list_display = ["officer", "delegation", "starts_at", "ends_at", "state"]
    list_filter = ["state"]
    list_select_related = ["officer", "delegation"]


@admin.register(RankClass, site=site)
class RankClassAdmin(RightsAdmin):
    edit_right = "delegations.edit_reference"
    may_add = True
    form = RankClassForm
    list_display = ["order", "code", "name"]
    list_display_links = ["code"]


@admin.register(Category, site=site)
class CategoryAdmin(RightsAdmin):
    edit_right = "delegations.edit_reference"
    may_add = True
    form = CategoryForm
    list_display = ["code", "name", "colour", "order"]
