"""A list of precedence on paper and as a sheet: the rule, the version and the minutes between which it holds."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from delegations.protocol import computing, wording
from delegations.roster import list_names, list_pictures
from summit import clock, exports, writing
from summit.exports import pdf

TEMPLATE = "print/precedence.typ"


def on_paper(precedence, language: str) -> bytes:
    """The list as a PDF in ``language``."""
    with translation.override(language):
        places = computing.standing_of(precedence).places
        data = {
            "title": _("Order of precedence: %(use)s") % {"use": precedence.get_scope_display()},
            "subtitle": str(precedence.title),
            "summit": str(precedence.summit.name),
            "minute": writing.listed(
                (wording.version(precedence), writing.short_time(clock.now(), precedence.summit))
            ),
            "demo": settings.DEMO,
            "words": words(),
            "facts": [{"label": label, "value": value} for label, value in facts(precedence) if value],
            "draft": precedence.is_draft,
            "rows": [line(place) for place in places],
            "signatures": [_("Head of protocol")],
        }
        return pdf.render(TEMPLATE, data, lang=language)


def facts(precedence):
    yield _("Holds"), _("never") if precedence.never_held else wording.holding_words(precedence)
    yield _("Rule"), wording.rule_words(precedence)
    yield _("Version"), wording.version(precedence)
    if precedence.approved_by_id:
        moment = writing.short_time(precedence.approved_at, precedence.summit)
        yield _("Approved"), writing.listed((precedence.approved_by, moment))
    yield _("Basis and remarks"), precedence.note


def line(place) -> dict:
    return holder(place.position, place.membership) | {"why": why(place)}


def holder(position: int, membership) -> dict:
    """Who stands at a place, in the words of the active language."""
    return {
        "place": str(position),
        "flag": list_pictures.flag(membership.delegation.country),
        "state": str(membership.delegation.name),
        "title": str(membership.person.title),
        "name": list_names.full_name(membership.person),
        "other": list_names.other_name(membership.person),
        "function": str(membership.function),
    }


def why(place) -> list[str]:
    """The reasons of a place, the written one of a move by hand first."""
    lines = wording.basis_lines(place.basis)
    if place.manual:
        by_hand = _("By hand: %(reason)s (by the rule %(place)d)")
        lines.insert(0, by_hand % {"reason": place.reason, "place": place.basis["computed"]})
    return lines


def words() -> dict:
    return {
        "place": pgettext("precedence", "Place"),
        "who": _("Delegation and holder of the place"),
        "why": _("Why there"),
        "draft": _("Draft, not approved yet."),
        "nobody": _("Nobody stands on this list yet."),
    }


def sheet(precedence, language: str):
    """The list as a workbook: one row for each place."""
    with translation.override(language):
        columns = [
            exports.Column(pgettext("precedence", "Place"), "position"),
            exports.Column(_("Code"), "membership.delegation.code"),
            exports.Column(_("Delegation"), "membership.delegation.name", width=28),
            exports.Column(_("Name"), lambda place: list_names.full_name(place.membership.person), width=32),
            exports.Column(_("Function"), "membership.function", width=36),
            exports.Column(_("Why there"), lambda place: " ".join(why(place)), width=60),
            exports.Column(_("Place by the rule"), lambda place: place.basis["computed"]),
            exports.Column(_("By hand, reason"), "reason", width=40),
        ]
        places = computing.standing_of(precedence).places
        return exports.xlsx(columns, places, title=wording.version(precedence), lang=language)
