"""What a booking asks of a hall, against what the hall has."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from summit import writing
from venues.halls.hall import HallEquipment

EQUIPMENT = dict(HallEquipment.Kind.choices)
# Besides the summit's own languages: those that delegations of the region and of guests bring.
LANGUAGES = {
    "fr": pgettext_lazy("interpretation", "French"),
    "ar": pgettext_lazy("interpretation", "Arabic"),
    "en": pgettext_lazy("interpretation", "English"),
    "es": pgettext_lazy("interpretation", "Spanish"),
    "pt": pgettext_lazy("interpretation", "Portuguese"),
    "ru": pgettext_lazy("interpretation", "Russian"),
    "zh": pgettext_lazy("interpretation", "Chinese"),
    "tr": pgettext_lazy("interpretation", "Turkish"),
    "sw": pgettext_lazy("interpretation", "Swahili"),
    "ha": pgettext_lazy("interpretation", "Hausa"),
    "bm": pgettext_lazy("interpretation", "Bambara"),
    "ff": pgettext_lazy("interpretation", "Fulfulde"),
    "taq": pgettext_lazy("interpretation", "Tamasheq"),
}


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing that is asked, and whether the hall has it."""

    label: str | Promise
    asked: str
    there: str
    met: bool


def of(booking, hall=None) -> list[Need]:
    """Everything that a session asks of its hall, or would ask of another; nothing of a sweep or a closure."""
    hall = hall or booking.hall
    if booking.purpose != booking.Kind.SESSION:
        return []
    found = [seats(booking, hall), booths(booking, hall)]
    return [need for need in found if need] + equipment(booking, hall) + [power(hall)]


def seats(booking, hall):
    if not booking.seats_asked:
        return None
    there = seats_in(hall, booking.layout.layout if booking.layout_id else "")
    return Need(
        label=_("Seats"),
        asked=writing.number(booking.seats_asked),
        there=writing.number(there),
        met=booking.seats_asked <= there,
    )


def seated(booking) -> bool:
    """Whether everybody for whom seats are wanted has one."""
    need = seats(booking, booking.hall)
    return need is None or need.met


def too_few_seats(booking) -> str:
    """``Salon 1 seats 12.``, with the layout where one is chosen."""
    limit = booking.layout.seats if booking.layout_id else booking.hall.seats
    said = ngettext("%(hall)s seats %(count)d.", "%(hall)s seats %(count)d.", limit)
    if booking.layout_id:
        said = ngettext(
            "%(hall)s seats %(count)d laid out as %(layout)s.",
            "%(hall)s seats %(count)d laid out as %(layout)s.",
            limit,
        )
    return said % {"hall": booking.hall, "count": limit, "layout": booking.layout or ""}


def seats_in(hall, kind="") -> int:
    """How many the hall takes in a layout of this kind; at most, where it has no such layout."""
    found = (one.seats for one in hall.layouts.all() if one.layout == kind)
    return next(found, hall.seats)


def layout_in(hall, layout):
    """The same layout in another hall, or None where it has none of the kind."""
    wanted = layout.layout if layout else ""
    return next((one for one in hall.layouts.all() if one.layout == wanted), None)


def booths(booking, hall):
    if not booking.languages:
        return None
    return Need(
        label=_("Interpretation booths"),
        asked=f"{len(booking.languages)} ({language_names(booking.languages)})",
        there=writing.number(hall.booths),
        met=len(booking.languages) <= hall.booths,
    )


def equipment(booking, hall) -> list[Need]:
    there = {one.item: one.quantity for one in hall.equipment.all()}
    return [
        Need(
            label=str(EQUIPMENT.get(item, item)).capitalize(),
            asked=str(_("wanted")),
            there=writing.number(there.get(item, 0)),
            met=item in there,
        )
        for item in booking.equipment
    ]


def power(hall):
    backed = hall.power_backup or hall.site.power_backup
    said = _("generator takes over") if backed else pgettext_lazy("power backup", "none")
    return Need(label=_("Power backup"), asked="", there=str(said), met=backed)


def missing_equipment(booking, hall) -> list[str]:
    """What is wanted and does not stand in the hall, as its reader says it."""
    there = {one.item for one in hall.equipment.all()}
    return [str(EQUIPMENT.get(item, item)) for item in booking.equipment if item not in there]


def equipment_names(items) -> str:
    return writing.listed(EQUIPMENT.get(item, item) for item in items)


def language_names(codes) -> str:
    return writing.listed(str(LANGUAGES.get(code, code)) for code in codes)
