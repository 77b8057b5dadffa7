"""What the steps of a movement write, and whom they tell."""

from django.apps import apps

from summit import clock


def tell_time(movement, kind, at, *, by):
    """Keep one time that was told; append-only."""
    apps.get_model("delegations.TimeTold").objects.create(
        summit_id=movement.summit_id, movement=movement, time_type=kind, at=at, told_by=by
    )


def estimated(movement, *, by, data):
    return {"estimated_at": data["estimated_at"]}


def told_estimate(movement, *, by, note, data):
    tell_time(movement, "estimated", data["estimated_at"], by=by)


def landed(movement, *, by, data):
    return {"landed_at": data.get("landed_at") or clock.now()}


def told_landing(movement, *, by, note, data):
    tell_time(movement, "landed", movement.landed_at, by=by)


def left(movement, *, by, data):
    return {"left_airport_at": clock.now()}


def who_waits(movement):
    """The liaison officers of the delegation and the greeting officer."""
    shifts = apps.get_model("delegations.LiaisonAssignment").objects.standing()
    people = apps.get_model("summit.User").objects.active()
    officers = people.filter(pk__in=shifts.filter(delegation=movement.delegation_id).values("officer"))
    return [*officers, *people.filter(pk=movement.greeter_id or 0)]
