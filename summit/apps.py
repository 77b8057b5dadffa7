"""The app of the ground floor; loading it fills the registries."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What each slice hangs into the registries, in the order of the slices.
REGISTERING = (
    "summit.policy",
    "summit.findings_page",
    "summit.files.sweeping",
    "summit.audit.menu",
    "summit.event.menu",
    "summit.accounts.menu",
    "summit.tasks.menu",
    "summit.tasks.readiness.menu",
    "summit.tasks.deadlines",
    "summit.tasks.impact",
    "summit.tasks.findings",
    "summit.tasks.street_findings",
    "summit.tasks.register_menu",
    "summit.tasks.imports",
    "summit.meetings.menu",
    "summit.meetings.findings",
    "summit.programme.menu",
    "summit.notices.mailing",
    "summit.notifications.menu",
    "summit.admin",
)


class SummitConfig(AppConfig):
    name = "summit"
    verbose_name = _("Summit")

    def ready(self):
        for module in REGISTERING:
            import_module(module)
