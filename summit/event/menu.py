"""What the slice hangs into the registries: its entries in the menu, who reads the logo's file."""

from django.utils.translation import gettext_lazy as _

from summit import files, navigation, telling
from summit.secrecy.levels import S0

navigation.add("settings", _("Summit"), "summit-settings", right="summit.edit_summit", order=50)
navigation.add("settings", _("Sites"), "sites", right="summit.view_site", order=60)
navigation.add("settings", _("Zones"), "zones", right="summit.view_site", order=62)

files.register("logo", lambda file, user: True, level=S0)
telling.VERBS["move"] = _("Moved")
