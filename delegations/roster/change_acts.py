"""What the steps of submissions and of changes write, and whom they tell."""

from django.apps import apps

from summit import clock


def submitted(submission, *, by, data):
    return {"submitted_at": clock.now()}


def decided(submission, *, by, data):
    return {"decided_by": by}


def change_decided(change, *, by, data):
    return {"decided_by": by, "decided_at": clock.now()}


def take_over(submission, *, by, note, data):
    """Carry out every line of an accepted version, or ask for each where the list is frozen."""
    from delegations.roster import line_writing  # noqa: PLC0415 - it needs the loaded models

    line_writing.take_over(submission, by=by)


def give_back(submission, *, by, note, data):
    """The remark goes back to the delegation with the version."""
    type(submission).objects.filter(pk=submission.pk).update(answer=note)
    submission.answer = note


def carry_out(change, *, by, note, data):
    """Write an accepted change to the list, frozen or not."""
    from delegations.roster import line_writing  # noqa: PLC0415 - it needs the loaded models

    line_writing.carry_out(change, by=by)


def who_decides(change):
    """Everybody with a duty in protocol."""
    duties = apps.get_model("summit.Duty").objects.filter(
        summit=change.summit_id, portfolio__code="protocol", role__in=["head", "officer"]
    )
    return apps.get_model("summit.User").objects.active().filter(pk__in=duties.values("user"))


def who_asked(change):
    return [change.asked_by] if change.asked_by_id else []
