"""The rooming list as it leaves the house: a workbook, and a page; in the language that is active."""

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from summit import exports, writing
from summit.exports import Column, pdf

TEMPLATE = "print/roominglist.typ"


def title(hotel, moment) -> str:
    if moment is None:
        return _("Rooming list: %(hotel)s") % {"hotel": hotel.name}
    words = {"hotel": hotel.name, "moment": writing.short_time(moment, hotel.summit)}
    return _("Rooming list: %(hotel)s, changes since %(moment)s") % words


def workbook(hotel, rows, *, moment, now):
    """One row for each guest; what changed and what it was stand at the end of a list of changes."""
    columns = [
        Column(pgettext("lodging", "Guest"), "guest", width=34),
        Column(_("Delegation"), "lodging.delegation.code"),
        Column(_("Type of room"), lambda row: str(row.lodging.room_type), width=20),
        Column(_("Room number"), "number"),
        Column(_("Arrival"), "lodging.check_in"),
        Column(_("Departure"), "lodging.check_out"),
        Column(_("Nights"), "lodging.nights"),
        Column(_("Paid by"), "lodging.get_paid_by_display", width=20),
        Column(_("Early or late"), "hours", width=20),
        Column(_("Remarks"), "remarks", width=30),
    ]
    if moment:
        columns += [Column(_("Change"), "word"), Column(pgettext("list", "What changed"), "before", width=40)]
    return exports.xlsx(columns, rows, title=str(hotel.code), lang=get_language())


def on_paper(hotel, rows, *, moment, now) -> bytes:
    data = {
        "title": title(hotel, moment),
        "subtitle": writing.listed((hotel.address, hotel.contact, hotel.phone)),
        "summit": str(hotel.summit.name),
        "minute": f"{writing.short_time(now, hotel.summit)} ({hotel.summit.zone})",
        "demo": settings.DEMO,
        "words": words(),
        "changes": moment is not None,
        "rows": [line(row) for row in rows],
    }
    return pdf.render(TEMPLATE, data, lang=get_language())


def words() -> dict[str, str]:
    return {
        "guest": pgettext("lodging", "Guest"),
        "type": _("Type of room"),
        "number": _("Room number"),
        "in": _("Arrival"),
        "out": _("Departure"),
        "nights": _("Nights"),
        "payer": _("Paid by"),
        "remarks": _("Remarks"),
        "change": _("Change"),
        "nobody": _("Nobody stands on this list."),
    }


def line(row) -> dict:
    lodging = row.lodging
    return {
        "guest": row.guest,
        "delegation": lodging.delegation.code,
        "type": str(lodging.room_type),
        "number": row.number or "…",
        "in": writing.short_date(lodging.check_in),
        "out": writing.short_date(lodging.check_out),
        "nights": str(lodging.nights),
        "payer": str(lodging.get_paid_by_display()),
        "remarks": writing.listed((row.hours, row.remarks)),
        "change": row.word,
        "before": row.before,
        "gone": row.change == "cancelled",
    }
