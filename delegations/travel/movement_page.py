"""One movement: the answer first, its times with who told them, who travels, what is missing."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from delegations.roster.membership import Membership
from delegations.travel import movement_words as words
from delegations.travel.journeys import TimeTold, who_noted
from delegations.travel.movements import rows_for, stand_of
from delegations.travel.time_fields import TimeForm
from delegations.travel.time_telling import breaks_at
from summit import history, writing
from summit.policy import fetch, requires
from summit.registers import facts, written
from summit.secrecy import reveal
from summit.secrecy.seeing import reveal_right

Kind = TimeTold.Kind
HOW = ["mode", "carrier", "flight_no", "origin", "destination", "site", "visa"]
WELCOME = ["welcomed_by", "greeter", "lounge"]
HONOURS = ["honour_guard", "anthems", "red_carpet", "gun_salute"]
ONWARD = ["baggage", "baggage_tag", "vehicles", "onward", "remarks"]


@requires("delegations.view_movement")
@require_safe
def movement(request, public_id):
    return show(request, fetch(request, rows_for(request.user), public_id=public_id))


@requires("delegations.view_movement")
@require_POST
def show_restricted(request, public_id):
    """The page with what is restricted on it, as far as the person may see it; each value is recorded."""
    row = fetch(request, rows_for(request.user), public_id=public_id)
    shown = [
        (row._meta.get_field(name).verbose_name, written(reveal(row, name, by=request.user), row.summit))
        for name in open_to(request.user, row)
    ]
    return show(request, row, restricted=shown) if shown else redirect(row)


def open_to(user, row):
    """Names of the restricted fields that ``user`` may be shown."""
    return [name for name in row.reveal_right if user.has_perm(reveal_right(row, name), row)]


def show(request, row, *, form=None, restricted=None, status=200):
    """The page; ``form`` is a time that was sent and not taken."""
    user = request.user
    names = user.has_perm("delegations.view_membership")
    look, state = words.standing(row)
    times = list(row.times.select_related("told_by"))
    context = {
        "movement": row,
        "who": words.leader(row, names=names),
        "group": words.group(row, names=names),
        "look": look,
        "state": state,
        "gaps": words.gaps(row),
        "lateness": words.lateness(row),
        "time": words.said_time(row.best_time, row.summit),
        "by_what": words.carried_by(row),
        "stand": stand_of(row),
        "times": times,
        "noted_by": who_noted(row, times),
        "passengers": passengers(row, user) if names else [],
        "broken": breaks_at(row) if row.is_ahead else [],
        "how": facts(row, HOW),
        "welcome": facts(row, WELCOME) + [(_("Honours"), honours(row))] * bool(honours(row)),
        "onward": facts(row, ONWARD),
        "restricted": restricted,
        "may_reveal": bool(open_to(user, row)),
        "may_flight": bool(row.flight_id) and user.has_perm("delegations.view_flight"),
        "entries": history.lines(row),
        "steps": row.workflow.open_to(user, row),
        "edit_url": edit_url(row, user),
        "forms": time_forms(row, sent=form),
        "may_correct": row.may_tell and row.state in row.DONE,
    }
    return render(request, "delegations/travel/movement.html", context, status=status)


def time_forms(row, *, sent=None) -> list[TimeForm]:
    """The times that the reader may tell now; ``sent`` stands in the place of the one that was not taken.

    Ahead an estimate; after the landing when it stood on its blocks, and another minute of what is noted.
    """
    if not row.may_tell:
        return []
    wanted = {"": row.is_ahead, Kind.ON_BLOCKS: stands_on_no_blocks(row), Kind.LANDED: row.state in row.DONE}
    forms = {
        kind: TimeForm(movement=row, auto_id=f"id{kind}_%s", initial={"time_type": kind} | noted(row, kind))
        for kind, is_wanted in wanted.items()
        if is_wanted
    }
    if sent is not None:
        forms["" if sent.asked not in sent.AFTERWARDS else sent.asked] = sent
    return list(forms.values())


def noted(row, kind) -> dict:
    """What a correction begins from: the minute that is noted."""
    return {"at": row.landed_at} if kind == Kind.LANDED else {}


def stands_on_no_blocks(row) -> bool:
    return bool(row.is_arrival and row.landed_at and not row.on_blocks_at)


def edit_url(row, user) -> str:
    may = user.has_perm("delegations.edit_movement", row)
    return reverse("movement-edit", args=[row.public_id]) if may else ""


def honours(row) -> str:
    given = [row._meta.get_field(name).verbose_name for name in HONOURS if getattr(row, name)]
    return writing.listed(given)


def passengers(row, user):
    """Those who travel and whom the reader may know by name, in order of precedence."""
    rows = Membership.objects.visible_to(user).filter(journeys__movement=row)
    return list(rows.select_related("person", "rank_class", "category").in_order())
