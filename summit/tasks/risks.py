"""Risks and milestones of the plan."""

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
from summit.workflow import Step, Workflow

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(state=Risk.State.OPEN)

    def for_list(self):
        """Rows with what one line shows; ``weight_key`` orders by weight."""
        weighed = self.annotate(weight_key=models.F("likelihood") * models.F("impact"))
        return weighed.select_related("ministry", "owner", "summit")


class Risk(SummitRow, Public, Revised):
    """Something that may go wrong; likelihood and impact go from 1 (low) to 5 (high)."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    code = models.CharField(_("code"), max_length=20)
    title = I18nCharField(_("what may happen"), max_length=900)
    likelihood = models.PositiveSmallIntegerField(_("likelihood, 1 to 5"), validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(_("impact, 1 to 5"), validators=ONE_TO_FIVE)
    measure = I18nCharField(_("measure taken"), max_length=900, blank=True)
    ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="risks", verbose_name=_("ministry")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    review_on = models.DateField(_("next review"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)

    objects = RiskQuerySet.as_manager()
    view_right = "summit.view_risk"

    workflow = Workflow(
        Step(
            name="close",
            label=_("Close the risk"),
            sources={State.OPEN},
            target=State.CLOSED,
            right="summit.edit_risk",
            reason_required=True,
        ),
        Step(
            name="reopen",
            label=_("Reopen"),
            sources={State.CLOSED},
            target=State.OPEN,
            right="summit.edit_risk",
            reason_required=True,
        ),
    )

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="risk_code", violation_error_message=TAKEN
            ),
            one_of("state", ["open", "closed"], name="risk_state"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="risk_from_one_to_five",
                violation_error_message=_("Likelihood and impact go from 1 to 5."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("risk", args=[self.public_id])

    @property
    def look(self):
        return "done" if self.state == self.State.CLOSED else "wait"

    @property
    def headline(self):
        return self.title

    @property
    def weight(self):
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact


class MilestoneQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related("summit")


class Milestone(SummitRow, Public, Revised):
    """A day on which something must stand, counted from J0."""

    class State(models.TextChoices):
        AHEAD = "ahead", _("Ahead")
        REACHED = "reached", _("Reached")
        MISSED = "missed", _("Missed")

    code = models.CharField(_("code"), max_length=20)
    title = I18nCharField(_("title"), max_length=900)
    due_offset = models.SmallIntegerField(_("day, counted from J0"))
    tasks = models.ManyToManyField(
        "summit.Task", related_name="milestones", blank=True, verbose_name=_("tasks")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.AHEAD, editable=False)

    objects = MilestoneQuerySet.as_manager()
    view_right = "summit.view_milestone"
    due_on_label = _("day")

    workflow = Workflow(
        Step(
            name="reach",
            label=pgettext_lazy("step", "Reached"),
            sources={State.AHEAD, State.MISSED},
            target=State.REACHED,
            right="summit.edit_milestone",
            style="primary",
        ),
        Step(
            name="miss",
            label=pgettext_lazy("step", "Missed"),
            sources={State.AHEAD},
            target=State.MISSED,
            right="summit.edit_milestone",
            reason_required=True,
        ),
        Step(
            name="reopen",
            label=_("Reopen"),
            sources={State.REACHED, State.MISSED},
            target=State.AHEAD,
            right="summit.edit_milestone",
            reason_required=True,
        ),
    )

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_offset", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="milestone_code", violation_error_message=TAKEN
            ),
            one_of("state", ["ahead", "reached", "missed"], name="milestone_state"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("milestone", args=[self.public_id])

    @property
    def due_on(self):
        return self.summit.on_day(self.due_offset)

    @property
    def look(self):
        return {"reached": "done", "missed": "late"}.get(self.state, "todo")

    @property
    def headline(self):
        return self.title
