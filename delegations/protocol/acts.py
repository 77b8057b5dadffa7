"""What the approval of a list of precedence writes."""

from summit import clock


def approved(precedence, *, by, data):
    """The list holds from the minute that the form asked for; what held before ends then."""
    return {"approved_by": by, "approved_at": clock.now()}


def keep_order(precedence, *, by, note, data):
    """Keep the computed places, so that a printed list stays what it was."""
    from delegations.protocol import order  # noqa: PLC0415 - it needs the loaded models

    order.keep(precedence)
