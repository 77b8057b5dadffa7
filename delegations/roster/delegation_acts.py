"""What the steps of a delegation write, and whom they tell."""

from django.apps import apps
from django.db.models import F

from delegations.roster.portfolio import PROTOCOL
from summit import clock


def received(delegation, *, by, data):
    return {"list_received_at": clock.now(), "list_version": delegation.list_version + 1}


def frozen(delegation, *, by, data):
    return {"frozen_at": clock.now()}


def thawed(delegation, *, by, data):
    return {"frozen_at": None}


def confirm_members(delegation, *, by, note, data):
    """Everybody who stood on the list as proposed is confirmed with it; one UPDATE."""
    rows = apps.get_model("delegations.Membership").objects.filter(delegation=delegation, state="proposed")
    rows.update(state="confirmed", revision=F("revision") + 1, updated_at=clock.now())


def who_works_for(delegation):
    """The liaison officers of the delegation and everybody with a duty in protocol."""
    liaison = apps.get_model("delegations.LiaisonAssignment").objects.filter(delegation=delegation)
    people = apps.get_model("summit.User").objects
    return [
        *people.with_duty(delegation.summit, PROTOCOL),
        *people.active().filter(pk__in=liaison.exclude(state="released").values("officer")),
    ]
