"""Files, batches and browsers for the tests of the import."""

import csv
import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from summit.imports import batches


def csv_of(rows, encoding="utf-8-sig", separator=";"):
    """A csv file of rows of texts, quoted as spreadsheets do."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode(encoding)


def xlsx_of(rows, **sheets):
    """A workbook; further sheets by name."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name, lines in {"Feuille 1": rows, **sheets}.items():
        sheet = book.add_worksheet(name)
        for r, line in enumerate(lines):
            for c, cell in enumerate(line):
                if isinstance(cell, int | float):
                    sheet.write_number(r, c, cell)
                elif cell:
                    sheet.write_string(r, c, cell)
    book.close()
    return target.getvalue()


HEAD = ["Code", "Nom", "Type", "Places", "Groupe électrogène", "Adresse"]


def site_rows(count, **changes):
    return [HEAD] + [
        [f"S-{n}", f"Site {n}", "hotel", str(10 + n), "oui", changes.get("address", "Rue 1")]
        for n in range(1, count + 1)
    ]


def opened(kind, rows, by, content=None):
    """A batch of ``rows``, checked."""
    batch = batches.open_batch(kind, content or csv_of(rows), filename="liste.csv", by=by, summit=by.summit)
    return batches.check(batch, by=by)


def bad_rows(count=3):
    """Rows with two wrong cells each: type and seats."""
    return [HEAD] + [[f"S-{n}", "Nom", "cabane", "douze", "oui", ""] for n in range(count)]


def as_user(user):
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def send(client, content, name="liste.csv", kind="test-sites"):
    return client.post(reverse("import-new", args=[kind]), {"file": SimpleUploadedFile(name, content)})
