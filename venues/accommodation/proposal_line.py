"""Changing one line of a proposal before it is taken over: another block, another room, or nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from summit import audit, clock, writing
from summit.editing import edit_page
from summit.policy import fetch, requires
from summit.steps import moved_on
from venues.accommodation import proposal_reading as reading
from venues.accommodation.block import RoomBlock
from venues.accommodation.hotel import Hotel, Room
from venues.accommodation.proposal import LodgingProposal
from venues.accommodation.proposal_rows import SEES_PRINCIPALS, Line
from venues.accommodation.proposal_words import LEFT_OUT
from venues.accommodation.proposing.world import DAY


class Free:
    """What is free for one line's nights, the other lines of its proposal counted as given."""

    def __init__(self, line):
        self.line = line
        summit = line.proposal.summit
        self.nights = [line.check_in + n * DAY for n in range((line.check_out - line.check_in).days)]
        others = line.proposal.lines.exclude(pk=line.pk).filter(block__isnull=False)
        meeting = others.filter(check_in__lt=line.check_out, check_out__gt=line.check_in)
        self.held: dict[tuple[int, dt.date], int] = {}
        taken = set()
        for block, room, start, end in meeting.values_list("block", "room", "check_in", "check_out"):
            taken.add(room)
            for night in self.nights:
                if start <= night < end:
                    self.held[block, night] = self.held.get((block, night), 0) + 1
        self.left = {block.key: self._left(block) for block in reading.blocks(summit)}
        hotels = Hotel.objects.of(summit).in_use().values("pk")
        self.rooms = {
            room.key
            for room in reading.rooms(hotels)
            if room.key not in taken
            and not any(start < line.check_out and end > line.check_in for start, end in room.taken)
        }

    def _left(self, block) -> int:
        return min(block.free.get(night, 0) - self.held.get((block.key, night), 0) for night in self.nights)

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Blocks with a free room for all the nights, as choices."""
        rows = RoomBlock.objects.filter(pk__in=[key for key, left in self.left.items() if left > 0])
        for row in rows.select_related("hotel", "room_type").order_by("hotel__order", "code"):
            left = self.left[row.pk]
            free = ngettext("%(n)s free", "%(n)s free", left) % {"n": writing.number(left)}
            yield row.public_id, writing.listed([row.hotel, row.room_type, row.code, free])

    def by_hotel(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Rooms that are free for all the nights, by hotel and type."""
        rows = Room.objects.filter(pk__in=self.rooms).select_related("hotel", "room_type", "floor")
        groups: dict[str, list[tuple[str, str]]] = {}
        for row in rows.order_by("hotel__order", "room_type__order", "sort_key", "pk"):
            floor = _("floor %(level)s") % {"level": row.floor.level}
            parts = [row.number, floor, _("secured") if row.floor.secured else ""]
            group = writing.listed([row.hotel, row.room_type])
            groups.setdefault(group, []).append((row.public_id, writing.listed(parts)))
        return list(groups.items())


class LineForm(forms.Form):
    """Where one guest is to sleep; ``revision`` is the proposal's, so that nobody undoes another's change."""

    block = forms.ChoiceField(label=gettext_lazy("Block"), required=False)
    room = forms.ChoiceField(
        label=gettext_lazy("Room"),
        required=False,
        help_text=gettext_lazy("Of the same hotel and type as the block. Empty: the hotel names it later."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, line, **kwargs):
        self.line, free = line, Free(line)
        kwargs["initial"] = {
            "block": line.block.public_id if line.block else "",
            "room": line.room.public_id if line.room else "",
            "revision": line.proposal.revision,
        }
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", _("None: leave this guest out")), *free.blocks()]
        self.fields["room"].choices = [("", _("Without a number")), *free.by_hotel()]

    def clean(self):
        cleaned: dict[str, Any] = super().clean() or {}
        block = RoomBlock.objects.filter(public_id=cleaned.get("block") or "-").first()
        room = Room.objects.filter(public_id=cleaned.get("room") or "-").first()
        if room and "block" in cleaned:
            if block is None:
                self.add_error("room", _("Without a block there is no room."))
            elif (room.hotel_id, room.room_type_id) != (block.hotel_id, block.room_type_id):
                self.add_error("room", _("This room is of another hotel or type than the block."))
        return cleaned | {"block": block, "room": room}

    @transaction.atomic
    def save(self, *, by):
        """Write the line; ``None`` where somebody changed or took the proposal meanwhile."""
        line, proposal = self.line, self.line.proposal
        rows = LodgingProposal.objects.filter(
            pk=proposal.pk, revision=self.cleaned_data["revision"], state=LodgingProposal.State.READY
        )
        if not rows.update(revision=F("revision") + 1, updated_at=clock.now()):
            self.add_error(
                None, _("Someone has just changed this proposal. Look at it again before you save.")
            )
            return None
        was = placed(line)
        line.block, line.room = self.cleaned_data["block"], self.cleaned_data["room"]
        line.unmet = "" if line.block else LEFT_OUT
        line.save(update_fields=["block", "room", "unmet"])
        audit.record(proposal, "edit", by=by, changes={"rows": [was, placed(line)]})
        return proposal


def placed(line) -> str:
    """The line as the audit keeps it: by its number and the codes of block and room, without a name."""
    where = " ".join(
        str(part) for part in (line.block and line.block.code, line.room and line.room.number) if part
    )
    return f"{line.order}: {where or '–'}"


@requires("venues.propose_lodging")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request, public_id, order):
    proposal = fetch(request, LodgingProposal.objects.select_related("summit"), public_id=public_id)
    if proposal.state != LodgingProposal.State.READY:
        return moved_on(request, proposal)
    rows = proposal.lines.select_related(
        "occupant__person",
        "occupant__delegation",
        "occupant__rank_class",
        "crew_of__delegation",
        "block",
        "room",
    )
    row = get_object_or_404(rows, order=order)
    row.proposal = proposal
    shown = Line(row, request.user.has_perm(SEES_PRINCIPALS))
    back = f"{reverse('lodging-proposal', args=[public_id])}?delegation={shown.delegation.public_id}"
    return edit_page(
        request,
        LineForm(request.POST if request.method == "POST" else None, line=row),
        title=_("Change where %(who)s sleeps") % {"who": shown.who},
        explanation=writing.listed([shown.delegation, shown.rank, shown.nights, shown.reason]),
        cancel_url=back,
        done_url=back,
        template="venues/accommodation/proposal_line.html",
    )
