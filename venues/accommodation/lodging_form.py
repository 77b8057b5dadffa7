"""Giving somebody a room, and changing what was given: nights, block, room, who pays, wishes."""

import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from summit.forms import EditForm
from summit.inputs import DayInput
from summit.workflow import OutOfStep
from venues.accommodation import giving
from venues.accommodation import lodging_choices as choices
from venues.accommodation import lodging_refusals as refusals
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.list_names import is_principal
from venues.accommodation.rooming import BlockFull, LodgedAlready, Taken, nights_of

REFUSED = (Taken, BlockFull, LodgedAlready)
LONGEST = 90  # nights: a wrong year is noticed before it holds a room
DAYS = ("check_in", "check_out")
ASKED = (*DAYS, "room_type", "block", "room", "alone", "accessible")


class LodgingForm(EditForm):
    """One guest or crew; ``ways`` are what is free where the room or the block is not to be had.

    Without a block a new lodging is kept as a request. ``cover`` is what the rules say of who pays.
    """

    class Meta:
        model = RoomAssignment
        fields = [
            "check_in", "check_out", "room_type", "block", "room", "alone", "agrees_to_share", "paid_by",
            "paid_because", "early_check_in", "late_check_out", "meals", "smoking", "accessible", "remarks",
        ]  # fmt: skip
        widgets = dict.fromkeys(DAYS, DayInput)

    GROUPS = (
        (gettext_lazy("Nights"), DAYS),
        (gettext_lazy("Room"), ("room_type", "block", "room", "alone", "agrees_to_share")),
        (gettext_lazy("Who pays"), ("paid_by", "paid_because")),
        (
            gettext_lazy("Wishes"),
            ("early_check_in", "late_check_out", "meals", "smoking", "accessible", "remarks"),
        ),
    )

    def __init__(self, data=None, *args, user, cover=None, **kwargs):
        super().__init__(with_way(data), *args, user=user, **kwargs)
        self.cover, self.forecast = cover, ""
        self.ways: list[dict] = []
        self.is_new = self.instance.pk is None
        self.was = copy.copy(self.instance)
        self.narrow()

    def narrow(self):
        """Leave out what cannot change any more, and fill the choices; who has arrived changes rooms by a move."""
        if self.was.state == RoomAssignment.State.CHECKED_IN:
            for name in set(self.fields) - {*giving.STAYING, "revision"}:
                del self.fields[name]
                self.before.pop(name)
        else:
            self.offer()

    def offer(self):
        """What is free for the nights, the best first, and what the row has now."""
        block, room = self.fields["block"], self.fields["room"]
        block.queryset = choices.open_blocks(self.user.summit)
        block.help_text = _("Without a block it stays a request.")
        room.queryset = room.queryset.select_related("floor")
        wanted = self.as_asked()
        if wanted is None:
            return
        found = choices.offers(wanted)
        if self.is_new and not self.is_bound and found and wanted.block is None:
            wanted.block = self.initial["block"] = found[0].block
        shown = {one.block.public_id: words.offer_words(one) for one in found}
        if wanted.block:
            shown.setdefault(wanted.block.public_id, words.block_words(wanted.block))
            self.forecast = words.forecast(wanted.block.rate, wanted.block.currency, wanted.nights)
        block.choices = [("", "---------"), *shown.items()]
        self.offer_rooms(wanted)

    def offer_rooms(self, wanted):
        rooms, block = [], wanted.block
        if block:
            rooms = list(choices.free_rooms(wanted, block.hotel_id, block.room_type_id))
        if wanted.room and wanted.room not in rooms:
            rooms.append(wanted.room)
        shown = [(room.public_id, words.room_words(room)) for room in rooms]
        self.fields["room"].choices = [("", _("any: the hotel says which")), *shown]

    def as_asked(self):
        """The row as it is asked for so far, for the choices; None where the days make no stay."""
        wanted = copy.copy(self.instance)
        if self.is_bound:
            for name in ASKED:
                if name in self.fields:
                    setattr(wanted, name, self._sent(name))
        return wanted if wanted.check_in and wanted.check_out and 0 < wanted.nights <= LONGEST else None

    def _sent(self, name):
        field = self.fields[name]
        try:
            return field.clean(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))
        except ValidationError:
            return None

    @property
    def fieldsets(self):
        groups = [
            (legend, [self[name] for name in names if name in self.fields]) for legend, names in self.GROUPS
        ]
        return [(legend, fields) for legend, fields in groups if fields]

    # -- what was typed --------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        if "block" in self.fields:
            self._place(cleaned, cleaned.get("block"), cleaned.get("room"))
        days = [cleaned.get(name, getattr(self.instance, name)) for name in DAYS]
        if None not in days and not 0 < (days[1] - days[0]).days <= LONGEST:
            self.add_error("check_out", _("There is no night between these days, or far too many."))
        if "alone" in self.fields and not cleaned.get("alone"):
            self._judge_sharing(cleaned.get("room_type"))
        if "paid_by" in self.fields:
            self._judge_payer(cleaned)
        return cleaned

    def _place(self, cleaned, block, room):
        """The hotel is the block's; a room that is held without a block stays as it stood."""
        kept = room is not None and room.pk == self.was.room_id
        self.instance.hotel = block.hotel if block else self.was.hotel if kept else None
        if block:
            self.instance.room_type = cleaned["room_type"] = block.room_type
        elif self.was.state in HOLDING and not kept and "block" not in self.errors:
            self.add_error("block", _("Choose a block."))
        if room and not kept:
            self._judge_room(room, block)

    def _judge_room(self, room, block):
        said = {"room": room, "block": block}
        if block is None:
            self.add_error("block", _("Choose the block that the room belongs to."))
        elif (room.hotel_id, room.room_type_id) != (block.hotel_id, block.room_type_id):
            self.add_error("room", _("Room %(room)s is not of the hotel and type of %(block)s.") % said)
        elif room.state != room.State.USABLE:
            self.add_error("room", _("Room %(room)s is out of order.") % said)
        elif room.floor.kept_for_id not in (None, self.instance.delegation_id):
            self.add_error("room", _("This floor is kept for another delegation."))
        elif room.floor.secured and not is_principal(self.instance.occupant):
            self.add_error("room", _("This floor is secured: it takes principals alone."))

    def _judge_sharing(self, room_type):
        if room_type and not room_type.can_be_shared:
            self.add_error("alone", _("A room of this type is not shared: %(type)s.") % {"type": room_type})

    def _judge_payer(self, cleaned):
        payer, why = cleaned.get("paid_by"), cleaned.get("paid_because", "")
        if (
            self.cover is None
            or payer == self.cover.paid_by
            or (not self.is_new and payer == self.was.paid_by)
        ):
            return
        if why in ("", self.cover.because[: words.LONGEST_REASON]):
            self.add_error("paid_because", _("The rule says otherwise: say why somebody else pays."))

    def _post_clean(self):
        super()._post_clean()
        row = self.instance
        if self.errors or row.hotel_id is None:
            return
        if row.block_id and row.alone and (full := self._full(row)):
            self.refuse(BlockFull(full))
        if row.room_id and not choices.has_bed(row):
            self.refuse(Taken())
        if row.occupant_id and refusals.lodged(row).exists():
            self.refuse(LodgedAlready())

    def _full(self, row):
        free = choices.free_nights(row, row.block).get(row.block_id, {})
        return [night for night in nights_of(row) if free.get(night, 0) <= 0]

    def refuse(self, error):
        """Say at its field what is taken, and what is free instead."""
        field, sentence = refusals.refusal(error, self.instance, self.user)
        self.add_error(field if field in self.fields else None, sentence)
        self.ways += refusals.ways(error, self.instance)

    # -- storing ---------------------------------------------------------------------------

    def save(self, *, by, verb=None):
        """The stored lodging; ``None`` where the room was taken meanwhile, or the lodging changed."""
        try:
            return self.store(by)
        except REFUSED as error:
            self.refuse(error)
        except giving.StaleRevision:
            self.instance.refresh_from_db()
            self.before = {name: self._stored(name) for name in self.before}
            self._report_clash()
        except OutOfStep:
            self.add_error(None, _("Someone has just changed this; look at it before you save again."))
        return None

    def store(self, by):
        row = self.instance
        if self.is_new:
            return giving.give(row, by=by) if row.block_id else giving.ask(row, by=by)
        values = {name: getattr(row, name) for name in self.before}
        if "block" in self.before:
            values |= {"hotel": row.hotel, "room_type": row.room_type}
        return giving.change(self.was, by=by, revision=self.was.revision, **values)


def with_way(data):
    """What was sent, with block and room of the way out that was chosen, if any."""
    if not data or not data.get("way"):
        return data
    block, _point, room = data["way"].partition(".")
    data = data.copy()
    data["block"], data["room"] = block, room
    return data
