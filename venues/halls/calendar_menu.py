"""What the halls put beside the items of the programme, and who may read an uploaded calendar."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from summit import clock, files
from summit.programme import beside
from summit.programme.items import ProgrammeItem
from summit.secrecy.levels import S2
from venues.halls.booking import STANDING, HallBooking
from venues.halls.booking_words import span

IMPORTS = ("summit.edit_item", "venues.add_booking")


def may_import(user) -> bool:
    return all(user.has_perm(right) for right in IMPORTS)


def sees_bookings(user) -> bool:
    """Whether the person sees every booking, also one that somebody else asked for."""
    return user.has_perm("venues.view_every_booking")


def housing() -> Q:
    """Bookings in which something takes place, or took place: a hall is freed when the session is over."""
    return Q(state__in=STANDING) | Q(state=HallBooking.State.FREED, ends_at__lte=clock.now())


def halls_of(items, user) -> dict[int, list[beside.Link]]:
    """The halls that the items hold or held, as far as ``user`` sees bookings: one query."""
    rows = HallBooking.objects.visible_to(user).filter(housing(), item__in=items)
    found: dict[int, list[beside.Link]] = {}
    for row in rows.select_related("hall", "item", "summit").order_by("starts_at", "pk"):
        found.setdefault(row.item_id, []).append(link_of(row))
    return found


def link_of(booking) -> beside.Link:
    """The hall; late where it is not held for the whole time of its item."""
    covers = booking.starts_at <= booking.item.starts_at and booking.ends_at >= booking.item.ends_at
    return beside.Link(
        booking.get_absolute_url(),
        str(booking.hall),
        "building",
        detail=span(booking),
        look=booking.look if covers else "late",
        state=booking.get_state_display() if covers else _("Not at the time of the item"),
    )


def without_hall() -> Q:
    return Q(~Exists(HallBooking.objects.filter(housing(), item=OuterRef("pk"))))


beside.register(
    beside.Beside(
        name="hall",
        label=pgettext_lazy("of an item", "Hall"),
        without=gettext_lazy("Without a hall"),
        sees=sees_bookings,
        of=halls_of,
        lacking=without_hall,
    )
)


@beside.way
def to_a_hall(user, item):
    if item.state == ProgrammeItem.State.CANCELLED or not user.has_perm("venues.add_booking"):
        return None
    address = f"{reverse('hall-booking-new')}?item={item.public_id}"
    return beside.Link(address, gettext_lazy("Book a hall"), "building")


@beside.list_way
def to_the_import(user):
    if not may_import(user):
        return None
    return beside.Link(reverse("calendar-import"), gettext_lazy("Import a calendar"), "file-import")


# An uploaded calendar names people. No row ever holds it, so that its sender alone reads it.
files.register("calendar", lambda file, user: False, level=S2)
