"""People of several delegations in one order of precedence, as a list that leaves the house."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from delegations.protocol import computing, holding, order, paper, wording
from delegations.protocol.models import PrecedenceList
from delegations.roster import list_names
from delegations.roster.list_kinds import Asked, Taken, list_kind
from delegations.roster.list_parts import printed
from delegations.roster.list_rows import AT_ONCE, batches, related
from delegations.roster.official_list import named
from summit import exports
from summit.text import sort_key

ON_PAPER = 120  # people in one PDF
KEYS = (
    "pk", "public_id", "delegation_id", "rank_class__order", "rank_date", "is_head", "represents_head",
    "list_order", "person__sort_key",
)  # fmt: skip


@list_kind(
    "precedence",
    gettext_lazy("Order of precedence"),
    gettext_lazy("All people of the delegations in one order, by the rule of the session's list."),
    order=20,
)
def in_precedence(asked: Asked) -> Taken:
    ruling = holding.in_force(asked.summit, PrecedenceList.Scope.SESSION, asked.at)
    ruling = ruling or PrecedenceList(summit=asked.summit, alphabet=asked.language)
    places = ordered_keys(asked, ruling)
    stem = named(asked, "precedence")
    if asked.form == "xlsx":
        return Taken(table(asked, ruling, places), f"{stem}-{asked.language}.xlsx", "xlsx")
    return printed(
        asked,
        paper.TEMPLATE,
        loaded(asked, places, ON_PAPER),
        lambda batch: described(asked, ruling, batch),
        name=stem,
        size=ON_PAPER,
        total=len(places),
    )


def ordered_keys(asked: Asked, ruling) -> list[tuple[int, int]]:
    """(place, key of the membership) of everybody; what the rule needs is read without the rows."""
    delegations = {one.pk: one for one in asked.delegations}
    alphabet = {
        pk: sort_key(computing.in_language(one.name, ruling.alphabet)) for pk, one in delegations.items()
    }
    rows = asked.memberships.order_by().values_list(*KEYS).iterator(chunk_size=2000)
    keys, members = {}, []
    for pk, public_id, delegation, rank, since, is_head, represents, place, name in rows:
        keys[public_id] = pk
        members.append(
            order.Member(
                key=public_id,
                delegation=delegations[delegation].public_id,
                alphabet=alphabet[delegation],
                rank=rank,
                since=since,
                accepted_on=delegations[delegation].accepted_on,
                is_head=is_head,
                represents=represents,
                list_order=place,
                name=name,
            )
        )
    placed = order.ordered(members, computing.rule_of(ruling, whole=True))
    return [(one.position, keys[one.member.key]) for one in placed]


def loaded(asked: Asked, places, size: int) -> Iterator[tuple[int, Any]]:
    """(place, membership) in order, read in pieces."""

    def rows():
        for batch in batches((key for _place, key in places), size):
            found = asked.memberships.order_by().in_bulk(batch)
            yield from (found[key] for key in batch)

    return zip((place for place, _key in places), related(rows(), asked.delegations), strict=True)


def described(asked: Asked, ruling, batch) -> dict:
    facts = [(_("Rule"), wording.rule_words(ruling))]
    if ruling.pk:
        facts.append((_("By the list"), f"{wording.version(ruling)} {ruling.title}"))
        facts.append((_("Holds"), wording.holding_words(ruling)))
    return {
        "title": _("Order of precedence"),
        "subtitle": str(asked.one.name) if asked.one else "",
        "words": paper.words(),
        "facts": [{"label": label, "value": value} for label, value in facts],
        "draft": False,
        "rows": [paper.holder(place, row) | {"why": [standing_words(row, ruling)]} for place, row in batch],
        "signatures": [],
    }


def standing_words(row, ruling) -> str:
    """Class and date of one member, as the list of the ceremony would say it."""
    dates = {"office": row.rank_date, "acceptance": row.delegation.accepted_on}
    date = dates.get(ruling.rule)
    return wording.class_line(
        {
            "class": computing.texts_of(row.rank_class.name) if row.rank_class_id else None,
            "rule": ruling.rule,
            "date": date.isoformat() if date else None,
            "counted": row.rank_basis if ruling.rule == "office" else "",
        }
    )


def table(asked: Asked, ruling, places):
    with override(asked.language):
        columns = [
            exports.Column(pgettext("precedence", "Place"), lambda one: one[0]),
            exports.Column(_("Delegation"), lambda one: one[1].delegation.code),
            exports.Column(_("Name"), lambda one: list_names.full_name(one[1].person), width=32),
            exports.Column(_("Function"), lambda one: one[1].function, width=40),
            exports.Column(_("Class of rank"), lambda one: one[1].rank_class and one[1].rank_class.name),
            exports.Column(_("Rank since"), lambda one: one[1].rank_date),
            exports.Column(_("Counted from"), lambda one: one[1].get_rank_basis_display()),
        ]
        return exports.xlsx(
            columns, loaded(asked, places, AT_ONCE), title=_("Order of precedence"), lang=asked.language
        )
