"""A member of a delegation at a meeting."""

import datetime as dt

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.membership import Membership
from summit import writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow

LAST_CLASS = 32_767
IN_ORDER = (
    "membership__delegation__sort_key", "head_key", "class_key", "date_key", "membership__list_order",
    "membership__sort_key",
)  # fmt: skip


class SeatQuerySet(ScopedQuerySet):
    def expected(self):
        """Those who are to come or came."""
        return self.exclude(state=Seat.State.EXCUSED)

    def placed(self):
        """With the columns, never null, that order seats by precedence inside a delegation."""
        return self.annotate(
            head_key=Case(When(membership__is_head=True, then=Value(0)), default=Value(1)),
            class_key=Coalesce("membership__rank_class__order", Value(LAST_CLASS)),
            date_key=Coalesce("membership__rank_date", Value(dt.date.max)),
        )

    def for_list(self):
        return self.select_related(
            "membership__person", "membership__delegation__organisation", "meeting", "summit"
        )


class Seat(SummitRow, Public, Revised):
    """A person's place at a meeting: expected, seated behind the state's name, attended or excused."""

    class State(models.TextChoices):
        EXPECTED = "expected", pgettext_lazy("seat", "Expected")
        SEATED = "seated", pgettext_lazy("seat", "Seated")
        ATTENDED = "attended", pgettext_lazy("seat", "Attended")
        EXCUSED = "excused", pgettext_lazy("seat", "Excused")

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="seats", verbose_name=_("member"))
    meeting = models.ForeignKey(
        "summit.Meeting", models.PROTECT, related_name="delegates", verbose_name=_("meeting")
    )
    label = models.CharField(_("seat"), max_length=30, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.EXPECTED, editable=False)

    objects = SeatQuerySet.as_manager()
    view_right = "delegations.view_seat"

    workflow = Workflow(
        Step(
            name="seat",
            label=pgettext_lazy("step", "Seat"),
            sources={State.EXPECTED},
            target=State.SEATED,
            right="delegations.edit_seat",
        ),
        Step(
            name="attend",
            label=_("Note as present"),
            sources={State.EXPECTED, State.SEATED},
            target=State.ATTENDED,
            right="delegations.edit_seat",
            style="primary",
        ),
        Step(
            name="excuse",
            label=pgettext_lazy("step", "Excuse"),
            sources={State.EXPECTED, State.SEATED},
            target=State.EXCUSED,
            right="delegations.edit_seat",
        ),
        Step(
            name="expect",
            label=_("Expect again"),
            sources={State.EXCUSED, State.SEATED, State.ATTENDED},
            target=State.EXPECTED,
            right="delegations.edit_seat",
        ),
    )

    class Meta:
        verbose_name = _("seat at a meeting")
        verbose_name_plural = _("seats at meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "meeting"],
                name="seat_once",
                violation_error_message=_("This person already stands on the list."),
            ),
            one_of("state", ["expected", "seated", "attended", "excused"], name="seat_state"),
        ]

    def __str__(self):
        return writing.listed((self.membership, self.meeting))

    @property
    def audit_label(self):
        return f"seat {self.public_id}"

    def get_absolute_url(self):
        return reverse("meeting-delegates", args=[self.meeting.public_id])

    @property
    def look(self) -> str:
        return {"expected": "todo", "seated": "doing", "attended": "done"}.get(self.state, "void")
