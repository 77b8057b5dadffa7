"""Who may not know what: the words of the world by which a leak is found in any body."""

import io
import zipfile

from tests.delegations.words import OTHERS, OURS, RESTRICTED
from tests.venues.words import GUEST, TALKS
from tests.world import SECRET

WITHOUT_DELEGATIONS = {"anonymous", "visitor", "focal", "asked", "stranger", "outsider", "conference"}
AT_DELEGATIONS = {"protocol", "liaison", "airport", "security"}
NOT_OF_TRANSPORT = {"anonymous", "visitor", "stranger", "outsider", "conference"} | AT_DELEGATIONS
WITHOUT_BOOKINGS = {"anonymous", "visitor", "focal", "asked", "stranger", "outsider", "liaison", "airport"}
WRITES_PROGRAMME = {"secretary", "coordinator", "protocol", "conference"}
STREETS = {"closures", "closure", "welcome-points", "welcome"}  # security reads them, whoever asked for them


def told(persona, line, body):
    """What this page tells a persona who may not know it, in words."""
    text = unpacked(body)
    if persona in NOT_OF_TRANSPORT and not (persona == "security" and line.name in STREETS):
        yield from ["what is Transport's alone"] if SECRET.encode() in text else []
    if persona in WITHOUT_DELEGATIONS | {"liaison"} and OTHERS.encode() in text:
        yield "another delegation"
    if persona in WITHOUT_DELEGATIONS and "secret=" not in line.at and OURS.encode() in text:
        yield "people of a delegation"
    if persona in WITHOUT_BOOKINGS and TALKS.encode() in text and "secret=" not in line.at:
        yield "what takes place in a hall"
    if persona not in WRITES_PROGRAMME and GUEST.encode() in text:
        yield "people named on the programme"
    if line.method == "GET" and RESTRICTED.encode() in text:
        yield "a restricted value unasked"


def unpacked(body):
    """The texts of a page, of a file or inside a workbook, in small letters: lists write surnames in capitals."""
    if not body.startswith(b"PK"):
        return body.lower()
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(book.read(name) for name in book.namelist()).lower()
