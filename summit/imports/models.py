"""A file on its way in: the batch and its rows, kept apart from the tables that they will fill."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit import clock
from summit.base import Public, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.imports import rights as _rights
from summit.imports.kinds import KINDS, ImportKind
from summit.secrecy.fields import EncryptedJSONField
from summit.secrecy.levels import S2, S3


class BatchState(models.TextChoices):
    CHOOSING = "choosing", _("Waiting for encoding or sheet")
    MATCHING = "matching", _("Waiting for columns")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Checked")
    APPLYING = "applying", _("Being taken over")
    APPLIED = "applied", _("Taken over")
    ABANDONED = "abandoned", _("Abandoned")


class RowVerdict(models.TextChoices):
    REFUSED = "refused", pgettext_lazy("rows", "Refused")
    DUPLICATE = "duplicate", pgettext_lazy("rows", "Twice in the file")
    HELD = "held", pgettext_lazy("rows", "Perhaps known")
    CHANGED = "changed", pgettext_lazy("rows", "Changed")
    NEW = "new", pgettext_lazy("rows", "New")
    UNCHANGED = "unchanged", pgettext_lazy("rows", "Unchanged")
    SKIPPED = "skipped", pgettext_lazy("rows", "Left out")


class ImportBatchQuerySet(ScopedQuerySet):
    def in_work(self):
        """Batches that still wait for something."""
        return self.exclude(state__in=[ImportBatch.State.APPLIED, ImportBatch.State.ABANDONED])

    def for_list(self):
        return self.select_related("created_by").defer("content").order_by("-created_at", "-pk")


class ImportBatch(SummitRow, Public):
    """One file: how it was read, which column is which, and where it stands.

    ``mapping`` gives the column index of each field, ``counts`` the rows by verdict.
    ``content`` holds the file only until its rows are staged. ``failure`` says why the rows were not
    taken over the last time, ``job`` names the work in the background that checks them or takes them over.
    """

    State = BatchState

    kind_name = models.CharField(_("kind"), max_length=40)
    filename = models.CharField(_("file"), max_length=255)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    content = models.BinaryField(null=True, editable=False)
    header_row = models.PositiveIntegerField(_("row of the headings"), default=1)
    mapping = models.JSONField(_("columns"), default=dict)
    state = models.CharField(
        _("state"), max_length=20, choices=BatchState, default=BatchState.CHOOSING, editable=False
    )
    total = models.PositiveIntegerField(_("rows"), default=0)
    checked = models.PositiveIntegerField(_("rows checked"), default=0)
    counts = models.JSONField(_("rows by verdict"), default=dict)
    language = models.CharField(_("language of the messages"), max_length=10, default="fr")
    sender = models.CharField(_("comes from"), max_length=60, blank=True)
    options = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    created_at = models.DateTimeField(_("sent"), default=clock.now, editable=False)
    applied_at = models.DateTimeField(_("taken over"), null=True, editable=False)
    failure = models.CharField(_("not taken over because"), max_length=500, blank=True, editable=False)
    job = models.CharField(max_length=40, blank=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()
    view_right = "summit.view_import"
    sensitivity = {"content": S2}
    retention = {S2: 30}

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            one_of(
                "state",
                ["choosing", "matching", "checking", "ready", "applying", "applied", "abandoned"],
                name="import_batch_state",
            )
        ]

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("import-batch", args=[self.public_id])

    @property
    def spec(self) -> ImportKind:
        return KINDS[self.kind_name]

    @property
    def is_over(self):
        return self.state in {self.State.APPLIED, self.State.ABANDONED}

    @property
    def fields_found(self):
        """The fields that have a column, in the order of the kind."""
        return [field for field in self.spec.fields if field.name in self.mapping]

    @property
    def data_rows(self):
        """Rows below the headings."""
        return self.rows.filter(number__gt=self.header_row)


class ImportRow(SummitRow):
    """One row of the file, named by its batch and number; ``raw`` stays as sent, ``corrected`` overrides it.

    ``errors`` are ``{"field", "code", "message", "scope"}``, ``changes`` are ``{"field", "was", "now"}``;
    ``target`` is the public_id of the row that it changes or has become. ``matches`` are those who
    may be the same: ``{"target", "row", "score", "reason"}``; ``answer`` is what somebody said to
    that: ``another``, or ``same:`` and the target or the number of the row.

    Of a sealed kind the cells are stored in ``sealed`` and stand in their own columns only in memory.
    """

    Verdict = RowVerdict

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    raw = models.JSONField(default=list)
    corrected = models.JSONField(default=dict)
    cleaned = models.JSONField(default=dict)
    key = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=RowVerdict, blank=True)
    errors = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    target = models.CharField(max_length=16, blank=True)
    matches = models.JSONField(default=list)
    answer = models.CharField(max_length=40, blank=True)
    sealed = EncryptedJSONField(default=dict)
    is_corrected = models.BooleanField(default=False)
    is_skipped = models.BooleanField(default=False)
    is_applied = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_import_row"
    sensitivity = dict.fromkeys(
        ("raw", "corrected", "cleaned", "changes", "errors", "title", "key", "matches"), S2
    ) | {"sealed": S3}
    retention = {S2: 30, S3: 30}
    # What a check writes; the rest is the file's.
    JUDGED = ("cleaned", "key", "title", "verdict", "errors", "changes", "target", "matches")
    CELLS = {"raw": list, "corrected": dict, "cleaned": dict, "changes": list}
    ANOTHER, SAME = "another", "same:"

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_number")]
        indexes = [models.Index(fields=["batch", "verdict", "number"], name="import_row_verdict")]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        if row.__dict__.get("sealed"):
            for name, empty in cls.CELLS.items():
                setattr(row, name, row.sealed.get(name) or empty())
        return row

    @classmethod
    def waiting(cls):
        """Rows that the person must answer before all of the file can go in."""
        return cls.refused() | Q(verdict=cls.Verdict.HELD, is_applied=False)

    @classmethod
    def refused(cls):
        """Rows that must be mended or left out."""
        return Q(verdict__in=[cls.Verdict.REFUSED, cls.Verdict.DUPLICATE], is_applied=False)

    @property
    def open_answers(self):
        """What may be said of whom the row resembles; nothing takes an answer back."""
        matches: Any = self.matches
        same = (self.SAME + (match["target"] or str(match["row"])) for match in matches)
        return {"", self.ANOTHER, *same}

    def cell(self, field, mapping):
        """What stands for ``field``: the correction if there is one, else the file's cell."""
        if field.name in self.corrected:
            return self.corrected[field.name]
        index = mapping.get(field.name)
        return self.raw[index] if index is not None and index < len(self.raw) else ""


class ImportMemory(SummitRow):
    """Which field a heading meant the last time that somebody matched it by hand, per sender of files.

    ``heading`` is folded; ``field`` is empty where the column was to be left out.
    """

    kind_name = models.CharField(max_length=40)
    sender = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("remembered heading")
        verbose_name_plural = _("remembered headings")
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "kind_name", "sender", "heading"], name="import_memory_once"
            )
        ]

    def __str__(self):
        return f"{self.kind_name} {self.heading}"
