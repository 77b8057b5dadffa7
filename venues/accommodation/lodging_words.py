"""What is said of a lodging, as far as its reader may know it."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import writing
from venues.accommodation.list_names import guest_name, sees_room

LOOKS = {
    "requested": "todo", "proposed": "wait", "confirmed": "done", "checked_in": "doing", "checked_out": "done",
    "no_show": "late", "moved": "void", "cancelled": "void",
}  # fmt: skip
LONGEST_REASON = 200  # letters of ``RoomAssignment.paid_because``


def days(check_in: dt.date, check_out: dt.date) -> str:
    """``21 déc. – 24 déc.``"""
    return f"{writing.short_date(check_in)} – {writing.short_date(check_out)}"


def nights(count: int) -> str:
    return ngettext("%(n)d night", "%(n)d nights", count) % {"n": count}


def guest(lodging, *, names: bool) -> str:
    """The person where names may be read, else the function; or the crew."""
    if lodging.occupant_id and not names:
        return str(lodging.occupant.function) or _("a member of the delegation")
    return guest_name(lodging)


def room_of(lodging, user) -> str:
    """The number of the room; ``restricted`` of a principal to who may not know it, empty where there is none."""
    if not lodging.room_id:
        return ""
    return lodging.room.number if sees_room(user, lodging) else _("restricted")


def where(lodging, user) -> str:
    """``Hotel Amitié, suite, room 512``; what is known of it."""
    if not lodging.hotel_id:
        return _("no hotel yet")
    room = room_of(lodging, user)
    numbered = _("room %(number)s") % {"number": room} if room and sees_room(user, lodging) else ""
    return writing.listed((lodging.hotel, lodging.room_type, numbered))


def forecast(rate, currency, count: int) -> str:
    """``3 nights × 45 000 XOF = 135 000 XOF``; empty without a price."""
    if rate is None:
        return ""
    return f"{nights(count)} × {amount(rate, currency)} = {amount(rate * count, currency)}"


def amount(value, currency) -> str:
    """``45 000 XOF`` in one piece, which reads from the left between Arabic words too."""
    return f"\u2066{writing.money(value, currency)}\u2069"


def block_words(block) -> str:
    """``Hotel Amitié, single, B12``"""
    return writing.listed((block.hotel, block.room_type, block.code))


def offer_words(offer) -> str:
    """``Hotel Amitié, single, B12: 4 free, 135 000 XOF``"""
    block = offer.block
    named = block_words(block)
    free = ngettext("%(n)d free", "%(n)d free", offer.free) % {"n": offer.free}
    cost = amount(offer.cost, block.currency) if offer.cost is not None else ""
    return f"{named}{writing.colon()}{writing.listed((free, cost))}"


def room_words(room) -> str:
    """``512, floor 5``, and what is beside the usual."""
    facts = [_("floor %(level)s") % {"level": room.floor.level}]
    facts += [_("secured")] if room.floor.secured else []
    facts += [_("without steps")] if room.accessible else []
    if getattr(room, "taken", 0):
        facts.append(_("a bed beside another guest"))
    return writing.listed((room.number, *facts))
