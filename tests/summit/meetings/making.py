"""Rows of the committee for tests: what is not said is sensible and unique."""

import datetime as dt
from itertools import count

from django.db import transaction

from summit.meetings.models import AgendaEntry, Attendance, CommitteeBody, Decision, DecisionSupport, Meeting
from tests.factories import make_ministry, named, the_summit

number = count(1)
MEETING_AT = dt.datetime(2025, 12, 4, 10, tzinfo=dt.UTC)


def make_body(code="CP", *, summit=None):
    return CommitteeBody.objects.get_or_create(
        summit=the_summit(summit), code=code, defaults={"name": named("Steering committee")}
    )[0]


def make_meeting(*, summit=None, body=None, items=(), ministries=(), **fields):
    """A convened meeting on 4 December 2025 at 10:00 with agenda ``items`` and seats for ``ministries``."""
    summit = the_summit(summit or (body.summit if body else None))
    defaults = {
        "title": named("Progress of the preparations"),
        "starts_at": MEETING_AT,
        "chair": named("Prime Minister"),
    }
    meeting = Meeting.objects.create(
        summit=summit, body=body or make_body(summit=summit), **(defaults | fields)
    )
    for order, title in enumerate(items, start=1):
        make_item(meeting, title, order=order)
    for ministry in ministries:
        make_seat(meeting, ministry)
    return meeting


def make_item(meeting, title="Item", *, order=1, **fields):
    return AgendaEntry.objects.create(
        summit=meeting.summit, meeting=meeting, order=order, title=named(title), **fields
    )


def make_seat(meeting, organisation=None, **fields):
    return Attendance.objects.create(
        summit=meeting.summit, meeting=meeting, organisation=organisation, **fields
    )


def make_decision(meeting, *, ministry=None, supporting=(), **fields):
    """An open decision of ``meeting``, due on 10 December 2025."""
    defaults = {"text": named(f"Deliver the pylons ({next(number)})"), "due_on": dt.date(2025, 12, 10)}
    ministry = ministry or make_ministry(summit=meeting.summit)
    with transaction.atomic():
        decision = Decision.objects.create(
            summit=meeting.summit, meeting=meeting, ministry=ministry, **(defaults | fields)
        )
        for helper in supporting:
            DecisionSupport.objects.create(summit=meeting.summit, decision=decision, ministry=helper)
    return decision


def hold(meeting, *, by):
    meeting.workflow.run(meeting, "hold", by=by)
    return meeting


def approve(meeting, *, drafted_by, by):
    """The whole way from convened to approved."""
    hold(meeting, by=drafted_by)
    meeting.workflow.run(meeting, "submit", by=drafted_by)
    meeting.workflow.run(meeting, "approve", by=by)
    return meeting
