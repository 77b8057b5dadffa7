"""Aircraft stands, each the thing that is given once at a time."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.travel.flight import Flight
from summit import writing
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import Carried, CarriedRank, NoOverlap, one_of, queue
from summit.text import SortKeyField, sort_key
from summit.workflow import Step, Workflow


class StandQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related("site", "summit")


class Stand(SummitRow, Public, Revised):
    """A parking position on an apron; ``wingspan_cm`` is the widest aircraft that it takes."""

    class Use(models.TextChoices):
        STAY = "stay", _("parking")
        DROP = "drop", _("drop-and-go")

    code = models.CharField(_("code"), max_length=10)
    site = models.ForeignKey(
        "summit.Site", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("apron")
    )
    use = models.CharField(_("for"), max_length=10, choices=Use, default=Use.STAY)
    wingspan_cm = models.PositiveIntegerField(
        _("widest aircraft, cm"), validators=[MinValueValidator(300), MaxValueValidator(12000)]
    )
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)
    sort_key = SortKeyField(default="")

    objects = StandQuerySet.as_manager()
    view_right = "delegations.view_stand"
    KEYS = ("sort_key",)

    class Meta:
        verbose_name = _("aircraft stand")
        verbose_name_plural = _("aircraft stands")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="stand_code", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(fields=["id", "wingspan_cm"], name="stand_carries_its_wingspan"),
            one_of("use", ["stay", "drop"], name="stand_use"),
        ]

    def __str__(self):
        return self.code

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("stand", args=[self.public_id])

    @property
    def headline(self) -> str:
        """What its page opens on: ``parking, up to 65,0 m``."""
        return writing.listed((self.get_use_display(), _("up to %(metres)s m") % {"metres": self.metres}))

    @property
    def sentence(self) -> str:
        return ""

    @property
    def metres(self) -> str:
        """The widest aircraft that it takes, in metres."""
        return writing.number(self.wingspan_cm / 100, 1)

    @property
    def look(self) -> str:
        return "done"

    def get_state_display(self):
        return self.get_use_display()


class AllocationQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(state=StandAllocation.State.FREED)

    def for_list(self):
        return self.select_related("stand", "flight__delegation__organisation", "summit")


class StandAllocation(SummitRow, Public, Revised):
    """An aircraft on a stand, from ``occupied_from`` until ``occupied_until`` with all buffers in it."""

    class Use(models.TextChoices):
        STAY = "stay", _("stays")
        DROP = "drop", _("sets down and goes")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("stand", "Proposed")
        CONFIRMED = "confirmed", pgettext_lazy("stand", "Confirmed")
        OCCUPIED = "occupied", pgettext_lazy("stand", "Occupied")
        FREED = "freed", pgettext_lazy("stand", "Freed")

    stand = models.ForeignKey(
        Stand, models.PROTECT, related_name="allocations", verbose_name=_("aircraft stand")
    )
    flight = models.ForeignKey(
        Flight, models.PROTECT, related_name="allocations", verbose_name=_("special flight")
    )
    use = models.CharField(_("stays or goes"), max_length=10, choices=Use, default=Use.STAY)
    tug = models.BooleanField(_("tug wanted"), default=False)
    occupied_from = models.DateTimeField(_("occupied from"))
    occupied_until = models.DateTimeField(_("occupied until"))
    stand_limit_cm = CarriedRank("stand", rank="wingspan_cm")
    wingspan_cm = CarriedRank("flight", rank="wingspan_cm")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED, editable=False)

    objects = AllocationQuerySet.as_manager()
    view_right = "delegations.view_stand"
    KEYS = ("stand_limit_cm", "wingspan_cm")

    workflow = Workflow(
        Step(
            name="confirm",
            label=_("Confirm"),
            sources={State.PROPOSED},
            target=State.CONFIRMED,
            right="delegations.edit_stand",
            style="primary",
        ),
        Step(
            name="occupy",
            label=_("Note as occupied"),
            sources={State.CONFIRMED},
            target=State.OCCUPIED,
            right="delegations.edit_stand",
            style="primary",
        ),
        Step(
            name="free",
            label=_("Free the stand"),
            sources={State.PROPOSED, State.CONFIRMED, State.OCCUPIED},
            target=State.FREED,
            right="delegations.edit_stand",
        ),
    )

    class Meta:
        verbose_name = _("aircraft on a stand")
        verbose_name_plural = _("aircraft on stands")
        ordering = ["occupied_from", "pk"]
        constraints = [
            NoOverlap(
                resource="stand",
                start="occupied_from",
                end="occupied_until",
                condition=Q(state__in=["proposed", "confirmed", "occupied"]),
                name="stand_one_aircraft_at_a_time",
                violation_error_message=_("Another aircraft stands there at that time."),
            ),
            Carried(end="stand", copy="stand_limit_cm", source="wingspan_cm", name="allocation_of_its_stand"),
            Carried(end="flight", copy="wingspan_cm", source="wingspan_cm", name="allocation_of_its_flight"),
            models.CheckConstraint(
                condition=Q(state="freed") | Q(wingspan_cm__lte=F("stand_limit_cm")),
                name="allocation_fits_the_stand",
                violation_error_message=_("The aircraft is too wide for this stand."),
            ),
            models.CheckConstraint(
                condition=Q(occupied_until__gt=F("occupied_from")),
                name="allocation_ends_after_it_starts",
                violation_error_message=_("The end is not after the start."),
            ),
            one_of("use", ["stay", "drop"], name="allocation_use"),
            one_of("state", ["proposed", "confirmed", "occupied", "freed"], name="allocation_state"),
        ]

    def __str__(self):
        return f"{self.stand} {self.flight}"

    @transaction.atomic
    def save(self, **kwargs):
        """Who gives the same stand waits here: inside the constraint two would wait for each other."""
        self.fill_keys()
        queue(Stand.objects.filter(pk=self.stand_id))
        super().save(**kwargs)

    def fill_keys(self):
        """The widths that are compared, for forms and UPDATEs; the database keeps them true afterwards."""
        self.stand_limit_cm, self.wingspan_cm = self.stand.wingspan_cm, self.flight.wingspan_cm

    def get_absolute_url(self):
        return self.flight.get_absolute_url()

    @property
    def look(self) -> str:
        return {"proposed": "wait", "confirmed": "done", "occupied": "doing", "freed": "void"}[self.state]
