"""Encrypted values, blind indexes, traces of looking, and the purge."""

import datetime as dt
import hashlib
import json

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured, PermissionDenied
from django.db import connection, models

from summit import audit, secrecy
from summit.audit.models import Entry
from summit.secrecy import (
    S0,
    S1,
    S2,
    S3,
    Unreadable,
    blind_index,
    blind_indexes,
    sensitivity_of,
    with_indexes,
)
from summit.secrecy.purging import Uncleanable, due_on, empty_value, everything_kept_can_be_erased
from tests.testapp.models import Dossier

NUMBER = "DEMO-000123"


def make_dossier(summit, **fields):
    return Dossier.objects.create(
        summit=summit, **{"name": "Awa", "passport": NUMBER, "health": {"diet": "kwashi"}} | fields
    )


def raw(dossier, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM testapp_dossier WHERE id = %s", [dossier.pk])  # noqa: S608
        return cursor.fetchone()[0]


@pytest.fixture
def dossier(summit):
    return make_dossier(summit)


class TestEncryption:
    def test_the_database_holds_nothing_readable(self, dossier):
        for column in ("passport", "health", "passport_key"):
            assert NUMBER not in raw(dossier, column)
            assert "kwashi" not in raw(dossier, column)

    def test_values_come_back(self, dossier):
        found = Dossier.objects.get(pk=dossier.pk)
        assert (found.passport, found.health) == (NUMBER, {"diet": "kwashi"})
        assert list(Dossier.objects.values_list("passport", "health")) == [(NUMBER, {"diet": "kwashi"})]

    def test_update_and_bulk_update_encrypt_too(self, dossier):
        Dossier.objects.filter(pk=dossier.pk).update(passport="DEMO-000777")
        assert "777" not in raw(dossier, "passport")
        dossier.health = ["none"]
        Dossier.objects.bulk_update([dossier], ["health"])
        found = Dossier.objects.get(pk=dossier.pk)
        assert (found.passport, found.health) == ("DEMO-000777", ["none"])

    def test_nothing_stays_nothing(self, summit):
        empty = make_dossier(summit, passport="", health=None)
        assert (raw(empty, "passport"), raw(empty, "health"), raw(empty, "passport_key")) == ("", None, None)
        found = Dossier.objects.get(pk=empty.pk)
        assert (found.passport, found.health) == ("", None)

    def test_the_same_value_never_looks_the_same(self, summit):
        assert raw(make_dossier(summit), "passport") != raw(make_dossier(summit), "passport")

    @pytest.mark.parametrize(
        "question",
        [
            {"passport": NUMBER},
            {"passport__contains": "DEMO"},
            {"passport__in": [NUMBER]},
            {"health__diet": "x"},
            {"passport__length": 3},
        ],
    )
    def test_no_question_about_the_content_is_answered(self, dossier, question):
        with pytest.raises(FieldError, match="encrypted"):
            Dossier.objects.filter(**question).exists()

    def test_presence_may_be_asked(self, dossier, summit):
        empty = make_dossier(summit, passport="", health=None)
        assert list(Dossier.objects.filter(passport__isempty=True)) == [empty]
        assert list(Dossier.objects.filter(passport__isempty=False)) == [dossier]
        assert list(Dossier.objects.filter(health__isnull=True)) == [empty]

    def test_a_foreign_key_cannot_read(self, dossier, settings):
        settings.FIELD_KEYS = [Fernet.generate_key().decode()]
        with pytest.raises(Unreadable):
            Dossier.objects.get(pk=dossier.pk)

    def test_a_changed_cipher_text_cannot_be_read(self, dossier):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE testapp_dossier SET passport = 'x' || passport")
        with pytest.raises(Unreadable):
            Dossier.objects.get(pk=dossier.pk)

    def test_declarations_are_checked(self):
        class Careless(models.Model):
            number = secrecy.EncryptedTextField(unique=True)

            class Meta:
                app_label = "careless"
                managed = False

            def __str__(self):
                return str(self.pk)

        assert [error.id for error in Careless._meta.get_field("number").check()] == [
            "summit.E020",
            "summit.E021",
        ]


class TestBlindIndex:
    def test_a_value_is_found_however_it_is_written(self, dossier):
        for written in (NUMBER, "demo 000123", "Démo000123"):
            assert Dossier.objects.get(passport_key__matches=written) == dossier
        assert not Dossier.objects.filter(passport_key__matches="DEMO-000124").exists()
        assert not Dossier.objects.filter(passport_key__matches="").exists()

    def test_many_values_are_looked_up_at_once(self, dossier, summit):
        other = make_dossier(summit, passport="DEMO-000124")
        found = Dossier.objects.filter(passport_key__matches=[NUMBER, "DEMO-000124", "DEMO-000125"])
        assert set(found) == {dossier, other}

    def test_purposes_are_kept_apart(self):
        assert blind_index(NUMBER, "passport") != blind_index(NUMBER, "weapon")
        assert blind_index("", "passport") is None

    def test_the_index_follows_every_way_of_writing(self, dossier, summit):
        dossier.passport = "DEMO-1"
        dossier.save()
        assert Dossier.objects.get(passport_key__matches="DEMO-1") == dossier
        Dossier.objects.filter(pk=dossier.pk).update(**with_indexes(Dossier, {"passport": "DEMO-2"}))
        assert Dossier.objects.get(passport_key__matches="DEMO-2") == dossier
        [created] = Dossier.objects.bulk_create([Dossier(summit=summit, passport="DEMO-3")])
        assert Dossier.objects.get(passport_key__matches="DEMO-3") == created


def test_keys_rotate_while_people_work(dossier, settings):
    old_cipher, old_digest = raw(dossier, "passport"), raw(dossier, "passport_key")
    old_fields, old_indexes = settings.FIELD_KEYS, settings.INDEX_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *old_fields]
    settings.INDEX_KEYS = [Fernet.generate_key().decode(), *old_indexes]
    assert Dossier.objects.get(passport_key__matches=NUMBER).passport == NUMBER
    assert len(blind_indexes(NUMBER, "passport")) == 2

    assert secrecy.rotate(Dossier) == 1
    settings.FIELD_KEYS, settings.INDEX_KEYS = settings.FIELD_KEYS[:1], settings.INDEX_KEYS[:1]
    found = Dossier.objects.get(passport_key__matches=NUMBER)
    assert (found.passport, found.health) == (NUMBER, {"diet": "kwashi"})
    assert raw(dossier, "passport") != old_cipher
    assert raw(dossier, "passport_key") != old_digest


def test_what_is_not_declared_is_internal():
    assert [sensitivity_of(Dossier, name) for name in ("public_id", "summit", "name", "passport")] == [
        S0,
        S1,
        S2,
        S3,
    ]


class TestSeeing:
    def test_a_look_is_recorded_without_the_value(self, dossier, coordinator):
        assert secrecy.reveal(dossier, "passport", by=coordinator, why="visa") == NUMBER
        entry = audit.history(dossier).get()
        assert (entry.verb, entry.actor, entry.note) == ("reveal", coordinator, "visa")
        assert entry.changes == {"passport": None}
        assert entry.object_label == dossier.public_id

    def test_without_the_right_there_is_neither_value_nor_entry(self, dossier, auditor):
        with pytest.raises(PermissionDenied):
            secrecy.reveal(dossier, "passport", by=auditor)
        assert Entry.objects.count() == 0

    def test_a_restricted_field_without_a_right_is_a_mistake(self, dossier, coordinator, monkeypatch):
        monkeypatch.setattr(Dossier, "reveal_right", {"health": "testapp.reveal_dossier"})
        assert secrecy.reveal(dossier, "health", by=coordinator) == {"diet": "kwashi"}
        with pytest.raises(ImproperlyConfigured):
            secrecy.reveal(dossier, "passport", by=coordinator)

    def test_each_row_of_an_export_is_recorded(self, dossier, summit, coordinator, auditor):
        rows = [dossier, make_dossier(summit)]
        assert secrecy.disclosed(rows, ["passport"], by=coordinator, why="list for the hotel") == 2
        assert {entry.object_id for entry in Entry.objects.all()} == {row.public_id for row in rows}
        with pytest.raises(PermissionDenied):
            secrecy.disclosed(rows, ["passport"], by=auditor, why="curiosity")


class TestPurge:
    @pytest.fixture
    def after(self, summit):
        def days(number):
            return time_machine.travel(
                dt.datetime.combine(summit.ends_on, dt.time(12), dt.UTC) + dt.timedelta(number)
            )

        return days

    def lines(self, certificate):
        return [
            (line["level"], line["rows"]) for line in certificate.erased if line["model"] == "testapp.Dossier"
        ]

    def test_nothing_is_due_within_the_period(self, dossier, summit, coordinator, after):
        with after(30):
            assert self.lines(secrecy.purge(summit, by=coordinator)) == []
        assert Dossier.objects.get().passport == NUMBER

    def test_restricted_goes_first_then_personal(self, dossier, summit, coordinator, after):
        with after(31):
            assert self.lines(secrecy.purge(summit, by=coordinator)) == [(S3, 1)]
        found = Dossier.objects.get()
        assert (found.name, found.passport, found.health, found.passport_key) == ("Awa", "", None, None)
        with after(91):
            assert self.lines(secrecy.purge(summit, by=coordinator)) == [(S2, 1), (S3, 0)]
        assert Dossier.objects.get().name == ""

    def test_another_summit_keeps_its_rows(self, dossier, summit, other_summit, coordinator, after):
        other_summit.ends_on = summit.ends_on + dt.timedelta(days=200)
        other_summit.save()
        kept = make_dossier(other_summit)
        with after(100):
            secrecy.purge(summit, by=coordinator)
            secrecy.purge(other_summit, by=coordinator)
        assert Dossier.objects.get(pk=kept.pk).passport == NUMBER

    def test_a_dry_run_counts_and_writes_nothing(self, dossier, summit, coordinator, after):
        with after(100):
            assert self.lines(secrecy.purge(summit, by=coordinator, dry_run=True)) == [(S2, 1), (S3, 1)]
        assert Dossier.objects.get().passport == NUMBER
        assert Entry.objects.count() == 0

    def test_the_certificate_is_audited_by_its_digest(self, dossier, summit, coordinator, after):
        with after(100):
            certificate = secrecy.purge(summit, by=coordinator)
        content = {key: value for key, value in vars(certificate).items() if key != "digest"}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        assert certificate.digest == hashlib.sha256(text.encode()).hexdigest()
        assert audit.history(summit).get().note == certificate.digest

    def test_the_summits_own_date_ends_longer_periods(self, summit):
        summit.retention_until = summit.ends_on + dt.timedelta(days=40)
        assert [(due_on(summit, days) - summit.ends_on).days for days in (30, 90)] == [31, 41]

    def test_what_could_never_be_emptied_is_found_at_the_start(self, monkeypatch):
        monkeypatch.setattr(Dossier, "sensitivity", {"public_id": S2})
        assert [error.id for error in everything_kept_can_be_erased(None) if error.obj is Dossier] == [
            "summit.E022"
        ]
        with pytest.raises(Uncleanable):
            empty_value(Dossier._meta.get_field("summit"))
        assert empty_value(Dossier._meta.get_field("photo")) is None
