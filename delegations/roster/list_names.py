"""How a list writes a person and a function in the language of the paper."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from summit import writing


def full_name(person) -> str:
    """The name in the letters of the active language: given names and SURNAME, or as written in Arabic."""
    if get_language() == "ar" and person.arabic_name:
        return person.arabic_name
    return person.name_on_list


def other_name(person) -> str:
    """The same name in the other letters, where it is known."""
    shown = full_name(person)
    other = person.name_on_list if shown == person.arabic_name else person.arabic_name
    return other if other != shown else ""


def addressed(person) -> str:
    """The stored form of address with the name after it; never composed where none is stored."""
    return " ".join(filter(None, (str(person.title), full_name(person))))


def list_version(delegation, summit) -> str:
    """Which list this is: its number, when it was received, and since when it is frozen."""
    words = {"number": delegation.list_version}
    if not delegation.list_version:
        said = _("no list received yet")
    elif delegation.list_received_at is None:
        said = _("list no. %(number)d") % words
    else:
        words["moment"] = writing.short_time(delegation.list_received_at, summit)
        said = _("list no. %(number)d, received %(moment)s") % words
    if delegation.frozen_at is None:
        return said
    frozen = _("frozen since %(moment)s") % {"moment": writing.short_time(delegation.frozen_at, summit)}
    return writing.listed((said, frozen))


def people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
