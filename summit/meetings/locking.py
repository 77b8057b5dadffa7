"""Writing to a meeting that may be closed at any moment by somebody else."""

from summit.meetings.gatherings import OPEN_STATES, Meeting


class MinutesClosed(Exception):
    """The meeting's minutes were sent, approved or cancelled: nothing was written."""


def keep_open(meeting, *, states=OPEN_STATES) -> Meeting:
    """Hold the meeting's row until the caller's transaction ends, so that no step closes it meanwhile.

    Must be called inside a transaction, before anything of the meeting is written. Raises
    ``MinutesClosed`` where it is not, or no longer, in one of ``states``.
    """
    held = (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=meeting.pk, state__in=states)
        .first()
    )
    if held is None:
        raise MinutesClosed(meeting.code)
    return held
