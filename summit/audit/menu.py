"""Entry of the menu."""

from django.utils.translation import gettext_lazy as _

from summit import navigation

navigation.add("settings", _("Register of acts"), "audit", right="summit.view_audit", order=90)
