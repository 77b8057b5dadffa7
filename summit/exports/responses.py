"""Files handed out: never shown inside the site's own pages, and audited where persons are in them."""

from collections.abc import Iterable
from typing import IO, Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from summit import audit

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
}


class PurposeMissing(Exception):
    """An export of persons was asked for without saying why."""


def attachment(
    content: bytes | str | IO[bytes] | Iterable[bytes], filename: str, kind: str
) -> HttpResponseBase:
    """A download. ``kind`` is one of xlsx, csv, pdf, ics, zip; ``content`` is bytes, a file, or streamed pieces."""
    if isinstance(content, bytes | str):
        response: HttpResponseBase = HttpResponse(content, content_type=TYPES[kind])
    elif hasattr(content, "read"):
        response = FileResponse(content, content_type=TYPES[kind])
    else:
        response = StreamingHttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = content_disposition_header(True, clean_name(filename))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def clean_name(filename: str) -> str:
    """A name without folders and control characters."""
    kept = "".join("-" if c in '/\\:*?"<>|' else c for c in str(filename) if c.isprintable())
    return kept.strip(". ")[:150] or "export"


def logged(request: Any, what: str, count: int, purpose: str) -> Any:
    """Record who takes ``count`` rows of ``what`` out of the house, and why; returns the audit entry.

    Called inside the act's transaction, before the file leaves. Only in answer to a POST: a GET
    never writes. Raises ``PurposeMissing``.
    """
    if request.method != "POST":
        raise ValueError("an audited export is a POST")
    purpose = purpose.strip()
    if not purpose:
        raise PurposeMissing(_("Say what this export is for: it is recorded."))
    changes = {"what": [None, str(what)], "rows": [None, count]}
    return audit.record(request.user.summit, "export", by=request.user, note=purpose, changes=changes)
