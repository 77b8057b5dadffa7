"""Name-plates: an A4 sheet each, folded to a tent with the same words on both faces."""

from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from delegations.roster import list_pictures
from delegations.roster.list_kinds import Asked, Taken, list_kind
from delegations.roster.list_parts import printed
from delegations.roster.list_rows import read
from delegations.roster.official_list import counted, named

TEMPLATE = "print/nameplates.typ"
AT_ONCE = 80  # plates in one PDF


LATIN = "fr"  # what stands beside Arabic where the paper's language is Arabic


@list_kind(
    "plates",
    gettext_lazy("Name-plates"),
    gettext_lazy("One A4 sheet each, to fold: name, function and state in Latin and Arabic letters."),
    order=40,
    forms=("pdf",),
)
def plates(asked: Asked) -> Taken:
    return printed(
        asked,
        TEMPLATE,
        read(asked.memberships, asked.delegations),
        described,
        name=named(asked, "plates"),
        size=AT_ONCE,
        total=sum(counted(asked).values()),
    )


def described(batch) -> dict:
    return {
        "title": _("Name-plates"),
        "words": {"nobody": _("Nobody stands on this list yet.")},
        "plates": [plate(row) for row in batch],
    }


def plate(row) -> dict:
    """Both scripts: the paper's language in its letters, Arabic or French in the other ones."""
    person = row.person
    latin = get_language() if get_language() != "ar" else LATIN
    return {
        "flag": list_pictures.flag(row.delegation.country),
        "latin": said(row, latin) | {"name": person.name_on_list},
        "arabic": said(row, "ar") | {"name": person.arabic_name},
    }


def said(row, language) -> dict:
    with override(language):
        return {"function": str(row.function), "state": str(row.delegation.name)}
