"""Summit, Site and Zone."""

import datetime as dt
import zoneinfo
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from summit import audit
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow

colour = RegexValidator(
    r"^#[0-9a-f]{6}\Z", _("Write the colour as # and six hexadecimal digits, for instance #2e3a87.")
)
# Slices that hang on the summit's first day register here what follows when it moves.
ON_MOVE: list[Callable[[Any, int], None]] = []


def known_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is no known time zone, for instance Africa/Bamako."), params={"name": name}
        )


def default_languages():
    return ["fr", "ar", "en"]


class SummitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Summits in which the user has, had or will have a duty."""
        if user.is_system:
            return self
        return self.filter(pk__in=user.all_duties.values("summit"))

    def in_work(self):
        """The summit that is meant when nobody says which: the only one, or the next to come."""
        return (
            self.exclude(state__in=[Summit.State.CLOSED, Summit.State.ARCHIVED]).order_by("starts_on").first()
        )


class Summit(Public, Revised):
    """One conference of heads of state. ``starts_on`` is J0, from which the whole plan counts."""

    class State(models.TextChoices):
        PREPARATION = "preparation", _("In preparation")
        OPEN = "open", pgettext_lazy("summit", "Open")
        LIVE = "live", _("Under way")
        CLOSED = "closed", pgettext_lazy("summit", "Closed")
        ARCHIVED = "archived", _("Archived")

    OVER = (State.CLOSED, State.ARCHIVED)

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = I18nCharField(_("name"), max_length=600)
    short_name = I18nCharField(_("short name"), max_length=300)
    subtitle = I18nCharField(_("session and place"), max_length=300, blank=True)
    host = models.CharField(_("host country"), max_length=2, help_text=_("Two letters, for instance ML."))
    starts_on = models.DateField(_("first day (J0)"))
    ends_on = models.DateField(_("last day"))
    zone = models.CharField(_("time zone"), max_length=60, default="Africa/Bamako", validators=[known_zone])
    languages = models.JSONField(_("languages"), default=default_languages)
    colour_1 = models.CharField(_("first colour"), max_length=7, default="#2e3a87", validators=[colour])
    colour_2 = models.CharField(_("second colour"), max_length=7, default="#c98a2b", validators=[colour])
    logo = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    retention_until = models.DateField(
        _("personal data kept until"),
        null=True,
        blank=True,
        help_text=_("After this day personal data is purged."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.PREPARATION, editable=False
    )

    objects = SummitQuerySet.as_manager()
    view_right = "summit.view_summit"

    workflow = Workflow(
        Step(
            name="open",
            label=_("Open the summit"),
            sources={State.PREPARATION},
            target=State.OPEN,
            right="summit.edit_summit",
        ),
        Step(
            name="begin",
            label=_("Begin"),
            sources={State.OPEN},
            target=State.LIVE,
            right="summit.edit_summit",
        ),
        Step(
            name="close",
            label=pgettext_lazy("step", "Close"),
            sources={State.LIVE},
            target=State.CLOSED,
            right="summit.edit_summit",
        ),
        Step(
            name="archive",
            label=_("Archive"),
            sources={State.CLOSED},
            target=State.ARCHIVED,
            right="summit.edit_summit",
            reason_required=True,
        ),
    )

    class Meta:
        verbose_name = _("summit")
        verbose_name_plural = _("summits")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="summit_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            one_of("state", ["preparation", "open", "live", "closed", "archived"], name="summit_state"),
        ]

    def __str__(self):
        return str(self.short_name)

    def get_absolute_url(self):
        return reverse("summit-settings")

    @property
    def summit_id(self):
        """A summit belongs to itself: rights ask every row for its summit."""
        return self.pk

    @property
    def tz(self):
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def logo_url(self):
        """The logo's address, which changes with the summit's record; empty where there is none."""
        return f"{reverse('summit-logo')}?v={self.code}-{self.revision}" if self.logo_id else ""

    def day_number(self, date: dt.date) -> int:
        """Days after J0; negative before it (J-18 is -18)."""
        return (date - self.starts_on).days

    def on_day(self, number: int) -> dt.date:
        """The date of J0 plus ``number`` days."""
        return self.starts_on + dt.timedelta(days=number)

    @transaction.atomic
    def move(self, starts_on: dt.date, *, by, note: str) -> int:
        """Move J0; rows counted from J0 follow. Returns the shift in days.

        Tasks with a fixed date keep it. Raises ``ReasonMissing`` through the caller's form.
        """
        locked = Summit.objects.select_for_update().get(pk=self.pk)
        shift = (starts_on - locked.starts_on).days
        before = [str(locked.starts_on), str(starts_on)]
        Summit.objects.filter(pk=self.pk).update(
            starts_on=starts_on, ends_on=locked.ends_on + dt.timedelta(days=shift), revision=F("revision") + 1
        )
        for follow in ON_MOVE:
            follow(self, shift)
        self.refresh_from_db()
        audit.record(self, "move", by=by, note=note, changes={"starts_on": before})
        return shift


class Site(SummitRow, Public, Revised):
    """A place where something of the summit happens."""

    class Kind(models.TextChoices):
        PAVILION = "pavilion", _("Airport pavilion")
        PALACE = "palace", _("Palace")
        CONFERENCE = "conference", _("Conference centre")
        HOTEL = "hotel", _("Hotel")
        PRESS = "press", _("Press centre")
        OFFICE = "office", _("Office")
        OTHER = "other", _("Other place")

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=600)
    site_type = models.CharField(_("type"), max_length=20, choices=Kind, default=Kind.OTHER)
    address = models.CharField(_("address"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    power_backup = models.BooleanField(_("generator takes over"), default=False)
    network_capacity = models.PositiveIntegerField(_("network places"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_site"

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"],
                name="site_code",
                violation_error_message=_("This code is already taken."),
            ),
            one_of(
                "site_type",
                ["pavilion", "palace", "conference", "hotel", "press", "office", "other"],
                name="site_type",
            ),
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("site-edit", args=[self.public_id])


class Zone(SummitRow, Public, Revised):
    """An access zone of the summit; a badge opens some of them."""

    code = models.CharField(_("code"), max_length=10)
    name = I18nCharField(_("name"), max_length=600)
    colour = models.CharField(_("colour"), max_length=7, default="#6a7383", validators=[colour])
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="zones", verbose_name=_("site")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("inside the zone")
    )

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_site"

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"],
                name="zone_code",
                violation_error_message=_("This code is already taken."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="zone_is_not_inside_itself",
                violation_error_message=_("A zone cannot lie inside itself."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("zone-edit", args=[self.public_id])
