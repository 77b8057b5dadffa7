"""What the lists that leave the house hang into the menu."""

from django.utils.translation import gettext_lazy as _

from summit import navigation

navigation.add("delegations", _("Lists"), "people-lists", right="delegations.export_person", order=25)
