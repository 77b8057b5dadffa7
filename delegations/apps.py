"""The app of the delegations; loading it fills the registries of the ground floor."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What each slice hangs into the registries, in the order of the slices.
REGISTERING = (
    "delegations.roster.delegation_menu",
    "delegations.roster.people_menu",
    "delegations.roster.imports",
    "delegations.roster.note_menu",
    "delegations.roster.side_menu",
    "delegations.sessions.menu",
    "delegations.protocol.menu",
    "delegations.travel.movement_menu",
    "delegations.travel.flight_menu",
    "delegations.demo.layer",
)


class DelegationsConfig(AppConfig):
    name = "delegations"
    verbose_name = _("Delegations")

    def ready(self):
        for module in REGISTERING:
            import_module(module)
