"""The official list of delegations on paper: names and forms of address, functions, version of the list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import list_names, list_pictures
from delegations.roster.list_kinds import Asked, Taken, list_kind
from delegations.roster.list_parts import printed
from delegations.roster.list_rows import by_delegation, numbered, read
from delegations.roster.official_sheet import sheet

TEMPLATE = "print/people.typ"
AT_ONCE = 150  # people in one PDF: about ten pages


@list_kind(
    "official",
    gettext_lazy("Official list"),
    gettext_lazy(
        "By precedence inside each delegation, with forms of address and functions. Excel can be read back."
    ),
    order=10,
    papers=("xlsx",),
)
def official(asked: Asked) -> Taken:
    return sheet(asked) if asked.form == "xlsx" else on_paper(asked)


def on_paper(asked: Asked) -> Taken:
    counts = counted(asked)
    return printed(
        asked,
        TEMPLATE,
        numbered(read(asked.memberships, asked.delegations)),
        lambda batch: described(asked, batch, counts),
        name=named(asked, "list"),
        size=AT_ONCE,
        total=sum(counts.values()),
    )


def counted(asked: Asked) -> dict[int, int]:
    """How many stand on each delegation's list; one query."""
    counts: dict[int, int] = {}
    for key in asked.memberships.order_by().values_list("delegation_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return counts


def named(asked: Asked, what: str) -> str:
    """``BFA-list``; several delegations go under the summit's code."""
    return f"{asked.one.code if asked.one else asked.summit.code}-{what}"


def described(asked: Asked, batch, counts) -> dict:
    title = _("Official list of the delegations")
    if asked.one:
        title = _("Official list: %(delegation)s") % {"delegation": asked.one.name}
    return {
        "title": title,
        "words": words(),
        "groups": [group(asked, delegation, rows, counts) for delegation, rows in by_delegation(batch)],
    }


def group(asked: Asked, delegation, rows, counts) -> dict:
    return {
        "name": str(delegation.name),
        "flag": list_pictures.flag(delegation.country),
        "version": list_names.list_version(delegation, asked.summit),
        "count": list_names.people(counts.get(delegation.pk, 0)),
        "begins": rows[0][0] == 1,
        "rows": [line(place, row) for place, row in rows],
    }


def line(place, row) -> dict:
    person = row.person
    return {
        "place": str(place),
        "title": str(person.title),
        "name": list_names.full_name(person),
        "other": list_names.other_name(person),
        "function": str(row.function),
        "category": row.category.code if row.category_id else "",
        "head": row.is_head,
    }


def words() -> dict:
    return {
        "no": _("No."),
        "name": _("Name"),
        "function": _("Function"),
        "category": _("Cat."),
        "head": _("Head of the delegation"),
        "continued": _("continued"),
        "nobody": _("Nobody stands on this list yet."),
    }
