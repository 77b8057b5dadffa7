"""What halls, their parts and the plans of the sites hang into the registries."""

from django.utils.translation import gettext_lazy as _

from summit import files, navigation, search, writing
from venues.halls import hall_admin, hall_findings  # noqa: F401 - loading them fills the registries
from venues.halls.hall import Hall, SitePlan
from venues.halls.plan_form import KIND

navigation.add("places", _("Halls"), "halls", right="venues.view_hall", order=10)
navigation.add("places", _("List of halls"), "hall-list", right="venues.view_hall", order=12)
navigation.add("places", _("Site plans"), "site-plans", right="venues.view_hall", order=16)
navigation.add("settings", _("Parts of halls"), "hall-parts", right="venues.edit_hall", order=66)


def hit(hall):
    return f"{hall.code} {hall.name}", writing.listed((hall.site, hall.get_state_display()))


def sees_the_plan(file, user) -> bool:
    """Who sees halls sees the pictures on which they are marked."""
    return SitePlan.objects.visible_to(user).filter(picture=file).exists()


search.searchable(Hall, _("Halls"), hit)
files.register(KIND, sees_the_plan)
