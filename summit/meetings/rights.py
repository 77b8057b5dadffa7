"""Rights on meetings, minutes and decisions.

A ministry sees the meetings where it has a seat and the decisions that it owns or supports.
What the minutes say is read by the committee while they are drafted, by all who had a seat
once they are approved. Nobody approves minutes that they sent, nor verifies what they executed.
"""

from django.apps import apps
from django.db.models import Q

from summit.rights import (
    AUDITOR,
    AUTHORITY,
    COORDINATOR,
    FOCAL,
    HEAD,
    SECRETARY,
    Rule,
    committee,
    define,
    holds,
    in_state,
    is_me,
    named_in,
    own_ministry,
)
from summit.tasks.rights import PLAN


def seated(path="pk", **meeting) -> Rule:
    """The user or the user's ministry has a seat at the meeting at ``path``.

    ``meeting`` narrows the meetings, for instance ``state="approved"``.
    """

    def meetings_of(user):
        mine = Q(user=user.pk) | Q(organisation=user.ministry_id, organisation__isnull=False)
        wanted = {f"meeting__{name}": value for name, value in meeting.items()}
        return apps.get_model("summit.Attendance").objects.filter(mine, **wanted).values("meeting")

    def test(user, obj):
        if obj is None:
            return True
        key = obj.pk if path == "pk" else obj.meeting_id
        return meetings_of(user).filter(meeting=key).exists()

    return Rule(test, lambda user: Q(**{f"{path}__in": meetings_of(user)}))


everyone_above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
secretariat = committee(COORDINATOR, SECRETARY)
takes_part = holds(PLAN)
supports = named_in("summit.DecisionSupport", row="decision", ministry="ministry")
through_the_minutes = seated("meeting", state="approved")

define(
    {
        "summit.view_body": everyone_above | takes_part,
        "summit.edit_body": committee(COORDINATOR),
        "summit.view_meeting": everyone_above | (takes_part & seated()),
        "summit.view_agenda": everyone_above | (takes_part & seated("meeting")),
        "summit.edit_meeting": secretariat,
        "summit.read_minutes": committee(COORDINATOR, SECRETARY, AUTHORITY)
        | (in_state("approved") & (committee(AUDITOR) | (takes_part & seated()))),
        "summit.approve_minutes": committee(AUTHORITY, COORDINATOR) & ~is_me("minutes_by"),
        "summit.take_back_minutes": secretariat & is_me("minutes_by"),
        "summit.view_decision": everyone_above
        | (takes_part & (own_ministry() | supports | through_the_minutes))
        | is_me("owner"),
        "summit.edit_decision": secretariat,
        "summit.execute_decision": (own_ministry() & holds(PLAN, HEAD, FOCAL)) | is_me("owner"),
        "summit.verify_decision": secretariat & ~is_me("executed_by"),
        "summit.lapse_decision": committee(COORDINATOR, SECRETARY, AUTHORITY),
        "summit.prove_decision": secretariat | (own_ministry() & holds(PLAN, HEAD, FOCAL)) | is_me("owner"),
    }
)
