"""The rooms of all hotels by night: held of kept, need against both, what is short and what is left over."""

from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from summit import clock, writing
from summit.policy import requires
from venues.accommodation import nights, overview_plot
from venues.accommodation.entitled import without_bed
from venues.accommodation.list_names import function_of

SHOWN = 12  # people without a bed, and people of a shortage


@requires("venues.view_hotel")
@require_safe
def hotels(request):
    """``/hotels/``: the constant number of queries of ``nights.table``, and two for the people named."""
    user, today = request.user, clock.today(request.user.summit)
    table = nights.table(user.summit, user, today=today)
    context = {
        "table": table,
        "today": today,
        "days": [(night, night == today) for night in table.nights],
        "lines": [(line.hotel, cells(line)) for line in table.hotels],
        "total": cells(table.total),
        "best": (table.best[0], cells(table.best[1])) if table.best else None,
        "need": numbers(table.need),
        "lacking": numbers(table.lacking, css="red") if any(table.lacking) else "",
        "said": said(table, today),
        "short": with_people(table.shortages, user),
        "waiting": first_waiting(user),
        "waiting_count": len(table.without),
        "more": max(len(table.without) - SHOWN, 0),
        "plot": overview_plot.drawn(table, today),
        "figures": list(
            zip(table.nights, table.need, table.total.kept, table.total.held, table.lacking, strict=True)
        ),
        "proposes": user.has_perm("venues.propose_lodging"),
        "gives": user.has_perm("venues.edit_lodging"),
        "may_edit": user.has_perm("venues.edit_hotel"),
    }
    return render(request, "venues/accommodation/overview.html", context)


def cells(line) -> SafeString:
    """``12/20`` for each night, shaded by how much is held; full ones are also bold and underlined.

    Figures alone, so that nothing has to be escaped: there are thousands of them.
    """
    nothing = of_nothing()
    return SafeString(
        "".join(
            f'<td class="num fill f{shade(held, kept)}"><bdi dir="ltr"><b>{held:d}</b>/{kept:d}</bdi></td>'
            if kept or held
            else nothing
            for held, kept in zip(line.held, line.kept, strict=True)
        )
    )


def of_nothing() -> str:
    words = '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>'
    return format_html('<td class="num fill f0">' + words + "</td>", _("no rooms kept"))


def shade(held: int, kept: int) -> int:
    """0 for nothing kept or held, then by half, by 85 per cent, nearly full, 4 for full."""
    if not kept or not held:
        return 0
    share = held / kept
    return 4 if share >= 1 else 3 if share >= 0.85 else 2 if share >= 0.5 else 1


def numbers(counts, css="") -> SafeString:
    return SafeString(
        "".join(f'<td class="num {css if one else ""}">{f"{one:d}" if one else "–"}</td>' for one in counts)
    )


def said(table, today) -> list[str]:
    """The answer: the fullest night to come, and the night on which most rooms are missing."""
    ahead = [place for place, night in enumerate(table.nights) if night >= today] or range(len(table.nights))
    fullest = max(ahead, key=lambda place: (table.total.held[place], table.total.kept[place]))
    if not any(table.total.kept):
        return [_("No block of rooms is entered yet.")]
    words = {
        "held": writing.number(table.total.held[fullest]),
        "kept": writing.number(table.total.kept[fullest]),
        "night": writing.short_day(table.nights[fullest]),
    }
    sentences = [_("%(held)s of %(kept)s rooms are held on the fullest night, %(night)s.") % words]
    worst = max(ahead, key=lambda place: table.lacking[place])
    if table.lacking[worst]:
        short = {"n": writing.number(table.lacking[worst]), "night": writing.short_day(table.nights[worst])}
        sentences.append(_("On %(night)s the hotels keep %(n)s too few.") % short)
    return sentences


def with_people(shortages, user) -> list[tuple]:
    """``(shortage, [(person, may be opened)], how many more)`` of each."""
    wanted = {key for one in shortages if one.room_type for key in one.people[:SHOWN]}
    known = nights.named(wanted, user) if wanted else {}
    found = []
    for one in shortages:
        rows = [known[key] for key in one.people[:SHOWN] if key in known] if one.room_type else []
        found.append((one, rows, len(one.people) - len(rows) if rows else 0))
    return found


def first_waiting(user) -> list[tuple]:
    """``(member, function)`` of the first without a bed, by rank, as the reader may know them: one query."""
    rows = without_bed(user.summit).filter(pk__in=nights.Membership.objects.visible_to(user).values("pk"))
    rows = rows.select_related("person", "delegation", "rank_class")[:SHOWN]
    return [(row, function_of(row)) for row in rows]
