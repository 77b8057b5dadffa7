"""Giving out a private file."""

from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from summit import audit
from summit.files.models import StoredFile
from summit.files.reading import may_read
from summit.policy import signed_in
from summit.secrecy.levels import S3

# An upload is a stranger's text: it must never run as a page of ours.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@signed_in
@require_safe
def download(request, public_id):
    """The file as an attachment; 404 for whoever may not read it, and once it was erased."""
    file = get_object_or_404(StoredFile.objects.of(request.user.summit), public_id=public_id)
    if not file.stored or not may_read(file, request.user):
        raise Http404
    if file.level == S3:
        # The one GET that writes: looking at restricted data leaves a trace.
        with transaction.atomic():
            audit.record(file, "download", by=request.user)
    return FileResponse(
        file.stored.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
        headers=HEADERS,
    )
