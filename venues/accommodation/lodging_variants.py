"""The form of a lodging for a move to another room, and for the rooms of a crew."""

import copy

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from summit import clock
from venues.accommodation import giving
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.lodging_form import LodgingForm

MOST = 60  # rooms of a crew given in one go


class MoveForm(LodgingForm):
    """Another room, from tonight on for who has arrived; the reason is kept."""

    note = forms.CharField(label=gettext_lazy("Reason"), max_length=2000)
    GROUPS = ((gettext_lazy("Where to"), ("block", "room", "note")),)

    class Meta(LodgingForm.Meta):
        fields = ["block", "room"]

    def __init__(self, *args, instance, **kwargs):
        left = copy.copy(instance)
        left.room = None
        if instance.state == RoomAssignment.State.CHECKED_IN:
            left.check_in = max(instance.check_in, clock.today(instance.summit))
        super().__init__(*args, instance=left, **kwargs)
        self.was = instance

    def narrow(self):
        self.offer()
        self.fields["block"].help_text = ""
        self.fields["block"].required = True

    def clean(self):
        cleaned = super().clean()
        block, room = cleaned.get("block"), cleaned.get("room")
        same_room = room is not None and room == self.was.room
        if not self.errors and (same_room or (room is None and block == self.was.block)):
            self.add_error("block", _("The guest sleeps there already: choose another block or room."))
        return cleaned

    def store(self, by):
        row, note = self.instance, self.cleaned_data["note"]
        place = {name: getattr(row, name) for name in ("hotel", "room_type", "block", "room")}
        return giving.move(self.was, by=by, note=note, revision=self.was.revision, **place)


class CrewForm(LodgingForm):
    """Rooms for the crew of a special flight, several alike at once: all of them or none."""

    rooms = forms.IntegerField(label=gettext_lazy("Rooms"), min_value=1, max_value=MOST, initial=1)
    GROUPS = (LodgingForm.GROUPS[0], (gettext_lazy("How many"), ("rooms",)), *LodgingForm.GROUPS[1:])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("room") and cleaned.get("rooms", 1) > 1:
            self.add_error("room", _("A room has one number: leave it open for several rooms."))
        return cleaned

    @transaction.atomic
    def store(self, by):
        rooms = [copy.copy(self.instance) for _room in range(self.cleaned_data["rooms"])]
        for row in rooms:
            row.public_id = RoomAssignment._meta.get_field("public_id").get_default()
        act = giving.give if self.instance.block_id else giving.ask
        given = [act(row, by=by) for row in rooms]
        return given[0]
