"""What a delegation asks to change on its list: by a submission before the freeze, one by one after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from delegations.roster import change_acts as acts
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from summit import clock
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy import S2, S3, EncryptedJSONField
from summit.workflow import Step, Workflow

BY_A_STEP = {"null": True, "blank": True, "editable": False, "related_name": "+"}


class SubmissionQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related("delegation__organisation", "link", "decided_by", "summit")


class Submission(SummitRow, Public, Revised):
    """One version of a list as the delegation's focal point sent it through a sealed link.

    Its lines are ``ListChange`` rows; ``number`` counts the delegation's versions from 1.
    ``arrivals`` holds what the delegation says of its arrivals, in its own words: a list of
    ``{"at", "flight", "origin", "party"}``. Whoever holds a link has no account: ``submit`` is
    taken by the system's user with the link's public id as its note (``side_drafting.send``).
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("submission", "In preparation")
        SUBMITTED = "submitted", pgettext_lazy("submission", "To look at")
        ACCEPTED = "accepted", pgettext_lazy("submission", "Accepted")
        RETURNED = "returned", _("Returned with remarks")

    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="submissions", verbose_name=_("delegation")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    link = models.ForeignKey("summit.SealedLink", models.PROTECT, null=True, related_name="+")
    sender = models.CharField(_("sent by"), max_length=200)
    wishes = models.TextField(_("wishes and remarks"), max_length=4000, blank=True)
    arrivals = models.JSONField(_("arrivals"), default=list, blank=True)
    arms = models.CharField(
        _("weapons"), max_length=10, choices=Delegation.Arms, blank=True, default=Delegation.Arms.UNKNOWN
    )
    started_at = models.DateTimeField(_("started"), default=clock.now, editable=False)
    submitted_at = models.DateTimeField(_("sent"), null=True, editable=False)
    answer = models.TextField(_("remarks"), max_length=2000, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), **BY_A_STEP
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)

    objects = SubmissionQuerySet.as_manager()
    view_right = "delegations.view_submission"
    sensitivity = {"sender": S2, "wishes": S2, "arrivals": S2, "answer": S2}
    retention = {S2: 90}
    waits = {
        "accept": ngettext_lazy(
            "%(n)s version of a list to look at", "%(n)s versions of lists to look at", "n"
        )
    }

    workflow = Workflow(
        Step(
            name="submit",
            label=_("Send to protocol"),
            sources={State.DRAFT},
            target=State.SUBMITTED,
            right="delegations.hand_in_submission",
            sets=acts.submitted,
            tells=acts.who_decides,
            style="primary",
        ),
        Step(
            name="accept",
            label=_("Accept the version"),
            sources={State.SUBMITTED},
            target=State.ACCEPTED,
            right="delegations.decide_submission",
            form="delegations.roster.submission_forms.AcceptForm",
            sets=acts.decided,
            then=acts.take_over,
            style="primary",
        ),
        Step(
            name="return",
            label=_("Return with remarks"),
            sources={State.SUBMITTED},
            target=State.RETURNED,
            right="delegations.decide_submission",
            reason_required=True,
            sets=acts.decided,
            then=acts.give_back,
        ),
    )

    class Meta:
        verbose_name = _("version sent by a delegation")
        verbose_name_plural = _("versions sent by delegations")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "number"], name="submission_number"),
            models.UniqueConstraint(
                fields=["delegation"], condition=Q(state="draft"), name="submission_one_draft"
            ),
            one_of("state", ["draft", "submitted", "accepted", "returned"], name="submission_state"),
            one_of("arms", ["", "none", "declared"], name="submission_arms"),
        ]

    def __str__(self):
        return f"{self.delegation.code} v{self.number}"

    def get_absolute_url(self):
        return reverse("submission", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"draft": "todo", "submitted": "wait", "returned": "blocked"}.get(self.state, "done")


class ChangeQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related(
            "delegation__organisation", "membership__person", "asked_by", "submission", "summit"
        )


class ListChange(SummitRow, Public, Revised):
    """One line of a wanted list: somebody comes, leaves, or reads differently.

    ``after`` holds what the form gave (``delegations.roster.line_form.LineForm``), ``before`` the
    values that it was asked against; both restricted, because they name papers.
    """

    class Action(models.TextChoices):
        ADD = "add", _("Enter")
        CHANGE = "change", pgettext_lazy("list", "Change")
        WITHDRAW = "withdraw", pgettext_lazy("list", "Take off")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("change", "In preparation")
        ASKED = "asked", pgettext_lazy("change", "To decide")
        ACCEPTED = "accepted", pgettext_lazy("change", "Accepted")
        REFUSED = "refused", pgettext_lazy("change", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("change", "Taken back")

    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="changes", verbose_name=_("delegation")
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("version")
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("member")
    )
    action = models.CharField(_("act"), max_length=20, choices=Action)
    before = EncryptedJSONField(_("before"), default=dict)
    after = EncryptedJSONField(_("after"), default=dict)
    photo = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), **BY_A_STEP
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)

    objects = ChangeQuerySet.as_manager()
    view_right = "delegations.view_change"
    sensitivity = {"before": S3, "after": S3, "photo": S2, "reason": S2}
    retention = {S3: 30, S2: 90}
    waits = {
        "accept": ngettext_lazy("%(n)s change of a list to decide", "%(n)s changes of lists to decide", "n")
    }

    workflow = Workflow(
        Step(
            name="ask",
            label=_("Ask for the change"),
            sources={State.DRAFT},
            target=State.ASKED,
            right="delegations.hand_in_change",
            tells=acts.who_decides,
            style="primary",
        ),
        Step(
            name="accept",
            label=_("Accept the change"),
            sources={State.ASKED},
            target=State.ACCEPTED,
            right="delegations.decide_change",
            form="delegations.roster.change_forms.AcceptForm",
            sets=acts.change_decided,
            then=acts.carry_out,
            tells=acts.who_asked,
            style="primary",
        ),
        Step(
            name="refuse",
            label=_("Refuse the change"),
            sources={State.ASKED},
            target=State.REFUSED,
            right="delegations.decide_change",
            reason_required=True,
            sets=acts.change_decided,
            tells=acts.who_asked,
        ),
        Step(
            name="take_back",
            label=_("Take the request back"),
            sources={State.ASKED},
            target=State.WITHDRAWN,
            right="delegations.withdraw_change",
        ),
    )

    class Meta:
        verbose_name = _("change of a list")
        verbose_name_plural = _("changes of lists")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["delegation", "state"], name="listchange_states")]
        constraints = [
            one_of("action", ["add", "change", "withdraw"], name="listchange_action"),
            one_of("state", ["draft", "asked", "accepted", "refused", "withdrawn"], name="listchange_state"),
            models.CheckConstraint(
                condition=Q(action="add") | Q(membership__isnull=False), name="listchange_has_its_member"
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(state="asked"),
                name="listchange_one_open",
                violation_error_message=_("A change of this person already waits for an answer."),
            ),
        ]

    def __str__(self):
        return f"{self.delegation.code} {self.get_action_display()}"

    @property
    def audit_label(self):
        return f"{self.delegation.code} {self.public_id}"

    def get_absolute_url(self):
        return reverse("list-change", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"draft": "todo", "asked": "wait", "refused": "blocked", "withdrawn": "void"}.get(
            self.state, "done"
        )
