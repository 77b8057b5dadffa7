"""In which quality a person takes part, and the papers that prove who it is."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from delegations.roster import person_acts as acts
from delegations.roster.delegation import Delegation
from delegations.roster.person import Person
from delegations.roster.quotas import Quota
from delegations.roster.reference import Category, RankClass
from summit import writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy import S2, S3, BlindIndexField, EncryptedTextField
from summit.text import SortKeyField
from summit.workflow import Step, Workflow


class MembershipQuerySet(ScopedQuerySet):
    def live(self):
        """Memberships that stand, proposed or confirmed."""
        return self.filter(state__in=Membership.LIVE)

    def in_order(self):
        """By precedence inside a delegation: the head, then class, then date of rank, then the list."""
        dateless = F("rank_date").asc(nulls_last=True)
        by_class = F("rank_class__order").asc(nulls_last=True)
        return self.order_by("-is_head", by_class, dateless, "list_order", "person__sort_key", "pk")

    def for_list(self):
        return self.select_related(
            "person__photo", "delegation__organisation", "category", "rank_class", "summit"
        )


class Membership(SummitRow, Public, Revised):
    """A person in one delegation: function, category, rank, and whom the person replaces.

    ``rank_date`` with its basis tells members of one class apart; the rule that uses it stands
    in a precedence list, never here.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("membership", "Proposed")
        CONFIRMED = "confirmed", pgettext_lazy("membership", "Confirmed")
        REPLACED = "replaced", pgettext_lazy("membership", "Replaced")
        WITHDRAWN = "withdrawn", pgettext_lazy("membership", "Withdrawn")

    class Basis(models.TextChoices):
        OATH = "oath", _("oath")
        POWER = "power", _("taking of power")
        APPOINTMENT = "appointment", _("appointment")
        CREDENTIALS = "credentials", _("letters of credence")
        ACCEPTANCE = "acceptance", _("acceptance of the invitation")

    LIVE = (State.PROPOSED, State.CONFIRMED)

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="memberships", verbose_name=_("delegation")
    )
    function = I18nCharField(_("function"), max_length=900, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    rank_class = models.ForeignKey(
        RankClass, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class of rank")
    )
    rank_date = models.DateField(_("rank since"), null=True, blank=True)
    rank_basis = models.CharField(_("counted from"), max_length=20, choices=Basis, blank=True)
    is_head = models.BooleanField(_("head of the delegation"), default=False)
    represents_head = models.BooleanField(_("represents the head of state"), default=False)
    list_order = models.PositiveIntegerField(_("order on the list"), default=0)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    paid_by = models.CharField(_("paid by"), max_length=20, choices=Quota.Payer, blank=True)
    wishes = models.CharField(_("wishes"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED, editable=False)
    sort_key = SortKeyField(default="")

    objects = MembershipQuerySet.as_manager()
    view_right = "delegations.view_membership"
    sensitivity = {"wishes": S2, "sort_key": S2}
    retention = {S2: 90}
    KEYS = ("sort_key",)

    workflow = Workflow(
        Step(
            name="confirm",
            label=_("Confirm"),
            sources={State.PROPOSED},
            target=State.CONFIRMED,
            right="delegations.edit_membership",
        ),
        Step(
            name="replace",
            label=pgettext_lazy("membership", "Replace"),
            sources={State.PROPOSED, State.CONFIRMED},
            target=State.REPLACED,
            right="delegations.edit_membership",
            reason_required=True,
            sets=acts.on_open_list,
        ),
        Step(
            name="withdraw",
            label=pgettext_lazy("membership", "Take off the list"),
            sources={State.PROPOSED, State.CONFIRMED},
            target=State.WITHDRAWN,
            right="delegations.edit_membership",
            reason_required=True,
            sets=acts.on_open_list,
        ),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [models.Index(fields=["delegation", "state", "sort_key"], name="membership_sorted")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "delegation"],
                condition=Q(state__in=["proposed", "confirmed"]),
                name="membership_once",
                violation_error_message=_("This person already stands on the list."),
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(is_head=True, state__in=["proposed", "confirmed"]),
                name="membership_one_head",
                violation_error_message=_("The delegation already has a head."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                name="membership_replaces_another",
                violation_error_message=_("Nobody replaces himself."),
            ),
            one_of(
                "rank_basis",
                ["", "oath", "power", "appointment", "credentials", "acceptance"],
                name="membership_basis",
            ),
            one_of("paid_by", ["", "host", "own", "organisation"], name="membership_payer"),
            one_of("state", ["proposed", "confirmed", "replaced", "withdrawn"], name="membership_state"),
        ]

    def __str__(self):
        return writing.listed((self.person, self.delegation.code))

    @property
    def audit_label(self):
        """How the audit names it: no personal names."""
        return f"{self.delegation.code} {self.public_id}"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The person's sort key, carried so that a list of members pages without a join."""
        self.sort_key = self.person.sort_key

    def get_absolute_url(self):
        return reverse("person", args=[self.person.public_id])


class DocumentQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related("person", "summit")


class Document(SummitRow, Public, Revised):
    """A passport or other paper. The number is encrypted; its blind index finds it again."""

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("Passport")
        DIPLOMATIC = "diplomatic", _("Diplomatic passport")
        SERVICE = "service", _("Service passport")
        IDENTITY = "identity", _("Identity card")
        LAISSEZ_PASSER = "laissez_passer", _("Laissez-passer")

    person = models.ForeignKey(Person, models.CASCADE, related_name="documents", verbose_name=_("person"))
    document_type = models.CharField(_("type"), max_length=20, choices=Kind, default=Kind.PASSPORT)
    issuer = models.CharField(_("issued by"), max_length=2, blank=True)
    number = EncryptedTextField(_("number"), max_length=60)
    number_key = BlindIndexField(source="number", purpose="document.number")
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    mrz = EncryptedTextField(_("machine readable lines"), blank=True, default="")
    scan = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )

    objects = DocumentQuerySet.as_manager()
    view_right = "delegations.view_document"
    reveal_right = "delegations.reveal_document"
    sensitivity = {
        "number": S3, "number_key": S3, "mrz": S3, "scan": S3, "issuer": S2, "issued_on": S2, "expires_on": S2,
    }  # fmt: skip
    retention = {S3: 30, S2: 90}

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["person", "expires_on"], name="document_until")]
        constraints = [
            one_of(
                "document_type",
                ["passport", "diplomatic", "service", "identity", "laissez_passer"],
                name="document_type",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="document_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return str(self.get_document_type_display())

    @property
    def audit_label(self):
        return f"document {self.public_id}"

    def get_absolute_url(self):
        return self.person.get_absolute_url()
