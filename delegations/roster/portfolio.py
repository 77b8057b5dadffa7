"""Whose work it is: the ministry that was given a portfolio."""

from summit.accounts.models import Ministry

PROTOCOL = "protocol"


def holder(summit, portfolio: str) -> Ministry | None:
    """The ministry that holds a portfolio, the first in rank of several; None where nobody was given it."""
    held = Ministry.objects.filter(mandates__portfolio__code=portfolio, mandates__summit=summit)
    return held.order_by("rank", "code").first()


def protocol_ministry(summit) -> Ministry | None:
    """The ministry whose people keep the roster; findings about it are theirs."""
    return holder(summit, PROTOCOL)
