"""Who holds a hall, from set-up to clearing; each part of it is held once at a time."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.fields import I18nCharField

from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import Carried, CarriedMoment, CarriedState, NoOverlap, one_of
from summit.workflow import Step, Workflow
from venues.halls import booking_acts as acts
from venues.halls.hall import Hall, HallLayout, HallPart

HOLDS_FOR = dt.timedelta(hours=48)  # how long an option stands where nobody says otherwise
LONGEST_BUFFER = 24 * 60  # minutes
STANDING = ("held", "confirmed", "used")


class BookingQuerySet(ScopedQuerySet):
    def standing(self):
        """Bookings that hold their hall."""
        return self.filter(state__in=STANDING)

    def between(self, start, end):
        """Those that occupy anything of [start, end), buffers included."""
        return self.filter(occupied_from__lt=end, occupied_until__gt=start)

    def for_list(self):
        return self.select_related("hall__site", "meeting", "item", "layout", "asked_by", "summit")


class HallBooking(SummitRow, Public, Revised):
    """A hall for a meeting, a programme item or a purpose in words, with set-up before and clearing after.

    ``occupied_from`` and ``occupied_until`` are the times with both in them, [from, until); they
    are what excludes others. A sweep by security and a closure hold the hall as well, so that
    nobody can book it meanwhile. An option (``held``) ends by itself at ``hold_until``.
    """

    class Kind(models.TextChoices):
        SESSION = "session", pgettext_lazy("booking", "Session")
        SWEEP = "sweep", _("Security sweep")
        CLOSURE = "closure", pgettext_lazy("booking", "Closed")

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("booking", "Option")
        CONFIRMED = "confirmed", pgettext_lazy("booking", "Confirmed")
        USED = "used", pgettext_lazy("booking", "In use")
        FREED = "freed", pgettext_lazy("booking", "Freed")
        CANCELLED = "cancelled", pgettext_lazy("booking", "Cancelled")

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="bookings", verbose_name=_("hall"))
    purpose = models.CharField(_("for"), max_length=20, choices=Kind, default=Kind.SESSION, editable=False)
    meeting = models.ForeignKey(
        "summit.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hall_bookings",
        verbose_name=_("meeting"),
    )
    item = models.ForeignKey(
        "summit.ProgrammeItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hall_bookings",
        verbose_name=_("programme item"),
    )
    title = I18nCharField(_("or, in words"), max_length=600, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    setup_minutes = models.PositiveSmallIntegerField(
        _("set-up, minutes"), default=15, validators=[MaxValueValidator(LONGEST_BUFFER)]
    )
    clearing_minutes = models.PositiveSmallIntegerField(
        _("clearing, minutes"), default=15, validators=[MaxValueValidator(LONGEST_BUFFER)]
    )
    occupied_from = models.DateTimeField(_("occupied from"), editable=False)
    occupied_until = models.DateTimeField(_("occupied until"), editable=False)
    layout = models.ForeignKey(
        HallLayout, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("layout")
    )
    seats_asked = models.PositiveIntegerField(_("seats wanted"), null=True, blank=True)
    languages = models.JSONField(_("languages interpreted"), default=list, blank=True)
    equipment = models.JSONField(_("equipment wanted"), default=list, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, max_length=2000)
    hold_until = models.DateTimeField(_("option until"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("booked by"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.HELD, editable=False)

    KEYS = ("occupied_from", "occupied_until")
    objects = BookingQuerySet.as_manager()
    view_right = "venues.view_booking"
    waits = {"confirm": ngettext_lazy("%(n)s hall to confirm", "%(n)s halls to confirm", "n")}

    workflow = Workflow(
        Step(
            name="confirm",
            label=_("Confirm"),
            sources={State.HELD},
            target=State.CONFIRMED,
            right="venues.confirm_booking",
            sets=acts.confirmed,
            tells=acts.who_asked,
            style="primary",
        ),
        Step(
            name="use",
            label=_("Note as in use"),
            sources={State.CONFIRMED},
            target=State.USED,
            right="venues.confirm_booking",
        ),
        Step(
            name="free",
            label=_("Free the hall"),
            sources={State.HELD, State.CONFIRMED, State.USED},
            target=State.FREED,
            right="venues.free_booking",
            tells=acts.who_asked,
        ),
        Step(
            name="cancel",
            label=_("Cancel the booking"),
            sources={State.HELD, State.CONFIRMED},
            target=State.CANCELLED,
            right="venues.free_booking",
            reason_required=True,
            tells=acts.who_asked,
            style="danger",
        ),
        Step(
            name="expire",
            label=_("Let the option end"),
            sources={State.HELD},
            target=State.FREED,
            right="venues.expire_booking",
            tells=acts.who_asked,
        ),
    )

    class Meta:
        verbose_name = _("hall booking")
        verbose_name_plural = _("hall bookings")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["summit", "occupied_from"], name="booking_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "occupied_from", "occupied_until", "state"], name="booking_carries_its_times"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="booking_ends_after_it_begins",
                violation_error_message=_("The end is not after the start."),
            ),
            models.CheckConstraint(
                condition=Q(occupied_from__lte=F("starts_at"), occupied_until__gte=F("ends_at")),
                name="booking_occupies_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(hold_until__isnull=False),
                name="booking_option_has_an_end",
                violation_error_message=_("Say until when the option stands."),
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(item__isnull=True),
                name="booking_serves_one_thing",
                violation_error_message=_("Choose a meeting or a programme item, not both."),
            ),
            one_of("purpose", ["session", "sweep", "closure"], name="booking_purpose"),
            one_of("state", ["held", "confirmed", "used", "freed", "cancelled"], name="booking_state"),
        ]

    def __str__(self):
        return f"{self.hall} {self.what}"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The times with both buffers in them; an UPDATE has to carry them."""
        self.occupied_from = self.starts_at - dt.timedelta(minutes=self.setup_minutes)
        self.occupied_until = self.ends_at + dt.timedelta(minutes=self.clearing_minutes)

    def get_absolute_url(self):
        return reverse("hall-booking", args=[self.public_id])

    @property
    def what(self) -> str:
        """What takes place: the meeting, the item, the words, or the kind of closure."""
        served = self.meeting if self.meeting_id else self.item if self.item_id else None
        if served is not None:
            return str(served.title)
        return str(self.title) or str(self.get_purpose_display())

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def look(self) -> str:
        return {"held": "wait", "confirmed": "done", "used": "doing"}.get(self.state, "void")


class BookedPart(SummitRow):
    """A part of a hall, held by a booking; times and state are the booking's own, kept true by the database."""

    booking = models.ForeignKey(HallBooking, models.CASCADE, related_name="held_parts")
    part = models.ForeignKey(HallPart, models.PROTECT, related_name="held_by")
    occupied_from = CarriedMoment("booking", "occupied_from")
    occupied_until = CarriedMoment("booking", "occupied_until")
    state = CarriedState("booking", "state", max_length=20)

    class Meta:
        verbose_name = _("part held")
        verbose_name_plural = _("parts held")
        constraints = [
            models.UniqueConstraint(fields=["booking", "part"], name="booking_holds_a_part_once"),
            Carried(
                end="booking",
                copy=("occupied_from", "occupied_until", "state"),
                source=("occupied_from", "occupied_until", "state"),
                name="part_held_as_booked",
            ),
            NoOverlap(
                resource="part",
                start="occupied_from",
                end="occupied_until",
                condition=Q(state__in=list(STANDING)),
                name="hall_part_held_once",
                violation_error_message=_("This hall is taken at that time."),
            ),
        ]

    def __str__(self):
        return f"{self.part_id} {self.occupied_from}"
