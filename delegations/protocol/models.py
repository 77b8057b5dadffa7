"""Lists of precedence: a rule, the minute from which it holds, and the order that it gives."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.fields import I18nCharField

from delegations.protocol import acts
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import NoOverlap, one_of
from summit.text import SortKeyField, sort_key
from summit.workflow import Step, Workflow


class PrecedenceQuerySet(ScopedQuerySet):
    def in_force(self, *, at, scope=""):
        """Lists that hold, held or will hold at the moment ``at``; at most one approved one of a scope.

        One that was ended held until then, and one that was ended before it began never did.
        """
        begun = Q(effective_from__lte=at)
        running = Q(effective_until__isnull=True) | Q(effective_until__gt=at)
        rows = self.filter(begun & running).exclude(state=PrecedenceList.State.DRAFT)
        return rows.filter(scope=scope) if scope else rows

    def for_list(self):
        return self.select_related("chair__organisation", "host__organisation", "approved_by", "summit")


class PrecedenceList(SummitRow, Public, Revised):
    """Who comes before whom, for one use and one time.

    The order is computed from the rule and the members' own dates (``delegations.protocol.order``)
    until the list is approved; then the computed positions are kept. Two approved lists of one
    scope never hold at the same minute: the database refuses it. ``effective_until`` empty means
    until another one follows; a list that was ended before it began has both at one minute.
    """

    class Scope(models.TextChoices):
        SESSION = "session", _("Session")
        PHOTO = "photo", _("Family photo")
        TABLE = "table", _("Table and dinner")
        MOTORCADE = "motorcade", _("Motorcades")
        ARRIVAL = "arrival", pgettext_lazy("precedence", "Arrivals")
        DEPARTURE = "departure", pgettext_lazy("precedence", "Departures")
        SIGNATURE = "signature", _("Signature")

    class Rule(models.TextChoices):
        OFFICE = "office", _("class, then date of taking office")
        ACCEPTANCE = "acceptance", _("class, then date of acceptance of the invitation")
        ALPHABETICAL = "alphabetical", _("class, then alphabetical order of the states")

    class Place(models.TextChoices):
        RULE = "rule", _("by the rule")
        FIRST = "first", pgettext_lazy("precedence", "first")
        LAST = "last", pgettext_lazy("precedence", "last")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("precedence", "Draft")
        APPROVED = "approved", pgettext_lazy("precedence", "Approved")
        SUPERSEDED = "superseded", pgettext_lazy("precedence", "Superseded")

    code = models.CharField(_("code"), max_length=20)
    title = I18nCharField(_("title"), max_length=600)
    scope = models.CharField(_("for"), max_length=20, choices=Scope)
    rule = models.CharField(_("rule"), max_length=20, choices=Rule, default=Rule.OFFICE)
    alphabet = models.CharField(
        _("language of the alphabet"), max_length=5, choices=settings.LANGUAGES, default="fr"
    )
    chair = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delegation in the chair"),
    )
    chair_place = models.CharField(_("place of the chair"), max_length=10, choices=Place, default=Place.FIRST)
    host = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host delegation")
    )
    host_place = models.CharField(_("place of the host"), max_length=10, choices=Place, default=Place.RULE)
    reversed = models.BooleanField(
        _("reversed order"), default=False, help_text=_("Arrivals run from the last to the first.")
    )
    whole = models.BooleanField(
        _("every member of the delegations"),
        default=False,
        help_text=_("Otherwise one place for each delegation, held by its head or representative."),
    )
    effective_from = models.DateTimeField(_("holds from"))
    effective_until = models.DateTimeField(_("holds until"), null=True, blank=True)
    note = models.TextField(_("basis and remarks"), max_length=2000, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    scope_key = models.CharField(max_length=40, editable=False)
    sort_key = SortKeyField(default="")

    objects = PrecedenceQuerySet.as_manager()
    view_right = "delegations.view_precedence"
    waits = {
        "approve": ngettext_lazy(
            "%(n)s order of precedence to approve", "%(n)s orders of precedence to approve", "n"
        )
    }
    KEYS = ("scope_key", "sort_key")

    workflow = Workflow(
        Step(
            name="approve",
            label=pgettext_lazy("precedence", "Approve the list"),
            sources={State.DRAFT},
            target=State.APPROVED,
            right="delegations.approve_precedence",
            form="delegations.protocol.step_forms.ApproveForm",
            sets=acts.approved,
            then=acts.keep_order,
            style="primary",
        ),
        Step(
            name="supersede",
            label=pgettext_lazy("precedence", "End the list"),
            sources={State.APPROVED},
            target=State.SUPERSEDED,
            right="delegations.approve_precedence",
            reason_required=True,
            sets=acts.ended,
        ),
    )

    class Meta:
        verbose_name = _("list of precedence")
        verbose_name_plural = _("lists of precedence")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="precedence_code", violation_error_message=TAKEN
            ),
            NoOverlap(
                resource="scope_key",
                start="effective_from",
                end="effective_until",
                condition=Q(state="approved"),
                name="precedence_one_in_force",
                violation_error_message=_("Another approved list holds at that time."),
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_until__gt=F("effective_from"))
                | Q(effective_until=F("effective_from"), state="superseded"),
                name="precedence_ends_after_it_starts",
                violation_error_message=_("The end is not after the start."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="precedence_approved_by_somebody",
            ),
            one_of(
                "scope",
                ["session", "photo", "table", "motorcade", "arrival", "departure", "signature"],
                name="precedence_scope",
            ),
            one_of("rule", ["office", "acceptance", "alphabetical"], name="precedence_rule"),
            one_of("alphabet", ["fr", "ar", "en"], name="precedence_alphabet"),
            one_of("chair_place", ["rule", "first", "last"], name="precedence_chair_place"),
            one_of("host_place", ["rule", "first", "last"], name="precedence_host_place"),
            one_of("state", ["draft", "approved", "superseded"], name="precedence_state"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """What ties lists of one use in one summit together, and the order of the register."""
        self.scope_key = f"{self.summit_id}:{self.scope}"
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("precedence", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"draft": "doing", "approved": "done"}.get(self.state, "void")

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def never_held(self) -> bool:
        """Whether the list was ended before it began."""
        return self.effective_until is not None and self.effective_until <= self.effective_from


class PrecedenceEntry(SummitRow, Public, Revised):
    """One member's place: computed, moved by hand with a written reason, and kept at approval.

    ``position`` is the final place from 1 once the list is approved; ``manual`` the place wanted by
    hand; ``basis`` says in words of the rule why the member stands there.
    """

    precedence = models.ForeignKey(
        PrecedenceList, models.CASCADE, related_name="entries", verbose_name=_("list of precedence")
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="places", verbose_name=_("member")
    )
    position = models.PositiveIntegerField(_("place"), null=True, editable=False)
    manual = models.PositiveIntegerField(_("place by hand"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    basis = models.JSONField(_("basis"), default=dict, editable=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.view_precedence"

    class Meta:
        verbose_name = _("place in a list of precedence")
        verbose_name_plural = _("places in lists of precedence")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["precedence", "membership"], name="precedence_entry_once"),
            models.UniqueConstraint(
                fields=["precedence", "manual"],
                name="precedence_manual_once",
                violation_error_message=_("Somebody else was given this place by hand."),
            ),
            models.CheckConstraint(
                condition=Q(manual__isnull=True) | (Q(manual__gte=1) & ~Q(reason="")),
                name="precedence_manual_has_a_reason",
                violation_error_message=_("A place by hand needs a written reason."),
            ),
        ]

    def __str__(self):
        return f"{self.precedence.code} {self.position or self.manual or ''}".strip()

    @property
    def audit_label(self):
        return f"{self.precedence.code} {self.public_id}"

    def get_absolute_url(self):
        return self.precedence.get_absolute_url()
