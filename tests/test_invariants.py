"""What must hold of the whole, whatever is added: rights, audit, sensitivity, migrations, pages."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from summit import rights
from summit.base import SummitRow
from summit.secrecy import S3, EncryptedTextField
from summit.secrecy.levels import fields_at
from summit.workflow import WORKFLOWS

OURS = ("summit", "delegations", "venues")
# Rows that are not one summit's: the summit itself, people, and what belongs to the installation.
BEYOND_SUMMITS = {
    "Summit",
    "User",
    "Notice",
    "Entry",
    "Seal",
    "ClockShift",
    "PeriodicRun",
    "Heartbeat",
    "LinkUse",
}
# Restricted fields that nobody is ever shown, and why they need no right behind which to stand.
NEVER_SHOWN = {
    "ListChange": "its pages say what changes, with the ends of numbers alone",
    "PersonVersion": "kept to prove what was known; no page reads it",
    "SealedLink": "a digest",
    "User": "a digest",
    "ImportRow": "the sender's own file",
}
PERSONAL_WORDS = ("passport", "birth", "phone", "email", "photo", "health", "weapon")


def our_models():
    return [
        model for model in apps.get_models() if model._meta.app_label in OURS and not model._meta.auto_created
    ]


def test_every_row_belongs_to_one_summit():
    lost = {model.__name__ for model in our_models() if not issubclass(model, SummitRow)}
    assert lost - BEYOND_SUMMITS == set()


def test_every_step_names_a_right_and_states_that_exist():
    wrong = []
    for model, workflow in WORKFLOWS.items():
        states = {value for value, _label in model._meta.get_field("state").flatchoices}
        for step in workflow.steps.values():
            if step.right not in rights.RIGHTS:
                wrong.append(f"{model.__name__}.{step.name}: right {step.right}")
            if unknown := ({str(source) for source in step.sources} | {str(step.target)}) - states:
                wrong.append(f"{model.__name__}.{step.name}: states {unknown}")
            if step.form:
                step.form_class()
    assert wrong == []


def test_every_state_of_a_workflow_can_be_reached():
    for model, workflow in WORKFLOWS.items():
        field = model._meta.get_field("state")
        reached = {str(step.target) for step in workflow.steps.values()} | {str(field.default)}
        assert {value for value, _label in field.flatchoices} - reached == set(), model.__name__


def test_every_model_that_is_shown_names_its_right():
    missing = [
        m.__name__ for m in our_models() if hasattr(m, "view_right") and m.view_right not in rights.RIGHTS
    ]
    assert missing == []


def test_every_personal_field_has_a_sensitivity():
    bare = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and any(word in field.name for word in PERSONAL_WORDS)
        if field.name not in getattr(model, "sensitivity", {})
    ]
    assert bare == []


def test_every_restricted_field_stands_behind_a_right_or_a_reason():
    rights_of = {}
    for model in our_models():
        declared = getattr(model, "reveal_right", None)
        for name in fields_at(model, S3):
            right = declared.get(name) if isinstance(declared, dict) else declared
            rights_of.setdefault(model.__name__, set()).add(right)
    unknown = {name for name, asked in rights_of.items() if not asked <= rights.RIGHTS.keys()}
    assert unknown == NEVER_SHOWN.keys() & rights_of.keys()
    assert all(rights_of[name] == {None} for name in unknown)


def test_every_encrypted_field_is_restricted_and_goes_when_its_time_is_over():
    encrypted = [
        (model, field.name)
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    ]
    assert len(encrypted) > 8
    assert [f"{m.__name__}.{name}" for m, name in encrypted if name not in fields_at(m, S3)] == []
    assert {m.__name__ for m, _name in encrypted if S3 not in getattr(m, "retention", {})} == set()


def test_what_is_known_of_delegations_is_erased_when_its_time_is_over():
    """A model with personal fields says for each of their levels how long they stay."""
    endless = {
        f"{model.__name__} {level}"
        for model in apps.get_app_config("delegations").get_models()
        for level in {level for level in getattr(model, "sensitivity", {}).values() if level in {"S2", "S3"}}
        if level not in getattr(model, "retention", {})
    }
    assert endless == set()


def test_state_is_never_editable():
    open_states = [model.__name__ for model in WORKFLOWS if model._meta.get_field("state").editable]
    assert open_states == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes detected" in out.getvalue()


def test_migrations_are_linear_named_and_reversible():
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    for app in OURS:
        ours = [migration for (label, _name), migration in loader.disk_migrations.items() if label == app]
        assert len(loader.graph.leaf_nodes(app)) <= 1, f"{app} has several ends"
        for migration in ours:
            assert "_auto_" not in migration.name, migration.name
            assert all(operation.reversible for operation in migration.operations), migration.name


@pytest.mark.django_db
def test_append_only_tables_refuse_to_be_rewritten():
    from summit.constraints import AppendOnly

    guarded = {m.__name__ for m in our_models() for c in m._meta.constraints if isinstance(c, AppendOnly)}
    assert {"Entry", "Seal", "Snapshot", "SnapshotLine"} <= guarded
