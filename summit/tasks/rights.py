"""Rights on the plan of the ministries.

A ministry sees the tasks that it answers for, supports or was handed; a commission's office
holders see the commission's tasks; the committee sees all. Nobody validates an own task.
"""

from django.db.models import Q

from summit.rights import (
    ANYONE,
    AUDITOR,
    AUTHORITY,
    COORDINATOR,
    FOCAL,
    HEAD,
    OFFICER,
    SECRETARY,
    committee,
    define,
    holds,
    in_state,
    is_me,
    named_by,
    named_in,
    own_ministry,
)

PLAN = "plan"
everyone_above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
heads = named_by("commission", "summit.Commission", "president", "vice_president")
leads = named_by("commission", "summit.Commission", "president", "vice_president", "rapporteur")
# What was refused or withdrawn is no longer shared.
STANDING = Q(state__in=["asked", "countered", "accepted"])
handed_to_us = named_in("summit.Handover", row="task", ministry="to_ministry", only=STANDING)
supported_by_us = named_in("summit.Support", row="task", ministry="ministry")
ours = own_ministry() & holds(PLAN, HEAD, FOCAL, OFFICER)
asks = own_ministry("from_ministry") & holds(PLAN, HEAD, FOCAL)
decides = (own_ministry() & holds(PLAN, HEAD)) | heads

define(
    {
        "summit.view_task": everyone_above
        | own_ministry()
        | supported_by_us
        | handed_to_us
        | leads
        | is_me("owner"),
        "summit.add_task": committee(COORDINATOR) | holds(PLAN, HEAD, FOCAL),
        "summit.edit_task": committee(COORDINATOR) | (own_ministry() & holds(PLAN, HEAD, FOCAL)),
        "summit.update_task": committee(COORDINATOR) | ours | is_me("owner"),
        "summit.comment_task": everyone_above | own_ministry() | supported_by_us | handed_to_us | leads,
        "summit.validate_task": (committee(COORDINATOR) | decides) & ~is_me("owner") & ~is_me("submitted_by"),
        "summit.drop_task": committee(COORDINATOR) | (own_ministry() & holds(PLAN, HEAD)),
        "summit.import_task": committee(COORDINATOR) | holds(PLAN, HEAD, FOCAL),
        "summit.edit_plan": committee(COORDINATOR),
        "summit.edit_axis": committee(COORDINATOR),
        "summit.view_axis": ANYONE,
        "summit.view_handover": everyone_above | own_ministry("from_ministry") | own_ministry("to_ministry"),
        "summit.ask_handover": holds(PLAN, HEAD, FOCAL),
        "summit.answer_handover": own_ministry("to_ministry") & holds(PLAN, HEAD, FOCAL),
        "summit.withdraw_handover": asks,
        "summit.edit_handover": asks & in_state("asked"),  # what was answered stands as it was answered
        "summit.view_risk": everyone_above | own_ministry() | is_me("owner"),
        "summit.edit_risk": committee(COORDINATOR) | (own_ministry() & holds(PLAN, HEAD, FOCAL)),
        "summit.view_milestone": everyone_above | holds(PLAN),
        "summit.edit_milestone": committee(COORDINATOR),
        "summit.view_closure": everyone_above
        | own_ministry()
        | holds("security")
        | holds("transport")
        | holds("press"),
        "summit.edit_closure": committee(COORDINATOR) | (own_ministry() & holds(PLAN, HEAD, FOCAL)),
        "summit.publish_closure": (own_ministry() & holds(PLAN, HEAD, FOCAL)) | committee(COORDINATOR),
        "summit.view_readiness": everyone_above | holds(PLAN),
        "summit.view_whole_plan": everyone_above,
        "summit.freeze_readiness": committee(COORDINATOR, SECRETARY),
    }
)
