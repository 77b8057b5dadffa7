"""The tables of reference: classes of rank and categories, and the usual ones at one press."""

import pytest
from django.conf import settings
from django.urls import reverse

from delegations.roster.models import Category, RankClass
from delegations.roster.reference_presets import CATEGORIES, RANKS
from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
TABLES = [
    ("rank-class", "rank-classes", RankClass, len(RANKS)),
    ("category", "categories", Category, len(CATEGORIES)),
]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens_in_every_language(language, as_user, chief, summit):
    type(chief).objects.filter(pk=chief.pk).update(language=language)
    rank, category = making.make_rank(summit=summit), making.make_category("A", summit=summit)
    client = as_user(chief)
    for row, name, plural in ((rank, "rank-class", "rank-classes"), (category, "category", "categories")):
        urls = [
            reverse(plural),
            reverse(f"{name}-new"),
            row.get_absolute_url(),
            reverse(f"{name}-edit", args=[row.public_id]),
        ]
        assert [client.get(url).status_code for url in urls] == [200] * 4


@pytest.mark.parametrize(("name", "plural", "model", "count"), TABLES)
def test_an_empty_table_is_filled_at_one_press_and_only_once(
    name, plural, model, count, as_user, chief, summit
):
    client, usual = as_user(chief), reverse(f"{plural}-usual")
    assert f'action="{usual}"' in client.get(reverse(plural)).text
    assert client.post(usual).url == reverse(plural)
    rows = list(model.objects.of(summit))
    assert len(rows) == count
    assert all(set(row.name.data) == {"fr", "ar", "en"} and all(row.name.data.values()) for row in rows)
    assert [entry.verb for entry in audit.history(rows[0])] == ["create"]
    page = client.get(reverse(plural))
    assert usual not in page.text
    again = client.post(usual, follow=True)
    assert "There are some already: nothing was added." in again.text
    assert model.objects.count() == count
    assert client.get(usual).status_code == 405


def test_the_usual_ones_hold_what_the_tables_ask(summit, chief, as_user):
    for _name, plural, _model, _count in TABLES:
        as_user(chief).post(reverse(f"{plural}-usual"))
    for row in [*RankClass.objects.all(), *Category.objects.all()]:
        row.full_clean()
    assert [row.code for row in RankClass.objects.all()][:3] == ["state", "government", "vice-president"]
    assert [row.code for row in Category.objects.all()] == list("ABCDEFGHIJKL")
    heads = Category.objects.get(code="A")
    assert (heads.needs_photo, heads.needs_document) == (False, False)  # a pin, no badge
    assert {code for code, _name in settings.LANGUAGES} == {"fr", "ar", "en"}


def test_a_category_is_written_in_capitals_with_its_colour(as_user, chief, summit):
    data = {"code": "h1", "name_2": "Local press", "colour": "#F9A825", "order": "81", "needs_photo": "on"}
    response = as_user(chief).post(reverse("category-new"), data)
    row = Category.objects.get()
    assert response.url == row.get_absolute_url()
    assert (row.code, row.colour, row.needs_photo, row.needs_document) == ("H1", "#f9a825", True, False)
    wrong = as_user(chief).post(reverse("category-new"), data | {"colour": "red", "order": ""})
    assert sorted(wrong.context["form"].errors) == ["code", "colour", "order"]


def test_who_is_late_sees_both_versions(as_user, chief, summit):
    row = making.make_rank("minister", summit=summit)
    url, client = reverse("rank-class-edit", args=[row.public_id]), as_user(chief)
    data = {
        "code": "minister",
        "name_0": "minister (fr)",
        "name_1": "minister (ar)",
        "name_2": "minister",
        "revision": 1,
    }
    assert client.post(url, data | {"order": "7"}).status_code == 302
    late = client.post(url, data | {"order": "8"})
    assert late.status_code == 422
    assert [(theirs, yours) for _label, theirs, yours in late.context["form"].clashes] == [(7, 8)]


def test_who_reads_and_who_writes(
    as_user, chief, coordinator, protocol, liaison, lodging, authority, stranger, outsider, summit
):
    row = making.make_category("A", summit=summit)
    for user, read, write in (
        (chief, 200, 200), (coordinator, 200, 200), (protocol, 200, 403), (liaison, 200, 403), (lodging, 200, 403),
        (authority, 200, 403), (stranger, 403, 403), (outsider, 404, 404),
    ):  # fmt: skip
        client = as_user(user)
        assert client.get(row.get_absolute_url()).status_code == read, user
        assert client.get(reverse("category-edit", args=[row.public_id])).status_code == write, user
    assert as_user(protocol).post(reverse("rank-classes-usual")).status_code == 403
    assert reverse("categories-usual") not in as_user(protocol).get(reverse("categories")).text


@pytest.mark.parametrize(("name", "plural", "model", "count"), TABLES)
def test_one_and_thirty_cost_the_same(
    name, plural, model, count, as_user, chief, summit, django_assert_num_queries
):
    make = {"category": making.make_category, "rank-class": making.make_rank}[name]
    make("A", summit=summit)
    client = as_user(chief)
    client.get(reverse(plural))
    with django_assert_num_queries(8):
        client.get(reverse(plural))
    for number in range(29):
        make(f"B{number}", summit=summit)
    with django_assert_num_queries(8):
        client.get(reverse(plural))
