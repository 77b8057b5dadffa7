"""The task, its queryset and its workflow."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from summit import clock
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.event.models import ON_MOVE
from summit.tasks import acts
from summit.tasks.axes import Axis
from summit.text import SortKeyField, fold, sort_key
from summit.workflow import Step, Workflow

BY_A_STEP = {"null": True, "blank": True, "editable": False, "related_name": "+"}  # who took it


class TaskQuerySet(ScopedQuerySet):
    def open(self):
        """Tasks that somebody still has to finish."""
        return self.filter(state__in=Task.OPEN)

    def late(self, *, on):
        """Open tasks that were due before day number ``on`` (days after J0)."""
        return self.open().filter(due_offset__lt=on)

    def unowned(self):
        return self.open().filter(owner__isnull=True)

    def for_list(self):
        return self.select_related("ministry", "commission", "axis", "owner", "summit")


class Task(SummitRow, Public, Revised):
    """One thing to be done before, during or after the summit.

    Days are offsets from J0 (negative before it), so that moving the summit moves the plan;
    a task whose ``date_fixed`` is set keeps its calendar dates instead. Late is computed,
    never stored. ``rank`` is the topological level that keeps dependencies free of cycles.
    """

    class State(models.TextChoices):
        TODO = "todo", _("To do")
        DOING = "doing", _("In progress")
        BLOCKED = "blocked", _("Blocked")
        REVIEW = "review", _("To validate")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    OPEN = (State.TODO, State.DOING, State.BLOCKED, State.REVIEW)
    MOVING = (State.TODO, State.DOING, State.BLOCKED)  # progress may still be told

    code = models.CharField(_("code"), max_length=20)
    title = I18nCharField(_("title"), max_length=900)
    description = I18nTextField(_("description"), blank=True, max_length=6000)
    deliverable = I18nCharField(_("deliverable"), max_length=900, blank=True)
    commission = models.ForeignKey(
        "summit.Commission", models.PROTECT, related_name="tasks", verbose_name=_("commission")
    )
    ministry = models.ForeignKey(
        "summit.Ministry", models.PROTECT, related_name="tasks", verbose_name=_("responsible ministry")
    )
    supporting = models.ManyToManyField(
        "summit.Ministry",
        through="summit.Support",
        related_name="supported_tasks",
        blank=True,
        verbose_name=_("supporting ministries"),
    )
    axis = models.ForeignKey(Axis, models.PROTECT, related_name="tasks", verbose_name=_("axis"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_tasks",
        verbose_name=_("owner"),
    )
    start_offset = models.SmallIntegerField(_("start, days from J0"))
    due_offset = models.SmallIntegerField(_("due, days from J0"))
    date_fixed = models.BooleanField(
        _("fixed dates"), default=False, help_text=_("The dates stay when the summit moves.")
    )
    progress = models.PositiveSmallIntegerField(
        _("progress, %"), default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    cost_estimate = models.DecimalField(
        _("cost estimate"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(_("currency"), max_length=3, default="XOF")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.TODO, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("submitted by"), **BY_A_STEP
    )
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("validated by"), **BY_A_STEP
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    rank = models.PositiveIntegerField(default=0, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = TaskQuerySet.as_manager()
    view_right = "summit.view_task"
    waits = {"validate": ngettext_lazy("%(n)s task to validate", "%(n)s tasks to validate", "n")}
    waits_until = "due_offset"

    workflow = Workflow(
        Step(
            name="start",
            label=pgettext_lazy("step", "Start"),
            sources={State.TODO},
            target=State.DOING,
            right="summit.update_task",
        ),
        Step(
            name="block",
            label=_("State a blocking point"),
            sources={State.TODO, State.DOING},
            target=State.BLOCKED,
            right="summit.update_task",
            form="summit.tasks.step_forms.BlockForm",
            then=acts.open_blocking_point,
            tells=acts.who_must_know,
            style="danger",
        ),
        Step(
            name="unblock",
            label=_("Lift the blocking point"),
            sources={State.BLOCKED},
            target=State.DOING,
            right="summit.update_task",
            form="summit.tasks.step_forms.UnblockForm",
            then=acts.lift_blocking_point,
            tells=acts.who_must_know,
            style="primary",
        ),
        Step(
            name="submit",
            label=_("Submit for validation"),
            sources={State.TODO, State.DOING},
            target=State.REVIEW,
            right="summit.update_task",
            form="summit.tasks.step_forms.SubmitForm",
            sets=acts.submitted,
            then=acts.attach_proof,
            tells=acts.who_validates,
            style="primary",
        ),
        Step(
            name="validate",
            label=_("Validate"),
            sources={State.REVIEW},
            target=State.DONE,
            right="summit.validate_task",
            sets=acts.validated,
            tells=acts.who_must_know,
            style="primary",
        ),
        Step(
            name="send_back",
            label=_("Send back"),
            sources={State.REVIEW},
            target=State.DOING,
            right="summit.validate_task",
            reason_required=True,
            sets=acts.not_submitted,
            tells=acts.who_must_know,
        ),
        Step(
            name="drop",
            label=_("Drop"),
            sources={State.TODO, State.DOING, State.BLOCKED},
            target=State.DROPPED,
            right="summit.drop_task",
            reason_required=True,
            then=acts.lift_blocking_point,
            tells=acts.who_must_know,
        ),
        Step(
            name="reopen",
            label=_("Reopen"),
            sources={State.DONE, State.DROPPED},
            target=State.DOING,
            right="summit.drop_task",
            reason_required=True,
            sets=acts.reopened,
            tells=acts.who_must_know,
        ),
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(fields=["summit", "state", "due_offset"], name="task_by_state_and_due"),
            models.Index(fields=["summit", "sort_key"], name="task_by_sort_key"),
            models.Index(fields=["summit", "due_offset", "sort_key"], name="task_by_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="task_code", violation_error_message=TAKEN
            ),
            one_of("state", ["todo", "doing", "blocked", "review", "done", "dropped"], name="task_state"),
            models.UniqueConstraint(fields=["id", "rank"], name="task_rank_key"),  # what dependencies carry
            models.CheckConstraint(
                condition=Q(due_offset__gte=F("start_offset")),
                name="task_is_due_after_it_starts",
                violation_error_message=_("The task is due before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(progress__gte=0, progress__lte=100),
                name="task_progress_in_percent",
                violation_error_message=_("Progress goes from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(validated_by__isnull=False) & (Q(owner__isnull=True) | ~Q(validated_by=F("owner"))),
                name="task_is_validated_by_another",
                violation_error_message=_("Someone other than the owner must validate the task."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; bulk writers call it themselves."""
        texts = getattr(self.title, "data", self.title)
        titles = texts.values() if isinstance(texts, dict) else [texts]
        self.search_text = fold(" ".join([self.code, *filter(None, titles)]))
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("task", args=[self.public_id])

    @property
    def starts_on(self) -> dt.date:
        return self.summit.on_day(self.start_offset)

    @property
    def due_on(self) -> dt.date:
        return self.summit.on_day(self.due_offset)

    @property
    def is_open(self):
        return self.state in self.OPEN

    def days_late(self, today: dt.date) -> int:
        """Whole days past the due day; 0 when in time, done or dropped."""
        return max(0, (today - self.due_on).days) if self.is_open else 0

    def shown_state(self, today: dt.date) -> str:
        """The state as a mark shows it: lateness hides all but a blocking point and an end."""
        marks = {"todo": "todo", "doing": "doing", "blocked": "blocked", "review": "wait", "done": "done"}
        if self.state in ("todo", "doing", "review") and self.days_late(today):
            return "late"
        return marks.get(self.state, "void")


def keep_fixed_dates(summit, shift):
    """When J0 moves, tasks with fixed dates are counted anew from it."""
    fixed = Task.objects.of(summit).filter(date_fixed=True)
    fixed.update(
        start_offset=F("start_offset") - shift,
        due_offset=F("due_offset") - shift,
        revision=F("revision") + 1,
        updated_at=clock.now(),
    )


ON_MOVE.append(keep_fixed_dates)
