"""What hotels, their floors and rooms, blocks and entitlements hang into the registries."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from summit import clock, navigation, search, telling, writing
from summit.impact import Broken, breaks
from venues.accommodation import block_releasing  # noqa: F401 - loading it registers its duty
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.hotel import Hotel

navigation.add("places", _("List of hotels"), "hotel-list", right="venues.view_hotel", order=32)
navigation.add("places", _("Blocks of rooms"), "room-blocks", right="venues.view_block", order=33)
navigation.add("settings", _("Types of rooms"), "room-types", right="venues.edit_hotel", order=67)
navigation.add("settings", _("Entitlements"), "entitlements", right="venues.view_block", order=68)

telling.VERBS |= {
    "lift_exception": _("Exception lifted"),
    "withdraw_rooms": _("Rooms withdrawn by the hotel"),
}


def hit(hotel):
    return f"{hotel.code} {hotel.name}", writing.listed((hotel.zone or "", hotel.get_state_display()))


search.searchable(Hotel, _("Hotels"), hit)


@breaks("hotel.close")
def rooms_held(change):
    """Who still sleeps in a hotel that is no longer used."""
    today = clock.today(change.row.summit)
    rows = RoomAssignment.objects.filter(hotel=change.row, state__in=HOLDING, check_out__gt=today)
    if count := rows.count():
        said = ngettext(
            "%(count)s room is held there from today on.",
            "%(count)s rooms are held there from today on.",
            count,
        )
        yield Broken(subject=str(change.row), message=said % {"count": writing.number(count)}, owner="")
