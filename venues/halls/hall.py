"""Halls as people know them, made of the parts that are given once at a time."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.text import SortKeyField, fold, sort_key, wordings
from summit.workflow import Step, Workflow

PER_MILLE = [MinValueValidator(0), MaxValueValidator(1000)]


class HallPart(SummitRow, Public, Revised):
    """What cannot be divided: a room, or one side of a hall with a moving wall. It is held once at a time."""

    site = models.ForeignKey("summit.Site", models.PROTECT, related_name="+", verbose_name=_("site"))
    code = models.CharField(_("code"), max_length=20)
    name = I18nCharField(_("name"), max_length=600)

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hall"

    class Meta:
        verbose_name = _("part of a hall")
        verbose_name_plural = _("parts of halls")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="hallpart_code", violation_error_message=TAKEN
            ),
        ]

    def __str__(self):
        return str(self.name)


class HallQuerySet(ScopedQuerySet):
    def in_use(self):
        return self.filter(state=Hall.State.OPEN)

    def for_list(self):
        return self.select_related("site", "zone", "summit").prefetch_related("parts", "layouts")


class Hall(SummitRow, Public, Revised):
    """A hall that can be booked: one part or several together.

    Two halls that share a part exclude each other: the great hall and each half of it.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("hall", "Open")
        CLOSED = "closed", pgettext_lazy("hall", "Closed")

    code = models.CharField(_("code"), max_length=20)
    name = I18nCharField(_("name"), max_length=600)
    site = models.ForeignKey("summit.Site", models.PROTECT, related_name="halls", verbose_name=_("site"))
    zone = models.ForeignKey(
        "summit.Zone",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("access zone"),
    )
    parts = models.ManyToManyField(
        HallPart, through="PartOfHall", related_name="halls", verbose_name=_("parts")
    )
    seats = models.PositiveIntegerField(_("seats at most"), validators=[MinValueValidator(1)])
    booths = models.PositiveSmallIntegerField(_("interpretation booths"), default=0)
    screens = models.PositiveSmallIntegerField(_("screens"), default=0)
    network_seats = models.PositiveIntegerField(_("network places"), default=0)
    power_backup = models.BooleanField(_("generator takes over"), default=False)
    accessible = models.BooleanField(_("accessible without steps"), default=False)
    setup_minutes = models.PositiveSmallIntegerField(_("set-up, minutes"), default=15)
    clearing_minutes = models.PositiveSmallIntegerField(_("clearing, minutes"), default=15)
    remarks = models.CharField(_("remarks"), max_length=600, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)
    order = models.PositiveSmallIntegerField(
        _("order"), default=50, help_text=_("Place on the timeline, the smallest first.")
    )
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = HallQuerySet.as_manager()
    view_right = "venues.view_hall"

    workflow = Workflow(
        Step(
            name="close",
            label=pgettext_lazy("hall", "Close the hall"),
            sources={State.OPEN},
            target=State.CLOSED,
            right="venues.edit_hall",
            reason_required=True,
        ),
        Step(
            name="open",
            label=pgettext_lazy("hall", "Open the hall again"),
            sources={State.CLOSED},
            target=State.OPEN,
            right="venues.edit_hall",
        ),
    )

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["order", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="hall_code", violation_error_message=TAKEN
            ),
            one_of("state", ["open", "closed"], name="hall_state"),
        ]

    def __str__(self):
        return str(self.name)

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; writers that do not save() call it themselves."""
        self.search_text = fold(" ".join([self.code, *wordings(self.name)]))
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("hall", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"open": "done", "closed": "void"}[self.state]


class PartOfHall(SummitRow):
    """That a hall is made of a part. A booking that stands keeps it from being taken away."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="made_of")
    part = models.ForeignKey(HallPart, models.PROTECT, related_name="made_into")

    class Meta:
        verbose_name = _("part of a hall")
        verbose_name_plural = _("parts of halls")
        constraints = [models.UniqueConstraint(fields=["hall", "part"], name="hall_has_a_part_once")]

    def __str__(self):
        return f"{self.hall_id} {self.part_id}"


class HallLayout(SummitRow, Public):
    """One way of seating people in a hall, and how many it takes."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("plenary")
        THEATRE = "theatre", _("rows of chairs")
        CLASSROOM = "classroom", _("rows of tables")
        HORSESHOE = "horseshoe", _("horseshoe")
        BOARD = "board", _("one table")
        LOUNGE = "lounge", _("armchairs")
        BANQUET = "banquet", _("round tables")

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="layouts", verbose_name=_("hall"))
    layout = models.CharField(_("layout"), max_length=20, choices=Kind)
    seats = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hall"

    class Meta:
        verbose_name = _("layout of a hall")
        verbose_name_plural = _("layouts of halls")
        ordering = ["-seats", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "layout"], name="hall_layout_once", violation_error_message=TAKEN
            ),
            one_of(
                "layout",
                ["plenary", "theatre", "classroom", "horseshoe", "board", "lounge", "banquet"],
                name="hall_layout",
            ),
        ]

    def __str__(self):
        return self.get_layout_display()


class HallEquipment(SummitRow, Public):
    """What stands in a hall and can be asked for."""

    class Kind(models.TextChoices):
        MICROPHONE = "microphone", _("microphones")
        HEADSET = "headset", _("interpretation headsets")
        PROJECTOR = "projector", _("projectors")
        VIDEO = "video", _("video link")
        RECORDING = "recording", _("recording")
        PODIUM = "podium", _("podium")
        FLAGS = "flags", _("sets of flags")
        PRINTER = "printer", _("printers")

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="equipment", verbose_name=_("hall"))
    item = models.CharField(_("equipment"), max_length=20, choices=Kind)
    quantity = models.PositiveIntegerField(_("number"), default=1, validators=[MinValueValidator(1)])

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hall"

    class Meta:
        verbose_name = _("equipment of a hall")
        verbose_name_plural = _("equipment of halls")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "item"], name="hall_equipment_once", violation_error_message=TAKEN
            ),
            one_of(
                "item",
                [
                    "microphone",
                    "headset",
                    "projector",
                    "video",
                    "recording",
                    "podium",
                    "flags",
                    "printer",
                ],
                name="hall_equipment_item",
            ),
        ]

    def __str__(self):
        return f"{self.get_item_display()} {self.quantity}"


class SitePlan(SummitRow, Public, Revised):
    """A picture of one floor of a site, on which its halls are marked."""

    site = models.ForeignKey("summit.Site", models.PROTECT, related_name="plans", verbose_name=_("site"))
    title = I18nCharField(_("title"), max_length=300)
    picture = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, related_name="+", verbose_name=_("picture of the plan")
    )

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hall"

    class Meta:
        verbose_name = _("plan of a site")
        verbose_name_plural = _("plans of sites")
        ordering = ["pk"]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("site-plan", args=[self.public_id])


class PlanMark(SummitRow):
    """Where a hall lies on a plan, in thousandths of the picture's width and height from its top left."""

    plan = models.ForeignKey(SitePlan, models.CASCADE, related_name="marks", verbose_name=_("plan"))
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="marks", verbose_name=_("hall"))
    x = models.PositiveSmallIntegerField(_("from the left, ‰"), validators=PER_MILLE)
    y = models.PositiveSmallIntegerField(_("from the top, ‰"), validators=PER_MILLE)

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hall"

    class Meta:
        verbose_name = _("hall on a plan")
        verbose_name_plural = _("halls on plans")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "hall"], name="hall_once_on_a_plan"),
            models.CheckConstraint(condition=Q(x__lte=1000, y__lte=1000), name="mark_lies_on_the_plan"),
        ]

    def __str__(self):
        return f"{self.hall_id} {self.x} {self.y}"
