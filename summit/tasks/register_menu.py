"""Entries of the menu for the plan's registers."""

from django.utils.translation import gettext_lazy as _

from summit import navigation

navigation.add("plan", _("Hand-overs"), "handovers", right="summit.view_handover", order=30)
navigation.add("plan", _("Risks"), "risks", right="summit.view_risk", order=60)
navigation.add("plan", _("Milestones"), "milestones", right="summit.view_milestone", order=65)
navigation.add("places", _("Road closures"), "closures", right="summit.view_closure", order=80)
navigation.add("places", _("Popular-welcome points"), "welcome-points", right="summit.view_closure", order=85)
