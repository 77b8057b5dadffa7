"""How many of each thing a delegation may have, and who pays for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.roster.delegation import Delegation
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of


class Quota(SummitRow, Public, Revised):
    """How many of one thing a delegation may have: badges, rooms, seats, cars; and who pays."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        BADGES = "badges", _("Badges")
        FLOATERS = "floaters", _("Transferable passes")
        ROOMS = "rooms", _("Rooms paid by the host")
        SEATS = "seats", _("Seats in the hall")
        VEHICLES = "vehicles", _("Vehicles")
        POOL_CARDS = "pool_cards", _("Pool cards")

    class Payer(models.TextChoices):
        HOST = "host", _("the host country")
        OWN = "own", _("the delegation")
        ORGANISATION = "organisation", _("the organisation")

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="quotas", verbose_name=_("delegation")
    )
    quota_type = models.CharField(_("what"), max_length=20, choices=Kind)
    granted = models.PositiveIntegerField(_("granted"))
    paid_by = models.CharField(_("paid by"), max_length=20, choices=Payer, default=Payer.HOST)
    basis = models.CharField(_("basis"), max_length=200, blank=True, help_text=_("For instance 1 + 4."))

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.view_quota"

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "quota_type"],
                name="quota_once",
                violation_error_message=_("This quota is already set."),
            ),
            one_of(
                "quota_type",
                ["people", "badges", "floaters", "rooms", "seats", "vehicles", "pool_cards"],
                name="quota_type",
            ),
            one_of("paid_by", ["host", "own", "organisation"], name="quota_payer"),
        ]

    def __str__(self):
        return f"{self.get_quota_type_display()} {self.granted}"

    @property
    def audit_label(self):
        """How the audit names it, the same in every language."""
        return f"{self.delegation.code} {self.quota_type}"

    def get_absolute_url(self):
        return self.delegation.get_absolute_url()
