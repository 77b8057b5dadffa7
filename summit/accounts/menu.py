"""What the slice hangs into the registries: its entries in the menu and the names of its acts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit import navigation, telling

navigation.add("settings", _("Users"), "users", right="summit.view_user", order=10)
navigation.add("settings", _("Mandates"), "mandates", right="summit.view_mandate", order=20)
navigation.add("settings", _("Organisations"), "organisations", right="summit.view_organisation", order=30)
navigation.add("settings", _("Ministries"), "ministries", right="summit.view_organisation", order=32)
navigation.add("settings", _("Commissions"), "commissions", right="summit.view_commission", order=40)

telling.VERBS |= {
    "deactivate": _("Deactivated"),
    "reactivate": _("Reactivated"),
    "give_password": _("Initial password given"),
    "send_link": _("Link to choose a password sent"),
    "take_second_factor": _("Second factor removed"),
    "end": _("Ended"),
    "give": _("Given"),
    "withdraw": pgettext_lazy("mandate", "Withdrawn"),
    "seat": _("Members changed"),
}
