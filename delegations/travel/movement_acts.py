"""What the steps of a movement write, and whom they tell."""

import datetime as dt

from django.apps import apps
from django.utils.translation import gettext as _

from summit import clock, notices, writing

NOTABLE = dt.timedelta(minutes=15)  # a smaller change is seen on the board and told to nobody


def tell_time(movement, kind, at, *, by):
    """Keep one time that was told; append-only."""
    apps.get_model("delegations.TimeTold").objects.create(
        summit_id=movement.summit_id, movement=movement, time_type=kind, at=at, told_by=by
    )


def estimated(movement, *, by, data):
    return {"estimated_at": data["estimated_at"]}


def told_estimate(movement, *, by, note, data):
    """Keep the estimate; those who wait are told where it differs notably from the time told before."""
    at = data["estimated_at"]
    told = movement.times.filter(time_type__in=["planned", "estimated"]).first()
    before = told.at if told else movement.planned_at
    tell_time(movement, "estimated", at, by=by)
    if abs(at - before) >= NOTABLE:
        announce(movement, at, by=by, note=note)


def announce(movement, at, *, by, note):
    """Tell the new time itself, in each reader's language and in the summit's zone."""

    def subject():
        words = {"code": movement.code, "who": movement.delegation, "time": written(at)}
        return _("%(code)s, %(who)s: now expected %(time)s") % words

    def text():
        words = {"planned": written(movement.planned_at), "who": by}
        said = _("Planned %(planned)s. Told by %(who)s.") % words
        return f"{said}\n\n{note}" if note else said

    def written(moment):
        return writing.short_time(moment, movement.summit)

    others = [user for user in who_waits(movement) if user.pk != by.pk]
    key = f"movement:{movement.public_id}:time:{movement.revision}"
    notices.notify(
        others, key=key, subject=subject, text=text, url=movement.get_absolute_url(), summit=movement.summit
    )


def landed(movement, *, by, data):
    return {"landed_at": data.get("landed_at") or clock.now()}


def told_landing(movement, *, by, note, data):
    tell_time(movement, "landed", movement.landed_at, by=by)


def not_landed(movement, *, by, data):
    """What was noted stays among the times told; the movement is awaited again."""
    return dict.fromkeys(("landed_at", "on_blocks_at", "left_airport_at"))


def left(movement, *, by, data):
    return {"left_airport_at": clock.now()}


def told_left(movement, *, by, note, data):
    tell_time(movement, "left", movement.left_airport_at, by=by)


def who_waits(movement):
    """The liaison officers of the delegation and the greeting officer, each once."""
    shifts = apps.get_model("delegations.LiaisonAssignment").objects.standing()
    officers = shifts.filter(delegation=movement.delegation_id).values("officer")
    people = apps.get_model("summit.User").objects.active()
    return people.filter(pk__in=officers) | people.filter(pk=movement.greeter_id or 0)
