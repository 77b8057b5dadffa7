"""A proposal of rooms for a delegation or for all: kept until somebody takes it or lets it go."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.roster.models import Delegation, Membership, Quota
from delegations.travel.models import Flight
from summit import clock
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow
from venues.accommodation import proposal_taking
from venues.accommodation.block import RoomBlock
from venues.accommodation.hotel import Room


class LodgingProposal(SummitRow, Public, Revised):
    """What the optimiser found beside what taking one after the other gives.

    ``figures`` holds ``guests``, ``lodged``, ``unmet``, ``cost`` (points, see ``proposing.objective``),
    ``greedy_cost``, ``bound``, ``gap`` (percent), ``seconds`` and ``money``, once taken ``taken``, and while
    it is computed ``job``; no names.
    """

    class State(models.TextChoices):
        COMPUTING = "computing", _("Being computed")
        READY = "ready", pgettext_lazy("proposal", "Ready")
        FAILED = "failed", _("Failed")
        TAKEN = "taken", pgettext_lazy("proposal", "Taken over")
        DROPPED = "dropped", pgettext_lazy("proposal", "Let go")

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delegation"),
        help_text=_("Empty: all delegations."),
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    figures = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.COMPUTING, editable=False
    )

    objects = ScopedQuerySet.as_manager()
    view_right = "venues.propose_lodging"

    workflow = Workflow(
        Step(
            name="finish",
            label=pgettext_lazy("proposal", "Ready"),
            sources={State.COMPUTING},
            target=State.READY,
            right="venues.move_lodging",
        ),
        Step(
            name="fail",
            label=_("Failed"),
            sources={State.COMPUTING},
            target=State.FAILED,
            right="venues.move_lodging",
        ),
        Step(
            name="take",
            label=_("Take the proposal over"),
            sources={State.READY},
            target=State.TAKEN,
            right="venues.propose_lodging",
            style="primary",
            then=proposal_taking.taken,
        ),
        Step(
            name="drop",
            label=pgettext_lazy("proposal", "Let it go"),
            sources={State.COMPUTING, State.READY},
            target=State.DROPPED,
            right="venues.propose_lodging",
        ),
    )

    class Meta:
        verbose_name = _("proposal of rooms")
        verbose_name_plural = _("proposals of rooms")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="lodging_proposal_progress"),
            one_of(
                "state", ["computing", "ready", "failed", "taken", "dropped"], name="lodging_proposal_state"
            ),
        ]

    def __str__(self):
        return str(self.delegation or self.asked_at)

    def get_absolute_url(self):
        return reverse("lodging-proposal", args=[self.public_id])

    @property
    def look(self) -> str:
        looks = {"computing": "doing", "ready": "wait", "failed": "late", "taken": "done", "dropped": "void"}
        return looks[self.state]


class ProposalLine(SummitRow):
    """One guest or crew of a proposal; ``unmet`` is the code of the reason why it has no room, or less than asked."""

    proposal = models.ForeignKey(LodgingProposal, models.CASCADE, related_name="lines")
    occupant = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    crew_of = models.ForeignKey(Flight, models.CASCADE, null=True, related_name="+")
    block = models.ForeignKey(RoomBlock, models.CASCADE, null=True, related_name="+")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+")
    check_in = models.DateField()
    check_out = models.DateField()
    paid_by = models.CharField(max_length=20, choices=Quota.Payer)
    because = models.CharField(max_length=40, blank=True)
    unmet = models.CharField(max_length=40, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("line of a proposal")
        verbose_name_plural = _("lines of a proposal")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "occupant"], name="proposal_guest_once"),
            models.CheckConstraint(
                condition=Q(occupant__isnull=True) ^ Q(crew_of__isnull=True),
                name="proposal_line_is_somebody_s",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.order}"
