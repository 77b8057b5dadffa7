"""The list of people as a workbook that comes back in unchanged: the columns of the import, in their order.

Rows are read as plain values in pieces, so that a long list costs little time and no more memory
than a short one.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

from django_countries import countries

from delegations.roster.import_fields import CELLS, FIELDS
from delegations.roster.import_places import texts
from delegations.roster.import_words import CHOICES
from delegations.roster.membership import Document
from delegations.roster.person_snapshot import DOCUMENT, PERSON
from summit import exports

AT_ONCE = 2000
NOT_OURS = {"country", "full_name", "title", "spoken_title", "function"}  # other ways to say the same
NUMBER = "document_number"
CODES = {"category": "category__code", "rank_class": "rank_class__code"}
PAPERS = {name: column for name, column in DOCUMENT.items() if name != "mrz"}


def columns(*, papers: bool = False, only: Container[str] = ()) -> list[exports.Column]:
    """The columns in the active language, all or ``only`` these fields.

    ``papers`` adds the numbers of documents, which are restricted.
    """
    return [exports.Column(field.heading(), itemgetter(at)) for at, field in enumerate(_fields(papers, only))]


def rows(members: Any, *, papers: bool = False, only: Container[str] = ()) -> Iterator[tuple]:
    """A tuple for each of these memberships, in the order of ``columns``; two queries for ``AT_ONCE`` of them."""
    fields = _fields(papers, only)
    paths = dict.fromkeys(_path(field.name) for field in fields if field.name not in PAPERS)
    at = {path: index for index, path in enumerate(["person_id", *paths])}
    makers = [_maker(field.name, at) for field in fields]
    shows_papers = any(field.name in PAPERS for field in fields)
    found = members.values_list(*at).iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        documents = _documents(some, papers) if shows_papers else {}
        yield from (tuple([make(row, documents) for make in makers]) for row in some)


def _fields(papers, only):
    ours = [field for field in FIELDS if field.name not in NOT_OURS and (papers or field.name != NUMBER)]
    return [field for field in ours if not only or field.name in only]


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
    words = _words(base)
    if name in PAPERS:
        column, nothing = PAPERS[name], {}
        if words is None:
            return lambda row, papers: papers.get(row[0], nothing).get(column)
        return lambda row, papers: words.get(papers.get(row[0], nothing).get(column))
    index = at[_path(name)]
    if language:
        return lambda row, papers: texts(found).get(language) if (found := row[index]) else None
    if words is None:
        return lambda row, papers: row[index]
    return lambda row, papers: words.get(row[index])


def _words(name: str) -> dict[Any, Any] | None:
    """The words of a closed list in the active language, by stored value; None where a value stands for itself."""
    if CELLS.get(name) == "country":
        return {code: str(countries.name(code)) for code, _label in countries}
    if name in CHOICES:
        return {value: str(label) for value, label in CHOICES[name].choices}
    return {True: True, False: None} if CELLS.get(name) == "bool" else None
