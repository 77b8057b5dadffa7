"""Organisations, ministries among them, and the committee's commissions."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from summit import writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow

TAKEN = _("This code is already taken.")


class Organisation(SummitRow, Public, Revised):
    """A body that takes part: a state, an international organisation, a ministry, an outlet, a supplier."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        INTERNATIONAL = "international", _("International organisation")
        MINISTRY = "ministry", _("Ministry")
        MEDIA = "media", _("Media")
        SUPPLIER = "supplier", _("Supplier")
        PUBLIC = "public", _("Public body")

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("organisation", "Active")
        SUSPENDED = "suspended", pgettext_lazy("organisation", "Suspended")

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=600)
    short_name = I18nCharField(_("short name"), max_length=300, blank=True)
    org_type = models.CharField(_("type"), max_length=20, choices=Kind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for instance ML.")
    )
    invited = models.BooleanField(_("invited"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ACTIVE, editable=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_organisation"

    workflow = Workflow(
        Step(
            name="suspend",
            label=_("Suspend"),
            sources={State.ACTIVE},
            target=State.SUSPENDED,
            right="summit.edit_organisation",
            reason_required=True,
        ),
        Step(
            name="restore",
            label=_("Restore"),
            sources={State.SUSPENDED},
            target=State.ACTIVE,
            right="summit.edit_organisation",
        ),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="organisation_code", violation_error_message=TAKEN
            ),
            one_of(
                "org_type",
                ["state", "international", "ministry", "media", "supplier", "public"],
                name="organisation_type",
            ),
            one_of("state", ["active", "suspended"], name="organisation_state"),
        ]

    def __str__(self):
        return str(self.short_name) or str(self.name)

    def get_absolute_url(self):
        return reverse("organisation", args=[self.public_id])


class Ministry(Organisation):
    """A ministry of the host country; ``coordinated`` ones have a tile on the readiness page."""

    rank = models.PositiveSmallIntegerField(_("order"), default=100)
    coordinated = models.BooleanField(_("coordinated by the steering committee"), default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("ministry")
        verbose_name_plural = _("ministries")
        ordering = ["rank", "code"]


class CommissionQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related("president", "vice_president", "rapporteur")


class Commission(SummitRow, Public, Revised):
    """One of the organizing committee's working bodies, with its office holders."""

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=600)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    president = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("president"),
    )
    vice_president = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vice-president"),
    )
    rapporteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rapporteur"),
    )
    ministries = models.ManyToManyField(
        Ministry, related_name="commissions", blank=True, verbose_name=_("ministries")
    )

    objects = CommissionQuerySet.as_manager()
    view_right = "summit.view_commission"

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="commission_code", violation_error_message=TAKEN
            )
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("commission", args=[self.public_id])

    @property
    def leads(self):
        """Primary keys of the office holders who may validate: president and vice-president."""
        return {self.president_id, self.vice_president_id} - {None}


class CommissionMember(SummitRow):
    """A member of a commission beside its office holders."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commission_seats")

    class Meta:
        verbose_name = _("member of a commission")
        verbose_name_plural = _("members of commissions")
        constraints = [models.UniqueConstraint(fields=["commission", "user"], name="commission_member_once")]

    def __str__(self):
        return f"{self.commission.code}{writing.colon()}{self.user}"
