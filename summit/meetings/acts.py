"""What the steps of a meeting write, and whom they tell."""

from django.apps import apps

from summit import clock
from summit.meetings.recipients import holders_of, plan_contacts
from summit.rights import AUTHORITY, COORDINATOR
from summit.tasks.readiness.freezing import freeze


def held(meeting, *, by, data):
    return {"held_at": clock.now()}


def sent(meeting, *, by, data):
    return {"minutes_by": by, "minutes_sent_at": clock.now()}


def not_sent(meeting, *, by, data):
    return {"minutes_sent_at": None}


def approved(meeting, *, by, data):
    return {"approved_by": by, "approved_at": clock.now()}


def freeze_readiness(meeting, *, by, note, data):
    """Keep the plan's figures under the meeting's code; those frozen beforehand stand."""
    freeze(meeting.summit, meeting.code, by=by)


def who_approves(meeting):
    return holders_of(meeting.summit, AUTHORITY, COORDINATOR)


def who_drafted(meeting):
    return [meeting.minutes_by]


def who_attended(meeting):
    """The focal points of the ministries around the table, and the persons named there."""
    seats = apps.get_model("summit.Attendance").objects.filter(meeting=meeting)
    named = apps.get_model("summit.User").objects.active().filter(pk__in=seats.values("user"))
    return [*plan_contacts(meeting.summit, seats.values("organisation")), *named]
