"""What a proposal says: why a guest has no room or not the one asked for, and what is counted for or against."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from summit import writing
from venues.accommodation import proposal_taking as taking
from venues.accommodation.proposing import objective as o
from venues.accommodation.proposing import reasons as r

LEFT_OUT = "left_out"
WITHOUT_ROOM = {*r.WITHOUT_ROOM, LEFT_OUT}
REFUSED = {taking.BED_GIVEN, taking.NIGHT_GIVEN, taking.LODGED, taking.GONE}

REASONS = {
    r.NO_NIGHTS: gettext_lazy("No block has a free room for all of these nights."),
    r.FULL: gettext_lazy("The rooms for these nights went to guests of higher rank or with other nights."),
    r.NO_SUITE: gettext_lazy("A suite was wanted and none was free."),
    r.OTHER_TYPE: gettext_lazy("Another type of room than asked for."),
    r.WITH_STEPS: gettext_lazy("No room without steps was free."),
    r.APART: gettext_lazy("In another hotel than most of the delegation."),
    r.OTHER_FLOOR: gettext_lazy("Not on the floor of the head of the delegation."),
    r.NO_NUMBER: gettext_lazy("No numbered room is open to this guest: the hotel still has to name one."),
    LEFT_OUT: gettext_lazy("Left out by hand."),
    taking.BED_GIVEN: gettext_lazy("Not taken over: the room was given to somebody else meanwhile."),
    taking.NIGHT_GIVEN: gettext_lazy("Not taken over: the block has no free room left."),
    taking.LODGED: gettext_lazy("Not taken over: this guest has a room meanwhile."),
    taking.GONE: gettext_lazy("Not taken over: this guest is no longer on the list."),
}

TERMS = {
    "unlodged": (
        gettext_lazy("Guests without a room"),
        gettext_lazy("%(points)s points each, times 20 for the head of the first class down to 1."),
        o.WITHOUT_ROOM,
    ),
    "misfit": (
        gettext_lazy("Another room than asked for"),
        gettext_lazy(
            "%(points)s points for a head without a suite, times the rank; suites are kept for heads."
        ),
        o.WITHOUT_SUITE,
    ),
    "divided": (
        gettext_lazy("Delegations divided over hotels"),
        gettext_lazy("%(points)s points for each hotel beyond the first."),
        o.DIVIDED,
    ),
    "minutes": (
        gettext_lazy("Minutes to the main site"),
        gettext_lazy("%(points)s for each guest and minute, three times that for heads."),
        o.MINUTE,
    ),
    "price": (
        gettext_lazy("Price of the rooms"),
        gettext_lazy("%(points)s for each night at the dearest price, less in proportion."),
        o.DEAREST,
    ),
}


def reason(code: str) -> str:
    return str(REASONS.get(code, code))


def lodged(count: int, of: int) -> str:
    """``412 of 420 people lodged, 8 not``"""
    words = {"lodged": writing.number(count), "count": writing.number(of), "out": writing.number(of - count)}
    if count == of:
        return ngettext("%(count)s person lodged", "All %(count)s people lodged", of) % words
    return (
        ngettext(
            "%(lodged)s of %(count)s person lodged, %(out)s not",
            "%(lodged)s of %(count)s people lodged, %(out)s not",
            of,
        )
        % words
    )


def better(figures: dict) -> str:
    """How much the proposal is better than the bar: in people and delegations, else in points."""
    gains = []
    more = figures["lodged"] - figures["greedy_lodged"]
    if more > 0:
        gains.append(
            ngettext("%(n)s person more lodged", "%(n)s people more lodged", more)
            % {"n": writing.number(more)}
        )
    fewer = figures["greedy_divided"] - figures["divided"]
    if fewer > 0:
        gains.append(
            ngettext("%(n)s delegation fewer divided", "%(n)s delegations fewer divided", fewer)
            % {"n": writing.number(fewer)}
        )
    points = figures["greedy_cost"] - figures["cost"]
    if not points:
        return _("as good as one after the other")
    if not gains:
        gains.append(ngettext("%(n)s point", "%(n)s points", points) % {"n": writing.number(points)})
    return _("better than one after the other: %(gains)s") % {"gains": writing.listed(gains)}


def bound(figures: dict) -> str:
    """How far from the best that there can be."""
    if figures["cost"] <= figures["bound"]:
        return _("No proposal can be better.")
    said = {"points": writing.number(figures["bound"]), "gap": writing.number(figures["gap"], 1)}
    return _("No proposal can have fewer than %(points)s points; at most %(gap)s %% are left to gain.") % said


def terms(figures: dict) -> list[dict]:
    """One row for each kind of points, with those of the proposal and of the bar."""
    return [
        {
            "label": label,
            "said": said % {"points": writing.number(points)},
            "points": figures["terms"][name],
            "greedy": figures["greedy_terms"][name],
        }
        for name, (label, said, points) in TERMS.items()
    ]


def money(sums: dict) -> str:
    """``12 500 000 XOF, 3 000 EUR``"""
    return writing.listed(writing.money(amount, currency) for currency, amount in sorted(sums.items()))
