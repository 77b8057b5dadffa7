"""Portfolios, the mandates that give them to ministries, and people's dated duties."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from summit import rights, writing
from summit.accounts.bodies import TAKEN, Ministry
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of


class Portfolio(SummitRow, Public, Revised):
    """A field of the summit's work that a ministry may hold: protocol, press, lodging."""

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=300)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_mandate"

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="portfolio_code", violation_error_message=TAKEN
            )
        ]

    def __str__(self):
        return str(self.name)


class Mandate(SummitRow, Public, Revised):
    """This ministry holds this portfolio for this summit."""

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="mandates", verbose_name=_("portfolio")
    )
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, related_name="mandates", verbose_name=_("ministry")
    )

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_mandate"

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "portfolio", "ministry"],
                name="mandate_once",
                violation_error_message=_("This ministry already holds this portfolio."),
            )
        ]

    def __str__(self):
        return f"{self.portfolio} – {self.ministry}"

    def get_absolute_url(self):
        return reverse("mandates")


class DutyQuerySet(ScopedQuerySet):
    def in_force(self, today):
        """Duties whose dates hold ``today``; either end may be open."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
        running = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.filter(started & running).select_related("portfolio")

    def for_list(self):
        return self.select_related("portfolio", "user__ministry").order_by("user__name", "pk")


class Duty(SummitRow, Public, Revised):
    """A person's role: in the committee when no portfolio is named, else in that portfolio.

    ``narrowed_to`` limits it to one thing (a delegation, hotel, outlet or gate) by its public id.
    """

    class Role(models.TextChoices):
        COORDINATOR = rights.COORDINATOR, _("Coordinator")
        SECRETARY = rights.SECRETARY, _("Secretary of the committee")
        AUTHORITY = rights.AUTHORITY, _("Authority")
        AUDITOR = rights.AUDITOR, _("Auditor")
        HEAD = rights.HEAD, _("Head")
        OFFICER = rights.OFFICER, _("Officer")
        FOCAL = rights.FOCAL, _("Focal point")
        READER = rights.READER, _("Reader")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="all_duties", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("portfolio"),
        help_text=_("Empty for a role in the committee."),
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    narrowed_to = models.CharField(_("only for"), max_length=16, blank=True)

    objects = DutyQuerySet.as_manager()
    view_right = "summit.view_duty"

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            one_of("role", [*rights.COMMITTEE_ROLES, *rights.PORTFOLIO_ROLES], name="duty_role"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="duty_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(portfolio__isnull=True, role__in=rights.COMMITTEE_ROLES)
                | Q(portfolio__isnull=False, role__in=rights.PORTFOLIO_ROLES),
                name="duty_role_fits_its_portfolio",
                violation_error_message=_(
                    "A role in the committee has no portfolio; head, officer, focal point and reader need one."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "summit", "role", "portfolio", "narrowed_to"],
                name="duty_once",
                violation_error_message=_("This person already has this duty."),
            ),
            models.UniqueConstraint(  # NULL is never equal to NULL, so committee roles need their own
                fields=["user", "summit", "role", "narrowed_to"],
                condition=Q(portfolio__isnull=True),
                name="committee_duty_once",
                violation_error_message=_("This person already has this duty."),
            ),
        ]

    def __str__(self):
        return writing.listed((self.get_role_display(), self.portfolio if self.portfolio_id else ""))

    def get_absolute_url(self):
        return reverse("user", args=[self.user.public_id])

    def runs_on(self, day):
        """Whether the duty's dates hold ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or self.valid_until >= day
        )

    @property
    def portfolio_code(self):
        return self.portfolio.code if self.portfolio_id else ""
