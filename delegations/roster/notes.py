"""The register of notes verbales, in and out, numbered without gaps."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from delegations.roster import note_acts as acts
from delegations.roster.delegation import Delegation
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.text import SortKeyField, fold, sort_key
from summit.workflow import Step, Workflow


class NoteQuerySet(ScopedQuerySet):
    def unanswered(self, *, on):
        """Notes whose answer was due before ``on`` and has not come or gone."""
        return self.filter(answer_due__lt=on, state__in=NoteVerbale.WAITING)

    def for_list(self):
        return self.select_related("delegation__organisation", "correspondent", "assigned_to", "summit")


class NoteVerbale(SummitRow, Public, Revised):
    """A note sent or received. ``number`` is the register's own; ``reference`` is the other side's.

    An outgoing note is numbered when it is sent, an incoming one when it is entered, so that no
    number is ever lost (``delegations.roster.note_acts``).
    """

    class Direction(models.TextChoices):
        OUT = "out", pgettext_lazy("note", "sent")
        IN = "in", pgettext_lazy("note", "received")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("note", "Draft")
        SENT = "sent", pgettext_lazy("note", "Sent")
        ACKNOWLEDGED = "acknowledged", _("Receipt proved")
        ANSWERED = "answered", _("Answered")
        RECEIVED = "received", pgettext_lazy("note", "Received")
        ASSIGNED = "assigned", _("Assigned")
        PROCESSED = "processed", _("Dealt with")

    class Channel(models.TextChoices):
        BEARER = "bearer", _("by bearer")
        BAG = "bag", _("diplomatic bag")
        EMAIL = "email", _("e-mail")
        FAX = "fax", _("fax")
        POST = "post", _("post")

    WAITING = (State.SENT, State.ACKNOWLEDGED, State.RECEIVED, State.ASSIGNED)

    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    reference = models.CharField(_("reference of the other side"), max_length=60, blank=True)
    dated = models.DateField(_("date"))
    correspondent = models.ForeignKey(
        "summit.Organisation", models.PROTECT, related_name="+", verbose_name=_("from or to")
    )
    delegation = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("delegation"),
    )
    subject = models.CharField(_("subject"), max_length=300)
    channel = models.CharField(_("came or went"), max_length=20, choices=Channel, default=Channel.BEARER)
    receipt = models.CharField(_("proof of receipt"), max_length=300, blank=True)
    receipt_on = models.DateField(_("receipt proved on"), null=True, blank=True)
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_by", verbose_name=_("answers")
    )
    scan = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    search_text = models.TextField(default="", editable=False)
    sort_key = SortKeyField(default="")

    objects = NoteQuerySet.as_manager()
    view_right = "delegations.view_note"
    waits = {
        "process": ngettext_lazy("%(n)s note to deal with", "%(n)s notes to deal with", "n"),
        "acknowledge": ngettext_lazy(
            "%(n)s proof of receipt to note", "%(n)s proofs of receipt to note", "n"
        ),
    }
    KEYS = ("search_text", "sort_key")

    workflow = Workflow(
        Step(
            name="send",
            label=_("Send and number"),
            sources={State.DRAFT},
            target=State.SENT,
            right="delegations.edit_note",
            sets=acts.sent,
            then=acts.carry_keys,
            style="primary",
        ),
        Step(
            name="enter",
            label=_("Enter in the register"),
            sources={State.DRAFT},
            target=State.RECEIVED,
            right="delegations.edit_note",
            sets=acts.entered,
            then=acts.carry_keys,
            style="primary",
        ),
        Step(
            name="acknowledge",
            label=_("Note the proof of receipt"),
            sources={State.SENT},
            target=State.ACKNOWLEDGED,
            right="delegations.edit_note",
            form="delegations.roster.note_forms.ReceiptForm",
            sets=acts.acknowledged,
        ),
        Step(
            name="answered",
            label=_("Note the answer"),
            sources={State.SENT, State.ACKNOWLEDGED},
            target=State.ANSWERED,
            right="delegations.edit_note",
            style="primary",
        ),
        Step(
            name="assign",
            label=_("Assign"),
            sources={State.RECEIVED, State.ASSIGNED},
            target=State.ASSIGNED,
            right="delegations.edit_note",
            form="delegations.roster.note_forms.AssignForm",
            sets=acts.assigned,
            tells=acts.who_deals_with_it,
        ),
        Step(
            name="process",
            label=_("Note as dealt with"),
            sources={State.RECEIVED, State.ASSIGNED},
            target=State.PROCESSED,
            right="delegations.edit_note",
            style="primary",
        ),
    )

    class Meta:
        verbose_name = _("note verbale")
        verbose_name_plural = _("notes verbales")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["summit", "direction", "number"], name="note_number"),
            one_of("direction", ["out", "in"], name="note_direction"),
            one_of("channel", ["bearer", "bag", "email", "fax", "post"], name="note_channel"),
            one_of(
                "state",
                ["draft", "sent", "acknowledged", "answered", "received", "assigned", "processed"],
                name="note_state",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True)
                | (~Q(state="draft") & Q(number__isnull=False)),
                name="note_numbered_once_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(direction="out", state__in=["draft", "sent", "acknowledged", "answered"])
                | Q(direction="in", state__in=["draft", "received", "assigned", "processed"]),
                name="note_state_fits_its_direction",
                violation_error_message=_("A note received is entered, a note sent is sent."),
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | ~Q(answers=F("pk")), name="note_answers_another"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self) -> str:
        """``NV 0119`` of a note sent, ``NV-E 0041`` of one received; without number while a draft."""
        mark = "NV" if self.direction == self.Direction.OUT else "NV-E"
        return f"{mark} {self.number:04d}" if self.number else f"{mark} –"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; bulk writers call it themselves."""
        self.search_text = fold(" ".join([self.code, self.reference, self.subject]))
        self.sort_key = sort_key(f"{self.dated:%Y%m%d} {self.number or 0}")

    def get_absolute_url(self):
        return reverse("note", args=[self.public_id])

    @property
    def counts(self) -> bool:
        """Whether the note stands in the register: its number, direction, date and correspondent stay."""
        return self.state != self.State.DRAFT

    @property
    def look(self) -> str:
        looks = {
            "draft": "todo",
            "sent": "wait",
            "received": "wait",
            "acknowledged": "doing",
            "assigned": "doing",
        }
        return looks.get(self.state, "done")

    def answer_is_late(self, today) -> bool:
        return bool(self.answer_due) and self.answer_due < today and self.state in self.WAITING


class NoteCounter(SummitRow):
    """The last number of each direction: taken by one UPDATE inside the act, so without gaps."""

    direction = models.CharField(max_length=10, choices=NoteVerbale.Direction)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("numbers of notes")
        verbose_name_plural = _("numbers of notes")
        constraints = [
            models.UniqueConstraint(fields=["summit", "direction"], name="notecounter_once"),
            one_of("direction", ["out", "in"], name="notecounter_direction"),
        ]

    def __str__(self):
        return f"{self.direction} {self.last}"
