"""Arrivals and departures, and every time that somebody told for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.travel import movement_acts as acts
from delegations.travel import movement_rights  # noqa: F401 - the steps below name its rights
from delegations.travel.movement_queries import MovementQuerySet
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, SummitRow
from summit.constraints import one_of
from summit.secrecy import S3
from summit.text import fold
from summit.workflow import Step, Workflow


class Movement(SummitRow, Public, Revised):
    """One arrival or departure of a group. Times are aware; planned, estimated and actual are kept apart.

    ``principal`` leads the group, ``party`` counts everybody in it; the names stand in ``Passenger``.
    """

    class Direction(models.TextChoices):
        ARRIVAL = "arrival", _("Arrival")
        DEPARTURE = "departure", _("Departure")

    class Mode(models.TextChoices):
        COMMERCIAL = "commercial", _("Commercial flight")
        SPECIAL = "special", _("Special flight")
        ROAD = "road", _("Road")

    class Visa(models.TextChoices):
        UNKNOWN = "", _("not known")
        NOT_NEEDED = "not_needed", _("not needed")
        ASKED = "asked", pgettext_lazy("visa", "asked")
        GRANTED = "granted", pgettext_lazy("visa", "granted")
        ON_ARRIVAL = "on_arrival", _("on arrival")

    class State(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("movement", "Announced")
        CONFIRMED = "confirmed", pgettext_lazy("movement", "Confirmed")
        DELAYED = "delayed", _("Delayed")
        EN_ROUTE = "en_route", _("En route")
        LANDED = "landed", _("Landed")
        HANDED_OVER = "handed_over", _("Handed over")
        CLOSED = "closed", pgettext_lazy("movement", "Closed")
        CANCELLED = "cancelled", pgettext_lazy("movement", "Cancelled")

    AHEAD = (State.ANNOUNCED, State.CONFIRMED, State.DELAYED, State.EN_ROUTE)
    DONE = (State.LANDED, State.HANDED_OVER)  # it happened, and what was noted of it may still be mended

    code = models.CharField(_("code"), max_length=20)
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="movements", verbose_name=_("delegation")
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.ARRIVAL)
    mode = models.CharField(
        pgettext_lazy("way of travel", "by"), max_length=20, choices=Mode, default=Mode.COMMERCIAL
    )
    principal = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("led by")
    )
    party = models.PositiveIntegerField(_("people"), default=1)
    carrier = models.CharField(_("carrier"), max_length=100, blank=True)
    flight_no = models.CharField(_("flight"), max_length=20, blank=True)
    flight = models.ForeignKey(
        "delegations.Flight",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("special flight"),
    )
    origin = models.CharField(pgettext_lazy("place", "from"), max_length=100, blank=True)
    destination = models.CharField(pgettext_lazy("place", "to"), max_length=100, blank=True)
    site = models.ForeignKey(
        "summit.Site", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("terminal")
    )
    planned_at = models.DateTimeField(_("planned"))
    estimated_at = models.DateTimeField(_("estimated"), null=True, blank=True, editable=False)
    landed_at = models.DateTimeField(_("landed or left"), null=True, blank=True, editable=False)
    on_blocks_at = models.DateTimeField(_("on blocks"), null=True, blank=True, editable=False)
    left_airport_at = models.DateTimeField(_("left the airport"), null=True, blank=True, editable=False)
    welcomed_by = models.CharField(_("welcomed by"), max_length=200, blank=True)
    greeter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("greeting officer"),
    )
    honour_guard = models.BooleanField(_("guard of honour"), default=False)
    anthems = models.BooleanField(_("anthems"), default=False)
    red_carpet = models.BooleanField(_("red carpet"), default=False)
    gun_salute = models.BooleanField(_("gun salute"), default=False)
    lounge = models.CharField(_("lounge"), max_length=60, blank=True)
    baggage = models.PositiveIntegerField(_("pieces of baggage"), null=True, blank=True)
    baggage_tag = models.CharField(_("colour of the tags"), max_length=30, blank=True)
    vehicles = models.CharField(_("vehicles"), max_length=100, blank=True)
    onward = models.CharField(_("taken to"), max_length=100, blank=True)
    visa = models.CharField(_("visa"), max_length=20, choices=Visa, blank=True, default=Visa.UNKNOWN)
    armed_party = models.BooleanField(_("weapons in the party"), default=False)
    assistance = models.CharField(_("assistance"), max_length=300, blank=True)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ANNOUNCED, editable=False
    )
    search_text = models.TextField(default="", editable=False)

    objects = MovementQuerySet.as_manager()
    view_right = "delegations.view_movement"
    reveal_right = {"assistance": "delegations.time_movement", "armed_party": "delegations.view_weapons"}
    sensitivity = {"assistance": S3, "armed_party": S3}
    retention = {S3: 30}
    KEYS = ("search_text",)

    REACHED = {
        "sources": {*AHEAD},
        "target": State.LANDED,
        "form": "delegations.travel.step_forms.LandedForm",
        "sets": acts.landed,
        "then": acts.told_landing,
        "tells": acts.who_waits,
        "style": "primary",
    }
    TAKEN_BACK = {  # somebody pressed on the wrong row
        "sources": {*DONE},
        "target": State.CONFIRMED,
        "reason_required": True,
        "sets": acts.not_landed,
        "tells": acts.who_waits,
    }
    workflow = Workflow(
        Step(
            name="confirm",
            label=_("Confirm"),
            sources={State.ANNOUNCED},
            target=State.CONFIRMED,
            right="delegations.step_movement",
            style="primary",
        ),
        Step(
            name="delay",
            label=_("Note a delay"),
            sources={State.ANNOUNCED, State.CONFIRMED, State.EN_ROUTE, State.DELAYED},
            target=State.DELAYED,
            right="delegations.step_movement",
            form="delegations.travel.step_forms.DelayForm",
            sets=acts.estimated,
            then=acts.told_estimate,
        ),
        Step(
            name="take_off",
            label=_("Note as en route"),
            sources={State.ANNOUNCED, State.CONFIRMED, State.DELAYED},
            target=State.EN_ROUTE,
            right="delegations.step_movement",
        ),
        Step(name="land", label=_("Note as landed"), right="delegations.land_movement", **REACHED),
        Step(name="leave", label=_("Note as left"), right="delegations.leave_movement", **REACHED),
        Step(
            name="unland",
            label=_("Take the landing back"),
            right="delegations.land_movement",
            **TAKEN_BACK,
        ),
        Step(
            name="unleave",
            label=_("Take the departure back"),
            right="delegations.leave_movement",
            **TAKEN_BACK,
        ),
        Step(
            name="hand_over",
            label=_("Note as handed over"),
            sources={State.LANDED},
            target=State.HANDED_OVER,
            right="delegations.land_movement",
            sets=acts.left,
            then=acts.told_left,
            style="primary",
        ),
        Step(
            name="close",
            label=pgettext_lazy("movement", "Close"),
            sources={State.HANDED_OVER, State.LANDED},
            target=State.CLOSED,
            right="delegations.step_movement",
        ),
        Step(
            name="cancel",
            label=pgettext_lazy("movement", "Cancel the movement"),
            sources={State.ANNOUNCED, State.CONFIRMED, State.DELAYED},
            target=State.CANCELLED,
            right="delegations.cancel_movement",
            reason_required=True,
            tells=acts.who_waits,
        ),
    )

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["planned_at", "pk"]
        indexes = [models.Index(fields=["summit", "planned_at"], name="movement_planned")]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="movement_code", violation_error_message=TAKEN
            ),
            one_of("direction", ["arrival", "departure"], name="movement_direction"),
            one_of("mode", ["commercial", "special", "road"], name="movement_mode"),
            one_of("visa", ["", "not_needed", "asked", "granted", "on_arrival"], name="movement_visa"),
            one_of(
                "state",
                [
                    "announced", "confirmed", "delayed", "en_route", "landed", "handed_over", "closed",
                    "cancelled",
                ],
                name="movement_state",
            ),
            models.CheckConstraint(
                condition=Q(party__gte=1),
                name="movement_of_somebody",
                violation_error_message=_("Say how many people travel, one at least."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["landed", "handed_over", "closed"]) | Q(landed_at__isnull=False),
                name="movement_landed_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(on_blocks_at__isnull=True) | Q(on_blocks_at__gte=F("landed_at")),
                name="movement_lands_before_its_blocks",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """What is searched: code, flight, places and who leads; bulk writers call it themselves."""
        leader = self.principal.person.search_text if self.principal_id else ""
        texts = [self.code, self.flight_no, self.carrier, self.origin, self.destination, self.welcomed_by]
        self.search_text = f"{fold(' '.join(texts))} {self.delegation.search_text} {leader}".strip()

    def get_absolute_url(self):
        return reverse("movement", args=[self.public_id])

    @property
    def best_time(self):
        """The best time known: actual, else estimated, else planned."""
        return self.landed_at or self.estimated_at or self.planned_at

    @property
    def is_arrival(self) -> bool:
        return self.direction == self.Direction.ARRIVAL

    @property
    def is_ahead(self) -> bool:
        return self.state in self.AHEAD

    @property
    def place(self):
        """Where it comes from, or where it goes."""
        return self.origin if self.is_arrival else self.destination

    @property
    def state_words(self):
        """The state as it is said of this direction: a departure has left, it has not landed."""
        leaving = {self.State.LANDED: _("Left"), self.State.EN_ROUTE: _("Boarding")}
        return (
            self.get_state_display() if self.is_arrival else leaving.get(self.state, self.get_state_display())
        )

    @property
    def minutes_late(self) -> int:
        """Minutes between the plan and the best time known; negative where it is early."""
        return round((self.best_time - self.planned_at).total_seconds() / 60)

    @property
    def look(self) -> str:
        looks = {
            "announced": "todo", "confirmed": "todo", "delayed": "late", "en_route": "doing", "landed": "doing",
            "handed_over": "done", "closed": "done", "cancelled": "void",
        }  # fmt: skip
        return looks[self.state]
