"""The audit: written inside the act, without personal values, chained, and telling when it was changed."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from i18nfield.strings import LazyI18nString

from summit import audit
from summit.audit import OutsideAct, sealing
from summit.audit.models import Entry, Seal
from summit.constraints import append_only_lifted
from tests.factories import make_summit
from tests.racing import race
from tests.testapp.models import Dossier


def write(summit, amount=1):
    for number in range(amount):
        audit.record(summit, f"act-{number}", by=None)


def tamper(sql, *params):
    """Change tables as somebody could who may alter them."""
    with transaction.atomic(), append_only_lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)


class TestRecording:
    @pytest.mark.django_db(transaction=True)
    def test_an_act_without_a_transaction_cannot_be_recorded(self):
        summit = make_summit("TEST")
        with pytest.raises(OutsideAct):
            audit.record(summit, "open", by=None)
        with transaction.atomic():
            audit.record(summit, "open", by=None)
        assert Entry.objects.count() == 1

    def test_an_entry_says_who_did_what_to_which_row_and_why(self, summit, coordinator):
        entry = audit.record(
            summit, "open", by=coordinator, note="ready", changes={"state": ["preparation", "open"]}
        )
        stored = Entry.objects.get(pk=entry.pk)
        assert (stored.actor, stored.actor_label, stored.verb, stored.note) == (
            coordinator,
            "coordinator",
            "open",
            "ready",
        )
        assert (stored.kind, stored.object_id, stored.summit) == ("summit.summit", summit.public_id, summit)
        assert stored.changes == {"state": ["preparation", "open"]}

    def test_personal_values_and_names_stay_out(self, summit, coordinator):
        dossier = Dossier.objects.create(summit=summit, name="Awa")
        changes = {"name": ["Awa", "Aya"], "passport": ["1", "2"], "public_id": ["a", "b"]}
        entry = audit.record(dossier, "edit", by=coordinator, changes=changes)
        assert entry.changes == {"name": None, "passport": None, "public_id": ["a", "b"]}
        assert entry.object_label == dossier.public_id

    def test_values_are_kept_as_plain_json(self, summit, coordinator):
        changes = {
            "cost": [None, Decimal("1.50")],
            "day": [dt.date(2025, 12, 22), None],
            "who": [coordinator, [summit]],
            "name": [LazyI18nString({"fr": "Été", "ar": "صيف"}), {"n": 1}],
        }
        entry = audit.record(summit, "edit", by=None, changes=changes)
        entry.refresh_from_db()
        assert entry.changes == {
            "cost": [None, "1.50"],
            "day": ["2025-12-22", None],
            "who": [coordinator.public_id, [summit.public_id]],
            "name": [{"fr": "Été", "ar": "صيف"}, {"n": 1}],
        }

    def test_many_rows_are_recorded_in_few_statements(self, summit, coordinator, django_assert_num_queries):
        dossiers = [Dossier.objects.create(summit=summit) for _ in range(30)]
        with django_assert_num_queries(1):
            entries = audit.record_many(
                dossiers, "import", by=coordinator, changes=lambda row: {"public_id": [None, row.public_id]}
            )
        assert [entry.changes["public_id"][1] for entry in entries] == [row.public_id for row in dossiers]

    def test_history_is_the_rows_own_newest_first(self, summit, other_summit):
        write(summit, 2)
        write(other_summit)
        assert [entry.verb for entry in audit.history(summit)] == ["act-1", "act-0"]

    @pytest.mark.parametrize("act", [lambda rows: rows.update(note="x"), lambda rows: rows.delete()])
    def test_entries_and_seals_stand(self, summit, act):
        write(summit)
        sealing.seal()
        with pytest.raises(IntegrityError, match="audit_seal_stands"), transaction.atomic():
            Seal.objects.all()._raw_delete("default")
        with pytest.raises(IntegrityError), transaction.atomic():
            act(Entry.objects.all())
        assert (Entry.objects.count(), Seal.objects.count()) == (1, 1)


class TestSealing:
    def test_everything_is_sealed_once_and_the_chain_holds(self, summit):
        write(summit, 5)
        assert [sealing.seal(batch=3), sealing.seal(batch=3), sealing.seal(batch=3)] == [3, 2, 0]
        assert sealing.verify() == {
            "entries": 5,
            "sealed": 5,
            "unsealed": 0,
            "oldest_unsealed_seconds": 0,
            "broken": [],
        }

    def test_an_entry_that_commits_late_is_not_passed_over(self, summit):
        write(summit, 3)
        late = Entry.objects.order_by("pk").first()
        Seal.objects.bulk_create(
            sealing._chain(Entry.objects.exclude(pk=late.pk).order_by("pk"), 0, sealing.GENESIS)
        )
        assert sealing.seal_all() == 1
        assert Seal.objects.get(number=3).entry == late
        assert sealing.verify()["broken"] == []

    def test_the_age_of_the_unsealed_tail_is_told(self, summit, time_machine):
        time_machine.move_to(dt.datetime(2025, 12, 1, 8, tzinfo=dt.UTC), tick=False)
        write(summit, 2)
        time_machine.shift(90)
        found = sealing.verify()
        assert (found["unsealed"], found["oldest_unsealed_seconds"]) == (2, 90)

    @pytest.mark.parametrize(
        ("sql", "faults"),
        [
            ("UPDATE summit_entry SET verb = 'other' WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET note = 'x' WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET changes = '{\"a\": 1}' WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET summit_id = NULL WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET actor_label = 'x' WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET object_id = 'x' WHERE verb = 'act-1'", [(2, "content")]),
            ("UPDATE summit_entry SET at = '2020-01-01 00:00:00' WHERE verb = 'act-1'", [(2, "content")]),
            ("DELETE FROM summit_seal WHERE number = 2", [(2, "missing")]),
            ("UPDATE summit_seal SET digest = previous WHERE number = 2", [(2, "content"), (3, "chain")]),
            ("UPDATE summit_seal SET previous = digest WHERE number = 2", [(2, "chain"), (2, "content")]),
            (
                "UPDATE summit_seal SET number = 9 WHERE number = 3",
                [(n, "missing") for n in range(3, 9)] + [(9, "content")],
            ),
        ],
    )
    def test_a_change_behind_the_programs_back_is_found(self, summit, sql, faults):
        write(summit, 3)
        sealing.seal()
        tamper(sql)
        assert [(fault["number"], fault["reason"]) for fault in sealing.verify()["broken"]] == faults

    def test_an_entry_taken_away_with_its_seal_is_found(self, summit):
        write(summit, 3)
        sealing.seal()
        entry = Entry.objects.get(verb="act-1")
        tamper("DELETE FROM summit_seal WHERE entry_id = %s", entry.pk)
        tamper("DELETE FROM summit_entry WHERE id = %s", entry.pk)
        assert sealing.verify()["broken"] == [{"number": 2, "entry": None, "reason": "missing"}]

    def test_a_seal_that_somebody_else_took_is_no_harm(self, summit, monkeypatch):
        write(summit, 2)
        chain = sealing._chain

        def overtaken(entries, last, previous):
            ours = chain(entries, last, previous)
            Seal.objects.bulk_create(chain(Entry.objects.unsealed()[:1], last, previous))
            return ours

        monkeypatch.setattr(sealing, "_chain", overtaken)
        assert sealing.seal() == 0
        monkeypatch.undo()
        assert sealing.seal_all() == 2
        assert sealing.verify()["broken"] == []

    @pytest.mark.django_db(transaction=True)
    def test_sealers_and_writers_at_once_leave_one_whole_chain(self):
        summit = make_summit("TEST")
        done = threading.Event()

        def writing():
            for _ in range(30):
                with transaction.atomic():
                    write(summit, 2)

        def sealing_all():
            while not done.is_set():
                sealing.seal(batch=7)

        stop = threading.Timer(3, done.set)
        stop.start()
        race(writing, writing, writing, sealing_all, sealing_all, refusals=())
        sealing.seal_all()
        found = sealing.verify()
        assert (found["entries"], found["sealed"], found["broken"]) == (180, 180, [])
