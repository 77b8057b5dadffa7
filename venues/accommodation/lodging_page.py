"""One lodging: who sleeps where and when first, then who pays and why, what it costs, and its history."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from summit import clock, history, writing
from summit.policy import fetch, requires
from summit.registers import facts
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.list_names import sees_room
from venues.accommodation.lodging_problems import problems_of
from venues.accommodation.lodging_words import LOOKS

EDITS, MONEY, NAMES = "venues.edit_lodging", "venues.view_block", "delegations.view_membership"
FACTS = ["early_check_in", "late_check_out", "meals", "smoking", "accessible", "remarks"]
State = RoomAssignment.State
WAY = (State.REQUESTED, State.PROPOSED, State.CONFIRMED, State.CHECKED_IN, State.CHECKED_OUT)


@requires("venues.view_lodging")
@require_safe
def lodging(request, public_id):
    user = request.user
    rows = RoomAssignment.objects.for_list().select_related("occupant__rank_class", "crew_of")
    row = fetch(request, rows, public_id=public_id)
    may_edit, names = user.has_perm(EDITS, row), user.has_perm(NAMES)
    context = {
        "lodging": row,
        "guest": words.guest(row, names=names),
        "guest_url": guest_url(row, user),
        "look": LOOKS[row.state],
        "where": words.where(row, user),
        "when": writing.listed((words.days(row.check_in, row.check_out), words.nights(row.nights))),
        "restricted": bool(row.room_id) and not sees_room(user, row),
        "arc": arc(row),
        "problems": problems_of(row) if row.state in (State.REQUESTED, *HOLDING) else [],
        "cost": cost(row) if user.has_perm(MONEY) else "",
        "facts": [fact for fact in facts(row, FACTS) if fact[1] != _("no")],
        "others": others(row, user, names=names),
        "edit_url": address(row, "lodging-edit", may_edit and editable(row)),
        "move_url": address(row, "lodging-move", may_edit and movable(row)),
        "follow_url": address(row, "lodging-follow", may_edit),
        "steps": [step for step in row.workflow.open_to(user, row) if step.name != "propose"],
        "entries": history.lines(row),
    }
    return render(request, "venues/accommodation/lodging.html", context)


def address(row, name, may) -> str:
    return reverse(name, args=[row.public_id]) if may else ""


def editable(row) -> bool:
    return row.state in (*RoomAssignment.OPEN, State.CHECKED_IN)


def movable(row) -> bool:
    return row.state in HOLDING and row.check_out > clock.today(row.summit)


def guest_url(row, user) -> str:
    """The person's page, or the delegation's of a crew, where the reader may open it."""
    if row.occupant_id:
        return (
            row.occupant.get_absolute_url()
            if user.has_perm("delegations.view_membership", row.occupant)
            else ""
        )
    may = user.has_perm("delegations.view_delegation", row.delegation)
    return row.delegation.get_absolute_url() if may else ""


def cost(row) -> str:
    if not row.block_id:
        return ""
    return words.forecast(row.block.rate, row.block.currency, row.nights)


def arc(row) -> list[tuple[str, str]]:
    """The way of a lodging as ``(label, css)``; none of what ended otherwise."""
    if row.state not in WAY:
        return []
    place, labels = WAY.index(row.state), dict(State.choices)
    marks = ["past" if at < place else "cur" if at == place else "" for at in range(len(WAY))]
    return [(str(labels[state]), mark) for state, mark in zip(WAY, marks, strict=True)]


def others(row, user, *, names) -> list[tuple[str, str, str]]:
    """Who shares the room then, and the other lodgings of the guest: ``(what, words, address)``."""
    found = []
    if row.room_id and not row.alone and sees_room(user, row):
        rows = RoomAssignment.objects.visible_to(user).filter(
            room=row.room_id, state__in=HOLDING, check_in__lt=row.check_out, check_out__gt=row.check_in
        )
        rows = rows.exclude(pk=row.pk).for_list().select_related("occupant__rank_class", "crew_of")
        found += [(_("Shares with"), words.guest(one, names=names), one.get_absolute_url()) for one in rows]
    if row.occupant_id:
        rows = RoomAssignment.objects.visible_to(user).filter(occupant=row.occupant_id).exclude(pk=row.pk)
        for one in rows.for_list().select_related("occupant__rank_class").order_by("check_in", "pk"):
            said = (words.days(one.check_in, one.check_out), one.hotel or "", one.get_state_display())
            found.append((_("Other nights"), writing.listed(said), one.get_absolute_url()))
    return found
