"""Entry of the menu."""

from django.utils.translation import gettext_lazy as _

from summit import navigation

navigation.add("desk", _("Notices"), "notices", right=None, order=90)
