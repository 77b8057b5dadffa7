"""The uploaded calendar between its two steps: a private file that goes when it has served."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from summit import files, writing
from summit.files.content import TEXT, Accepted, safe_name
from summit.files.models import StoredFile
from summit.imports import Refused
from venues.halls.calendar_lines import FILE_BYTES
from venues.halls.calendar_reading import read

KIND, TYPE = "calendar", "text/calendar"


class CalendarForm(forms.Form):
    """The file; what is refused as a whole is said at its field. ``accepted`` is what may be kept."""

    upload = forms.FileField(
        label=_("Calendar"),
        help_text=_("A file of type iCalendar (.ics), as Outlook, Google and Apple export it."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        max_length=255,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.accepted = user, None

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > FILE_BYTES:
            limit = writing.size(FILE_BYTES)
            raise ValidationError(_("The calendar is larger than %(limit)s."), params={"limit": limit})
        content = upload.read()
        try:
            read(content, self.user.summit)
        except Refused as refused:
            raise ValidationError(str(refused.message), code=refused.code) from None
        stem = safe_name(str(upload.name), TEXT).removesuffix(".txt")
        self.accepted = Accepted(f"{stem}.ics", TYPE, content)
        return upload

    def keep(self):
        return files.store(self.accepted, kind=KIND, summit=self.user.summit, by=self.user)


def kept(user, public_id: str) -> StoredFile | None:
    """The person's own calendar of this name that still waits."""
    rows = StoredFile.objects.of(user.summit).filter(kind_of_use=KIND, uploaded_by=user).exclude(stored="")
    return rows.filter(public_id=public_id).first()


def content_of(file: StoredFile) -> bytes | None:
    """None where the bytes are gone."""
    try:
        with file.stored.open("rb") as opened:
            return opened.read()
    except FileNotFoundError:
        return None


def drop(file: StoredFile) -> None:
    """Row and bytes, once the caller's transaction stands."""
    path, storage = file.stored.name, file.stored.storage
    with transaction.atomic():
        file.delete()
        transaction.on_commit(partial(storage.delete, path))
