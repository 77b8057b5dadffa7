"""Road closures and popular-welcome points: the register of Territorial Administration."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow


def notice_data(closure, *, by, data):
    return {"notice_number": data["notice_number"]}


class StreetState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("closure", "Planned")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", pgettext_lazy("closure", "Cancelled")


class WelcomeState(models.TextChoices):
    """The same states, said of a point and not of a closure: some languages make a difference."""

    PLANNED = "planned", pgettext_lazy("welcome point", "Planned")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", pgettext_lazy("welcome point", "Cancelled")


def street_workflow():
    return Workflow(
        Step(
            name="publish",
            label=_("Publish the notice"),
            sources={StreetState.PLANNED},
            target=StreetState.PUBLISHED,
            right="summit.publish_closure",
            form="summit.tasks.step_forms.PublishForm",
            sets=notice_data,
            style="primary",
        ),
        Step(
            name="cancel",
            label=_("Cancel"),
            sources={StreetState.PLANNED, StreetState.PUBLISHED},
            target=StreetState.CANCELLED,
            right="summit.publish_closure",
            reason_required=True,
        ),
    )


class StreetRow(SummitRow, Public, Revised):
    """A stretch of street used in a window of time, by whose authority, under which notice."""

    code = models.CharField(_("code"), max_length=20)
    axis_code = models.CharField(
        _("axis"), max_length=20, help_text=_("The axis as on the traffic plan, for instance A1.")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    route = I18nTextField(_("route in words"), max_length=3000, blank=True)
    ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="+", verbose_name=_("ministry")
    )
    authority = models.ForeignKey(
        "summit.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    notice_number = models.CharField(_("published notice"), max_length=60, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=StreetState, default=StreetState.PLANNED, editable=False
    )

    view_right = "summit.view_closure"

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.code} {self.axis_code}"

    @property
    def look(self):
        return {"published": "done", "cancelled": "void"}.get(self.state, "todo")

    @property
    def headline(self):
        """Where it is, in as few words as there are."""
        return getattr(self, "name", "") or self.route or self.axis_code


class StreetQuerySet(ScopedQuerySet):
    def standing(self):
        """Rows that hold the street, cancelled ones left out."""
        return self.exclude(state=StreetState.CANCELLED)

    def overlapping(self, other):
        """Rows on the same axis in the same window, half-open."""
        return self.standing().filter(
            axis_code=other.axis_code, starts_at__lt=other.ends_at, ends_at__gt=other.starts_at
        )

    def for_list(self):
        return self.select_related("ministry", "authority", "summit").order_by("starts_at", "code")


class RoadClosure(StreetRow):
    """A road closed to traffic so that motorcades may pass."""

    objects = StreetQuerySet.as_manager()
    workflow = street_workflow()

    class Meta:
        verbose_name = _("road closure")
        verbose_name_plural = _("road closures")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="closure_code", violation_error_message=TAKEN
            ),
            one_of("state", StreetState, name="closure_state"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("The end is not after the beginning."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("closure", args=[self.public_id])


class WelcomePoint(StreetRow):
    """A place where the population greets the guests."""

    name = I18nCharField(_("place"), max_length=600)
    crowd = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    on_roadway = models.BooleanField(
        _("on the roadway"),
        default=False,
        help_text=_("The crowd crosses the road or stands on it, not beside it."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=WelcomeState, default=StreetState.PLANNED, editable=False
    )

    objects = StreetQuerySet.as_manager()
    workflow = street_workflow()

    class Meta:
        verbose_name = _("popular-welcome point")
        verbose_name_plural = _("popular-welcome points")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="welcome_code", violation_error_message=TAKEN
            ),
            one_of("state", StreetState, name="welcome_state"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="welcome_ends_after_it_starts",
                violation_error_message=_("The end is not after the beginning."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("welcome", args=[self.public_id])
