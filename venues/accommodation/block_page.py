"""One block in one look: what is free until the cut-off, night by night, the terms and the cost so far."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from summit import clock, history, writing
from summit.policy import fetch, requires
from summit.registers import facts
from venues.accommodation.block import RoomBlock
from venues.accommodation.block_figures import cost_so_far, nights_of
from venues.accommodation.block_words import days_left


@requires("venues.view_block")
@require_safe
def block(request, public_id):
    user = request.user
    row = fetch(request, RoomBlock.objects.for_list(), public_id=public_id)
    today, nights = clock.today(row.summit), nights_of(row)
    may_edit = user.has_perm("venues.edit_block", row)
    context = {
        "contingent": row,
        "answer": answer(row, nights, today),
        "nights": nights,
        "steps": [(step, days_left(step.until, today)) for step in row.attrition.all()],
        "cost": cost_so_far(row),
        "facts": facts(row, ("cut_off", "release_on")),
        "may_edit": may_edit,
        "may_withdraw": may_edit and row.is_open and bool(nights),
        "entries": history.lines(row),
    }
    return render(request, "venues/accommodation/block.html", context)


def answer(row, nights, today) -> str:
    """``41 of 54 nights are held, 13 free. Cut-off 5 Dec, in 3 days.``"""
    kept, held = sum(night.kept for night in nights), sum(night.held for night in nights)
    if not kept:
        return _("The hotel keeps no room.")
    words = {"held": writing.number(held), "kept": writing.number(kept), "free": writing.number(kept - held)}
    said = ngettext(
        "%(held)s of %(kept)s night is held, %(free)s free.",
        "%(held)s of %(kept)s nights are held, %(free)s free.",
        kept,
    )
    if not row.cut_off or not row.is_open:
        return said % words
    until = {"day": writing.short_date(row.cut_off), "left": days_left(row.cut_off, today)}
    return " ".join((said % words, _("Cut-off %(day)s, %(left)s.") % until))
