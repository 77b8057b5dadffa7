"""What the steps of submissions and of changes write, and whom they tell."""

from django.apps import apps

from delegations.roster.portfolio import PROTOCOL
from summit import clock
from summit.rights import HEAD, OFFICER


def submitted(submission, *, by, data):
    return {"submitted_at": clock.now()}


def decided(submission, *, by, data):
    return {"decided_by": by}


def change_decided(change, *, by, data):
    return {"decided_by": by, "decided_at": clock.now()}


def take_over(submission, *, by, note, data):
    """Carry out every line of an accepted version, or ask for each where the list is frozen."""
    from delegations.roster import version_writing  # noqa: PLC0415 - it needs the loaded models

    version_writing.take_over(
        submission,
        by=by,
        note=note,
        left_out=data.get("left_out", ()),
        known=data.get("known"),
        seen=data.get("seen"),
    )


def give_back(submission, *, by, note, data):
    """The remark goes back to the delegation with the version."""
    from delegations.roster import side_mail  # noqa: PLC0415 - it needs the loaded models

    side_mail.tell(submission, note)


def carry_out(change, *, by, note, data):
    """Write an accepted change to the list, frozen or not."""
    from delegations.roster import line_writing  # noqa: PLC0415 - it needs the loaded models

    line_writing.carry_out(change, by=by, seen=data.get("seen", ""))


def who_decides(change):
    """The heads and officers of protocol; of the lines of a version they were told when it came."""
    if getattr(change, "submission_id", None):
        return []
    return apps.get_model("summit.User").objects.with_duty(change.summit, PROTOCOL, roles=[HEAD, OFFICER])


def who_asked(change):
    return [change.asked_by] if change.asked_by_id else []
