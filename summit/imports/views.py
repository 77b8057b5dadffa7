"""A file comes in: choosing it, answering what it cannot say, matching its columns."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from summit import exports
from summit.imports import batches, headers, reading, remembering
from summit.imports.cells import text_of
from summit.imports.forms import ColumnsForm, SourceForm, UploadForm, without_digits
from summit.imports.kinds import KINDS, kind_named
from summit.imports.limits import HEADER_WITHIN
from summit.imports.models import ImportBatch
from summit.imports.refusals import AskEncoding, AskSheet, NotReady, Refused
from summit.imports.workbooks import template_workbook
from summit.policy import fetch, signed_in

LISTED = 50


def kind_for(request, name):
    """The kind of this name, if the person may import it."""
    try:
        kind = kind_named(name)
    except LookupError:
        raise Http404(name) from None
    if not request.user.has_perm(kind.right):
        raise PermissionDenied
    return kind


def batch_for(request, public_id, *, writing=True):
    """A batch that the person may see and, to write, whose kind they may import."""
    batch = fetch(request, ImportBatch.objects.for_list().select_related("summit"), public_id=public_id)
    if batch.kind_name not in KINDS:
        raise Http404(batch.kind_name)
    if writing and not request.user.has_perm(batch.spec.right):
        raise PermissionDenied
    return batch


@signed_in
@require_safe
def import_list(request):
    """Files that I sent (all of them for the coordinator), and what I may send."""
    kinds = [kind for kind in KINDS.values() if request.user.has_perm(kind.right)]
    known = ImportBatch.objects.visible_to(request.user).filter(kind_name__in=KINDS)
    return render(request, "summit/imports/list.html", {"kinds": kinds, "batches": known.for_list()[:LISTED]})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request, kind=""):
    """Send a file. The kind stands in the address or, as ``kind``, behind it."""
    kind = kind_for(request, kind or request.GET.get("kind", ""))
    form = (kind.upload or UploadForm)(
        request.POST or None, request.FILES or None, user=request.user, initial=request.GET.dict()
    )
    if request.method == "POST" and form.is_valid() and (batch := take_in(request, kind, form)):
        return next_page(request, batch)
    status = 422 if request.method == "POST" else 200
    return render(request, "summit/imports/new.html", {"kind": kind, "form": form}, status=status)


def take_in(request, kind, form):
    """The batch of a file, or None with the reason in the form."""
    file, by = form.cleaned_data["file"], request.user
    content, about = file.read(), form.about()
    try:
        return batches.open_batch(kind, content, filename=file.name, by=by, summit=by.summit, **about)
    except (AskEncoding, AskSheet):
        return batches.hold(kind, content, filename=file.name, by=by, summit=by.summit, **about)
    except Refused as refused:
        form.add_error("file", str(refused))
        return None


def next_page(request, batch):
    """Where a batch goes on: straight to the preview when nothing has to be asked."""
    if batch.state == ImportBatch.State.CHOOSING:
        return redirect("import-source", batch.public_id)
    if batches.lacking(batch, batch.mapping):
        return redirect("import-columns", batch.public_id)
    batches.begin_check(batch, by=request.user)
    return redirect(batch)


@signed_in
@require_safe
def import_template(request, kind):
    """The empty workbook, in the person's language or the one asked for."""
    kind = kind_for(request, kind)
    asked = request.GET.get("lang", "")
    lang = asked if asked in dict(settings.LANGUAGES) else get_language()
    content = template_workbook(kind, lang, summit=request.user.summit, by=request.user)
    return exports.attachment(content, f"{kind.name}-{lang}.xlsx", "xlsx")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_source(request, public_id):
    """Ask for the encoding or the sheet that the file does not tell."""
    batch = batch_for(request, public_id)
    if batch.state != ImportBatch.State.CHOOSING:
        return redirect(batch)
    question = question_of(batch)
    if question is None:
        messages.error(request, _("The file was not kept. Send it again."))
        return redirect("import-new", batch.kind_name)
    form = SourceForm(request.POST or None, question=question)
    if form.is_valid() and answered(batch, question, form):
        return next_page(request, batch)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "summit/imports/source.html",
        {"batch": batch, "kind": batch.spec, "form": form},
        status=status,
    )


def question_of(batch):
    if batch.content is None:
        return None
    try:
        reading.read(bytes(batch.content))
    except (AskEncoding, AskSheet) as question:
        return question
    except Refused:
        return None
    return None


def answered(batch, question, form):
    """Read the file with the answer; False with the reason in the form."""
    name = "encoding" if isinstance(question, AskEncoding) else "sheet"
    try:
        batches.read_held(batch, **{name: form.cleaned_data["answer"]})
    except Refused as refused:
        form.add_error("answer", str(refused))
        return False
    return True


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request, public_id):
    """Which row holds the headings, and which column is which."""
    batch = batch_for(request, public_id)
    if batch.is_over or batch.state in {ImportBatch.State.CHOOSING, ImportBatch.State.APPLYING}:
        return redirect(batch)
    head = {row.number: row.raw for row in batch.rows.filter(number__lte=HEADER_WITHIN + 1)}
    header_row = chosen_row(request, batch, head)
    form = columns_form(request, batch, head, header_row)
    if request.method == "POST" and form.is_valid() and matched(request, batch, header_row, form, head):
        return redirect(batch)
    # Where the headings are known a few rows below them are enough to tell the columns apart.
    last = header_row + 4 if form.initial_mapping else HEADER_WITHIN
    shown = [(number, cells) for number, cells in head.items() if number <= last]
    if batch.spec.sealed:
        shown = [(number, veiled(cells, whole=number > header_row)) for number, cells in shown]
    context = {"batch": batch, "kind": batch.spec, "form": form, "head": shown, "header_row": header_row}
    return render(
        request, "summit/imports/columns.html", context, status=422 if request.method == "POST" else 200
    )


def veiled(cells, *, whole):
    """Restricted rows where only their headings are asked for: digits are hidden there, and whole cells below."""
    if whole:
        return ["•••" if text_of(cell).strip() else "" for cell in cells]
    return [without_digits(text_of(cell)) for cell in cells]


def chosen_row(request, batch, head):
    asked = request.GET.get("row", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in head else batch.header_row


def columns_form(request, batch, head, header_row):
    cells = head.get(header_row, [])
    known = headers.known_headings(batch.spec.fields, remembering.recalled(batch))
    mapping = batch.mapping if header_row == batch.header_row else headers.match(cells, known)
    sample = head.get(min((n for n in head if n > header_row), default=0), [])
    data = request.POST if request.method == "POST" else None
    return ColumnsForm(data, kind=batch.spec, headings=cells, sample=sample, mapping=mapping)


def matched(request, batch, header_row, form, head):
    try:
        with transaction.atomic():
            remembering.remember(batch, head.get(header_row, []), form.mapping)
            batches.match_columns(batch, header_row=header_row, mapping=form.mapping)
        batches.begin_check(batch, by=request.user)
    except NotReady as reason:
        form.add_error(None, str(reason))
        return False
    return True
