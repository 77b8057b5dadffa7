"""One hotel in one look: rooms held tonight of those kept, the next cut-off, blocks, floors and contacts."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from summit import clock, history, writing
from summit.policy import fetch, requires
from summit.registers import facts
from venues.accommodation.block import RoomBlock
from venues.accommodation.block_figures import with_figures as with_nights
from venues.accommodation.block_words import days_left
from venues.accommodation.hotel import Floor, Hotel
from venues.accommodation.hotel_figures import with_figures
from venues.accommodation.room_types import rooms_by_type

FACTS = ("address", "minutes", "language", "remarks")
CONTACTS = ("contact", "phone", "email")


@dataclass(frozen=True)
class Level:
    """One floor with its rooms: ``said`` is ``12 rooms, 1 out of order``."""

    floor: Floor
    said: str


@requires("venues.view_hotel")
@require_safe
def hotel(request, public_id):
    user, today = request.user, clock.today(request.user.summit)
    rows = with_figures(Hotel.objects.for_list(), today)
    row = fetch(request, rows, public_id=public_id)
    blocks = list(with_nights(RoomBlock.objects.visible_to(user).filter(hotel=row).for_list()))
    context = {
        "hotel": row,
        "is_open": row.state == Hotel.State.OPEN,
        "answer": answer(row, blocks, today),
        "blocks": blocks,
        "sees_blocks": user.has_perm("venues.view_block"),
        "may_edit_blocks": user.has_perm("venues.edit_block"),
        "types": rooms_by_type(row),
        "floors": levels(row),
        "facts": facts(row, FACTS),
        "contacts": facts(row, CONTACTS),
        "may_edit": user.has_perm("venues.edit_hotel", row),
        "entries": history.lines(row),
    }
    return render(request, "venues/accommodation/hotel.html", context)


def answer(row, blocks, today) -> str:
    """``12 of 40 rooms kept tonight are held. Next cut-off: 5 Dec, in 3 days.``"""
    said = ngettext(
        "%(held)s of %(kept)s room kept tonight is held.", "%(held)s of %(kept)s rooms kept tonight are held.",
        row.kept,
    ) % {"held": writing.number(row.held), "kept": writing.number(row.kept)}  # fmt: skip
    if not row.kept:
        said = _("No room is kept here tonight.")
    coming = [block.cut_off for block in blocks if block.is_open and block.cut_off and block.cut_off >= today]
    if not coming:
        return said
    day = min(coming)
    words = {"day": writing.short_date(day), "left": days_left(day, today)}
    return " ".join((said, _("Next cut-off: %(day)s, %(left)s.") % words))


def levels(row) -> list[Level]:
    out = Count("rooms", filter=Q(rooms__state="out"))
    floors = row.floors.select_related("kept_for").annotate(count=Count("rooms"), out=out).order_by("-level")
    return [Level(one, in_words(one)) for one in floors]


def in_words(floor) -> str:
    rooms = ngettext("%(count)s room", "%(count)s rooms", floor.count) % {
        "count": writing.number(floor.count)
    }
    if not floor.out:
        return rooms
    out = ngettext("%(count)d out of order", "%(count)d out of order", floor.out) % {"count": floor.out}
    return writing.listed((rooms, out))
