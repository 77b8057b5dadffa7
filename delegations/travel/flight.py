"""Special flights: the aircraft, its clearance and the opinions on it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from delegations.roster.delegation import Delegation
from delegations.travel import flight_acts as acts
from delegations.travel.opinions import LOOKS, Opinion
from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy import S3, EncryptedTextField
from summit.text import SortKeyField, fold, sort_key
from summit.workflow import Step, Workflow

BY_SOMEBODY = {"null": True, "blank": True, "editable": False, "related_name": "+"}


class FlightQuerySet(ScopedQuerySet):
    def awaited(self):
        """Flights that are still to come and have no clearance number."""
        return self.filter(clearance_number="").exclude(state__in=Flight.OVER)

    def for_list(self):
        return self.select_related("delegation__organisation", "note", "summit")


class Flight(SummitRow, Public, Revised):
    """A special aircraft and its request for clearance, field by field as on the diplomatic form.

    Lengths are in centimetres, masses in kilograms, fuel in litres; times are aware. The clearance
    is granted only with both opinions given and none of them unfavourable: the database says so.
    """

    class Request(models.TextChoices):
        REQUEST = "request", pgettext_lazy("clearance", "request")
        NOTIFICATION = "notification", _("notification")

    class Rules(models.TextChoices):
        I = "I", _("I, instruments")  # noqa: E741 - the letter of the flight plan
        V = "V", _("V, visual")
        Y = "Y", _("Y, instruments first")
        Z = "Z", _("Z, visual first")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("flight", "Received")
        OPINIONS = "opinions", _("Opinions asked")
        GRANTED = "granted", pgettext_lazy("flight", "Cleared")
        AMENDED = "amended", _("Being amended")
        USED = "used", pgettext_lazy("flight", "Flown")
        EXPIRED = "expired", pgettext_lazy("flight", "Expired")
        REFUSED = "refused", pgettext_lazy("flight", "Refused")

    OVER = (State.USED, State.EXPIRED, State.REFUSED)

    code = models.CharField(_("code"), max_length=20)
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="flights", verbose_name=_("delegation")
    )
    note = models.ForeignKey(
        "delegations.NoteVerbale",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by the note"),
    )
    request_type = models.CharField(_("nature"), max_length=20, choices=Request, default=Request.REQUEST)
    amendment = models.PositiveSmallIntegerField(_("amendment"), default=0, editable=False)
    landing = models.BooleanField(_("lands here"), default=True)
    flight_rules = models.CharField(_("flight rules"), max_length=1, choices=Rules, default=Rules.I)
    aircraft_count = models.PositiveSmallIntegerField(_("number of aircraft"), default=1)
    aircraft_type = models.CharField(_("type of aircraft"), max_length=60)
    registration = models.CharField(_("registration"), max_length=20)
    spare = models.CharField(_("spare aircraft"), max_length=60, blank=True)
    callsign = models.CharField(_("call sign"), max_length=20)
    spare_callsign = models.CharField(_("call sign of the spare"), max_length=20, blank=True)
    operator = models.CharField(_("operator"), max_length=100, blank=True)
    crew = models.PositiveSmallIntegerField(_("crew"), default=0)
    pilot = models.CharField(_("pilot: rank and name"), max_length=200, blank=True)
    sensors = models.BooleanField(_("cameras or sensors"), default=False)
    armament = models.BooleanField(_("armament on board"), default=False)
    electronic_warfare = models.BooleanField(_("electronic warfare equipment"), default=False)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    departure = models.CharField(_("airport of departure"), max_length=60)
    destination = models.CharField(_("airport of destination"), max_length=60)
    alternates = models.CharField(_("alternate airports"), max_length=200, blank=True)
    frequencies = models.CharField(_("radio frequencies"), max_length=200, blank=True)
    passengers = models.PositiveSmallIntegerField(_("passengers"), default=0)
    vip = models.CharField(_("principal on board"), max_length=200, blank=True)
    dangerous_goods = models.BooleanField(_("dangerous goods"), default=False)
    goods_detail = EncryptedTextField(
        _("dangerous goods: UN number, name, class, group, mass"), blank=True, default=""
    )
    itinerary = EncryptedTextField(
        _("itinerary: state, entry point and time, route, exit point and time"), blank=True, default=""
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    arrives_at = models.DateTimeField(_("arrival"), null=True, blank=True)
    departs_at = models.DateTimeField(_("departure"), null=True, blank=True)
    mass_kg = models.PositiveIntegerField(_("take-off mass, kg"), null=True, blank=True)
    wingspan_cm = models.PositiveIntegerField(
        _("wingspan, cm"), default=3500, validators=[MinValueValidator(300), MaxValueValidator(12000)]
    )
    handler = models.CharField(_("handling agent"), max_length=100, blank=True)
    fuel_litres = models.PositiveIntegerField(_("fuel wanted, litres"), null=True, blank=True)
    repositioning = models.CharField(_("waits at the airport of"), max_length=60, blank=True)
    crew_hotel = models.CharField(_("hotel of the crew"), max_length=100, blank=True)
    guard = models.BooleanField(_("guarded overnight"), default=False)
    insurance = models.CharField(_("insurance"), max_length=100, blank=True)
    defence_opinion = models.CharField(
        _("opinion of defence"), max_length=20, choices=Opinion, blank=True, default="", editable=False
    )
    defence_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **BY_SOMEBODY)
    defence_at = models.DateTimeField(null=True, editable=False)
    aviation_opinion = models.CharField(
        _("opinion of civil aviation"), max_length=20, choices=Opinion, blank=True, default="", editable=False
    )
    aviation_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **BY_SOMEBODY)
    aviation_at = models.DateTimeField(null=True, editable=False)
    clearance_number = models.CharField(_("clearance number"), max_length=60, blank=True, editable=False)
    valid_from = models.DateTimeField(_("clearance valid from"), null=True, editable=False)
    valid_until = models.DateTimeField(_("clearance valid until"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RECEIVED, editable=False)
    search_text = models.TextField(default="", editable=False)
    sort_key = SortKeyField(default="")

    objects = FlightQuerySet.as_manager()
    view_right = "delegations.view_flight"
    reveal_right = "delegations.view_flight"
    sensitivity = {"goods_detail": S3, "itinerary": S3}
    retention = {S3: 30}
    waits = {
        "opine_defence": ngettext_lazy("%(n)s opinion of Defence due", "%(n)s opinions of Defence due", "n"),
        "opine_aviation": ngettext_lazy("%(n)s aviation opinion due", "%(n)s aviation opinions due", "n"),
        "grant": ngettext_lazy("%(n)s flight to clear", "%(n)s flights to clear", "n"),
    }
    waits_until = "arrives_at"
    KEYS = ("search_text", "sort_key")

    workflow = Workflow(
        Step(
            name="ask_opinions",
            label=_("Ask for the opinions"),
            sources={State.RECEIVED, State.AMENDED},
            target=State.OPINIONS,
            right="delegations.step_flight",
            sets=acts.opinions_asked,
            tells=acts.who_opines,
            style="primary",
        ),
        Step(
            name="opine_defence",
            label=_("Give the opinion of defence"),
            sources={State.OPINIONS},
            target=State.OPINIONS,
            right="delegations.opine_defence",
            form="delegations.travel.clearance_forms.OpinionForm",
            sets=acts.defence_opinion,
            style="primary",
        ),
        Step(
            name="opine_aviation",
            label=_("Give the opinion of civil aviation"),
            sources={State.OPINIONS},
            target=State.OPINIONS,
            right="delegations.opine_aviation",
            form="delegations.travel.clearance_forms.OpinionForm",
            sets=acts.aviation_opinion,
            style="primary",
        ),
        Step(
            name="grant",
            label=_("Grant with a number"),
            sources={State.OPINIONS},
            target=State.GRANTED,
            right="delegations.step_flight",
            form="delegations.travel.clearance_forms.GrantForm",
            sets=acts.granted,
            tells=acts.who_receives,
            style="primary",
        ),
        Step(
            name="amend",
            label=_("Open an amendment"),
            sources={State.GRANTED},
            target=State.AMENDED,
            right="delegations.amend_flight",
            reason_required=True,
            sets=acts.amended,
        ),
        Step(
            name="refuse",
            label=pgettext_lazy("flight", "Refuse"),
            sources={State.RECEIVED, State.OPINIONS, State.AMENDED},
            target=State.REFUSED,
            right="delegations.step_flight",
            reason_required=True,
        ),
        Step(
            name="use",
            label=_("Note as flown"),
            sources={State.GRANTED},
            target=State.USED,
            right="delegations.step_flight",
        ),
        Step(
            name="expire",
            label=_("Note as expired"),
            sources={State.GRANTED},
            target=State.EXPIRED,
            right="delegations.step_flight",
        ),
    )

    class Meta:
        verbose_name = _("special flight")
        verbose_name_plural = _("special flights")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="flight_code", violation_error_message=TAKEN
            ),
            models.UniqueConstraint(fields=["id", "wingspan_cm"], name="flight_carries_its_wingspan"),
            models.UniqueConstraint(
                fields=["summit", "clearance_number"],
                condition=~Q(clearance_number=""),
                name="flight_clearance_number",
                violation_error_message=_("This clearance number is already taken."),
            ),
            one_of("request_type", ["request", "notification"], name="flight_request"),
            one_of("flight_rules", ["I", "V", "Y", "Z"], name="flight_rules"),
            one_of(
                "defence_opinion",
                ["", "favourable", "reserve", "unfavourable"],
                name="flight_defence_opinion",
            ),
            one_of(
                "aviation_opinion",
                ["", "favourable", "reserve", "unfavourable"],
                name="flight_aviation_opinion",
            ),
            one_of(
                "state",
                ["received", "opinions", "granted", "amended", "used", "expired", "refused"],
                name="flight_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "used", "expired"])
                | (
                    ~Q(clearance_number="")
                    & Q(defence_opinion__in=["favourable", "reserve"])
                    & Q(aviation_opinion__in=["favourable", "reserve"])
                ),
                name="flight_granted_with_opinions",
                violation_error_message=_(
                    "A clearance needs its number and both opinions, none of them unfavourable."
                ),
            ),
        ]

    def __str__(self):
        return self.code

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; bulk writers call it themselves."""
        texts = [self.code, self.callsign, self.registration, self.aircraft_type, self.vip, self.departure]
        self.search_text = f"{fold(' '.join(texts))} {self.delegation.search_text}"
        self.sort_key = sort_key(self.code)

    def get_absolute_url(self):
        return reverse("flight", args=[self.public_id])

    @property
    def look(self) -> str:
        looks = {"received": "todo", "opinions": "wait", "granted": "done", "amended": "wait", "used": "done"}
        return looks.get(self.state, "void")

    @property
    def defence_look(self) -> str:
        return LOOKS[self.defence_opinion]

    @property
    def aviation_look(self) -> str:
        return LOOKS[self.aviation_opinion]
