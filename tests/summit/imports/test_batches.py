"""From the file to the verdicts, and from the verdicts to the tables."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from summit import audit
from summit.accounts.models import Commission
from summit.event.forms import ZoneForm
from summit.event.models import Site, Zone
from summit.imports import ImportField, ImportKind, NotReady, applying, batches, register
from tests import factories
from tests.summit.imports.conftest import SITES
from tests.summit.imports.making import HEAD, csv_of, opened, site_rows

pytestmark = pytest.mark.django_db


def verdicts(batch):
    return list(batch.data_rows.order_by("number").values_list("number", "verdict"))


def test_new_rows_go_in(sites, coordinator):
    batch = opened(sites, site_rows(3), coordinator)
    assert batch.counts == {"new": 3}
    assert Site.objects.count() == 0
    outcome = applying.apply(batch, by=coordinator)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (3, 0, 0)
    site = Site.objects.get(code="S-2")
    assert (site.name.data["fr"], site.site_type, site.capacity, site.power_backup) == (
        "Site 2",
        "hotel",
        12,
        True,
    )
    assert site.summit == coordinator.summit
    assert audit.history(site).get().verb == "create"
    assert batch.rows.get(number=3).target == site.public_id


def test_headings_below_a_title_and_beside_an_empty_column(sites, coordinator):
    rows = [["Liste des sites"], [], *[["", *row] for row in site_rows(2)]]
    batch = opened(sites, rows, coordinator)
    assert batch.header_row == 3
    assert verdicts(batch) == [(4, "new"), (5, "new")]


def test_an_empty_row_does_not_count(sites, coordinator):
    rows = site_rows(2)
    batch = opened(sites, [rows[0], rows[1], ["", " "], rows[2]], coordinator)
    assert batch.total == 2
    assert verdicts(batch) == [(2, "new"), (4, "new")]


def test_hundred_bad_rows_give_hundred_messages_and_nothing_is_written(sites, coordinator):
    rows = [HEAD] + [[f"S-{n}", "", "cabane", "douze", "peut-être", "x"] for n in range(100)]
    batch = opened(sites, rows, coordinator)
    assert batch.counts == {"refused": 100}
    for row in batch.data_rows:
        assert [e["field"] for e in row.errors] == ["name:fr", "site_type", "capacity", "power_backup"]
    with pytest.raises(NotReady):
        applying.apply(batch, by=coordinator)
    assert Site.objects.count() == 0
    batch.refresh_from_db()
    assert batch.state == "ready"


def test_all_or_none_holds_the_good_rows_back(sites, coordinator):
    batch = opened(sites, [*site_rows(3), ["S-9", "", "", "", "", ""]], coordinator)
    with pytest.raises(NotReady):
        applying.apply(batch, by=coordinator)
    assert Site.objects.count() == 0


def test_the_same_code_twice_in_a_file(sites, coordinator):
    rows = site_rows(2)
    batch = opened(sites, [*rows, ["s-1", *rows[1][1:]]], coordinator)
    assert batch.counts == {"new": 2, "duplicate": 1}
    (row,) = batch.data_rows.filter(verdict="duplicate")
    assert row.errors[0]["code"] == "duplicate"
    batches.leave_out(batch, row.number, by=coordinator)
    batch.refresh_from_db()
    assert batch.counts == {"new": 2, "skipped": 1}
    assert applying.apply(batch, by=coordinator).created == 2


def test_a_row_left_out_can_come_back(sites, coordinator):
    batch = opened(sites, site_rows(2), coordinator)
    batches.leave_out(batch, 2, by=coordinator)
    batches.leave_out(batch, 2, by=coordinator, skipped=False)
    batch.refresh_from_db()
    assert batch.counts == {"new": 2}


def test_a_corrected_cell_is_checked_at_once(sites, coordinator):
    rows = site_rows(2)
    rows[1][3] = "douze"
    batch = opened(sites, rows, coordinator)
    row = batches.correct(batch, 2, sites.field("capacity"), "treize", by=coordinator)
    assert (row.verdict, row.errors[0]["field"]) == ("refused", "capacity")
    row = batches.correct(batch, 2, sites.field("capacity"), "١٣", by=coordinator)
    assert (row.verdict, row.errors) == ("new", [])
    assert row.raw[3] == "douze"
    applying.apply(batch, by=coordinator)
    assert Site.objects.get(code="S-1").capacity == 13


def test_correcting_a_key_frees_its_double(sites, coordinator):
    rows = site_rows(1)
    batch = opened(sites, [*rows, rows[1]], coordinator)
    batches.correct(batch, 2, sites.field("code"), "S-7", by=coordinator)
    batch.refresh_from_db()
    assert batch.counts == {"new": 2}


def test_references_by_code_name_and_other_spellings(commissions, coordinator):
    ministry = factories.make_ministry("transport", summit=coordinator.summit)
    other = factories.make_ministry("defence", summit=coordinator.summit)
    rows = [
        ["Code", "Nom", "Ministères", "Président"],
        ["a", "Accueil", "TRANSPORT; Ministry of defence (fr)", "Coordinator"],
    ]
    batch = opened(commissions, rows, coordinator)
    assert verdicts(batch) == [(2, "new")], batch.data_rows.get().errors
    applying.apply(batch, by=coordinator)
    commission = Commission.objects.get(code="a")
    assert set(commission.ministries.all()) == {ministry, other}
    assert commission.president == coordinator
    batch = opened(commissions, [["Code", "Nom", "Ministères"], ["a", "Accueil", "defence"]], coordinator)
    assert batch.data_rows.get().changes == [
        {"field": "ministries", "was": "transport, defence", "now": "defence"}
    ]
    applying.apply(batch, by=coordinator)
    assert list(commission.ministries.all()) == [other]


def test_an_unknown_reference_names_the_nearest(commissions, coordinator):
    factories.make_ministry("transport", summit=coordinator.summit)
    with translation.override("en"):
        batch = opened(
            commissions, [["Code", "Nom", "Ministères"], ["a", "Accueil", "transprot"]], coordinator
        )
    assert (
        batch.data_rows.get().errors[0]["message"]
        == "“transprot” is not known here. Did you mean “transport”?"
    )


def test_rows_of_another_summit_are_not_known(commissions, coordinator, other_summit):
    factories.make_ministry("secret", summit=other_summit)
    batch = opened(commissions, [["Code", "Nom", "Ministères"], ["a", "Accueil", "secret"]], coordinator)
    assert batch.data_rows.get().verdict == "refused"


def test_the_same_code_in_another_summit_is_another_row(sites, coordinator, other_summit):
    Site.objects.create(summit=other_summit, code="S-1", name="Elsewhere")
    assert opened(sites, site_rows(1), coordinator).counts == {"new": 1}


def test_queries_do_not_grow_with_rows(sites, commissions, coordinator):
    ministry = factories.make_ministry("transport", summit=coordinator.summit)
    counts = {}
    for size in (1, 30, 300):
        rows = [["Code", "Nom", "Ministères", "Président"]]
        rows += [[f"c-{n}", f"C {n}", "transport", "coordinator"] for n in range(size)]
        Commission.objects.all().delete()
        made = Commission.objects.bulk_create(
            Commission(summit=coordinator.summit, code=f"c-{n}", name="x", president=coordinator)
            for n in range(size // 2)
        )
        for commission in made:
            commission.ministries.add(ministry)
        batch = batches.open_batch(
            commissions, csv_of(rows), filename="c.csv", by=coordinator, summit=coordinator.summit
        )
        with CaptureQueriesContext(connection) as captured:
            batches.check(batch, by=coordinator)
        # Writes come in batches of as many values as the engine takes in one statement.
        counts[size] = len([q for q in captured if q["sql"].startswith("SELECT")])
    assert counts[30] == counts[300]
    assert counts[1] <= counts[30] <= 12


def test_check_constraints_cost_no_query_either(sites, coordinator):
    counts = []
    for size in (30, 300):
        Site.objects.all().delete()
        Site.objects.bulk_create(
            Site(summit=coordinator.summit, code=f"S-{n}", name="x") for n in range(size // 2)
        )
        batch = batches.open_batch(
            sites, csv_of(site_rows(size)), filename="s.csv", by=coordinator, summit=coordinator.summit
        )
        with CaptureQueriesContext(connection) as captured:
            batches.check(batch, by=coordinator)
        counts.append(len([q for q in captured if q["sql"].startswith("SELECT")]))
    assert counts[0] == counts[1]


def test_check_constraints_are_judged_in_the_preview(registry, coordinator):
    def form(data, *, instance, summit, by):
        return ZoneForm(data, instance=instance, user=by)

    fields = [
        ImportField("code", "Code", required=True),
        ImportField("colour", "Colour"),
        ImportField("name:fr", "Name"),
    ]
    kind = register(
        ImportKind(
            name="zones", label="Zones", right="summit.edit_site", model=Zone, form=form, fields=fields
        )
    )
    batch = opened(kind, [["code", "colour", "name"], ["A", "#123456", "x"], ["B", "blue", "y"]], coordinator)
    assert [(r.verdict, [e["field"] for e in r.errors]) for r in batch.data_rows] == [
        ("new", []),
        ("refused", ["colour"]),
    ]


def test_a_check_that_stopped_runs_again(sites, coordinator, monkeypatch):
    batch = batches.open_batch(
        sites, csv_of(site_rows(5)), filename="a.csv", by=coordinator, summit=coordinator.summit
    )
    monkeypatch.setattr(batches, "CHUNK", 2)
    real, calls = batches.store, []

    def killed(rows, *args):
        calls.append(rows)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(rows, *args)

    monkeypatch.setattr(batches, "store", killed)
    with pytest.raises(KeyboardInterrupt):
        batches.check(batch, by=coordinator)
    batch.refresh_from_db()
    assert (batch.state, batch.checked) == ("checking", 2)
    monkeypatch.setattr(batches, "store", real)
    assert batches.check(batch, by=coordinator).counts == {"new": 5}


def test_progress_is_true(sites, coordinator, monkeypatch):
    monkeypatch.setattr(batches, "CHUNK", 2)
    batch = batches.open_batch(
        sites, csv_of(site_rows(5)), filename="a.csv", by=coordinator, summit=coordinator.summit
    )
    seen = []
    batches.check(batch, by=coordinator, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_what_the_whole_file_shows(registry, coordinator):
    def all_seats(rows, summit):
        for row in rows:
            if sum(int(r.cleaned.get("capacity") or 0) for r in rows) > 100:
                yield row.number, "capacity", "Too many seats in all."

    kind = register(ImportKind(**SITES | {"check_all": all_seats}))
    rows = site_rows(2)
    rows[1][3] = "500"
    batch = opened(kind, rows, coordinator)
    assert batch.counts == {"refused": 2}
    batches.correct(batch, 2, kind.field("capacity"), "5", by=coordinator)
    batch.refresh_from_db()
    assert batch.counts == {"new": 2}


def test_correcting_another_cell_does_not_forgive_a_double(sites, coordinator):
    rows = site_rows(1)
    batch = opened(sites, [*rows, rows[1]], coordinator)
    row = batches.correct(batch, 3, sites.field("capacity"), "7", by=coordinator)
    assert row.verdict == "duplicate"
