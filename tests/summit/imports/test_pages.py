"""The pages: sending, answering, matching, previewing, correcting, confirming."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation

from summit.event.models import Site
from summit.imports import batches, limits, reading
from summit.imports.models import ImportBatch
from tests.summit.imports.making import as_user, bad_rows, csv_of, opened, send, site_rows, xlsx_of

pytestmark = pytest.mark.django_db


def page(client, batch, **query):
    return client.get(batch.get_absolute_url(), query).content.decode()


def test_sending_a_clear_file_leads_straight_to_the_preview(sites, client):
    response = send(client, csv_of(site_rows(3)))
    batch = ImportBatch.objects.get()
    assert (response.status_code, response.url) == (302, batch.get_absolute_url())
    text = page(client, batch)
    assert "3 rows: 3 new." in re.sub(r"\s+", " ", text)
    assert "Add 3, change 0" in text
    assert Site.objects.count() == 0


def test_the_page_of_sending_says_what_is_wanted(sites, client):
    text = client.get(reverse("import-new", args=["test-sites"])).content.decode()
    for word in ("Intitulé", "الرمز", "must be there", "template.xlsx", 'enctype="multipart/form-data"'):
        assert word in text


def test_confirming_writes_and_says_what(sites, client):
    send(client, csv_of(site_rows(3)))
    batch = ImportBatch.objects.get()
    response = client.post(reverse("import-apply", args=[batch.public_id]), follow=True)
    assert "3 rows added, 0 rows changed." in response.content.decode()
    assert Site.objects.count() == 3


def test_all_errors_stand_on_one_page_with_their_cells(sites, client):
    send(client, csv_of(bad_rows(100)))
    text = page(client, ImportBatch.objects.get())
    assert text.count('class="form-control bad"') == 200
    assert ">C2</bdi>" in text
    assert ">D101</bdi>" in text
    assert "Add" not in re.findall(r'<div class="confirm">.*', text, re.DOTALL)[0].split("</div>")[0]


def test_a_cell_is_corrected_without_script(sites, client):
    send(client, csv_of(bad_rows(1)))
    batch = ImportBatch.objects.get()
    where = reverse("import-cell", args=[batch.public_id, 2])
    response = client.post(where, {"field": "capacity", "value": "12"})
    assert response.url == f"{batch.get_absolute_url()}#row-2"
    text = client.post(
        where, {"field": "site_type", "value": "Palace"}, headers={"hx-request": "true"}
    ).content.decode()
    assert text.lstrip().startswith('<div id="import">')
    assert "1\u00a0new" in text
    assert 'id="row-2"' in text, "a corrected row stays under the hand"
    assert "form-control bad" not in text


def test_a_field_that_is_no_column_cannot_be_corrected(sites, client):
    send(client, csv_of(bad_rows(1)))
    where = reverse("import-cell", args=[ImportBatch.objects.get().public_id, 2])
    assert client.post(where, {"field": "summit", "value": "1"}).status_code == 404


def test_hostile_values_are_shown_and_not_run(sites, client):
    rows = bad_rows(1)
    rows[1][3] = '"><script>alert(1)</script>'
    send(client, csv_of(rows))
    text = page(client, ImportBatch.objects.get())
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_an_encoding_that_cannot_be_told_is_asked(sites, client):
    content = "Code;Nom\nA;TRAORÉ\n".encode("cp1252")
    response = send(client, content)
    batch = ImportBatch.objects.get()
    assert response.url == reverse("import-source", args=[batch.public_id])
    text = client.get(response.url).content.decode()
    assert "TRAORÉ" in text
    assert client.post(response.url, {"answer": "utf-8"}).status_code == 422
    assert client.post(response.url, {"answer": "cp1252"}).url == batch.get_absolute_url()
    batch.refresh_from_db()
    assert batch.content is None
    assert batch.rows.get(number=2).raw == ["A", "TRAORÉ"]


def test_a_sheet_is_asked(sites, client):
    response = send(client, xlsx_of(site_rows(1), Autre=site_rows(2)), "a.xlsx")
    assert client.post(response.url, {"answer": "Autre"}).status_code == 302
    assert ImportBatch.objects.get().counts == {"new": 2}


def test_columns_are_matched_by_hand(sites, client):
    rows = [["Tableau"], ["ident.", "désignation", "x"], ["S-1", "Palais", "1"]]
    response = send(client, csv_of(rows))
    batch = ImportBatch.objects.get()
    assert response.url == reverse("import-columns", args=[batch.public_id])
    assert "désignation" in client.get(response.url + "?row=2").content.decode()
    missing = client.post(response.url + "?row=2", {"code": "0"})
    assert missing.status_code == 422
    twice = client.post(response.url + "?row=2", {"code": "0", "name:fr": "0"})
    assert twice.status_code == 422
    done = client.post(response.url + "?row=2", {"code": "0", "name:fr": "1"})
    assert done.url == batch.get_absolute_url()
    batch.refresh_from_db()
    assert (batch.header_row, batch.counts) == (2, {"new": 1})


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "empty"), (b"%PDF-1.4", "PDF"), (b"\x00\x01\x02" * 100, "not a table")]
)
def test_a_wrong_file_is_refused_with_a_sentence(sites, client, content, sentence):
    response = send(client, content)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ImportBatch.objects.count() == 0


def test_sixty_megabytes_are_refused_with_a_sentence(sites, client):
    response = send(client, b"a;b\n" * (15 * limits.MEGABYTE))
    assert response.status_code == 422
    assert "larger than 20 MB" in response.content.decode()


def test_abandoning(sites, client):
    send(client, csv_of(site_rows(1)))
    batch = ImportBatch.objects.get()
    client.post(reverse("import-abandon", args=[batch.public_id]))
    assert "given up" in page(client, batch)


def test_the_refused_rows_come_back_as_a_workbook(sites, client):
    rows = [*bad_rows(2), ["S-9", "Bon", "hotel", "1", "oui", "=1+1"]]
    send(client, csv_of(rows))
    batch = ImportBatch.objects.get()
    response = client.get(reverse("import-refused", args=[batch.public_id]))
    records = reading.read(response.content).records
    assert records[0] == [*rows[0], "Why it was refused"]
    assert [r[0] for r in records[1:]] == ["S-0", "S-1"]
    assert "Write a number." in records[1][6]


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_empty_workbook(sites, client, lang):
    response = client.get(reverse("import-template", args=["test-sites"]), {"lang": lang})
    content = response.content
    records = reading.read(content, sheet=sheet_names(content)[0]).records
    assert records[0][0] == {"fr": "Code", "ar": "الرمز", "en": "Code"}[lang]
    assert records[1][:2] == ["CICB", "Centre de conférences"]
    sheet = member(content, "xl/worksheets/sheet1.xml")
    assert (b'rightToLeft="1"' in sheet) is (lang == "ar")
    assert b"<dataValidation " in sheet
    values = reading.read(content, sheet=sheet_names(content)[1]).records
    assert len(values) > 3


def sheet_names(content):
    return re.findall(r'<sheet name="([^"]+)"', member(content, "xl/workbook.xml").decode())


def member(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_the_empty_workbook_filled_in_goes_in(sites, client):
    content = client.get(reverse("import-template", args=["test-sites"]), {"lang": "ar"}).content
    head = reading.read(content, sheet=sheet_names(content)[0]).records[0]
    send(client, xlsx_of([head, ["A", "قصر"]]), "a.xlsx")
    assert ImportBatch.objects.get().counts == {"new": 1}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("count", [1, 30])
def test_every_page_in_every_language_costs_the_same(
    sites, coordinator, language, count, django_assert_max_num_queries
):
    coordinator.language = language
    coordinator.save()
    client = as_user(coordinator)
    batch = opened(
        sites, bad_rows(count) + site_rows(2)[1:] + [["S-1", "x", "hotel", "", "", ""]], coordinator
    )
    for name, args in (
        ("import-list", []),
        ("import-new", ["test-sites"]),
        ("import-columns", [batch.public_id]),
        ("import-batch", [batch.public_id]),
    ):
        with django_assert_max_num_queries(18):
            assert client.get(reverse(name, args=args)).status_code == 200
    for show in ("refused", "new", "duplicate", "changed", "nonsense"):
        assert client.get(batch.get_absolute_url(), {"show": show}).status_code == 200


def test_errors_are_worded_for_who_reads_them(sites, coordinator):
    with translation.override("ar"):
        batch = opened(sites, [*bad_rows(1), *site_rows(1)[1:], *site_rows(1)[1:]], coordinator)
    assert batch.language == "ar"
    coordinator.language = "en"
    coordinator.save()
    text = page(as_user(coordinator), batch)
    assert "Write a number." in text
    assert "“S-1” already stands in row 3." in text


def test_a_long_file_is_checked_in_the_background(sites, client, monkeypatch):
    monkeypatch.setattr(batches, "CHECKED_AT_ONCE", 1)
    send(client, csv_of(site_rows(3)))
    assert ImportBatch.objects.get().counts == {"new": 3}


def test_the_page_of_a_running_check_shows_how_far_it_is(sites, client, coordinator):
    batch = opened(sites, site_rows(3), coordinator)
    ImportBatch.objects.filter(pk=batch.pk).update(state="checking", checked=1)
    text = page(client, batch)
    assert "1 of 3 rows checked." in text
    assert "hx-trigger" in text
    client.post(reverse("import-check", args=[batch.public_id]))
    assert ImportBatch.objects.get().state == "ready"
