"""Who sleeps where: a room out of a block, by nights; each bed is given once a night, and no block is oversold."""

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from delegations.roster.models import Delegation, Membership, Quota
from delegations.travel.models import Flight
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import Carried, CarriedDate, CarriedRank, CarriedState, NoOverlap, one_of, queue
from summit.secrecy import S2
from summit.workflow import Step, Workflow
from venues.accommodation import lodging_acts as acts
from venues.accommodation.block import BlockNight, RoomBlock
from venues.accommodation.hotel import Bed, Hotel, Room, RoomType

HOLDING = ("proposed", "confirmed", "checked_in")  # these hold a bed, and count in their block


class AssignmentQuerySet(ScopedQuerySet):
    def holding(self):
        return self.filter(state__in=HOLDING)

    def on(self, night):
        """Those who sleep on the night that begins on ``night``."""
        return self.filter(check_in__lte=night, check_out__gt=night)

    def for_list(self):
        return self.select_related(
            "hotel", "room__floor", "room_type", "block", "occupant__person", "delegation", "summit"
        )


class RoomAssignment(SummitRow, Public, Revised):
    """A night's lodging for one member of a delegation, or for a crew: [check_in, check_out), by whole nights.

    It may stand in a block before the hotel has told the number of the room. Who has the room
    alone holds all its beds; who shares it holds one, and has agreed to.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("lodging", "Requested")
        PROPOSED = "proposed", pgettext_lazy("lodging", "Proposed")
        CONFIRMED = "confirmed", pgettext_lazy("lodging", "Confirmed")
        CHECKED_IN = "checked_in", _("Checked in")
        CHECKED_OUT = "checked_out", _("Checked out")
        NO_SHOW = "no_show", _("Did not come")
        MOVED = "moved", pgettext_lazy("lodging", "Moved elsewhere")
        CANCELLED = "cancelled", pgettext_lazy("lodging", "Cancelled")

    OPEN = (State.REQUESTED, State.PROPOSED, State.CONFIRMED)

    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="lodgings", verbose_name=_("delegation")
    )
    occupant = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="lodgings", verbose_name=_("guest")
    )
    crew_of = models.ForeignKey(
        Flight, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or the crew of")
    )
    hotel = models.ForeignKey(
        Hotel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hotel")
    )
    room_type = models.ForeignKey(RoomType, models.PROTECT, related_name="+", verbose_name=_("type of room"))
    block = models.ForeignKey(
        RoomBlock, models.PROTECT, null=True, blank=True, related_name="lodgings", verbose_name=_("block")
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="lodgings", verbose_name=_("room")
    )
    check_in = models.DateField(_("first night"))
    check_out = models.DateField(_("leaves on"))
    alone = models.BooleanField(_("alone in the room"), default=True)
    agrees_to_share = models.BooleanField(_("agrees to share"), default=False)
    paid_by = models.CharField(_("paid by"), max_length=20, choices=Quota.Payer, default=Quota.Payer.HOST)
    paid_because = models.CharField(_("because"), max_length=200, blank=True)
    early_check_in = models.BooleanField(_("early check-in"), default=False)
    late_check_out = models.BooleanField(_("late check-out"), default=False)
    meals = models.CharField(_("meals"), max_length=100, blank=True)
    smoking = models.BooleanField(_("smoking"), default=False)
    accessible = models.BooleanField(_("accessible without steps"), default=False)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.REQUESTED, editable=False
    )

    objects = AssignmentQuerySet.as_manager()
    view_right = "venues.view_lodging"
    sensitivity = {"remarks": S2}
    retention = {S2: 90}
    waits = {"confirm": ngettext_lazy("%(n)s room to confirm", "%(n)s rooms to confirm", "n")}

    workflow = Workflow(
        Step(
            name="propose",
            label=pgettext_lazy("lodging", "Propose"),
            sources={State.REQUESTED},
            target=State.PROPOSED,
            right="venues.edit_lodging",
            sets=acts.placed,
            then=acts.kept,
        ),
        Step(
            name="confirm",
            label=_("Confirm"),
            sources={State.PROPOSED},
            target=State.CONFIRMED,
            right="venues.edit_lodging",
            style="primary",
            then=acts.kept,
        ),
        Step(
            name="check_in",
            label=_("Note the arrival"),
            sources={State.CONFIRMED},
            target=State.CHECKED_IN,
            right="venues.note_lodging",
            then=acts.kept,
        ),
        Step(
            name="check_out",
            label=_("Note the departure"),
            sources={State.CHECKED_IN},
            target=State.CHECKED_OUT,
            right="venues.note_lodging",
            sets=acts.leaving,
            then=acts.left,
        ),
        Step(
            name="no_show",
            label=_("Note that nobody came"),
            sources={State.CONFIRMED},
            target=State.NO_SHOW,
            right="venues.note_lodging",
            reason_required=True,
            sets=acts.leaving,
            then=acts.left,
        ),
        Step(
            name="move",
            label=_("Move elsewhere"),
            sources={State.PROPOSED, State.CONFIRMED, State.CHECKED_IN},
            target=State.MOVED,
            right="venues.move_lodging",
            sets=acts.moved,
            then=acts.left,
        ),
        Step(
            name="cancel",
            label=pgettext_lazy("lodging", "Cancel"),
            sources={State.REQUESTED, State.PROPOSED, State.CONFIRMED},
            target=State.CANCELLED,
            right="venues.edit_lodging",
            reason_required=True,
            style="danger",
            sets=acts.leaving,
            then=acts.left,
        ),
    )

    class Meta:
        verbose_name = _("lodging")
        verbose_name_plural = _("lodgings")
        ordering = ["check_in", "pk"]
        indexes = [models.Index(fields=["summit", "state", "check_in"], name="lodging_by_night")]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "check_in", "check_out", "state"], name="lodging_carries_its_nights"
            ),
            models.CheckConstraint(
                condition=Q(check_out__gt=F("check_in")),
                name="lodging_has_a_night",
                violation_error_message=_("There is no night between these days."),
            ),
            models.CheckConstraint(
                condition=Q(occupant__isnull=True) ^ Q(crew_of__isnull=True),
                name="lodging_is_somebody_s",
                violation_error_message=_("Choose a guest or a crew."),
            ),
            models.CheckConstraint(
                condition=Q(alone=True) | Q(agrees_to_share=True),
                name="lodging_shared_by_consent",
                violation_error_message=_("Nobody shares a room without having agreed."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=list(HOLDING)) | Q(hotel__isnull=False), name="lodging_held_somewhere"
            ),
            NoOverlap(
                resource="occupant",
                start="check_in",
                end="check_out",
                condition=Q(state__in=list(HOLDING)),
                name="guest_lodged_once",
                violation_error_message=_("This guest already has a room for one of these nights."),
            ),
            one_of("paid_by", ["host", "own", "organisation"], name="lodging_payer"),
            one_of(
                "state",
                [
                    "requested", "proposed", "confirmed", "checked_in", "checked_out", "no_show", "moved",
                    "cancelled",
                ],
                name="lodging_state",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.occupant or self.crew_of} {self.check_in}"

    @transaction.atomic
    def save(self, **kwargs):
        """Who lodges the same guest waits here: inside the constraint two would wait for each other."""
        queue(Membership.objects.filter(pk=self.occupant_id))
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("lodging", args=[self.public_id])

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days


class HeldBed(SummitRow):
    """A bed held by a lodging; nights and state are the lodging's own, kept true by the database."""

    lodging = models.ForeignKey(RoomAssignment, models.CASCADE, related_name="beds")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="held_by")
    check_in = CarriedDate("lodging", "check_in")
    check_out = CarriedDate("lodging", "check_out")
    state = CarriedState("lodging", "state", max_length=20)

    class Meta:
        verbose_name = _("bed held")
        verbose_name_plural = _("beds held")
        constraints = [
            models.UniqueConstraint(fields=["lodging", "bed"], name="lodging_holds_a_bed_once"),
            Carried(
                end="lodging",
                copy=("check_in", "check_out", "state"),
                source=("check_in", "check_out", "state"),
                name="bed_held_as_lodged",
            ),
            NoOverlap(
                resource="bed",
                start="check_in",
                end="check_out",
                condition=Q(state__in=list(HOLDING)),
                name="bed_given_once",
                violation_error_message=_("This bed is already given for one of these nights."),
            ),
        ]

    def __str__(self):
        return f"{self.bed_id} {self.check_in}"


class HeldNight(SummitRow):
    """One room of a block, held for one night: the ``place``-th of those that the hotel keeps.

    Two lodgings never hold one place, and no place lies beyond what the hotel keeps: so no block
    is oversold, however many officers give at once. Of those who share a room one holds the place.
    """

    lodging = models.ForeignKey(RoomAssignment, models.CASCADE, related_name="held_nights")
    night = models.ForeignKey(BlockNight, models.PROTECT, related_name="held")
    place = models.PositiveIntegerField()
    rooms = CarriedRank("night", rank="rooms")
    check_in = CarriedDate("lodging", "check_in")
    check_out = CarriedDate("lodging", "check_out")
    state = CarriedState("lodging", "state", max_length=20)

    class Meta:
        verbose_name = _("night held")
        verbose_name_plural = _("nights held")
        constraints = [
            models.UniqueConstraint(fields=["lodging", "night"], name="lodging_holds_a_night_once"),
            models.UniqueConstraint(
                fields=["night", "place"], condition=Q(state__in=list(HOLDING)), name="block_room_held_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=list(HOLDING)) | (Q(place__gte=1) & Q(place__lte=F("rooms"))),
                name="block_never_oversold",
                violation_error_message=_("The block has no room left for this night."),
            ),
            Carried(end="night", copy="rooms", source="rooms", name="night_held_of_its_block"),
            Carried(
                end="lodging",
                copy=("check_in", "check_out", "state"),
                source=("check_in", "check_out", "state"),
                name="night_held_as_lodged",
            ),
        ]

    def __str__(self):
        return f"{self.night_id} {self.place}"
