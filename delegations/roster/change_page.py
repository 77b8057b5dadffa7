"""One wanted change: what it says before and after, whom it touches, and what protocol does with it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from delegations.roster import change_lines, line_writing, person_snapshot
from delegations.roster.change_views import in_sight
from delegations.roster.changes import ListChange
from summit import history, impact
from summit.policy import fetch, requires

STANDS = (ListChange.State.ASKED,)


@requires("delegations.view_change")
@require_safe
def change(request, public_id):
    user = request.user
    row = fetch(request, in_sight(user).for_list().select_related("photo", "decided_by"), public_id=public_id)
    change_lines.dress([row])
    waits = row.state in STANDS
    context = {
        "change": row,
        "steps": row.workflow.open_to(user, row),
        "waits": waits,
        "faults": line_writing.faults(row.delegation, [row]) if waits else [],
        "moved": line_writing.moved_on(row) if waits else [],
        "seen": person_snapshot.revision(line_writing.fresh(row.membership_id)) if row.membership_id else "",
        "affected": touched(row),
        "sees_person": row.membership_id and user.has_perm("delegations.view_person", row.membership.person),
        "entries": history.lines(row),
    }
    return render(request, "delegations/roster/change.html", context)


def touched(row) -> list:
    """The users whom the change touches: through the line where there is one, else through the delegation."""
    if row.membership_id is None:
        return impact.affected_by(row.delegation)
    people = {
        user.pk: user
        for subject in (row.membership, row.membership.person)
        for user in impact.affected_by(subject)
    }
    return sorted(people.values(), key=lambda user: user.name)
