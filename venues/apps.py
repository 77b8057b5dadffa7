"""The app of the venues; loading it fills the registries of the ground floor."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What each slice hangs into the registries, in the order of the slices.
REGISTERING = (
    "venues.halls.hall_menu",
    "venues.halls.booking_menu",
    "venues.halls.calendar_menu",
    "venues.halls.inspection_menu",
    "venues.accommodation.contract_menu",
    "venues.accommodation.lodging_menu",
    "venues.accommodation.grid_menu",
    "venues.accommodation.proposal_menu",
    "venues.demo.layer",
)


class VenuesConfig(AppConfig):
    name = "venues"
    verbose_name = _("Venues")

    def ready(self):
        for module in REGISTERING:
            import_module(module)
