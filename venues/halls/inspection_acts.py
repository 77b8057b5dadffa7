"""What the steps of inspections, reserves and decisions write, and whom they tell."""

from summit import clock
from summit.accounts.models import User
from summit.meetings.recipients import plan_contacts


def signed(inspection, *, by, data):
    return {"signed_by": by, "signed_at": clock.now()}


def who_has_reserves(inspection):
    """The plan's focal points of the ministries that have something left to do there."""
    return plan_contacts(inspection.summit, inspection.reserves.open().values("ministry"))


def lifted(reserve, *, by, data):
    return {"lifted_by": by}


def closed(reserve, *, by, data):
    return {"closed_by": by, "closed_at": clock.now()}


def reopened(reserve, *, by, data):
    return {"lifted_by": None, "closed_by": None, "closed_at": None}


def who_lifted(reserve):
    return User.objects.filter(pk=reserve.lifted_by_id) if reserve.lifted_by_id else []


def decided(decision, *, by, data):
    return {"decided_by": by, "decided_at": clock.now()}


def undecided(decision, *, by, data):
    return {"decided_by": None, "decided_at": None}
