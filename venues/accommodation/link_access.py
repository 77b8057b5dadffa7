"""The way in for a hotel: for the own guests and no others."""

from summit.links import Scope, sides
from venues.accommodation.hotel import Hotel

VERB = "keep_guests"
SCOPE = Scope("venues.hotel", VERB)


class Visit(sides.Visit):
    """Somebody of a hotel at work through one link."""

    @property
    def hotel(self) -> Hotel:
        return self.subject


hotel_side = sides.Side(
    scope=SCOPE,
    cookie="hotelside",
    home="hotel-side",
    rows=lambda: Hotel.objects.for_list(),
    called="hotel",
    templates="venues/accommodation",
    closed="link_closed",
    missing="link_missing",
    visit=Visit,
    language=lambda hotel: hotel.language,
    around={"delegation": None},  # its pages stand in the delegations' frame
)
page, has_opened, remember = hotel_side.page, hotel_side.has_opened, hotel_side.remember
