"""What only a person can answer: whether two are one, and what a spelling means in every row that has it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from summit.imports import batches
from summit.imports.pages import changed
from summit.imports.refusals import NotReady
from summit.imports.views import batch_for
from summit.policy import signed_in


@signed_in
@require_POST
def import_answer(request, public_id, number):
    """Say whether a row is one of those whom it resembles."""
    batch = batch_for(request, public_id)
    said = request.POST.get("said", "")
    return changed(request, batch, lambda: batches.answer(batch, number, said, by=request.user))


@signed_in
@require_POST
def import_spelling(request, public_id):
    """Put another text in the place of a spelling, in every row that waits because of it."""
    batch = batch_for(request, public_id)
    name = batch.spec.field(request.POST.get("field", ""))
    was, now = request.POST.get("was", ""), request.POST.get("now", "").strip()
    if name is None or not was:
        raise Http404
    try:
        rows = batches.correct_all(batch, name, was, now, by=request.user) if now else 0
    except NotReady as reason:
        messages.error(request, str(reason))
    else:
        said = ngettext("%(count)d row corrected.", "%(count)d rows corrected.", rows) % {"count": rows}
        messages.success(request, said)
    return redirect(batch)
