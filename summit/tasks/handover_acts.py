"""What the steps of a hand-over write, and whom they tell."""

from django.apps import apps


def accepted(handover, *, by, data):
    return {"agreed_on": handover.wished_on}


def countered(handover, *, by, data):
    return {"offered_on": data["offered_on"]}


def agreed(handover, *, by, data):
    return {"agreed_on": handover.offered_on}


def both_sides(handover):
    """The focal points of the two ministries and the person who asked."""
    duty = apps.get_model("summit.Duty")
    ministries = {handover.from_ministry_id, handover.to_ministry_id}
    focal = duty.objects.filter(
        summit=handover.summit_id,
        portfolio__code="plan",
        role__in=["head", "focal"],
        user__ministry__in=ministries,
    )
    people = apps.get_model("summit.User").objects.active()
    return list(people.filter(pk__in=focal.values("user"))) + list(people.filter(pk=handover.asked_by_id))
