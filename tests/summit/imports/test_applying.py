"""Writing what the preview promised: all or none, audited, and nothing where somebody was faster."""

import pytest
from django.db import transaction
from django.utils import translation

from summit import audit, exports
from summit.accounts.models import Commission
from summit.event.models import Site
from summit.imports import NotReady, Overtaken, applying, batches
from summit.imports.models import ImportBatch, ImportRow
from tests.summit.imports.making import opened, site_rows, xlsx_of

pytestmark = pytest.mark.django_db


def test_good_rows_go_in_where_the_kind_says_so(commissions, coordinator):
    rows = [["Code", "Nom", "Ordre"], ["a", "Accueil", "1"], ["b", "", "2"]]
    batch = opened(commissions, rows, coordinator)
    assert applying.apply(batch, by=coordinator).created == 1
    batch.refresh_from_db()
    assert batch.state == "ready"
    assert batch.counts == {"applied": 1, "refused": 1}
    batches.correct(batch, 3, commissions.field("name:fr"), "Budget", by=coordinator)
    assert applying.apply(batch, by=coordinator).created == 1
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert set(Commission.objects.values_list("code", flat=True)) == {"a", "b"}


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_reimport_of_an_own_export_changes_nothing(sites, coordinator, lang, form):
    rows = site_rows(6)
    for row, address in zip(
        rows[1:], ["=1+1", "'=x", "+223 76", "a\nb; c", "😀 {x} \u200fمحمد", "-18"], strict=True
    ):
        row[5] = address
    applying.apply(opened(sites, rows, coordinator), by=coordinator)
    assert Site.objects.get(code="S-1").address == "=1+1"
    with translation.override(lang):
        columns, stored = exports.columns_of(sites), Site.objects.order_by("code")
        if form == "csv":
            content = b"".join(exports.csv(columns, stored))
        else:
            with exports.xlsx(columns, stored) as file:
                content = file.read()
        batch = opened(sites, [], coordinator, content=content)
    assert batch.counts == {"unchanged": 6}
    with pytest.raises(NotReady):
        applying.apply(batch, by=coordinator)


def test_two_who_confirm_write_once(sites, coordinator):
    batch = opened(sites, site_rows(2), coordinator)
    same = ImportBatch.objects.get(pk=batch.pk)
    applying.apply(batch, by=coordinator)
    with pytest.raises(NotReady):
        applying.apply(same, by=coordinator)
    assert Site.objects.count() == 2


def test_what_changed_since_the_preview_is_shown_again(sites, coordinator):
    applying.apply(opened(sites, site_rows(2), coordinator), by=coordinator)
    rows = site_rows(2)
    rows[1][3] = "50"
    batch = opened(sites, rows, coordinator)
    Site.objects.filter(code="S-1").update(capacity=40)
    with pytest.raises(Overtaken):
        applying.apply(batch, by=coordinator)
    assert Site.objects.get(code="S-1").capacity == 40
    batch.refresh_from_db()
    assert batch.state == "ready"
    assert batch.data_rows.get(verdict="changed").changes == [{"field": "capacity", "was": "40", "now": "50"}]
    assert applying.apply(batch, by=coordinator).updated == 1


def test_a_row_that_came_in_meanwhile_overtakes(sites, coordinator):
    batch = opened(sites, site_rows(2), coordinator)
    Site.objects.create(summit=coordinator.summit, code="S-1", name="Other")
    with pytest.raises(Overtaken):
        applying.apply(batch, by=coordinator)
    assert Site.objects.count() == 1


def test_the_database_has_the_last_word_in_a_sentence(sites, coordinator, monkeypatch):
    """A row that slips in after our last look breaks the unique constraint; nothing is written."""
    batch = opened(sites, site_rows(2), coordinator)
    real = applying._create

    def late(instances, model):
        Site.objects.create(summit=coordinator.summit, code="S-2", name="Faster")
        real(instances, model)

    monkeypatch.setattr(applying, "_create", late)
    with (
        translation.override("en"),
        pytest.raises(NotReady, match=r"Nothing was written. This code is already taken"),
    ):
        applying.apply(batch, by=coordinator)
    batch.refresh_from_db()
    assert batch.state == "ready"
    assert ImportRow.objects.filter(is_applied=True).count() == 0
    assert Site.objects.count() == 0


def test_abandoning_leaves_a_trace_without_rows(sites, coordinator):
    batch = opened(sites, site_rows(2), coordinator)
    batches.abandon(batch, by=coordinator)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("abandoned", 0)
    for act in (
        lambda: batches.check(batch, by=coordinator),
        lambda: applying.apply(batch, by=coordinator),
        lambda: batches.abandon(batch, by=coordinator),
    ):
        with pytest.raises(NotReady):
            act()


def test_long_and_odd_values_are_stored_whole(sites, coordinator):
    rows = site_rows(1)
    rows[1][1] = '"Palais" {1} <b>é</b> 😀 \u200fقصر\u200e ' + "x" * 150
    rows[1][5] = "y" * 200
    applying.apply(opened(sites, [], coordinator, content=xlsx_of(rows)), by=coordinator)
    site = Site.objects.get()
    assert site.name.data["fr"] == rows[1][1]
    assert site.address == rows[1][5]


def test_an_import_inside_another_transaction_is_one_act(sites, coordinator):
    batch = opened(sites, site_rows(2), coordinator)
    with pytest.raises(RuntimeError), transaction.atomic():
        applying.apply(batch, by=coordinator)
        raise RuntimeError
    batch.refresh_from_db()
    assert (batch.state, Site.objects.count()) == ("ready", 0)


def test_changes_are_old_and_new(sites, coordinator):
    applying.apply(opened(sites, site_rows(2), coordinator), by=coordinator)
    rows = site_rows(2)
    rows[1][3], rows[1][4] = "99", "non"
    batch = opened(sites, rows, coordinator)
    assert batch.counts == {"changed": 1, "unchanged": 1}
    (row,) = batch.data_rows.filter(verdict="changed")
    assert row.changes == [
        {"field": "capacity", "was": "11", "now": "99"},
        {"field": "power_backup", "was": "✓", "now": ""},
    ]
    applying.apply(batch, by=coordinator)
    site = Site.objects.get(code="S-1")
    assert (site.capacity, site.power_backup, site.revision) == (99, False, 2)
    assert audit.history(site).first().changes == {"capacity": ["11", "99"], "power_backup": ["✓", ""]}


def test_a_column_that_lacks_leaves_values_alone(sites, coordinator):
    applying.apply(opened(sites, site_rows(1), coordinator), by=coordinator)
    batch = opened(sites, [["Code", "Nom"], ["S-1", "Autre nom"]], coordinator)
    applying.apply(batch, by=coordinator)
    site = Site.objects.get(code="S-1")
    assert (site.name.data["fr"], site.capacity, site.power_backup, site.address) == (
        "Autre nom",
        11,
        True,
        "Rue 1",
    )


def test_another_language_of_a_name_is_left_alone(sites, coordinator):
    applying.apply(opened(sites, site_rows(1), coordinator), by=coordinator)
    site = Site.objects.get(code="S-1")
    site.name.data["ar"] = "موقع"
    site.save()
    applying.apply(opened(sites, [["Code", "Nom"], ["S-1", "Autre nom"]], coordinator), by=coordinator)
    assert Site.objects.get(code="S-1").name.data == {"fr": "Autre nom", "ar": "موقع"}
