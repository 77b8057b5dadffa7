"""Hotels with their floors and rooms; the bed is what is given, once for each night."""

from django.conf import settings
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
from summit.secrecy import S1
from summit.text import SortKeyField, fold, sort_key, wordings
from summit.workflow import Step, Workflow
from venues.accommodation import room_acts as acts


class RoomType(SummitRow, Public, Revised):
    """Presidential suite, suite, junior suite, single, twin: the same words in every hotel.

    ``order`` ranks them, the best first: principals are given the first. Two people share a room
    only where ``can_be_shared`` and both agree.
    """

    code = models.SlugField(_("code"), max_length=20)
    name = I18nCharField(_("name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=50, help_text=_("The best type first."))
    beds = models.PositiveSmallIntegerField(_("beds"), default=1, validators=[MinValueValidator(1)])
    can_be_shared = models.BooleanField(_("can be shared"), default=False)
    is_suite = models.BooleanField(_("suite"), default=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hotel"

    class Meta:
        verbose_name = _("type of room")
        verbose_name_plural = _("types of rooms")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="roomtype_code", violation_error_message=TAKEN
            ),
            models.CheckConstraint(
                condition=Q(can_be_shared=False) | Q(beds__gte=2),
                name="roomtype_shared_has_beds",
                violation_error_message=_("A room that is shared needs two beds."),
            ),
        ]

    def __str__(self):
        return str(self.name)


class HotelQuerySet(ScopedQuerySet):
    def in_use(self):
        return self.filter(state=Hotel.State.OPEN)

    def for_list(self):
        return self.select_related("zone", "summit")


class Hotel(SummitRow, Public, Revised):
    """A house where delegations sleep; ``minutes`` is the drive to the main site."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("hotel", "In use")
        CLOSED = "closed", pgettext_lazy("hotel", "No longer used")

    code = models.CharField(_("code"), max_length=20)
    name = I18nCharField(_("name"), max_length=600)
    zone = models.ForeignKey(
        "summit.Zone", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("zone")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to the main site"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    language = models.CharField(
        _("language of its lists"), max_length=5, choices=settings.LANGUAGES, default="fr"
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    remarks = models.CharField(_("remarks"), max_length=600, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = HotelQuerySet.as_manager()
    view_right = "venues.view_hotel"
    sensitivity = {"phone": S1, "email": S1}  # of the house, not of a person

    workflow = Workflow(
        Step(
            name="close",
            label=pgettext_lazy("hotel", "Stop using it"),
            sources={State.OPEN},
            target=State.CLOSED,
            right="venues.edit_hotel",
            reason_required=True,
        ),
        Step(
            name="open",
            label=pgettext_lazy("hotel", "Use it again"),
            sources={State.CLOSED},
            target=State.OPEN,
            right="venues.edit_hotel",
        ),
    )

    class Meta:
        verbose_name = _("hotel")
        verbose_name_plural = _("hotels")
        ordering = ["order", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="hotel_code", violation_error_message=TAKEN
            ),
            one_of("state", ["open", "closed"], name="hotel_state"),
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
        return reverse("hotel", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"open": "done", "closed": "void"}[self.state]


class Floor(SummitRow, Public, Revised):
    """A floor of a hotel. A secured one takes principals and security alone; one may be kept for a delegation."""

    hotel = models.ForeignKey(Hotel, models.CASCADE, related_name="floors", verbose_name=_("hotel"))
    level = models.SmallIntegerField(_("floor"))
    secured = models.BooleanField(_("secured"), default=False)
    kept_for = models.ForeignKey(
        "delegations.Delegation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept for"),
    )

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hotel"

    class Meta:
        verbose_name = _("floor")
        verbose_name_plural = _("floors")
        ordering = ["level"]
        constraints = [models.UniqueConstraint(fields=["hotel", "level"], name="floor_once")]

    def __str__(self):
        return str(self.level)


class Room(SummitRow, Public, Revised):
    """A numbered room; ``adjoins`` names the room behind its inner door."""

    class State(models.TextChoices):
        USABLE = "usable", pgettext_lazy("room", "Usable")
        OUT = "out", pgettext_lazy("room", "Out of order")

    hotel = models.ForeignKey(Hotel, models.CASCADE, related_name="rooms", verbose_name=_("hotel"))
    number = models.CharField(_("number"), max_length=20)
    floor = models.ForeignKey(Floor, models.PROTECT, related_name="rooms", verbose_name=_("floor"))
    room_type = models.ForeignKey(RoomType, models.PROTECT, related_name="rooms", verbose_name=_("type"))
    adjoins = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="adjoined_by", verbose_name=_("adjoins")
    )
    accessible = models.BooleanField(_("accessible without steps"), default=False)
    smoking = models.BooleanField(_("smoking"), default=False)
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.USABLE, editable=False)
    sort_key = SortKeyField()

    KEYS = ("sort_key",)
    objects = ScopedQuerySet.as_manager()
    view_right = "venues.view_hotel"

    workflow = Workflow(
        Step(
            name="close",
            label=pgettext_lazy("room", "Take out of order"),
            sources={State.USABLE},
            target=State.OUT,
            right="venues.edit_hotel",
            reason_required=True,
            form="venues.accommodation.room_closing.ClosingForm",
            then=acts.nobody_holds_it,
        ),
        Step(
            name="open",
            label=pgettext_lazy("room", "Usable again"),
            sources={State.OUT},
            target=State.USABLE,
            right="venues.edit_hotel",
        ),
    )

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hotel", "number"], name="room_number", violation_error_message=TAKEN
            ),
            models.CheckConstraint(
                condition=Q(adjoins__isnull=True) | ~Q(adjoins=models.F("id")), name="room_adjoins_another"
            ),
            one_of("state", ["usable", "out"], name="room_state"),
        ]

    def __str__(self):
        return self.number

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        self.sort_key = sort_key(self.number)

    def get_absolute_url(self):
        return reverse("room", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"usable": "done", "out": "blocked"}[self.state]


class Bed(SummitRow):
    """One bed of a room, ``place`` 1 and up. Whoever has a room alone holds all its beds."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="beds")
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("bed")
        verbose_name_plural = _("beds")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["room", "place"], name="bed_once")]

    def __str__(self):
        return f"{self.room_id}/{self.place}"
