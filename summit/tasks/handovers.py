"""A hand-over between ministries: asked, answered within a wished date, escalated when it is not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from summit import clock, writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.tasks import handover_acts
from summit.tasks.plan import Task
from summit.workflow import Step, Workflow


class HandoverQuerySet(ScopedQuerySet):
    def unanswered(self):
        return self.filter(state__in=[Handover.State.ASKED, Handover.State.COUNTERED])

    def for_list(self):
        return self.select_related("task__ministry", "from_ministry", "to_ministry", "asked_by", "summit")


class Handover(SummitRow, Public, Revised):
    """One ministry asks another for a task or a piece of it by a wished date.

    A counter-date goes back to the asking ministry, which accepts it or withdraws.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        COUNTERED = "countered", _("Another date offered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    task = models.ForeignKey(Task, models.PROTECT, related_name="handovers", verbose_name=_("task"))
    from_ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="handovers_asked", verbose_name=_("asks")
    )
    to_ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="handovers_received", verbose_name=_("is asked")
    )
    what = models.CharField(_("what is asked"), max_length=500)
    wished_on = models.DateField(_("wished date"))
    offered_on = models.DateField(_("date offered"), null=True, blank=True, editable=False)
    agreed_on = models.DateField(_("date agreed"), null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now, editable=False)
    level = models.PositiveSmallIntegerField(_("escalation level"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ASKED, editable=False)

    objects = HandoverQuerySet.as_manager()
    view_right = "summit.view_handover"
    waits = {
        "accept": ngettext_lazy("%(n)s hand-over to accept", "%(n)s hand-overs to accept", "n"),
        "agree": ngettext_lazy("%(n)s offered date to accept", "%(n)s offered dates to accept", "n"),
    }
    waits_until = "wished_on"

    workflow = Workflow(
        Step(
            name="accept",
            label=_("Accept"),
            sources={State.ASKED},
            target=State.ACCEPTED,
            right="summit.answer_handover",
            sets=handover_acts.accepted,
            tells=handover_acts.both_sides,
            style="primary",
        ),
        Step(
            name="counter",
            label=_("Offer another date"),
            sources={State.ASKED},
            target=State.COUNTERED,
            right="summit.answer_handover",
            form="summit.tasks.step_forms.CounterForm",
            sets=handover_acts.countered,
            tells=handover_acts.both_sides,
        ),
        Step(
            name="refuse",
            label=_("Refuse"),
            sources={State.ASKED},
            target=State.REFUSED,
            right="summit.answer_handover",
            reason_required=True,
            tells=handover_acts.both_sides,
            style="danger",
        ),
        Step(
            name="agree",
            label=_("Accept the date offered"),
            sources={State.COUNTERED},
            target=State.ACCEPTED,
            right="summit.withdraw_handover",
            sets=handover_acts.agreed,
            tells=handover_acts.both_sides,
            style="primary",
        ),
        Step(
            name="withdraw",
            label=_("Withdraw"),
            sources={State.ASKED, State.COUNTERED},
            target=State.WITHDRAWN,
            right="summit.withdraw_handover",
            tells=handover_acts.both_sides,
        ),
    )

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["wished_on", "pk"]
        constraints = [
            one_of(
                "state", ["asked", "accepted", "refused", "countered", "withdrawn"], name="handover_state"
            ),
            models.CheckConstraint(
                condition=~Q(from_ministry=F("to_ministry")),
                name="handover_between_two_ministries",
                violation_error_message=_("A ministry cannot hand over to itself."),
            ),
            models.CheckConstraint(condition=Q(level__lte=2), name="handover_level"),
        ]

    def __str__(self):
        return f"{self.task.code}{writing.colon()}{self.what}"

    def get_absolute_url(self):
        return reverse("handover", args=[self.public_id])

    @property
    def code(self):
        return self.task.code

    @property
    def headline(self):
        return self.what

    @property
    def look(self):
        return {"accepted": "done", "refused": "blocked", "withdrawn": "void"}.get(self.state, "wait")
