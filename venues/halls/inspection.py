"""Visits to a site: how far it is, what is left to do and by whom."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy.levels import S1
from summit.workflow import Step, Workflow
from venues.halls import inspection_acts as acts


class InspectionQuerySet(ScopedQuerySet):
    def signed(self):
        return self.filter(state=SiteInspection.State.SIGNED)

    def for_list(self):
        return self.select_related("site", "signed_by", "summit")


class SiteInspection(SummitRow, Public, Revised):
    """One visit to a site with its completion in per cent; a report that is signed stays as it is."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("inspection", "Draft")
        SIGNED = "signed", pgettext_lazy("inspection", "Signed")

    site = models.ForeignKey(
        "summit.Site", models.PROTECT, related_name="inspections", verbose_name=_("site")
    )
    visited_on = models.DateField(_("day of the visit"))
    team = models.TextField(
        _("team"), max_length=2000, help_text=_("Offices and services, one on each line.")
    )
    completion = models.PositiveSmallIntegerField(
        _("completion, per cent"), validators=[MaxValueValidator(100)]
    )
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed by"),
    )
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)

    objects = InspectionQuerySet.as_manager()
    view_right = "venues.view_inspection"

    workflow = Workflow(
        Step(
            name="sign",
            label=_("Sign the report"),
            sources={State.DRAFT},
            target=State.SIGNED,
            right="venues.edit_inspection",
            form="summit.steps.NoteForm",  # a page to confirm on: a signed report is not opened again
            sets=acts.signed,
            tells=acts.who_has_reserves,
            style="primary",
        ),
    )

    class Meta:
        verbose_name = _("site inspection")
        verbose_name_plural = _("site inspections")
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "visited_on"],
                name="inspection_once_a_day",
                violation_error_message=_("This site has a report of that day already."),
            ),
            models.CheckConstraint(condition=Q(completion__lte=100), name="inspection_completion"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="inspection_is_signed_by_somebody",
            ),
            one_of("state", ["draft", "signed"], name="inspection_state"),
        ]

    def __str__(self):
        return f"{self.site} {self.visited_on}"

    def get_absolute_url(self):
        return reverse("inspection", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"draft": "wait", "signed": "done"}[self.state]


class ReserveQuerySet(ScopedQuerySet):
    def open(self):
        return self.exclude(state=SiteReserve.State.CLOSED)

    def for_list(self):
        return self.select_related("inspection__site", "ministry__organisation_ptr", "photo", "summit")


class SiteReserve(SummitRow, Public, Revised):
    """Something that a visit found unfinished: who lifts it, by when. Another person checks it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("reserve", "Open")
        LIFTED = "lifted", pgettext_lazy("reserve", "Said to be done")
        CLOSED = "closed", pgettext_lazy("reserve", "Closed")

    inspection = models.ForeignKey(
        SiteInspection, models.PROTECT, related_name="reserves", verbose_name=_("inspection")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = models.CharField(_("what is left to do"), max_length=600)
    ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="+", verbose_name=_("ministry in charge")
    )
    owner = models.CharField(
        _("service in charge"), max_length=200, blank=True, help_text=_("The office, not the person's name.")
    )
    due_on = models.DateField(_("due"))
    photo = models.ForeignKey(
        "summit.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("said to be done by"),
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)

    objects = ReserveQuerySet.as_manager()
    view_right = "venues.view_reserve"
    sensitivity = {"photo": S1}  # of a building, not of a person

    workflow = Workflow(
        Step(
            name="lift",
            label=_("Say that it is done"),
            sources={State.OPEN},
            target=State.LIFTED,
            right="venues.lift_reserve",
            sets=acts.lifted,
            style="primary",
        ),
        Step(
            name="close",
            label=_("Checked, close it"),
            sources={State.LIFTED},
            target=State.CLOSED,
            right="venues.close_reserve",
            sets=acts.closed,
            tells=acts.who_lifted,
            style="primary",
        ),
        Step(
            name="reopen",
            label=_("Not done"),
            sources={State.LIFTED, State.CLOSED},
            target=State.OPEN,
            right="venues.edit_inspection",
            reason_required=True,
            sets=acts.reopened,
            tells=acts.who_lifted,
        ),
    )

    class Meta:
        verbose_name = _("reserve")
        verbose_name_plural = _("reserves")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="reserve_number", violation_error_message=TAKEN
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (
                    Q(closed_by__isnull=False, lifted_by__isnull=False, closed_at__isnull=False)
                    & ~Q(closed_by=F("lifted_by"))
                ),
                name="reserve_is_closed_by_another",
                violation_error_message=_(
                    "Somebody other than the person who says it is done must check it."
                ),
            ),
            one_of("state", ["open", "lifted", "closed"], name="reserve_state"),
        ]

    def __str__(self):
        return f"{self.inspection.site.code} {self.number}"

    def get_absolute_url(self):
        return reverse("reserve", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"open": "todo", "lifted": "wait", "closed": "done"}[self.state]
