"""Who accompanies a delegation, and when."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.delegation import Delegation
from summit import writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import NoOverlap, one_of, queue
from summit.workflow import Step, Workflow


class LiaisonQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(state=LiaisonAssignment.State.RELEASED)

    def for_list(self):
        return self.select_related("officer", "delegation__organisation", "summit")


class LiaisonAssignment(SummitRow, Public, Revised):
    """One shift of a liaison officer with one delegation; an officer serves one delegation at a time."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("liaison", "Proposed")
        ASSIGNED = "assigned", pgettext_lazy("liaison", "Assigned")
        ON_DUTY = "on_duty", _("On duty")
        RELEASED = "released", pgettext_lazy("liaison", "Released")

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="liaison_shifts",
        verbose_name=_("liaison officer"),
    )
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="liaison", verbose_name=_("delegation")
    )
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    vehicle = models.CharField(_("vehicle"), max_length=60, blank=True)
    briefed_on = models.DateField(_("briefed on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED, editable=False)

    objects = LiaisonQuerySet.as_manager()
    view_right = "delegations.view_liaison"

    workflow = Workflow(
        Step(
            name="assign",
            label=_("Assign"),
            sources={State.PROPOSED},
            target=State.ASSIGNED,
            right="delegations.edit_liaison",
            tells=lambda shift: [shift.officer],
            style="primary",
        ),
        Step(
            name="begin",
            label=_("Begin the shift"),
            sources={State.ASSIGNED},
            target=State.ON_DUTY,
            right="delegations.step_liaison",
            style="primary",
        ),
        Step(
            name="release",
            label=pgettext_lazy("liaison", "Release"),
            sources={State.PROPOSED, State.ASSIGNED, State.ON_DUTY},
            target=State.RELEASED,
            right="delegations.edit_liaison",
        ),
    )

    class Meta:
        verbose_name = _("liaison shift")
        verbose_name_plural = _("liaison shifts")
        ordering = ["starts_at", "pk"]
        constraints = [
            NoOverlap(
                resource="officer",
                start="starts_at",
                end="ends_at",
                condition=Q(state__in=["proposed", "assigned", "on_duty"]),
                name="liaison_one_delegation_at_a_time",
                violation_error_message=_("This officer is with a delegation at that time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="liaison_ends_after_it_starts",
                violation_error_message=_("The end is not after the start."),
            ),
            one_of("state", ["proposed", "assigned", "on_duty", "released"], name="liaison_state"),
        ]

    @transaction.atomic
    def save(self, **kwargs):
        """Who gives the same officer a shift waits here: inside the constraint two would wait for each other."""
        queue(get_user_model()._base_manager.filter(pk=self.officer_id))
        super().save(**kwargs)

    def __str__(self):
        return writing.listed((self.officer, self.delegation.code))

    @property
    def audit_label(self):
        """How the audit names it: no personal names."""
        return f"{self.delegation.code} {self.public_id}"

    @property
    def look(self) -> str:
        """The state as one of the frame's seven looks."""
        return {"assigned": "done", "on_duty": "doing", "released": "void"}.get(self.state, "todo")

    def get_absolute_url(self):
        return self.delegation.get_absolute_url()
