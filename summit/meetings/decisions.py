"""The committee's decisions: one owner, a date, a proof, and the tasks that carry them out."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.fields import I18nTextField

from summit import clock
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.meetings import decision_acts as acts
from summit.meetings.gatherings import Meeting
from summit.meetings.table import AgendaEntry
from summit.text import SortKeyField, fold, sort_key, wordings
from summit.workflow import Step, Workflow

OPEN = ("open", "execution")  # somebody still has to carry them out
SOON_DAYS = 3  # a decision due within so many days waits on its owner's desk
NO_DATE = dt.date.max


class DecisionQuerySet(ScopedQuerySet):
    def open(self):
        """Decisions that somebody still has to carry out."""
        return self.filter(state__in=OPEN)

    def late(self, *, on):
        """Open decisions that were due before the day ``on``."""
        return self.open().filter(due_on__lt=on)

    def undated(self):
        return self.open().filter(due_on__isnull=True)

    def carried_out(self):
        """Executed, whether or not somebody has verified it yet."""
        return self.filter(state__in=[Decision.State.EXECUTED, Decision.State.VERIFIED])

    def unfinished(self):
        """Not yet verified: what a committee looks at when it meets again."""
        return self.filter(state__in=[*OPEN, Decision.State.EXECUTED])

    def of_earlier_meetings(self, meeting):
        return self.filter(meeting__in=Meeting.objects.before(meeting))

    def for_list(self):
        """Rows with what one line shows.

        ``settled`` and ``due_key`` order them: what is to be carried out, to be verified, the rest; without a date last.
        """
        return self.select_related("meeting", "ministry", "owner", "summit").annotate(
            settled=models.Case(
                models.When(state__in=OPEN, then=0),
                models.When(state="executed", then=1),
                default=2,
                output_field=models.IntegerField(),
            ),
            due_key=Coalesce("due_on", models.Value(NO_DATE, models.DateField())),
        )


class Decision(SummitRow, Public, Revised):
    """What the committee decided, in words that begin with a verb; exactly one ministry answers for it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("decision", "Open")
        EXECUTION = "execution", _("In execution")
        EXECUTED = "executed", _("Executed, to verify")
        VERIFIED = "verified", _("Verified")
        LAPSED = "lapsed", _("Lapsed")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    code = models.CharField(_("code"), max_length=30, editable=False)
    agenda_entry = models.ForeignKey(
        AgendaEntry,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("item of the agenda"),
    )
    text = I18nTextField(
        _("decision"), max_length=3000, help_text=_("Begin with a verb: what is to be done.")
    )
    ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="decisions", verbose_name=_("responsible ministry")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_decisions",
        verbose_name=_("person responsible"),
    )
    supporting = models.ManyToManyField(
        "summit.Ministry",
        through="summit.DecisionSupport",
        related_name="supported_decisions",
        blank=True,
        verbose_name=_("supporting ministries"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    reason = I18nTextField(_("reason"), blank=True, max_length=3000)
    impact = I18nTextField(_("impact"), blank=True, max_length=3000)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    proof = I18nTextField(_("how it was executed"), blank=True, max_length=3000, editable=False)
    executed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("executed by"),
    )
    executed_at = models.DateTimeField(_("executed"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True, editable=False)
    tasks = models.ManyToManyField(
        "summit.Task",
        through="summit.DecisionTask",
        related_name="decisions",
        blank=True,
        verbose_name=_("tasks"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = DecisionQuerySet.as_manager()
    view_right = "summit.view_decision"
    waits = {
        "execute": ngettext_lazy("%(n)s decision to report on", "%(n)s decisions to report on", "n"),
        "verify": ngettext_lazy("%(n)s decision to verify", "%(n)s decisions to verify", "n"),
    }

    workflow = Workflow(
        Step(
            name="start",
            label=_("Begin the execution"),
            sources={State.OPEN},
            target=State.EXECUTION,
            right="summit.execute_decision",
        ),
        Step(
            name="execute",
            label=_("Report the execution"),
            sources={State.OPEN, State.EXECUTION},
            target=State.EXECUTED,
            right="summit.execute_decision",
            form="summit.meetings.step_forms.ExecuteForm",
            sets=acts.executed,
            then=acts.attach_proof,
            tells=acts.who_verifies,
            style="primary",
        ),
        Step(
            name="verify",
            label=_("Verify"),
            sources={State.EXECUTED},
            target=State.VERIFIED,
            right="summit.verify_decision",
            sets=acts.verified,
            tells=acts.who_owns,
            style="primary",
        ),
        Step(
            name="send_back",
            label=_("Not yet executed"),
            sources={State.EXECUTED},
            target=State.EXECUTION,
            right="summit.verify_decision",
            reason_required=True,
            sets=acts.not_executed,
            tells=acts.who_owns,
        ),
        Step(
            name="lapse",
            label=_("Let it lapse"),
            sources={State.OPEN, State.EXECUTION},
            target=State.LAPSED,
            right="summit.lapse_decision",
            reason_required=True,
            tells=acts.who_owns,
        ),
        Step(
            name="reopen",
            label=_("Reopen"),
            sources={State.VERIFIED, State.LAPSED},
            target=State.EXECUTION,
            right="summit.lapse_decision",
            reason_required=True,
            sets=acts.not_executed,
            tells=acts.who_owns,
        ),
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["summit", "state", "due_on"], name="decision_by_state_and_due"),
            models.Index(fields=["summit", "sort_key"], name="decision_by_sort_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="decision_code", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="decision_number", violation_error_message=TAKEN
            ),
            one_of("state", ["open", "execution", "executed", "verified", "lapsed"], name="decision_state"),
            models.CheckConstraint(
                condition=~Q(state="verified")
                | Q(verified_by__isnull=False)
                & (Q(executed_by__isnull=True) | ~Q(verified_by=F("executed_by"))),
                name="decision_is_verified_by_another",
                violation_error_message=_(
                    "Someone other than the person who executed it must verify a decision."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.text}"

    @transaction.atomic
    def save(self, **kwargs):
        if self.number is None:
            self.number = self.next_number()
        elif self._state.adding:
            Meeting.objects.filter(pk=self.meeting_id, decisions_given__lt=self.number).update(
                decisions_given=self.number
            )
        self.code = self.code or f"{self.meeting.code}/D{self.number}"
        self.fill_keys()
        super().save(**kwargs)

    def next_number(self) -> int:
        """The next number in its meeting; raising the counter keeps it for this transaction."""
        meetings = Meeting.objects.filter(pk=self.meeting_id)
        meetings.update(decisions_given=F("decisions_given") + 1)
        return meetings.values_list("decisions_given", flat=True).get()

    def fill_keys(self):
        """The columns for search and order; writers that do not save() call it themselves."""
        self.search_text = fold(" ".join([self.code, *wordings(self.text)]))
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("decision", args=[self.public_id])

    @property
    def is_open(self):
        return self.state in OPEN

    def days_late(self, today: dt.date) -> int:
        """Whole days past its date; 0 when in time, without a date or carried out."""
        return max(0, (today - self.due_on).days) if self.is_open and self.due_on else 0

    def look(self, today: dt.date) -> str:
        """The mark of the state; an open decision past its date is late."""
        if self.days_late(today):
            return "late"
        looks = {"open": "todo", "execution": "doing", "executed": "wait", "verified": "done"}
        return looks.get(self.state, "void")

    @classmethod
    def waits_for(cls, rows, step, user):
        """Its owner is expected to report only when the date comes near or nobody set one."""
        if step != "execute":
            return rows
        soon = clock.today(user.summit) + dt.timedelta(days=SOON_DAYS)
        return rows.filter(Q(due_on__lte=soon) | Q(due_on__isnull=True))
