"""The preview of a batch and what is done on it: correct, leave out, apply, abandon."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summit import audit, exports
from summit.imports import batches, preview, taking
from summit.imports.models import ImportBatch, ImportRow
from summit.imports.refusals import NotReady, Overtaken
from summit.imports.views import batch_for
from summit.imports.workbooks import refused_workbook
from summit.policy import signed_in
from summit.steps import leave

State = ImportBatch.State
WORKING = {State.CHECKING: "checking", State.APPLYING: "applying"}
ASKING = {State.CHOOSING: "import-source", State.MATCHING: "import-columns"}


@signed_in
@require_safe
def import_batch(request, public_id):
    """Where a batch stands: what becomes of its rows, or the question that it waits for."""
    batch = batch_for(request, public_id, writing=False)
    if batch.state in ASKING:
        return redirect(ASKING[batch.state], batch.public_id)
    if batch.state in WORKING:
        context = {"batch": batch, "kind": batch.spec, "stopped": taking.has_stopped(batch)}
        name = WORKING[batch.state]
        return render(request, f"summit/imports/{'_' if request.htmx else ''}{name}.html", context)
    if request.htmx and "wait" in request.GET:  # what the page waited for has come
        return leave(request, batch.get_absolute_url())
    return show(request, batch)


def show(request, batch, status=200):
    after = request.GET.get("after", "")
    after = int(after[:9]) if after.isascii() and after.isdigit() else 0
    context = preview.context(batch, by=request.user, show=request.GET.get("show", ""), after=after)
    context["may_write"] = request.user.has_perm(batch.spec.right) and not batch.is_over
    template = "summit/imports/_preview.html" if request.htmx else "summit/imports/preview.html"
    return render(request, template, context, status=status)


@signed_in
@require_POST
def import_check(request, public_id):
    """Check again from the first row: after a stop, or because stored rows have changed."""
    batch = batch_for(request, public_id)
    try:
        batches.begin_check(batch, by=request.user)
    except NotReady as reason:
        messages.error(request, str(reason))
    return redirect(batch)


@signed_in
@require_POST
def import_cell(request, public_id, number):
    """Put another text in one cell; the row is checked again at once."""
    batch = batch_for(request, public_id)
    field = batch.spec.field(request.POST.get("field", ""))
    if field is None:
        raise Http404
    return changed(
        request,
        batch,
        lambda: batches.correct(batch, number, field, request.POST.get("value", ""), by=request.user),
    )


@signed_in
@require_POST
def import_skip(request, public_id, number):
    """Leave a row out."""
    batch = batch_for(request, public_id)
    return changed(request, batch, lambda: batches.leave_out(batch, number, by=request.user))


@signed_in
@require_POST
def import_keep(request, public_id, number):
    """Take a row back in."""
    batch = batch_for(request, public_id)
    return changed(request, batch, lambda: batches.leave_out(batch, number, by=request.user, skipped=False))


def changed(request, batch, act):
    """Do ``act`` and answer with the preview: the fragment to htmx, a redirect to the row without script."""
    try:
        row = act()
    except NotReady as reason:
        messages.error(request, str(reason))
        return redirect(batch)
    if request.htmx:
        batch.refresh_from_db()
        return show(request, batch)
    return redirect(f"{batch.get_absolute_url()}#row-{row.number}")


@signed_in
@require_POST
def import_apply(request, public_id):
    """Write what the preview shows: a long file in the background, which the page of the batch then waits for."""
    batch = batch_for(request, public_id)
    try:
        outcome = taking.begin(batch, by=request.user)
    except (NotReady, Overtaken) as reason:
        messages.error(request, str(reason))
        return redirect(batch)
    if outcome:
        messages.success(request, preview.written_words(outcome.created, outcome.updated))
    return redirect(batch)


@signed_in
@require_POST
def import_apply_again(request, public_id):
    """Have a file taken over whose worker seems lost; it goes in once however many try."""
    batch = batch_for(request, public_id)
    try:
        taking.begin_again(batch, by=request.user)
    except NotReady as reason:
        messages.error(request, str(reason))
    return redirect(batch)


@signed_in
@require_POST
def import_abandon(request, public_id):
    """Give the file up; nothing of it was written."""
    batch = batch_for(request, public_id)
    try:
        batches.abandon(batch, by=request.user)
    except NotReady as reason:
        messages.error(request, str(reason))
        return redirect(batch)
    messages.success(request, _("The file is given up. Nothing of it was taken over."))
    return redirect("import-new", batch.kind_name)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_refused(request, public_id):
    """The rows that wait, to be mended in a spreadsheet and sent again.

    Restricted data leaves by a POST, which the register of acts holds.
    """
    batch = batch_for(request, public_id)
    if batch.spec.sealed:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        waiting = batch.data_rows.filter(ImportRow.refused()).count()
        with transaction.atomic():
            audit.record(batch, "download", by=request.user, changes={"rows": [None, waiting]})
    name = batch.filename.rsplit(".", 1)[0]
    refused = _("refused")
    return exports.attachment(refused_workbook(batch, get_language()), f"{name}-{refused}.xlsx", "xlsx")
