"""The one list page: what it finds, filters, sorts and pages, and what it answers to nonsense."""

import base64
import csv
import io
import json

import django_filters
import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from summit import exports, listing
from summit.listing import Column, ListSpec
from summit.tasks.models import Risk, Task
from tests import factories

HTMX = {"HX-Request": "true"}


class TaskFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(choices=Task.State)
    since = django_filters.DateFilter(method="nothing", label="Since")

    class Meta:
        model = Task
        fields: list[str] = []

    def nothing(self, rows, name, value):
        return rows


SPEC = ListSpec(
    template="unused.html",
    columns=[
        Column(name="code", label="Code", sort=("sort_key",)),
        Column(name="due", label="Due", sort=("due_offset",)),
        Column(name="entered", label="Entered", sort=("created_at", "due_offset")),
        Column(name="title", label="Title"),
    ],
    default_sort="code",
    filterset=TaskFilter,
    export=lambda request: [exports.Column("Code", "code")],
    per_page=4,
)


def page_of(query="", spec=SPEC, rows=None):
    request = RequestFactory().get("/things/")
    request.GET = QueryDict(query)
    shown, queryset = listing.narrowed(request, Task.objects.all() if rows is None else rows, spec)
    listing.fill(shown, queryset)
    return shown


def codes(shown):
    return [task.code for task in shown.rows]


def query_of(url):
    return url.partition("?")[2]


def mark(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.fixture
def eleven(summit, transport):
    """Eleven tasks of which all are due on one of two days."""
    return [
        factories.make_task(
            f"T-{n}", ministry=transport, due_offset=-8 if n % 3 else -2, state="doing" if n < 4 else "todo"
        )
        for n in range(1, 12)
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("equipe", ["A"]),
        ("ÉQUIPE", ["A"]),
        ("n'diaye", ["B"]),
        ("Ndiaye", ["B"]),
        ("traore equipe", ["A"]),
        ("equipe traore", ["A"]),
        ("محمد", ["C"]),
        ("مُحَمَّد", ["C"]),
        ("100%", ["B"]),
        ("_", ["A", "B", "C"]),
        ("nobody", []),
        ("", ["A", "B", "C"]),
        ("a" * 500, []),
        ("\x00", ["A", "B", "C"]),
    ],
)
def test_search_folds_accents_apostrophes_and_arabic(typed, found, summit):
    for code, title in (("A", "Équipe de Traoré"), ("B", "N’Diaye, 100 %"), ("C", "مُحَمَّد")):
        factories.make_task(code, title={"fr": title})
    assert codes(page_of(QueryDict(mutable=True).urlencode() + f"q={typed.replace('%', '%25')}")) == found


def test_filters_are_shown_as_chips_that_lift_one_each(eleven):
    shown = page_of("q=task&state=doing&state=todo&sort=-due&after=xyz")
    assert shown.chips[0]["value"] == "task"
    assert len({str(chip["value"]) for chip in shown.chips}) == len(shown.chips) == 2
    assert [query_of(chip["remove_url"]) for chip in shown.chips] == [
        "state=doing&state=todo&sort=-due",
        "q=task&sort=-due",
    ]
    assert shown.reset_url == "/things/"


def test_a_filter_that_makes_no_sense_is_told_and_left_out(eleven):
    shown = page_of("state=flying&since=tomorrow")
    assert set(shown.filter_form.errors) == {"state", "since"}
    assert (shown.count, shown.chips) == (11, [])


def test_heads_turn_the_order_and_begin_anew(eleven):
    heads = {head["name"]: head for head in page_of("sort=code&state=todo&after=abc").columns}
    assert query_of(heads["code"]["sort_url"]) == "sort=-code&state=todo"
    assert query_of(heads["due"]["sort_url"]) == "sort=due&state=todo"
    assert [head["sort_dir"] for head in heads.values()] == ["asc", "", "", ""]
    assert heads["title"]["sort_url"] == ""


@pytest.mark.parametrize("sort", ["", "drop table", "title", "--code", "-", "pk", "code__ministry"])
def test_an_unknown_order_is_the_usual_one(sort, eleven):
    assert codes(page_of(f"sort={sort}")) == ["T-1", "T-2", "T-3", "T-4"]


def test_codes_are_in_the_reader_s_order(eleven):
    assert codes(page_of("sort=-code")) == ["T-11", "T-10", "T-9", "T-8"]


@pytest.mark.parametrize("sort", ["code", "-code", "due", "-due", "entered", "-entered"])
def test_paging_forth_and_back_visits_every_row_once(sort, eleven):
    Task.objects.update(created_at=eleven[0].created_at)  # equal keys everywhere
    pages, query = [], f"sort={sort}"
    while query:
        shown = page_of(query)
        pages.append(codes(shown))
        query = query_of(shown.next_url)
    assert [len(page) for page in pages] == [4, 4, 3]
    assert len({code for page in pages for code in page}) == 11
    back, query = [], query_of(shown.previous_url)
    while query:
        shown = page_of(query)
        back.insert(0, codes(shown))
        query = query_of(shown.previous_url)
    assert back == pages[:-1]
    assert query_of(page_of(f"sort={sort}").previous_url) == ""


def test_a_row_that_comes_in_between_moves_no_other(eleven, transport):
    first = page_of()
    factories.make_task("T-0", ministry=transport)
    assert codes(page_of(query_of(first.next_url))) == ["T-5", "T-6", "T-7", "T-8"]


@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.parametrize(
    "mark",
    [
        "x", "%%%", "é", "bnVsbA", "e30", "W10", "WzFd",
        mark("a"), mark("a", "b"), mark(None, 1), mark(1.5, 1), mark([], {}), mark("a", "b", "c"),
        mark("T", 10**30), mark("T", -(10**400)), mark("\x00", 1), mark("\ud800", 1), mark(True, True),
        base64.urlsafe_b64encode(b"[" * 3000).decode(),
    ],
)  # fmt: skip
def test_a_mark_that_makes_no_sense_does_no_harm(way, mark, eleven):
    shown = page_of(f"{way}={mark}")
    assert len(shown.rows) <= 4
    for url in (shown.previous_url, shown.next_url):
        assert len(page_of(query_of(url)).rows) <= 4


@pytest.mark.parametrize("mark", ["x", mark("a", "b"), mark("\x00", 1), mark("T", None)])
def test_a_mark_that_makes_no_sense_shows_the_first_page(mark, eleven):
    for way in ("after", "before"):
        shown = page_of(f"{way}={mark}")
        assert (codes(shown), shown.previous_url) == (["T-1", "T-2", "T-3", "T-4"], "")


def test_counting_stops_past_a_thousand(summit, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(listing, "COUNT_LIMIT", 5)
    factories.make_tasks(9)
    shown = page_of()
    assert shown.count == 6
    assert "5" in shown.total_text
    assert "9" not in shown.total_text


def test_a_page_costs_two_queries(eleven, django_assert_num_queries):
    with django_assert_num_queries(2):
        page_of("q=task&sort=-due&state=todo")


def csv_of(response):
    text = b"".join(response).decode("utf-8-sig")
    return [line[0] for line in csv.reader(io.StringIO(text), delimiter=";")]


def test_the_download_holds_what_the_filters_show_in_the_list_s_order(eleven):
    request = RequestFactory().get("/things/?export=csv&state=doing&sort=-code&after=abc")
    assert csv_of(listing.list_page(request, Task.objects.all(), SPEC)) == ["Code", "T-3", "T-2", "T-1"]


def test_export_addresses_keep_the_filters(eleven):
    shown = page_of("state=todo&sort=due&after=abc")
    assert [query_of(url) for _label, url in shown.export_urls] == [
        "state=todo&sort=due&export=xlsx",
        "state=todo&sort=due&export=csv",
    ]


def risks(summit, ministry, amount):
    start = Risk.objects.count()
    for number in range(start, start + amount):
        Risk.objects.create(
            summit=summit,
            code=f"R-{number}",
            title=factories.named("Rain"),
            likelihood=2,
            impact=2,
            ministry=ministry,
            review_on="2025-12-20",
        )


def test_list_and_download_cost_the_same_for_1_and_30_rows(
    as_user, coordinator, summit, transport, django_assert_num_queries
):
    client, url = as_user(coordinator), reverse("risks")
    client.get(url)
    for amount in (1, 29):
        risks(summit, transport, amount)
        # session, user, summits, duties, ministries to filter by, count, rows, the answer above
        with django_assert_num_queries(8):
            client.get(url)
        with django_assert_num_queries(5):
            b"".join(client.get(url + "?export=csv"))


def test_a_refresh_brings_the_body_alone(as_user, coordinator, summit, transport):
    risks(summit, transport, 2)
    response = as_user(coordinator).get(reverse("risks"), headers=HTMX)
    assert "<html" not in response.text
    assert 'class="side"' not in response.text
    assert "R-1" in response.text
    assert response["Vary"].startswith("HX-Request, Cookie")


def test_a_list_that_is_not_searched_offers_no_search(as_user, coordinator, summit, transport):
    risks(summit, transport, 1)
    assert 'id="list-q"' not in as_user(coordinator).get(reverse("risks")).text
    assert 'id="list-q"' in as_user(coordinator).get(reverse("tasks")).text


def test_a_list_filtered_to_nothing_says_so_and_offers_the_way_back(as_user, coordinator, summit, transport):
    risks(summit, transport, 1)
    text = as_user(coordinator).get(reverse("risks") + "?state=closed").text
    assert "R-0" not in text
    assert 'href="/risks/?"' in text
