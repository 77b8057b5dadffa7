"""Many rows in few statements: whatever they hold comes back as it went in, and constraints still speak."""

import datetime as dt

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from summit.event.models import Site, Zone
from summit.imports.bulk import Beside, Table, change, copied_rows, public_ids
from summit.text import ID_ALPHABET, ID_LENGTH
from tests import factories

ODD = [
    "",
    "a\tb",
    "a\\Nb",
    "\\N",
    "line\nline\r\n",
    "é محمد \u200f 😀",
    "'quoted' \"twice\"",
    " spaces ",
    "\\.",
]


def test_public_ids_are_random_and_of_the_alphabet():
    drawn = public_ids(1000)
    assert len(set(drawn)) == 1000
    assert {len(one) for one in drawn} == {ID_LENGTH}
    assert set("".join(drawn)) == set(ID_ALPHABET)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (("a", None, 3, True), "a\t\\N\t3\tTrue"),
        ((dt.date(2025, 12, 22), "é"), "2025-12-22\té"),
        (("a\tb", "c\\d", "e\nf"), "a\\tb\tc\\\\d\te\\nf"),
        (("\\N", None), "\\\\N\t\\N"),
    ],
)
def test_lines_for_copy(row, line):
    assert copied_rows([row, row], len(row), "\t1\n") == f"{line}\t1\n" * 2


def table(summit):
    return Table(
        Site,
        ["id", "public_id", "code", "address", "capacity"],
        summit_id=summit.pk,
        name="Site",
        site_type="hotel",
    )


@pytest.mark.django_db
def test_every_text_comes_back_as_it_was(summit):
    sites = table(summit)
    keys, names = sites.keys(len(ODD)), public_ids(len(ODD))
    sites.insert(
        (key, name, f"S-{n}", text, n or None)
        for n, (key, name, text) in enumerate(zip(keys, names, ODD, strict=True))
    )
    rows = list(Site.objects.order_by("pk"))
    assert [row.address for row in rows] == ODD
    assert [row.capacity for row in rows] == [None, *range(1, len(ODD))]
    assert {(row.summit, row.site_type, row.revision, row.power_backup) for row in rows} == {
        (summit, "hotel", 1, False)
    }
    assert all(row.created_at == row.updated_at for row in rows)
    assert Site.objects.create(summit=summit, code="AFTER", name="x").pk > max(keys)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 1500])
def test_statements_do_not_grow_with_the_rows(summit, count):
    sites = table(summit)
    with CaptureQueriesContext(connection) as queries:
        sites.insert(
            zip(
                sites.keys(count),
                public_ids(count),
                (f"S-{n}" for n in range(count)),
                [""] * count,
                [1] * count,
                strict=True,
            )
        )
    assert len(queries) <= 2
    assert Site.objects.count() == count


@pytest.mark.django_db
def test_constraints_have_the_last_word(summit):
    sites = table(summit)
    with pytest.raises(IntegrityError), transaction.atomic():
        sites.insert(zip(sites.keys(2), public_ids(2), ["A", "A"], ["", ""], [1, 1], strict=True))
    assert Site.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_acts_beside_are_of_the_same_transaction():
    summit = factories.make_summit("TEST")
    with pytest.raises(RuntimeError), transaction.atomic(), Beside() as beside:
        for code in ("A", "B", "C"):
            beside.run(lambda code=code: Zone.objects.create(summit=summit, code=code, name=code))
        beside.wait()
        assert Zone.objects.count() == 3
        raise RuntimeError
    assert Zone.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_error_beside_ends_the_whole():
    summit = factories.make_summit("TEST")

    def fail():
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic(), Beside() as beside:
        beside.run(lambda: Zone.objects.create(summit=summit, code="A", name="A"))
        beside.run(fail)
    assert Zone.objects.count() == 0


@pytest.mark.django_db
def test_rows_are_changed_in_one_statement_whatever_they_hold(summit):
    sites = [Site.objects.create(summit=summit, code=f"S-{n}", name="x") for n in range(len(ODD) + 1)]
    odd = zip(sites, ODD, strict=False)
    with CaptureQueriesContext(connection) as queries:
        change(Site, ["address", "power_backup", "capacity"], ((s.pk, text, True, 7) for s, text in odd))
    assert len(queries) == 1
    rows = list(Site.objects.order_by("pk").values_list("address", "power_backup", "capacity"))
    assert rows == [*((text, True, 7) for text in ODD), ("", False, None)]
    change(Site, ["address"], [])
    with (
        pytest.raises(DataError if connection.vendor == "postgresql" else AssertionError),
        transaction.atomic(),
    ):
        change(Site, ["code"], [(sites[0].pk, "x" * 500)])
        assert connection.vendor == "postgresql", "SQLite has no lengths"
