"""Declarations of weapons: restricted, visible to security only, counted in and counted out."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.travel.movement import Movement
from summit import writing
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy import S3, BlindIndexField, EncryptedJSONField, EncryptedTextField
from summit.workflow import Step, Workflow

RIGHT = "delegations.edit_weapons"


class WeaponsQuerySet(ScopedQuerySet):
    def for_list(self):
        return self.select_related(
            "delegation__organisation", "arrives", "departs", "summit"
        ).prefetch_related("lines__bearer__person")


class WeaponsDeclaration(SummitRow, Public, Revised):
    """What arms one delegation brings, and what the host country decides."""

    class Policy(models.TextChoices):
        CABIN = "cabin", _("carried by the bearers")
        HOLD = "hold", _("in the hold")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("weapons", "Received")
        COMPLETE = "complete", pgettext_lazy("weapons", "Complete")
        AUTHORISED = "authorised", _("Authorised")
        HELD = "held", _("Held at the airport")
        REFUSED = "refused", pgettext_lazy("weapons", "Refused")
        CHECKED_IN = "checked_in", _("Counted in")
        CHECKED_OUT = "checked_out", _("Counted out")
        DIFFERENCE = "difference", _("Difference")

    code = models.CharField(_("code"), max_length=20)
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="weapons", verbose_name=_("delegation")
    )
    arrives = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("comes in with")
    )
    departs = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leaves with")
    )
    carried = models.CharField(_("transport"), max_length=10, choices=Policy, default=Policy.CABIN)
    storage = EncryptedTextField(_("kept at"), blank=True, default="")
    zones = EncryptedTextField(_("where they may be carried"), blank=True, default="")
    policy_signed = models.BooleanField(_("rules accepted and signed"), default=False)
    permit = EncryptedTextField(_("permit number"), blank=True, default="")
    valid_until = models.DateField(_("permit valid until"), null=True, blank=True)
    remarks = EncryptedTextField(_("remarks"), blank=True, default="")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RECEIVED, editable=False)

    objects = WeaponsQuerySet.as_manager()
    view_right = "delegations.view_weapons"
    reveal_right = "delegations.reveal_weapons"
    sensitivity = {"storage": S3, "zones": S3, "permit": S3, "remarks": S3}
    retention = {S3: 30}
    waits = {
        "authorise": ngettext_lazy(
            "%(n)s declaration of weapons to decide", "%(n)s declarations of weapons to decide", "n"
        )
    }

    workflow = Workflow(
        Step(
            name="complete",
            label=_("Declaration is complete"),
            sources={State.RECEIVED},
            target=State.COMPLETE,
            right=RIGHT,
            style="primary",
        ),
        Step(
            name="authorise",
            label=_("Authorise with a permit"),
            sources={State.COMPLETE},
            target=State.AUTHORISED,
            right=RIGHT,
            form="delegations.travel.weapon_forms.PermitForm",
            sets=lambda row, *, by, data: {name: data[name] for name in ("permit", "valid_until")},
            style="primary",
        ),
        Step(
            name="hold",
            label=_("Hold at the airport"),
            sources={State.COMPLETE},
            target=State.HELD,
            right=RIGHT,
            reason_required=True,
        ),
        Step(
            name="refuse",
            label=pgettext_lazy("weapons", "Refuse"),
            sources={State.RECEIVED, State.COMPLETE},
            target=State.REFUSED,
            right=RIGHT,
            reason_required=True,
        ),
        Step(
            name="check_in",
            label=_("Close the count in"),
            sources={State.AUTHORISED, State.HELD},
            target=State.CHECKED_IN,
            right=RIGHT,
            style="primary",
        ),
        Step(
            name="check_out",
            label=_("Close the count out"),
            sources={State.CHECKED_IN, State.DIFFERENCE},
            target=State.CHECKED_OUT,
            right=RIGHT,
            style="primary",
        ),
        Step(
            name="differ",
            label=_("Note a difference"),
            sources={State.CHECKED_IN, State.CHECKED_OUT},
            target=State.DIFFERENCE,
            right=RIGHT,
            reason_required=True,
        ),
    )

    class Meta:
        verbose_name = _("declaration of weapons")
        verbose_name_plural = _("declarations of weapons")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="weapons_code", violation_error_message=TAKEN
            ),
            one_of("carried", ["cabin", "hold"], name="weapons_carried"),
            one_of(
                "state",
                [
                    "received", "complete", "authorised", "held", "refused", "checked_in", "checked_out",
                    "difference",
                ],
                name="weapons_state",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("weapons", args=[self.public_id])

    @property
    def look(self) -> str:
        looks = {
            "received": "todo",
            "complete": "wait",
            "refused": "void",
            "difference": "late",
            "held": "blocked",
        }
        return looks.get(self.state, "done")


class Weapon(SummitRow, Public, Revised):
    """One weapon, or arms of one kind, by serial number and bearer.

    ``details`` holds type, make, model, calibre, magazines, accessories; ``counts`` the pieces and
    rounds declared, counted in and counted out: ``{"declared": [1, 30], "in": [...], "out": [...]}``.
    """

    declaration = models.ForeignKey(WeaponsDeclaration, models.CASCADE, related_name="lines")
    bearer = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bearer")
    )
    serial = EncryptedTextField(_("serial number"), blank=True, default="")
    serial_key = BlindIndexField(source="serial", purpose="weapon.serial")
    details = EncryptedJSONField(_("weapon"), default=dict)
    counts = EncryptedJSONField(_("pieces and rounds"), default=dict)

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.view_weapons"
    reveal_right = "delegations.reveal_weapons"
    sensitivity = {"serial": S3, "serial_key": S3, "details": S3, "counts": S3}
    retention = {S3: 30}

    class Meta:
        verbose_name = _("weapon")
        verbose_name_plural = _("weapons")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "serial_key"],
                name="weapon_serial_once",
                violation_error_message=_("This serial number is already declared."),
            ),
        ]

    def __str__(self):
        return self.public_id

    def get_absolute_url(self):
        return self.declaration.get_absolute_url()

    @property
    def told(self) -> str:
        """``pistol, Demo P9, 9 mm``."""
        named = " ".join(filter(None, (self.details.get("make"), self.details.get("model"))))
        return writing.listed((self.details.get("type", ""), named, self.details.get("calibre", "")))

    @property
    def three(self) -> list[str]:
        """Pieces and rounds declared, counted in, counted out: ``1 / 30``."""
        counts = [self.counts.get(which) for which in ("declared", "in", "out")]
        return [f"{count[0]} / {count[1]}" if count else "–" for count in counts]

    @property
    def bearer_name(self) -> str:
        return str(self.bearer.person) if self.bearer_id else ""
