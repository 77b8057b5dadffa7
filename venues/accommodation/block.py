"""Contracts with hotels: so many rooms of a type for each night, at a price, until a day."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow
from venues.accommodation import block_acts as acts
from venues.accommodation.hotel import Hotel, RoomType

HOLDING = ("requested", "proposed", "confirmed", "checked_in")


class BlockQuerySet(ScopedQuerySet):
    def open(self):
        """Blocks out of which rooms are given."""
        return self.filter(state__in=RoomBlock.GIVEN_FROM)

    def for_list(self):
        return self.select_related("hotel", "room_type", "summit")


class RoomBlock(SummitRow, Public, Revised):
    """A contingent: rooms of one type in one hotel, night by night, out of which rooms are given.

    ``cut_off`` is the last day on which the committee may name guests or give rooms back without
    loss; on ``release_on`` the rooms nobody has go back to the hotel by themselves.
    """

    class State(models.TextChoices):
        NEGOTIATED = "negotiated", pgettext_lazy("block", "Under negotiation")
        CONTRACTED = "contracted", pgettext_lazy("block", "Under contract")
        REVIEWED = "reviewed", pgettext_lazy("block", "Reviewed")
        RELEASED = "released", pgettext_lazy("block", "Released")

    GIVEN_FROM = (State.NEGOTIATED, State.CONTRACTED, State.REVIEWED)

    hotel = models.ForeignKey(Hotel, models.PROTECT, related_name="blocks", verbose_name=_("hotel"))
    room_type = models.ForeignKey(
        RoomType, models.PROTECT, related_name="blocks", verbose_name=_("type of room")
    )
    code = models.CharField(_("code"), max_length=20)
    rate = models.DecimalField(_("price a night"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="XOF")
    cut_off = models.DateField(_("cut-off"), null=True, blank=True)
    release_on = models.DateField(_("release"), null=True, blank=True)
    terms = models.TextField(_("terms"), max_length=4000, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.NEGOTIATED, editable=False
    )

    objects = BlockQuerySet.as_manager()
    view_right = "venues.view_block"

    workflow = Workflow(
        Step(
            name="contract",
            label=_("Note as under contract"),
            sources={State.NEGOTIATED},
            target=State.CONTRACTED,
            right="venues.edit_block",
            style="primary",
        ),
        Step(
            name="review",
            label=_("Note as reviewed"),
            sources={State.CONTRACTED},
            target=State.REVIEWED,
            right="venues.edit_block",
        ),
        Step(
            name="release",
            label=_("Give the free rooms back"),
            sources={State.CONTRACTED, State.REVIEWED},
            target=State.RELEASED,
            right="venues.release_block",
            then=acts.give_back,
            style="danger",
        ),
    )

    class Meta:
        verbose_name = _("block of rooms")
        verbose_name_plural = _("blocks of rooms")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="block_code", violation_error_message=TAKEN
            ),
            models.CheckConstraint(
                condition=Q(cut_off__isnull=True)
                | Q(release_on__isnull=True)
                | Q(release_on__gte=F("cut_off")),
                name="block_released_after_cut_off",
                violation_error_message=_("The release is before the cut-off."),
            ),
            models.CheckConstraint(condition=Q(rate__isnull=True) | Q(rate__gte=0), name="block_rate"),
            one_of("state", ["negotiated", "contracted", "reviewed", "released"], name="block_state"),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("room-block", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"negotiated": "todo", "contracted": "doing", "reviewed": "done", "released": "void"}[
            self.state
        ]

    @property
    def is_open(self) -> bool:
        """Whether rooms are given out of it."""
        return self.state in self.GIVEN_FROM


class BlockNight(SummitRow):
    """How many rooms of the block the hotel keeps for the night that begins on ``night``."""

    block = models.ForeignKey(RoomBlock, models.CASCADE, related_name="nights")
    night = models.DateField(_("night"))
    rooms = models.PositiveIntegerField(_("rooms"))

    class Meta:
        verbose_name = _("night of a block")
        verbose_name_plural = _("nights of a block")
        ordering = ["night"]
        constraints = [
            models.UniqueConstraint(fields=["block", "night"], name="block_night_once"),
            models.UniqueConstraint(fields=["id", "rooms"], name="block_night_carries_its_rooms"),
        ]

    def __str__(self):
        return f"{self.block_id} {self.night}"


class AttritionStep(SummitRow):
    """Until ``until`` (inclusive) so many percent of the rooms may be given back without paying them."""

    block = models.ForeignKey(RoomBlock, models.CASCADE, related_name="attrition")
    until = models.DateField(_("until"))
    percent = models.PositiveSmallIntegerField(_("percent"), validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("step of attrition")
        verbose_name_plural = _("steps of attrition")
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(fields=["block", "until"], name="attrition_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="attrition_percent"),
        ]

    def __str__(self):
        return f"{self.until} {self.percent} %"
