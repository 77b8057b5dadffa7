"""The list of people as a workbook that comes back in unchanged: the columns of the import, in their order.

Rows are read as plain values in pieces, so that a long list costs little time and no more memory
than a short one.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

from django_countries import countries

from delegations.roster.import_fields import CELLS, FIELDS
from delegations.roster.import_places import texts
from delegations.roster.import_words import CHOICES
from delegations.roster.membership import Document
from delegations.roster.person_snapshot import DOCUMENT, MEMBERSHIP, PERSON
from summit import exports

AT_ONCE = 2000
NOT_OURS = {"country", "full_name", "title", "spoken_title", "function"}  # other ways to say the same
NUMBER = "document_number"
CODES = {"category": "category__code", "rank_class": "rank_class__code"}
PAPERS = {name: column for name, column in DOCUMENT.items() if name != "mrz"}


def columns(*, papers: bool = False) -> list[exports.Column]:
    """The columns in the active language; ``papers`` adds the numbers of documents, which are restricted."""
    return [exports.Column(field.heading(), itemgetter(at)) for at, field in enumerate(_fields(papers))]


def rows(members: Any, *, papers: bool = False) -> Iterator[tuple]:
    """A tuple for each of these memberships, in the order of ``columns``; two queries for ``AT_ONCE`` of them."""
    fields = _fields(papers)
    paths = dict.fromkeys(_path(field.name) for field in fields if field.name not in PAPERS)
    at = {path: index for index, path in enumerate(["person_id", *paths])}
    makers = [_maker(field.name, at) for field in fields]
    found = members.values_list(*at).iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        documents = _documents(some, papers)
        yield from (tuple([make(row, documents) for make in makers]) for row in some)


def _fields(papers):
    return [field for field in FIELDS if field.name not in NOT_OURS and (papers or field.name != NUMBER)]


def _path(name):
    base = name.partition(":")[0]
    own = {"reference": "person__public_id", "delegation": "delegation__code"} | CODES
    if base in own:
        return own[base]
    return f"person__{base}" if base in PERSON else base


def _documents(some: Iterable[tuple], papers: bool) -> dict[int, dict[str, Any]]:
    """The paper of each person that was entered last."""
    names = [column for name, column in PAPERS.items() if papers or name != NUMBER]
    found = Document.objects.filter(person__in=[row[0] for row in some]).order_by("pk")
    return {one["person_id"]: one for one in found.values("person_id", *names)}


def _maker(name: str, at: dict[str, int]) -> Callable[[tuple, dict], Any]:
    """How the cell of a field is made of a row and of the papers."""
    base, _colon, language = name.partition(":")
    worded = _worded(base)
    if name in PAPERS:
        column, nothing = PAPERS[name], {}
        return lambda row, papers: worded(papers.get(row[0], nothing).get(column) or "")
    index = at[_path(name)]
    if language:
        return lambda row, papers: texts(row[index]).get(language, "")
    if base in MEMBERSHIP or base in PERSON or base in CODES:
        return lambda row, papers: worded(row[index])
    return lambda row, papers: row[index]


def _worded(name: str) -> Callable[[Any], Any]:
    """Values of closed lists by their words in the active language; everything else as it is."""
    if CELLS.get(name) == "country":
        names = {code: str(countries.name(code)) for code, _label in countries}
    elif name in CHOICES:
        names = {value: str(label) for value, label in CHOICES[name].choices}
    elif CELLS.get(name) == "bool":
        return lambda value: value or ""
    else:
        return lambda value: value
    return lambda value: names.get(value, value)
