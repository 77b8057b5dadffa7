"""One box for everything: what it finds, for whom, and what it costs."""

import pytest
from django.urls import reverse

from summit.search import LIMIT, find
from tests import factories


@pytest.fixture
def plan(transport):
    titles = {
        "T-1": {"fr": "Badge de Mme Traoré"},
        "T-2": {"fr": "Route N’Diaye", "en": "N'Diaye road"},
        "T-3": {"fr": "Salle", "ar": "قاعة مُحَمَّد الأمين"},
    }
    return [factories.make_task(code, title=title, ministry=transport) for code, title in titles.items()]


def found(client, query):
    response = client.get(reverse("search"), {"q": query})
    return [
        title.partition(" ")[0] for group in response.context["groups"] for title, *_rest in group["hits"]
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("traore", ["T-1"]),
        ("TRAORÉ", ["T-1"]),
        ("traoré badge", ["T-1"]),
        ("n'diaye", ["T-2"]),
        ("ndiaye", ["T-2"]),
        ("N’Diaye road", ["T-2"]),
        ("محمد", ["T-3"]),
        ("مُحَمَّد", ["T-3"]),
        ("الامين", ["T-3"]),
        ("t-2", ["T-2"]),
        ("traore ndiaye", []),
        ("<script>", []),
        ("%", []),
        ("", []),
        ("   ", []),
    ],
)
def test_letters_are_folded_and_all_words_are_wanted(query, codes, as_user, focal, plan):
    assert found(as_user(focal), query) == codes


@pytest.mark.parametrize("who", ["stranger", "outsider", "visitor"])
def test_others_find_nothing(who, request, as_user, plan):
    client = as_user(request.getfixturevalue(who))
    assert [found(client, query) for query in ("traore", "T-1", "salle")] == [[], [], []]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("query", ["", "traore", "nobody", "\x00", "x" * 5000])
def test_page_answers_in_every_language(language, query, as_user, focal, plan):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    response = as_user(focal).get(reverse("search"), {"q": query})
    assert response.status_code == 200
    assert (plan[0].get_absolute_url() in response.text) == (query == "traore")


def test_what_was_typed_is_shown_and_never_run(as_user, focal):
    text = as_user(focal).get(reverse("search"), {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_more_than_fits_is_said(focal, transport):
    factories.make_tasks(LIMIT + 1, ministry=transport)
    (group,) = find(focal, "task")
    assert (len(group["hits"]), group["more"]) == (LIMIT, True)


def test_exactly_what_fits_is_not_more(focal, transport):
    factories.make_tasks(LIMIT, ministry=transport)
    (group,) = find(focal, "task")
    assert (len(group["hits"]), group["more"]) == (LIMIT, False)


def test_costs_the_same_for_1_and_30_hits(as_user, focal, transport, django_assert_max_num_queries):
    client, costs = as_user(focal), []
    client.get(reverse("search"))
    for amount in (1, 29):
        factories.make_tasks(amount, ministry=transport, owner=focal)
        with django_assert_max_num_queries(8) as asked:
            client.get(reverse("search"), {"q": "task"})
        costs.append(len(asked))
    assert costs[0] == costs[1]
