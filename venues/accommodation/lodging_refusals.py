"""Why a room or a block cannot be had, and what is free instead, as far as the reader may know it."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import writing
from venues.accommodation import lodging_choices as choices
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.list_names import guest_name, sees_room
from venues.accommodation.lodging_words import days, offer_words, room_words, where
from venues.accommodation.rooming import BlockFull, LodgedAlready, Taken

NAMED = 2  # lodgings that a refusal names; of the others it says how many
OFFERED = 3  # rooms and blocks that a refusal offers instead


def refusal(error: Exception, wanted: RoomAssignment, user) -> tuple[str, str]:
    """The field at which an error of ``giving`` is said, and the sentence with what is free instead."""
    if isinstance(error, LodgedAlready):
        return "check_in", lodged_already(wanted, user)
    if isinstance(error, Taken):
        return "room", f"{room_taken(wanted, user)} {other_rooms(wanted)}".strip()
    if isinstance(error, BlockFull):
        return "block", f"{block_full(wanted, error.nights)} {other_blocks(wanted)}".strip()
    raise error


def lodged_already(wanted, user) -> str:
    other = lodged(wanted).first()
    if other is None:
        return _("The guest had a room for one of these nights at the moment of saving. Save again.")
    if not user.has_perm("venues.view_lodging", other):
        return _("This guest already has a room for one of these nights.")
    said = {"days": days(other.check_in, other.check_out), "where": where(other, user)}
    return _("This guest already has a room, %(days)s: %(where)s.") % said


def lodged(wanted):
    """The lodgings that the guest of ``wanted`` has already for some of its nights."""
    others = RoomAssignment.objects.filter(occupant=wanted.occupant_id).exclude(pk=wanted.pk or 0)
    return during(others, wanted)


def during(rows, wanted):
    """Those of ``rows`` that hold on one of the nights of ``wanted``."""
    rows = rows.filter(state__in=HOLDING, check_in__lt=wanted.check_out, check_out__gt=wanted.check_in)
    return rows.for_list().select_related("occupant__rank_class", "crew_of").order_by("check_in", "pk")


def room_taken(wanted, user) -> str:
    """Who has the room then, the other guest only to who may see it."""
    others = list(
        during(RoomAssignment.objects.filter(room=wanted.room_id).exclude(pk=wanted.pk or 0), wanted)
    )
    if not others:
        return _("Room %(room)s was taken at the moment of saving. Save again.") % {"room": wanted.room}
    said = [taken_by(other, wanted, user) for other in others[:NAMED]]
    if (more := len(others) - NAMED) > 0:
        said.append(ngettext("And %(n)d more guest.", "And %(n)d more guests.", more) % {"n": more})
    return " ".join(said)


def taken_by(other, wanted, user) -> str:
    words = {"room": wanted.room, "days": days(other.check_in, other.check_out), "who": guest_name(other)}
    if user.has_perm("venues.view_lodging", other) and sees_room(user, other):
        return _("Room %(room)s is taken, %(days)s: %(who)s.") % words
    return _("Room %(room)s is taken, %(days)s.") % words


def other_rooms(wanted) -> str:
    rooms = rooms_instead(wanted)
    free = writing.listed(room.number for room in rooms)
    return _("Free for these nights: %(rooms)s.") % {"rooms": free} if free else other_blocks(wanted)


def rooms_instead(wanted) -> list:
    rooms = choices.free_rooms(wanted, wanted.hotel_id, wanted.room_type_id)
    return list(rooms.exclude(pk=wanted.room_id)[:OFFERED])


def block_full(wanted, full: Sequence[dt.date]) -> str:
    said = {"block": wanted.block, "nights": writing.listed(map(writing.short_date, full))}
    if not full:
        return _("The last room of %(block)s was given at the moment of saving.") % said
    return ngettext(
        "%(block)s has no room left for the night of %(nights)s.",
        "%(block)s has no room left for the nights of %(nights)s.",
        len(full),
    ) % said  # fmt: skip


def other_blocks(wanted) -> str:
    said = [offer_words(one) for one in blocks_instead(wanted)]
    if not said:
        return _("No other block has a room for all these nights.")
    return _("Free instead: %(blocks)s.") % {"blocks": "; ".join(said)}


def blocks_instead(wanted) -> list:
    return [one for one in choices.offers(wanted) if one.block.pk != wanted.block_id][:OFFERED]


def ways(error: Exception, wanted: RoomAssignment) -> list[dict]:
    """What is free instead as ways out of the form: words, the key that is sent back, facts."""
    found = []
    if isinstance(error, Taken) and wanted.block_id:
        block = wanted.block.public_id
        rooms = rooms_instead(wanted)
        found += [{"words": room_words(room), "key": f"{block}.{room.public_id}"} for room in rooms]
    if isinstance(error, BlockFull) or (isinstance(error, Taken) and not found):
        found += [
            {"words": offer_words(one), "key": f"{one.block.public_id}."} for one in blocks_instead(wanted)
        ]
    return found
