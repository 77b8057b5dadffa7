"""Telling a time: one field posted from a row of the board, from a movement's page or from a phone."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.travel import board_mine, board_views, movement_page
from delegations.travel.movements import rows_for
from delegations.travel.time_fields import TimeForm
from delegations.travel.time_telling import TimeRefused
from delegations.travel.time_telling import tell as tell_time
from summit import writing
from summit.policy import fetch, requires
from summit.steps import inside


@requires("delegations.time_movement")
@require_POST
def tell(request, public_id):
    """The row again for htmx, else back to the page it came from; a time that makes no sense is a 422."""
    rows = rows_for(request.user)
    row = fetch(request, rows, "delegations.time_movement", public_id=public_id)
    form = TimeForm(request.POST, movement=row)
    taken = form.is_valid() and attempt(form, row, by=request.user)
    if request.htmx:
        return board_views.row_again(request, rows.get(pk=row.pk), form=None if taken else form)
    if not taken:
        return refused(request, row, form)
    words = {"code": row.code, "time": writing.short_time(form.cleaned_data["at"], row.summit)}
    messages.success(request, _("%(code)s: %(time)s.") % words)
    return redirect(back(request, row))


def attempt(form, row, *, by) -> bool:
    """Whether the time was taken; the reason stands at the field where it was not."""
    told = form.cleaned_data
    try:
        tell_time(row, told["time_type"], told["at"], by=by, note=told["note"])
    except TimeRefused as reason:
        form.add_error("at", str(reason))
        return False
    return True


def refused(request, row, form):
    """The page that the time came from, with what was typed and why it was not taken."""
    if request.POST.get("next", "").startswith(reverse("arrivals-mine")):
        return board_mine.show(request, row.delegation, form=form, status=422)
    return movement_page.show(request, row, form=form, status=422)


def back(request, row):
    """To the page it came from, which then says what the new time breaks."""
    url = request.POST.get("next", "")
    if not inside(url):
        return row.get_absolute_url()
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'told': row.public_id})}"
