"""The slice in the rescue admin."""

from django.contrib import admin

from summit.accounts.bodies import Commission, Ministry, Organisation
from summit.accounts.body_forms import CommissionForm, MinistryForm, OrganisationForm
from summit.accounts.duties import Duty, Mandate, Portfolio
from summit.accounts.forms import DutyForm, UserForm
from summit.accounts.people import User
from summit.site_admin import RightsAdmin, site


@admin.register(User, site=site)
class UserAdmin(RightsAdmin):
    """People; deactivating and passwords have pages of their own, with what they must do beside."""

    edit_right = "summit.edit_user"
    form = UserForm
    list_display = ["username", "name", "ministry", "is_active"]
    list_filter = ["is_active"]
    list_select_related = ["ministry"]
    search_fields = ["search_text"]


@admin.register(Organisation, site=site)
class OrganisationAdmin(RightsAdmin):
    edit_right = "summit.edit_organisation"
    form = OrganisationForm
    list_display = ["code", "name", "org_type", "state"]
    list_filter = ["org_type", "state"]

    def get_queryset(self, request):
        """Ministries have a table of their own, which their form knows."""
        return super().get_queryset(request).exclude(org_type=Organisation.Kind.MINISTRY)


@admin.register(Ministry, site=site)
class MinistryAdmin(RightsAdmin):
    edit_right = "summit.edit_organisation"
    form = MinistryForm
    list_display = ["code", "name", "rank", "coordinated", "state"]

    def get_actions(self, request):
        """The steps are the organisation's, on its page."""
        return {}


@admin.register(Commission, site=site)
class CommissionAdmin(RightsAdmin):
    edit_right = "summit.edit_commission"
    form = CommissionForm
    list_display = ["code", "name", "president"]
    list_select_related = ["president"]


@admin.register(Duty, site=site)
class DutyAdmin(RightsAdmin):
    edit_right = "summit.edit_duty"
    form = DutyForm
    list_display = ["user", "role", "portfolio", "valid_from", "valid_until"]
    list_filter = ["role"]
    list_select_related = ["user", "portfolio"]


@admin.register(Portfolio, site=site)
class PortfolioAdmin(RightsAdmin):
    list_display = ["code", "name"]


@admin.register(Mandate, site=site)
class MandateAdmin(RightsAdmin):
    list_display = ["portfolio", "ministry"]
    list_select_related = ["portfolio", "ministry"]
