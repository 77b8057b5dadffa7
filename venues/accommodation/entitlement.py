"""Who is lodged at whose cost: rules as data, and exceptions with their reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.roster.models import Delegation, Quota, RankClass
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from venues.accommodation.hotel import RoomType


class EntitlementRule(SummitRow, Public, Revised):
    """A delegation led by somebody of ``led_by`` has 1 + ``with_head`` rooms paid by ``paid_by``.

    The rule of the highest class that leads holds; without ``led_by`` it is the rule of all
    others. ``room_type`` is what the head is given.
    """

    led_by = models.ForeignKey(
        RankClass,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("led by"),
        help_text=_("Empty: every other delegation."),
    )
    with_head = models.PositiveSmallIntegerField(_("rooms beside the head's"), default=0)
    room_type = models.ForeignKey(
        RoomType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room of the head"),
    )
    paid_by = models.CharField(_("paid by"), max_length=20, choices=Quota.Payer, default=Quota.Payer.HOST)
    nights = models.PositiveSmallIntegerField(_("nights at most"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_block"

    class Meta:
        verbose_name = _("rule of entitlement")
        verbose_name_plural = _("rules of entitlement")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "led_by"],
                name="entitlement_once",
                violation_error_message=_("This class already has its rule."),
            ),
            models.UniqueConstraint(
                fields=["summit"],
                condition=Q(led_by__isnull=True),
                name="entitlement_of_others_once",
                violation_error_message=_("All other delegations already have their rule."),
            ),
            one_of("paid_by", ["host", "own", "organisation"], name="entitlement_payer"),
        ]

    def __str__(self):
        who = self.led_by or _("others")
        return f"{who} 1+{self.with_head}"


class EntitlementException(SummitRow, Public, Revised):
    """One delegation is treated otherwise than the rule says, and why."""

    delegation = models.OneToOneField(
        Delegation, models.CASCADE, related_name="lodging_exception", verbose_name=_("delegation")
    )
    rooms = models.PositiveSmallIntegerField(_("rooms paid"))
    paid_by = models.CharField(_("paid by"), max_length=20, choices=Quota.Payer, default=Quota.Payer.HOST)
    reason = models.CharField(_("reason"), max_length=300)

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_block"

    class Meta:
        verbose_name = _("exception of entitlement")
        verbose_name_plural = _("exceptions of entitlement")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="lodging_exception_says_why",
                violation_error_message=_("Say why."),
            ),
            one_of("paid_by", ["host", "own", "organisation"], name="lodging_exception_payer"),
        ]

    def __str__(self):
        return f"{self.delegation} {self.rooms}"
