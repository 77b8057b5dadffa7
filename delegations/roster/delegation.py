"""The delegation, its quotas and the life of its list."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.fields import I18nCharField

from delegations.roster import delegation_acts as acts
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy import S2
from summit.text import SortKeyField, fold, sort_key
from summit.workflow import Step, Workflow


class DelegationQuerySet(ScopedQuerySet):
    def coming(self):
        """Delegations that take part, as far as is known."""
        return self.exclude(state=Delegation.State.WITHDRAWN)

    def for_list(self):
        return self.select_related("organisation", "summit")


class Delegation(SummitRow, Public, Revised):
    """Those whom one state or organisation sends.

    ``frozen_at`` is set while the list is frozen: people then enter and leave it by change
    requests only (``delegations.roster.freezing``). ``list_version`` counts the lists received.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        OBSERVER = "observer", _("Observer")
        GUEST = "guest", _("Guest")
        HOST = "host", _("Host country")

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("delegation", "Invited")
        ANNOUNCED = "announced", pgettext_lazy("delegation", "Announced")
        LISTED = "listed", _("List received")
        CHECKED = "checked", pgettext_lazy("delegation", "Checked")
        CONFIRMED = "confirmed", pgettext_lazy("delegation", "Confirmed")
        ON_SITE = "on_site", _("On site")
        DEPARTED = "departed", pgettext_lazy("delegation", "Departed")
        WITHDRAWN = "withdrawn", pgettext_lazy("delegation", "Withdrawn")

    class Arms(models.TextChoices):
        UNKNOWN = "", _("not answered")
        NONE = "none", _("none")
        DECLARED = "declared", pgettext_lazy("arms", "declared")

    ARC = (State.INVITED, State.ANNOUNCED, State.LISTED, State.CHECKED, State.CONFIRMED, State.ON_SITE, State.DEPARTED)  # fmt: skip
    LOOKS = {
        State.ANNOUNCED: "doing",
        State.LISTED: "wait",
        State.CHECKED: "doing",
        State.CONFIRMED: "done",
        State.ON_SITE: "doing",
        State.DEPARTED: "done",
        State.WITHDRAWN: "void",
    }
    COMING = (State.ANNOUNCED, State.LISTED, State.CHECKED, State.CONFIRMED, State.ON_SITE)

    code = models.SlugField(_("code"), max_length=20)
    name = I18nCharField(_("name"), max_length=600)
    organisation = models.ForeignKey(
        "summit.Organisation", models.PROTECT, related_name="delegations", verbose_name=_("sent by")
    )
    delegation_type = models.CharField(_("type"), max_length=20, choices=Kind, default=Kind.STATE)
    focal_name = models.CharField(_("focal point"), max_length=200, blank=True)
    focal_function = models.CharField(_("function"), max_length=200, blank=True)
    focal_email = models.EmailField(_("e-mail"), blank=True)
    focal_phone = models.CharField(_("phone"), max_length=40, blank=True)
    focal_note = models.ForeignKey(
        "delegations.NoteVerbale",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named by the note"),
    )
    accepted_on = models.DateField(_("invitation accepted on"), null=True, blank=True)
    languages = models.CharField(_("languages"), max_length=60, blank=True)
    terms = models.TextField(_("terms: who pays what"), max_length=2000, blank=True)
    arms = models.CharField(_("weapons"), max_length=10, choices=Arms, blank=True, default=Arms.UNKNOWN)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    list_version = models.PositiveSmallIntegerField(_("list version"), default=0, editable=False)
    list_received_at = models.DateTimeField(_("list received"), null=True, editable=False)
    list_revision = models.PositiveIntegerField(default=0, editable=False)
    frozen_at = models.DateTimeField(_("list frozen"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.INVITED, editable=False)
    search_text = models.TextField(default="", editable=False)
    sort_key = SortKeyField(default="")

    objects = DelegationQuerySet.as_manager()
    view_right = "delegations.view_delegation"
    sensitivity = {"focal_name": S2, "focal_email": S2, "focal_phone": S2}
    retention = {S2: 90}
    waits = {
        "check": ngettext_lazy("%(n)s list to check", "%(n)s lists to check", "n"),
        "confirm": ngettext_lazy("%(n)s delegation to confirm", "%(n)s delegations to confirm", "n"),
    }
    KEYS = ("search_text", "sort_key")

    workflow = Workflow(
        Step(
            name="announce",
            label=_("Note the announcement"),
            sources={State.INVITED},
            target=State.ANNOUNCED,
            right="delegations.step_delegation",
            style="primary",
        ),
        Step(
            name="receive",
            label=_("Note the list as received"),
            sources={State.ANNOUNCED, State.INVITED},
            target=State.LISTED,
            right="delegations.step_delegation",
            sets=acts.received,
            style="primary",
        ),
        Step(
            name="check",
            label=_("List is checked"),
            sources={State.LISTED},
            target=State.CHECKED,
            right="delegations.step_delegation",
            style="primary",
        ),
        Step(
            name="confirm",
            label=_("Confirm and freeze the list"),
            sources={State.CHECKED},
            target=State.CONFIRMED,
            right="delegations.confirm_delegation",
            sets=acts.frozen,
            then=acts.confirm_members,
            tells=acts.who_works_for,
            style="primary",
        ),
        Step(
            name="reopen",
            label=_("Reopen the list"),
            sources={State.CONFIRMED},
            target=State.CHECKED,
            right="delegations.confirm_delegation",
            reason_required=True,
            sets=acts.thawed,
            tells=acts.who_works_for,
        ),
        Step(
            name="arrive",
            label=_("Note as on site"),
            sources={State.CONFIRMED},
            target=State.ON_SITE,
            right="delegations.step_delegation",
            style="primary",
        ),
        Step(
            name="depart",
            label=_("Note as departed"),
            sources={State.ON_SITE},
            target=State.DEPARTED,
            right="delegations.step_delegation",
            style="primary",
        ),
        Step(
            name="withdraw",
            label=pgettext_lazy("delegation", "Withdraw"),
            sources={State.INVITED, State.ANNOUNCED, State.LISTED, State.CHECKED, State.CONFIRMED},
            target=State.WITHDRAWN,
            right="delegations.confirm_delegation",
            reason_required=True,
            sets=acts.frozen,
            tells=acts.who_works_for,
        ),
        Step(
            name="readmit",
            label=_("Readmit"),
            sources={State.WITHDRAWN},
            target=State.ANNOUNCED,
            right="delegations.confirm_delegation",
            reason_required=True,
            sets=acts.thawed,
        ),
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["sort_key"]
        indexes = [models.Index(fields=["summit", "sort_key"], name="delegation_sorted")]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="delegation_code", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(
                fields=["summit", "organisation"],
                name="delegation_of_organisation",
                violation_error_message=_("This organisation already has a delegation."),
            ),
            one_of("delegation_type", ["state", "observer", "guest", "host"], name="delegation_type"),
            one_of("arms", ["", "none", "declared"], name="delegation_arms"),
            one_of(
                "state",
                [
                    "invited",
                    "announced",
                    "listed",
                    "checked",
                    "confirmed",
                    "on_site",
                    "departed",
                    "withdrawn",
                ],
                name="delegation_state",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["confirmed", "on_site", "departed", "withdrawn"], frozen_at__isnull=False
                )
                | Q(state__in=["invited", "announced", "listed", "checked"], frozen_at__isnull=True),
                name="delegation_frozen_when_confirmed",
            ),
        ]

    def __str__(self):
        return str(self.name)

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; bulk writers call it themselves."""
        texts = getattr(self.name, "data", self.name)
        names = texts.values() if isinstance(texts, dict) else [texts]
        self.search_text = fold(" ".join([self.code, *filter(None, names)]))
        self.sort_key = sort_key(str(self.code))

    def get_absolute_url(self):
        return reverse("delegation", args=[self.public_id])

    @property
    def country(self) -> str:
        """Two letters of the state for its flag; empty for an organisation without one."""
        return self.organisation.country

    @property
    def look(self) -> str:
        """The state as one of the frame's seven looks."""
        return self.LOOKS.get(self.state, "todo")

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None
