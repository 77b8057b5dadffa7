"""Keeping an accepted upload."""

import hashlib
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from summit.files.content import Accepted
from summit.files.reading import level_of


def store(accepted: Accepted, *, kind: str, summit: Any, by: Any) -> models.Model:
    """Keep what ``PrivateFileField`` accepted as a file of ``kind`` and return its row.

    The bytes are written at once; where the transaction fails afterwards, the nightly sweep
    takes them away. Not audited: the row that points at the file is.
    """
    model = apps.get_model("summit.StoredFile")
    return model.objects.create(
        summit=summit,
        kind_of_use=kind,
        level=level_of(kind),
        name=accepted.name,
        content_type=accepted.content_type,
        size_bytes=len(accepted.content),
        sha256=hashlib.sha256(accepted.content).hexdigest(),
        stored=ContentFile(accepted.content, name="content"),
        uploaded_by=by,
    )
