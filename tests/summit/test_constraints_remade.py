"""Constraints survive every change of their table, forwards and backwards.

SQLite changes most things by building the table anew; triggers and checks must come along.
"""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import operations as ops
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from summit.constraints import Acyclic, AppendOnly, CarriedRank, NoOverlap


def day(number):
    return dt.date(2025, 12, number)


def refused(name):
    """The act inside is refused by the database, in the name of the constraint."""
    return pytest.raises(IntegrityError, match=name)


KEY = [("id", models.BigAutoField(primary_key=True))]
RANK = ("rank", models.PositiveIntegerField(default=0))
NOTE = ("note", models.TextField(default=""))
RANK_KEY = models.UniqueConstraint(fields=["id", "rank"], name="remade_rank_key")
ACYCLIC = Acyclic(source="place", target="needs", rank="rank", name="remade_acyclic")
OVERLAP = NoOverlap(resource="place", start="start", end="end", name="remade_overlap")
STANDS = AppendOnly(name="remade_stands")


def holding(nodes):
    """A table that depends on ``nodes`` and holds them for a time."""
    return ops.CreateModel(
        "Holding",
        [
            *KEY,
            ("place", models.ForeignKey(nodes, models.CASCADE, related_name="+")),
            ("needs", models.ForeignKey(nodes, models.CASCADE, related_name="+")),
            ("place_rank", CarriedRank("place")),
            ("needs_rank", CarriedRank("needs")),
            ("start", models.DateField()),
            ("end", models.DateField()),
            NOTE,
        ],
    )


def remade_operations():
    return [
        ops.CreateModel("Place", [*KEY, RANK, NOTE], {"constraints": [RANK_KEY]}),
        holding("testapp.Place"),
        ops.CreateModel("Saying", [*KEY, NOTE]),
        ops.AddConstraint("holding", OVERLAP),
        ops.AddConstraint("holding", ACYCLIC),
        ops.AddConstraint("saying", STANDS),
    ]


CHANGES = {
    "alter": lambda model: ops.AlterField(model, "note", models.CharField(max_length=77, default="x")),
    "add plain": lambda model: ops.AddField(model, "extra", models.TextField(null=True)),
    "add with default": lambda model: ops.AddField(
        model, "extra", models.IntegerField(default=3, db_index=True)
    ),
    "remove": lambda model: ops.RemoveField(model, "note"),
    "rename column": lambda model: ops.RenameField(model, "note", "remark"),
    "rename table": lambda model: ops.RenameModel(model, f"{model}x"),
}


class Schema:
    """A small schema of its own, built and changed by migrations' operations."""

    def __init__(self):
        self.state, self.done = ProjectState(), []

    def apply(self, *operations):
        for operation in operations:
            before, self.state = self.state, self.state.clone()
            operation.state_forwards("testapp", self.state)
            with connection.schema_editor() as editor:
                operation.database_forwards("testapp", editor, before, self.state)
            self.done.append((operation, before, self.state))

    def undo(self):
        operation, before, after = self.done.pop()
        with connection.schema_editor() as editor:
            operation.database_backwards("testapp", editor, after, before)
        self.state = before

    def model(self, name):
        return self.state.apps.get_model("testapp", name)


@pytest.fixture
def schema(transactional_db):
    schema = Schema()
    schema.apply(*remade_operations())
    yield schema
    while schema.done:
        schema.undo()


def holds(schema, **names):
    """All three constraints still refuse."""
    places, holdings, sayings = (
        schema.model(names.get(name.lower(), name)).objects for name in ("Place", "Holding", "Saying")
    )
    extra = {"note": ""} if any(field.name == "note" for field in places.model._meta.fields) else {}
    low, high = places.create(rank=0, **extra), places.create(rank=1, **extra)
    span = {"start": day(1), "end": day(3)}
    first = holdings.create(place=high, needs=low, **span)
    with refused("remade_overlap"), transaction.atomic():
        holdings.create(place=high, needs=low, **span)
    with refused("remade_acyclic"), transaction.atomic():
        holdings.create(place=low, needs=high, **span)
    with refused("remade_acyclic"), transaction.atomic():
        places.filter(pk=high.pk).update(rank=0)
    places.filter(pk=high.pk).update(rank=4)
    assert holdings.get(pk=first.pk).place_rank == 4
    said = sayings.create()
    with refused("remade_stands"), transaction.atomic():
        sayings.filter(pk=said.pk).delete()
    with refused("remade_stands"), transaction.atomic():
        sayings.filter(pk=said.pk).update(id=said.pk + 100)
    return True


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("model", ["Place", "Holding", "Saying"])
def test_constraints_survive_a_change_of_the_table_and_its_reversal(schema, model, change):
    schema.apply(CHANGES[change](model))
    names = {model.lower(): f"{model}x"} if change == "rename table" else {}
    assert holds(schema, **names)
    schema.undo()
    assert holds(schema)


@pytest.mark.parametrize(
    ("model", "name"),
    [("holding", "remade_overlap"), ("holding", "remade_acyclic"), ("saying", "remade_stands")],
)
def test_a_removed_constraint_is_gone_and_comes_back(schema, model, name):
    schema.apply(ops.RemoveConstraint(model, name))
    with pytest.raises(pytest.fail.Exception):
        holds(schema)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{name}%"]
            )
        else:
            cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE %s", [f"{name}%"])
        assert cursor.fetchall() == []
    for table in ("Holding", "Place"):
        schema.model(table).objects.all().delete()
    schema.undo()
    assert holds(schema)


def test_migrations_made_by_django_work_forwards_and_backwards(transactional_db):
    """The autodetector orders constraints by the names of their models, not by what they point at."""
    wanted = ProjectState()
    for operation in (
        ops.CreateModel("Work", [*KEY, RANK]),
        holding("testapp.Work"),
    ):
        operation.state_forwards("testapp", wanted)
    wanted.models["testapp", "work"].options["constraints"] = [RANK_KEY]
    wanted.models["testapp", "holding"].options["constraints"] = [ACYCLIC]
    changes = MigrationAutodetector(ProjectState(), wanted)._detect_changes()
    [migration] = changes["testapp"]
    with connection.schema_editor() as editor:
        after = migration.apply(ProjectState(), editor)
    work = after.apps.get_model("testapp", "Work").objects.create(rank=1)
    with refused("remade_acyclic"), transaction.atomic():
        after.apps.get_model("testapp", "Holding").objects.create(
            place=work, needs=work, start=day(1), end=day(2)
        )
    with connection.schema_editor() as editor:
        migration.unapply(ProjectState(), editor)


@pytest.mark.parametrize("rule", [OVERLAP, ACYCLIC, STANDS])
def test_migrations_can_write_the_constraints_down(rule):
    text, imports = MigrationWriter.serialize(rule)
    assert text.startswith(f"summit.constraints.{type(rule).__name__}(")
    assert imports == {"import summit.constraints"}
