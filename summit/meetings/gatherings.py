"""The meeting: convened, held, its minutes drafted and approved by somebody else."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from summit import clock
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.meetings import acts
from summit.meetings.bodies import CommitteeBody
from summit.text import SortKeyField, fold, sort_key, wordings
from summit.workflow import Step, Workflow

MINUTES_WITHIN = dt.timedelta(hours=24)  # from the end of the meeting to the sending of its minutes
LASTS = dt.timedelta(hours=2)  # a meeting whose end nobody wrote down


class MeetingQuerySet(ScopedQuerySet):
    def standing(self):
        """Meetings that take place or took place."""
        return self.exclude(state=Meeting.State.CANCELLED)

    def upcoming(self):
        """Convened and not yet held, the next one first; one that nobody opened stays here."""
        return self.filter(state=Meeting.State.CONVENED).order_by("starts_at", "pk")

    def before(self, meeting):
        """The meetings of the same body that came earlier."""
        return self.standing().filter(body=meeting.body_id, starts_at__lt=meeting.starts_at)

    def for_list(self):
        return self.select_related("body", "site", "summit")


class Meeting(SummitRow, Public, Revised):
    """One meeting of a body. ``code`` (``CP-01``) names it on paper and in its decisions.

    Its minutes are open while it is ``held``; sending them for approval closes them, and only
    sending them back opens them again, so what is approved is what was read.
    """

    class State(models.TextChoices):
        CONVENED = "convened", _("Convened")
        HELD = "held", _("Held")
        DRAFTED = "drafted", _("Minutes to approve")
        APPROVED = "approved", _("Minutes approved")
        CANCELLED = "cancelled", _("Cancelled")

    body = models.ForeignKey(CommitteeBody, models.PROTECT, related_name="meetings", verbose_name=_("body"))
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    title = I18nCharField(_("title"), max_length=900)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    site = models.ForeignKey(
        "summit.Site", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    place = I18nCharField(_("room or place"), max_length=600, blank=True)
    chair = I18nCharField(
        _("chair"), max_length=600, blank=True, help_text=_("The office, not the person's name.")
    )
    convocation = I18nTextField(_("convocation"), blank=True, max_length=6000)
    decisions_given = models.PositiveIntegerField(default=0, editable=False)
    held_at = models.DateTimeField(_("held"), null=True, blank=True, editable=False)
    minutes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("minutes sent by"),
    )
    minutes_sent_at = models.DateTimeField(_("minutes sent"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.CONVENED, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = MeetingQuerySet.as_manager()
    view_right = "summit.view_meeting"
    waits = {
        "hold": ngettext_lazy("%(n)s meeting to open", "%(n)s meetings to open", "n"),
        "submit": ngettext_lazy("Minutes of %(n)s meeting to send", "Minutes of %(n)s meetings to send", "n"),
        "approve": ngettext_lazy(
            "Minutes of %(n)s meeting to approve", "Minutes of %(n)s meetings to approve", "n"
        ),
    }

    workflow = Workflow(
        Step(
            name="hold",
            label=_("Open the meeting"),
            sources={State.CONVENED},
            target=State.HELD,
            right="summit.edit_meeting",
            form="summit.steps.NoteForm",  # a page to confirm on: an opened meeting is not closed again
            sets=acts.held,
            then=acts.freeze_readiness,
            style="primary",
        ),
        Step(
            name="submit",
            label=_("Send the minutes for approval"),
            sources={State.HELD},
            target=State.DRAFTED,
            right="summit.edit_meeting",
            sets=acts.sent,
            tells=acts.who_approves,
            style="primary",
        ),
        Step(
            name="approve",
            label=_("Approve the minutes"),
            sources={State.DRAFTED},
            target=State.APPROVED,
            right="summit.approve_minutes",
            sets=acts.approved,
            tells=acts.who_attended,
            style="primary",
        ),
        Step(
            name="send_back",
            label=_("Send back for correction"),
            sources={State.DRAFTED},
            target=State.HELD,
            right="summit.approve_minutes",
            reason_required=True,
            sets=acts.not_sent,
            tells=acts.who_drafted,
        ),
        Step(
            name="take_back",
            label=_("Take back to correct"),
            sources={State.DRAFTED},
            target=State.HELD,
            right="summit.take_back_minutes",
            sets=acts.not_sent,
        ),
        Step(
            name="cancel",
            label=_("Cancel the meeting"),
            sources={State.CONVENED},
            target=State.CANCELLED,
            right="summit.edit_meeting",
            reason_required=True,
            tells=acts.who_attended,
            style="danger",
        ),
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["summit", "starts_at"], name="meeting_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="meeting_code", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(
                fields=["body", "number"], name="meeting_number", violation_error_message=TAKEN
            ),
            one_of("state", ["convened", "held", "drafted", "approved", "cancelled"], name="meeting_state"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(approved_by__isnull=False, minutes_by__isnull=False) & ~Q(approved_by=F("minutes_by")),
                name="minutes_are_approved_by_another",
                violation_error_message=_(
                    "Someone other than the person who sent the minutes must approve them."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @transaction.atomic
    def save(self, **kwargs):
        if self.number is None:
            self.number = self.body.next_number()
        elif self._state.adding:
            self.body.mark_given(self.number)
        self.code = self.code or f"{self.body.code}-{self.number:02d}"
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; writers that do not save() call it themselves."""
        texts = [text for field in (self.title, self.chair) for text in wordings(field)]
        self.search_text = fold(" ".join([self.code, *texts]))
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("meeting", args=[self.public_id])

    @property
    def over_at(self):
        """When it ends, or is taken to end."""
        return self.ends_at or self.starts_at + LASTS

    @property
    def minutes_due_at(self):
        return self.over_at + MINUTES_WITHIN

    @property
    def is_open(self):
        """Whether minutes, attendance and decisions may still be written."""
        return self.state in OPEN_STATES

    @property
    def look(self):
        """The mark of the state."""
        return {"convened": "todo", "held": "doing", "drafted": "wait", "approved": "done"}.get(
            self.state, "void"
        )

    @classmethod
    def waits_for(cls, rows, step, user):
        """A meeting waits to be opened from the hour it was convened for."""
        return rows.filter(starts_at__lte=clock.now()) if step == "hold" else rows


OPEN_STATES = (Meeting.State.CONVENED, Meeting.State.HELD)
