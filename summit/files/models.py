"""A file somebody uploaded."""

import secrets
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.base import Public, ScopedQuerySet, SummitRow
from summit.secrecy.levels import S1, S2, S3


class PrivateStorage(FileSystemStorage):
    """A folder that no web server serves."""

    def url(self, name):
        raise ValueError("a private file has no address of its own: link to its row")


def private_storage() -> PrivateStorage:
    return PrivateStorage(location=Path(settings.MEDIA_ROOT) / "private")


def random_path(instance: models.Model, name: str) -> str:
    """Nothing of what was uploaded goes into the path."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class StoredFileQuerySet(ScopedQuerySet):
    def unheld(self):
        """Files that no row of any slice points at."""
        rows = self
        for field in StoredFile.holders():
            taken = field.model._base_manager.filter(**{field.name: models.OuterRef("pk")})
            rows = rows.filter(~models.Exists(taken))
        return rows


class StoredFile(SummitRow, Public):
    """An accepted upload. Slices hold it by a foreign key; ``kind_of_use`` names the rule that guards it."""

    kind_of_use = models.CharField(_("use"), max_length=40, editable=False)
    level = models.CharField(_("sensitivity"), max_length=2, default=S1, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True)
    content_type = models.CharField(_("type"), max_length=100)
    size_bytes = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    stored = models.FileField(storage=private_storage, upload_to=random_path, max_length=80, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now, editable=False)

    objects = StoredFileQuerySet.as_manager()
    sensitivity = {"name": S2, "stored": S2}
    retention = {S3: 30, S2: 90}

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.name or self.public_id

    def get_absolute_url(self):
        return reverse("file", args=[self.public_id])

    @classmethod
    def holders(cls) -> list[models.Field]:
        """The foreign keys of all models that point at files."""
        relations = cls._meta.get_fields(include_hidden=True)
        return [
            found.field
            for found in relations
            if found.auto_created and found.is_relation and not found.concrete
        ]

    def is_held(self) -> bool:
        """Whether some row points at the file; one query for each kind of row."""
        return any(
            field.model._base_manager.filter(**{field.name: self.pk}).exists() for field in self.holders()
        )

    @classmethod
    def purge_rows(cls, level):
        """Files are as sensitive as their use, not all alike."""
        return cls._base_manager.filter(level=level).exclude(stored=""), ["name", "stored"]

    @classmethod
    def erase(cls, rows, fields):
        """Take name and content away; the row stays, for what points at it and for its digest."""
        paths = list(rows.values_list("stored", flat=True))
        rows.update(name="", stored="")
        storage = private_storage()
        for path in paths:
            transaction.on_commit(partial(storage.delete, path))
        return len(paths)
