"""Parts of words are found by an index that follows every change of the rows and of their table."""

import pytest
from django.db import connection, models
from django.db.migrations import operations as ops

from summit.search import matching
from summit.search_index import SearchIndex, forget_erased
from tests.summit.test_constraints_remade import Schema

FIELDS = [("id", models.BigAutoField(primary_key=True)), ("search_text", models.TextField(default=""))]
INDEX = SearchIndex(name="remade_words")


@pytest.fixture
def schema(transactional_db):
    """A table with two rows that are older than its index."""
    schema = Schema()
    schema.apply(ops.CreateModel("Saying", FIELDS))
    for text in ("awa bako", "ibrahim ald"):
        schema.model("Saying").objects.create(search_text=text)
    schema.apply(ops.AddIndex("saying", INDEX))
    yield schema
    while schema.done:
        schema.undo()


def found(schema, *words, name="Saying"):
    return sorted(matching(schema.model(name).objects, words).values_list("search_text", flat=True))


def follows(schema, name="Saying"):
    """Rows that come, change and go are found as they are now; the table is left as it was."""
    rows = schema.model(name).objects
    rows.bulk_create([rows.model(search_text="kader bakom"), rows.model(search_text="محمد با")])
    assert found(schema, "bako", name=name) == ["awa bako", "kader bakom"]
    assert found(schema, "حمد", "با", name=name) == ["محمد با"]
    rows.filter(search_text="kader bakom").update(search_text='kader d"or*')
    assert found(schema, "bako", name=name) == ["awa bako"]
    assert found(schema, 'd"or*', "ka", name=name) == ['kader d"or*']
    rows.exclude(search_text__in=["awa bako", "ibrahim ald"]).delete()
    assert found(schema, "der", name=name) == found(schema, "حمد", name=name) == []
    return found(schema, "aw", name=name) == ["awa bako"] and found(schema, "ld", "bra", name=name) == [
        "ibrahim ald"
    ]


CHANGES = {
    "add": ops.AddField("saying", "extra", models.IntegerField(default=3, db_index=True)),
    "alter": ops.AlterField("saying", "search_text", models.TextField(default="", blank=True)),
    "rename table": ops.RenameModel("Saying", "Sayingx"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_follows_its_rows_through_a_change_of_the_table_and_its_reversal(schema, change):
    assert follows(schema)
    schema.apply(CHANGES[change])
    assert follows(schema, "Sayingx" if change == "rename table" else "Saying")
    schema.undo()
    assert follows(schema)


def test_taken_away_it_leaves_nothing(schema):
    schema.undo()
    rows = schema.model("Saying").objects
    rows.create(search_text="later")
    rows.update(search_text="other")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'remade_words%'")
            assert cursor.fetchall() == []
    schema.apply(ops.AddIndex("saying", INDEX))
    assert found(schema, "othe") == ["other"] * 3


def test_a_model_may_be_made_with_it(transactional_db):
    schema = Schema()
    schema.apply(ops.CreateModel("Word", FIELDS, {"indexes": [SearchIndex(name="remade_other")]}))
    schema.model("Word").objects.create(search_text="first")
    assert found(schema, "irs", name="Word") == ["first"]
    schema.undo()


def test_what_was_erased_is_no_longer_in_the_index(schema):
    """The letters of a text that is gone stand in no part of the index, once it was written anew."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own vacuum does it")
    rows = schema.model("Saying").objects
    rows.bulk_create([rows.model(search_text=f"zanzibar {number}") for number in range(50)])
    rows.filter(search_text__startswith="zanzibar").update(search_text="")

    def holds(word):
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM remade_words_data")
            return any(word in bytes(block) for (block,) in cursor.fetchall())

    assert holds(b"zan")
    forget_erased([INDEX.name])
    assert not holds(b"zan")
