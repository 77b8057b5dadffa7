"""The form of one room: its number, what it is, and the room behind its inner door."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from summit import clock
from summit.constraints import queue
from summit.editing import edit_page
from summit.forms import EditForm
from summit.policy import fetch, requires
from venues.accommodation.assignment import HeldBed
from venues.accommodation.hotel import Bed, Room
from venues.accommodation.room_acts import held_from


class RoomForm(EditForm):
    class Meta:
        model = Room
        fields = ["number", "floor", "room_type", "adjoins", "accessible", "smoking", "remarks"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hotel = self.instance.hotel
        self.fields["number"].widget.attrs.update(dir="ltr", autocomplete="off")
        self.fields["floor"].queryset = hotel.floors.all()
        self.fields["adjoins"].queryset = hotel.rooms.exclude(pk=self.instance.pk)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"hotel"}  # the number is once in its hotel

    def clean_room_type(self):
        """Another type has other beds: not while somebody sleeps in these."""
        wanted = self.cleaned_data["room_type"]
        if wanted == self.before["room_type"]:
            return wanted
        if held_from(self.instance, clock.today(self.instance.summit)).exists():
            raise ValidationError(_("Somebody holds this room: it keeps its type."))
        if self._surplus(wanted).filter(pk__in=HeldBed.objects.values("bed")).exists():
            raise ValidationError(_("Somebody has slept in a bed that this type has not."))
        return wanted

    def _surplus(self, room_type):
        return self.instance.beds.filter(place__gt=room_type.beds)

    def _save_m2m(self):
        super()._save_m2m()
        room = self.instance
        queue(room.beds.all())
        there = set(room.beds.values_list("place", flat=True))
        self._surplus(room.room_type).exclude(pk__in=HeldBed.objects.values("bed")).delete()
        Bed.objects.bulk_create(
            Bed(summit=room.summit, room=room, place=place)
            for place in range(1, room.room_type.beds + 1)
            if place not in there
        )


@requires("venues.edit_hotel")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    rows = Room.objects.select_related("hotel", "floor", "room_type", "adjoins", "summit")
    room = fetch(request, rows, "venues.edit_hotel", public_id=public_id)
    form = RoomForm(request.POST or None, instance=room, user=request.user)
    title = _("%(hotel)s, room %(number)s") % {"hotel": room.hotel, "number": room.number}
    return edit_page(request, form, title=title, cancel_url=room.get_absolute_url())
