"""Uploading a list, and the empty sheet to fill in."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from delegations.roster import side_sheet, side_upload
from delegations.roster.change_forms import reason_field
from delegations.roster.side_access import page, side
from delegations.roster.side_drafting import NotNow
from delegations.roster.side_upload import Unreadable
from delegations.roster.side_views import FORM
from summit import audit, exports, writing
from summit.imports import containers, limits


class ListForm(forms.Form):
    """The file, and on a frozen list the reason of all its rows."""

    file = forms.FileField(
        label=gettext_lazy("List"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls), LibreOffice (.ods) or separated values (.csv), up to 20 MB."
        ),
        error_messages={
            "empty": gettext_lazy("This file is empty."),
            "required": gettext_lazy("Choose a file."),
        },
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args, delegation, **kwargs):
        super().__init__(*args, **kwargs)
        if delegation.is_frozen:
            self.fields["reason"] = reason_field()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > limits.FILE_BYTES:
            raise forms.ValidationError(containers.too_large(), code="too_large")
        return file


@side(*FORM)
def upload(request, visit):
    sent = request.method == "POST"
    form = ListForm(
        request.POST if sent else None, request.FILES if sent else None, delegation=visit.delegation
    )
    outcome = taken_in(visit, form) if sent and form.is_valid() else None
    if outcome and not outcome.refused:
        messages.success(request, said(outcome))
        return redirect(visit.url("side-home"))
    status = 422 if sent and not outcome else 200
    words = said(outcome) if outcome else ""
    return page(request, visit, "side_upload", form=form, outcome=outcome, said=words, status=status)


def taken_in(visit, form):
    """What became of the rows, or None with the reason among the form's errors."""
    content = form.cleaned_data["file"].read()
    try:
        with transaction.atomic():
            return side_upload.take_in(visit, content, reason=form.cleaned_data.get("reason", ""))
    except (Unreadable, NotNow) as refused:
        form.add_error("file", str(refused))
        return None


def said(outcome) -> str:
    """``34 rows are new, 2 change somebody, 1 says nothing new.``; what did not happen is left out."""
    new = ngettext("%(count)d row is new", "%(count)d rows are new", outcome.new)
    changed = ngettext("%(count)d row changes somebody", "%(count)d rows change somebody", outcome.changed)
    same = ngettext("%(count)d row says nothing new", "%(count)d rows say nothing new", outcome.same)
    parts = ((new, outcome.new), (changed, outcome.changed), (same, outcome.same))
    words = writing.listed(words % {"count": count} for words, count in parts if count)
    nothing = _("No row was taken over")
    return f"{words or nothing}."


@side("POST")
def sheet(request, visit):
    """The sheet with its headings and the people who stand on the list, numbers of papers left out."""
    with transaction.atomic():
        audit.record(visit.delegation, "export", by=visit.link, changes={"what": [None, "list"]})
    return exports.attachment(side_sheet.workbook(visit.delegation, get_language()), "list.xlsx", "xlsx")
