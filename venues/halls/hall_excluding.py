"""Which halls exclude each other because they share a part, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from summit import writing
from venues.halls.hall import Hall


@dataclass(frozen=True)
class Excluded:
    hall: Hall
    words: str


def excluded_by(hall) -> list[Excluded]:
    """The halls that cannot be used while ``hall`` is, in their own order: two queries."""
    site = list(Hall.objects.of(hall.summit).filter(site=hall.site_id).prefetch_related("parts"))
    made_of = {one.pk: {part.pk: part for part in one.parts.all()} for one in site}
    own = made_of[hall.pk].keys()
    others = [one for one in site if one.pk != hall.pk and own & made_of[one.pk].keys()]
    return [Excluded(one, words(hall, one, site, made_of)) for one in others]


def words(hall, other, site, made_of) -> str:
    """How the two share, by the names that people use."""
    own, theirs = made_of[hall.pk], made_of[other.pk]
    if own.keys() == theirs.keys():
        return _("It is the same place under another name; one excludes the other.")
    if own.keys() > theirs.keys():
        return _("It is a part of this hall; one excludes the other.")
    if own.keys() < theirs.keys():
        rest = {pk: part for pk, part in theirs.items() if pk not in own}
        return _("With %(others)s it makes %(whole)s; one excludes the other.") % {
            "others": writing.listed(names(rest, site, made_of)),
            "whole": other.name,
        }
    shared = writing.listed(part.name for pk, part in own.items() if pk in theirs)
    return _("Both use %(parts)s; one excludes the other.") % {"parts": shared}


def names(parts, site, made_of) -> list[str]:
    """Parts by the hall that they make alone, else by the halls of one part, else by their own names."""
    halls = {frozenset(made_of[one.pk]): str(one.name) for one in reversed(site)}
    if whole := halls.get(frozenset(parts)):
        return [whole]
    return [halls.get(frozenset([pk]), str(part.name)) for pk, part in parts.items()]
