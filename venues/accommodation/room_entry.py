"""Entering many rooms of a hotel at once: one floor, one type, their numbers."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from summit import audit, writing
from summit.constraints import queue
from venues.accommodation.hotel import Bed, Floor, Hotel, Room, RoomType
from venues.accommodation.room_numbers import MOST, read_numbers


class RoomsForm(forms.Form):
    """Makes the floor where it is missing, the rooms and their beds; all of them or none."""

    level = forms.IntegerField(
        label=gettext_lazy("Floor"),
        min_value=-9,
        max_value=200,
        widget=forms.NumberInput(attrs={"id": "id_new_level"}),  # the list beside it is filtered by level
    )
    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=gettext_lazy("Such as 201-220, 222."),
    )
    room_type = forms.ModelChoiceField(
        RoomType.objects.none(), label=gettext_lazy("Type of room"), to_field_name="public_id"
    )
    accessible = forms.BooleanField(label=gettext_lazy("Accessible without steps"), required=False)
    smoking = forms.BooleanField(label=gettext_lazy("Smoking"), required=False)

    def __init__(self, *args, hotel, **kwargs):
        super().__init__(*args, **kwargs)
        self.hotel = hotel
        self.fields["room_type"].queryset = RoomType.objects.of(hotel.summit)

    def clean_numbers(self):
        found, wrong = read_numbers(self.cleaned_data["numbers"])
        errors = []
        if wrong:
            message = _("Neither a number nor a range of at most %(most)s: %(parts)s.")
            words = {"parts": writing.listed(wrong), "most": MOST}
            errors.append(ValidationError(message, params=words))
        if there := self.there(found):
            message = ngettext(
                "This room is entered already: %(numbers)s.", "These rooms are entered already: %(numbers)s.",
                len(there),
            )  # fmt: skip
            errors.append(ValidationError(message, params={"numbers": writing.listed(there)}))
        if errors:
            raise ValidationError(errors)
        return found

    def there(self, numbers) -> list[str]:
        rows = Room.objects.filter(hotel=self.hotel, number__in=numbers).order_by("sort_key")
        return list(rows.values_list("number", flat=True))

    def save(self, *, by) -> list[Room] | None:
        """The rooms made, or ``None`` with the reason at the numbers where somebody was faster."""
        with transaction.atomic():
            queue(Hotel.objects.filter(pk=self.hotel.pk))
            if there := self.there(self.cleaned_data["numbers"]):
                words = {"numbers": writing.listed(there)}
                self.add_error("numbers", _("Someone has just entered these: %(numbers)s.") % words)
                return None
            return self._make(by)

    def _make(self, by):
        hotel, data, summit = self.hotel, self.cleaned_data, self.hotel.summit
        floor, made = Floor.objects.get_or_create(summit=summit, hotel=hotel, level=data["level"])
        if made:
            audit.record(floor, "create", by=by)
        rooms = [
            Room(
                summit=summit, hotel=hotel, floor=floor, number=number, room_type=data["room_type"],
                accessible=data["accessible"], smoking=data["smoking"],
            )
            for number in data["numbers"]
        ]  # fmt: skip
        for room in rooms:
            room.fill_keys()
        Room.objects.bulk_create(rooms)
        places = range(1, data["room_type"].beds + 1)
        Bed.objects.bulk_create(
            Bed(summit=summit, room=room, place=place) for room in rooms for place in places
        )
        audit.record_many(rooms, "create", by=by)
        return rooms
