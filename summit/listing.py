"""List pages, one mechanism: search, filters kept in the address, sort, keyset paging, export.

A page costs the same number of queries whatever it shows: one for the rows, one for the
count, which stops counting at ``COUNT_LIMIT``.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import exports, writing
from summit.search import matching, reading
from summit.text import search_words

COUNT_LIMIT = 1000
PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: ``sort`` names the fields, never null and without a join to many, that order it."""

    name: str
    label: str | Promise
    sort: Sequence[str] = ()
    css: str = ""


@dataclass(frozen=True, kw_only=True)
class ListSpec:
    """How one kind of row is listed.

    ``export`` gives the columns of the download (``summit.exports.Column``), or None where the
    rows may not leave this way; ``default_sort`` is a column's name, ``-name`` for descending;
    ``count(listing)`` stands in where the page's own figures count the rows anyway;
    ``near(listing, rows, mark, down=)`` may leave out rows that a full page does not reach from there.
    """

    template: str
    columns: Sequence[Column]
    default_sort: str
    filterset: Any = None
    export: Callable[[Any], Sequence[Any]] | None = None
    export_name: str = "export"
    searches: bool = True
    per_page: int = PAGE
    context: Callable[[Any, Any], dict] | None = None
    count: Callable[[Any], int] | None = None
    near: Callable[..., Any] | None = None


@dataclass
class Listing:
    """One page of rows with all that its template shows around them."""

    request: Any
    spec: ListSpec
    rows: list = field(default_factory=list)
    count: int = 0
    filter_form: Any = None
    q: str = ""
    sort: str = ""
    previous_url: str = ""
    next_url: str = ""
    chips: list[dict] = field(default_factory=list)
    queryset: Any = None  # what the filters leave, for figures about the whole
    in_order: Any = None  # the same, found by reading in the order of the page instead of by an index

    @property
    def total_text(self) -> str:
        if self.count > COUNT_LIMIT:
            return _("more than %(count)s") % {"count": writing.number(COUNT_LIMIT)}
        return ngettext("%(count)d row", "%(count)d rows", self.count) % {"count": self.count}

    @property
    def columns(self) -> list[dict]:
        return [self._head(column) for column in self.spec.columns]

    def _head(self, column):
        up, down = column.name, f"-{column.name}"
        direction = {up: "asc", down: "desc"}.get(self.sort, "")
        url = self.url(sort=down if self.sort == up else up) if column.sort else ""
        shown = {"label": column.label, "css": column.css, "name": column.name}
        return shown | {"sort_url": url, "sort_dir": direction}

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        if not self.spec.export:
            return []
        return [("Excel", self.url(export="xlsx")), ("CSV", self.url(export="csv"))]

    @property
    def reset_url(self) -> str:
        return self.request.path

    @property
    def filtered(self) -> bool:
        return bool(self.chips)

    def url(self, **changes) -> str:
        """This list's address with some parameters changed; a change of order starts anew."""
        query = self.request.GET.copy()
        for name in ("after", "before", "export"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path


def list_page(request, queryset, spec: ListSpec):
    """The answer to a list's address: the page, its refreshed rows, or the download."""
    listing, queryset = narrowed(request, queryset, spec)
    if spec.export and request.GET.get("export") in ("xlsx", "csv"):
        return download(listing, queryset)
    fill(listing, queryset)
    extra = spec.context(request, listing) if spec.context else {}
    response = render(request, spec.template, {"listing": listing, **extra})
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def narrowed(request, queryset, spec):
    """Search and filters applied; a filter that makes no sense is shown at its field and left out."""
    listing = Listing(
        request, spec, q=request.GET.get("q", "").strip()[:200], sort=chosen_sort(request, spec)
    )
    if spec.filterset:
        filterset = spec.filterset(request.GET, queryset=queryset, request=request)
        listing.filter_form = filterset.form
        queryset = filterset.qs if filterset.form.is_valid() else queryset
        listing.chips = chips(listing, filterset.form)
    if spec.searches and listing.q:
        words = search_words(listing.q)
        listing.in_order, queryset = reading(queryset, words), matching(queryset, words)
        listing.chips.insert(
            0, {"label": _("Search"), "value": listing.q, "remove_url": without(listing, "q")}
        )
    listing.queryset = queryset
    return listing, queryset


def chosen_sort(request, spec) -> str:
    wanted = request.GET.get("sort", "")
    sortable = {column.name for column in spec.columns if column.sort}
    return wanted if wanted.removeprefix("-") in sortable else spec.default_sort


def without(listing, name) -> str:
    query = listing.request.GET.copy()
    for gone in (name, "after", "before"):
        query.pop(gone, None)
    return f"{listing.request.path}?{query.urlencode()}"


def chips(listing, form) -> list[dict]:
    """The filters in force, each with the address that lifts it."""
    found = []
    for name, bound in form.fields.items() if form.is_valid() else ():
        value = form.cleaned_data.get(name)
        if value in (None, "", [], False) or (
            hasattr(value, "exists") and not listing.request.GET.getlist(name)
        ):
            continue
        found.append(
            {"label": bound.label, "value": worded(bound, value), "remove_url": without(listing, name)}
        )
    return found


def worded(form_field, value) -> str:
    """A filter's value as its reader knows it."""
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return writing.listed(worded(form_field, one) for one in value)
    for key, label in getattr(form_field, "choices", ()) if not hasattr(value, "pk") else ():
        if str(key) == str(value):
            return str(label)
    return str(value)


# -- keyset paging ------------------------------------------------------------------------


def order_fields(listing) -> tuple[list[str], bool]:
    """The fields that order this page, ended by the key, and whether it runs downwards."""
    name = listing.sort.removeprefix("-")
    column = next(column for column in listing.spec.columns if column.name == name)
    return [*column.sort, "pk"], listing.sort.startswith("-")


def fill(listing, queryset) -> None:
    """Load one page: the rows after (or before) the mark in the address."""
    fields, down = order_fields(listing)
    listing.count = listing.spec.count(listing) if listing.spec.count else counted(queryset)
    if listing.in_order is not None and listing.count > COUNT_LIMIT:
        queryset = listing.in_order  # so many hits that a page is full before the index had told them all
    mark, backwards = mark_of(listing.request, len(fields))
    started = start_at(queryset, fields, mark, less=down != backwards) if mark else None
    if started is None:
        mark, backwards, started = None, False, queryset
    down, size = down != backwards, listing.spec.per_page
    signs = ["-" + name if down else name for name in fields]
    near = listing.spec.near(listing, started, mark, down=down) if listing.spec.near else started
    rows = list(near.order_by(*signs)[: size + 1])
    if near is not started and len(rows) <= size:  # somebody moved rows since they were counted
        rows = list(started.order_by(*signs)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    listing.rows = rows[::-1] if backwards else rows
    if listing.rows:
        place(
            listing, fields, has_previous=more if backwards else mark is not None, has_next=backwards or more
        )


def counted(queryset) -> int:
    return queryset.order_by()[: COUNT_LIMIT + 1].count()


def mark_of(request, length) -> tuple[list | None, bool]:
    """The mark in the address and whether the page ends there instead of beginning."""
    before = decode(request.GET.get("before", ""), length)
    return (before, True) if before else (decode(request.GET.get("after", ""), length), False)


def start_at(queryset, fields, mark, *, less):
    """Rows past the mark; None where its values do not fit the fields (a typed address)."""
    try:
        return queryset.filter(beyond(fields, mark, less=less))
    except (ValueError, TypeError, ValidationError):
        return None


def place(listing, fields, *, has_previous, has_next):
    if has_previous:
        listing.previous_url = listing.url(before=encode(listing.rows[0], fields))
    if has_next:
        listing.next_url = listing.url(after=encode(listing.rows[-1], fields))


def beyond(fields, mark, *, less) -> Q:
    """Rows strictly past ``mark`` in the order of ``fields``: (a, b) > (x, y) spelt out."""
    sign = "lt" if less else "gt"
    condition, same = Q(), Q()
    for name, value in zip(fields, mark, strict=True):
        condition |= same & Q(**{f"{name}__{sign}": value})
        same &= Q(**{name: value})
    return condition


def encode(row, fields) -> str:
    values = json.dumps([valued(row, name) for name in fields])
    return base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")


def valued(row, name):
    for part in name.split("__"):
        row = getattr(row, part)
    return row.isoformat() if isinstance(row, dt.date) else row


def decode(text, length):
    """The mark in an address, or None where there is none or where it makes no sense."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    plain = isinstance(values, list) and all(isinstance(value, int) or storable(value) for value in values)
    return values if plain and len(values) == length else None


def storable(value) -> bool:
    """Whether it is a text that a database can hold: JSON may spell NUL and halves of characters."""
    return isinstance(value, str) and not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value)


# -- export -------------------------------------------------------------------------------


def download(listing, queryset):
    """All rows that the filters show, in the list's order, as a file."""
    fields, down = order_fields(listing)
    rows = queryset.order_by(*("-" + name if down else name for name in fields))
    columns = listing.spec.export(listing.request)
    kind, name = listing.request.GET["export"], listing.spec.export_name
    if kind == "xlsx":
        return exports.attachment(exports.xlsx(columns, rows, title=name), f"{name}.xlsx", "xlsx")
    return exports.attachment(exports.csv(columns, rows), f"{name}.csv", "csv")
