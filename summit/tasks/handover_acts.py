"""What the steps of a hand-over write, and whom they tell."""

from django.apps import apps

from summit.rights import FOCAL, HEAD
from summit.tasks.rights import PLAN


def accepted(handover, *, by, data):
    return {"agreed_on": handover.wished_on}


def countered(handover, *, by, data):
    return {"offered_on": data["offered_on"]}


def agreed(handover, *, by, data):
    return {"agreed_on": handover.offered_on}


def both_sides(handover):
    """The focal points of the two ministries and the person who asked."""
    people = apps.get_model("summit.User").objects
    ministries = {handover.from_ministry_id, handover.to_ministry_id}
    focal = people.with_duty(handover.summit, PLAN, roles=[HEAD, FOCAL]).filter(ministry__in=ministries)
    return [*focal, *people.active().filter(pk=handover.asked_by_id)]
