"""Who travels in a movement, and every time that somebody told for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.roster.membership import Membership
from delegations.travel.movement import Movement
from summit import clock
from summit.base import SummitRow
from summit.constraints import AppendOnly, one_of


class Passenger(SummitRow):
    """A member who travels in a movement."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="passengers")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="journeys")

    class Meta:
        verbose_name = _("passenger")
        verbose_name_plural = _("passengers")
        constraints = [models.UniqueConstraint(fields=["movement", "membership"], name="passenger_once")]

    def __str__(self):
        return f"{self.movement} {self.membership_id}"


class TimeTold(SummitRow):
    """One time that one person told for a movement: nothing told is ever overwritten."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("planned")
        ESTIMATED = "estimated", _("estimated")
        LANDED = "landed", _("landed or left")
        ON_BLOCKS = "on_blocks", _("on blocks")
        LEFT = "left", _("left the airport")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="times")
    time_type = models.CharField(_("which time"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("time"))
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    told_at = models.DateTimeField(_("told"), default=clock.now)

    class Meta:
        verbose_name = _("time told")
        verbose_name_plural = _("times told")
        ordering = ["-told_at", "-pk"]
        constraints = [
            one_of(
                "time_type", ["planned", "estimated", "landed", "on_blocks", "left"], name="timetold_type"
            ),
            AppendOnly(name="timetold_stands"),
        ]

    def __str__(self):
        return f"{self.movement_id} {self.time_type} {self.at:%Y-%m-%d %H:%M}"


def who_noted(movement, times):
    """Who told the landing or departure that is in force, out of all ``times`` told; None where nobody did."""
    at, landed = movement.landed_at, TimeTold.Kind.LANDED
    return next((told.told_by for told in times if told.at == at and told.time_type == landed), None)
