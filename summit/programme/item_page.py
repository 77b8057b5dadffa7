"""One item: when and where, its halls, whom the calendar names with it, its steps and its history."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from summit import history
from summit.policy import fetch, requires
from summit.programme import beside, item_words
from summit.programme.items import ProgrammeItem
from summit.registers import facts

FACTS = ("starts_at", "ends_at", "site", "place", "notes")
EDITS = "summit.edit_item"


@requires("summit.view_item")
@require_safe
def item(request, public_id):
    """The people are personal data: they are shown to those who prepare the item."""
    user = request.user
    row = fetch(request, ProgrammeItem.objects.for_list(), public_id=public_id)
    may_edit = user.has_perm(EDITS, row)
    context = {
        "item": row,
        "span": item_words.span(row),
        "where": item_words.place(row),
        "facts": facts(row, FACTS),
        "kinds": [(kind, kind.of([row], user).get(row.pk, [])) for kind in beside.shown_to(user)],
        "ways": beside.ways(user, row),
        "people": list(row.people.all()) if may_edit else [],
        "may_edit": may_edit,
        "entries": history.lines(row),
    }
    return render(request, "summit/programme/item.html", context)
