"""What the steps of a membership ask of its list."""

from delegations.roster import freezing
from summit.workflow import OutOfStep


def on_open_list(membership, *, by, data):
    """Nobody leaves a frozen list by a step. Whoever has taken the list already says so.

    Raises ``OutOfStep``: the list was frozen since the page was opened.
    """
    if not data.get("list_taken"):
        try:
            freezing.take_list(membership.delegation)
        except freezing.ListFrozen as frozen:
            raise OutOfStep(str(frozen)) from frozen
    return {}
