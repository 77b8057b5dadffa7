"""Whose the roster is: the ministry that was given protocol."""

from summit.accounts.models import Ministry

PROTOCOL = "protocol"


def protocol_ministry(summit) -> Ministry | None:
    """The ministry whose people keep the roster; findings about it are theirs. None where nobody was given it."""
    held = Ministry.objects.filter(mandates__portfolio__code=PROTOCOL, mandates__summit=summit)
    return held.order_by("rank", "code").first()
