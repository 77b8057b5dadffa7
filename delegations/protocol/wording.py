"""Rules and places of precedence in the reader's words."""

import datetime as dt

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from delegations.roster.membership import Membership
from summit import writing

# “by the rule” needs no words.
CHAIR = {
    "first": gettext_lazy("%(name)s in the chair, first"),
    "last": gettext_lazy("%(name)s in the chair, last"),
}
PULLED = {"chair": gettext_lazy("In the chair."), "host": gettext_lazy("Host delegation.")}
HOST = {"first": gettext_lazy("%(name)s, host, first"), "last": gettext_lazy("%(name)s, host, last")}


def said(texts) -> str:
    """One of the languages of a stored text: the active one, else the first that was written."""
    if not isinstance(texts, dict):
        return str(texts or "")
    return texts.get(get_language() or "") or next((text for text in texts.values() if text), "")


def dated(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{writing.short_date(day)} {day.year}"


def basis_lines(basis: dict) -> list[str]:
    """Why a member stands at a place, one sentence a line; what nobody settled yet comes last."""
    return [*settled_lines(basis), *open_lines(basis)]


def settled_lines(basis: dict) -> list[str]:
    """What gives the place."""
    lines = [PULLED[basis["pulled"]]] if basis.get("pulled") else []
    if not basis.get("missing"):
        lines.append(class_line(basis))
    if basis.get("represents"):
        lines.append(_("Represents the head of state: after the heads who come."))
    return [str(line) for line in lines]


def open_lines(basis: dict) -> list[str]:
    """What the rule lacks or cannot decide."""
    lines = []
    if basis.get("missing") == "rank":
        lines.append(_("Without a class of rank: after all classes."))
    elif basis.get("missing"):
        words = {"class": said(basis["class"])}
        lines.append(_("%(class)s, without a date: after those who have one.") % words)
    if tied := basis.get("tied"):
        names = writing.listed(said(texts) for texts in tied)
        lines.append(_("The rule says the same of %(names)s: alphabetical order.") % {"names": names})
    return lines


def class_line(basis: dict) -> str:
    """Class and date: ``Head of state since 7 June 2021 (oath).``"""
    words = {"class": said(basis["class"]) or _("Without a class of rank")}
    if basis["rule"] == "alphabetical" or not basis.get("date"):
        return _("%(class)s.") % words
    words["date"] = dated(basis["date"])
    if basis["rule"] == "acceptance":
        return _("%(class)s, accepted on %(date)s.") % words
    if counted := basis.get("counted"):
        words["counted"] = dict(Membership.Basis.choices).get(counted, counted)
        return _("%(class)s since %(date)s (%(counted)s).") % words
    return _("%(class)s since %(date)s.") % words


def rule_words(precedence) -> str:
    """The rule of a list as one sentence: class and date, chair, host, direction."""
    parts = [capital(precedence.get_rule_display())]
    for place, delegation, words in (
        (precedence.chair_place, precedence.chair, CHAIR),
        (precedence.host_place, precedence.host, HOST),
    ):
        if delegation is not None and place in words:
            parts.append(str(words[place]) % {"name": delegation})
    if precedence.reversed:
        parts.append(_("from the last to the first"))
    between = pgettext("between two parts of a sentence", ";")
    return _("%(rule)s.") % {"rule": f"{between} ".join(parts)}


def capital(text) -> str:
    text = str(text)
    return text[:1].upper() + text[1:]


def holding_words(precedence) -> str:
    """From when until when the list holds: ``lun. 22 déc., 06:00 – 14:40``."""
    summit = precedence.summit
    begins = writing.short_time(precedence.effective_from, summit)
    if precedence.effective_until is None:
        return _("from %(moment)s") % {"moment": begins}
    ends = writing.short_time(precedence.effective_until, summit)
    return _("from %(moment)s until %(end)s") % {"moment": begins, "end": ends}


def version(precedence) -> str:
    """The name of one printed state of a list: ``S-1 v3``."""
    return f"{precedence.code} v{precedence.revision}"
