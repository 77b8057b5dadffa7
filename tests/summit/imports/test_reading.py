"""Workbooks and hostile files: content decides, every refusal is one sentence and comes soon."""

import contextlib
import io
import os
import struct
import subprocess
import time
import zipfile
import zlib

import pytest

from summit.imports import containers, limits, reading
from summit.imports.refusals import AskSheet, Refused
from tests.summit.imports.making import csv_of, xlsx_of

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="F1">
<table:table-row><table:table-cell office:value-type="string"><text:p>Code</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>T-1</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", ODS_CONTENT)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_sheet(xml):
    """A true workbook whose one sheet is replaced by ``xml``."""
    with zipfile.ZipFile(io.BytesIO(xlsx_of([["Code"]]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {"xl/worksheets/sheet1.xml": xml})


SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_xlsx_keeps_the_numbering_of_the_sheet():
    table = reading.read(xlsx_of([[], ["", "Code", "Places"], [], ["", "T-1", 12, "", ""]]))
    assert table.records == [[], ["", "Code", "Places"], [], ["", "T-1", 12]]
    assert table.sheet == "Feuille 1"


def test_ods_is_read():
    assert reading.read(ods_of()).records == [["Code"], ["T-1"]]


def test_the_name_does_not_decide():
    assert containers.container_of(csv_of([["Code"], ["T-1"]])) == "text"
    assert containers.container_of(xlsx_of([["Code"]])) == "xlsx"
    assert containers.container_of(ods_of()) == "ods"


def test_several_sheets_are_asked():
    content = xlsx_of([["Code"], ["T-1"]], Autre=[["Code"], ["T-2"]], Vide=[])
    with pytest.raises(AskSheet) as asked:
        reading.read(content)
    assert asked.value.names == ["Feuille 1", "Autre"]
    assert reading.read(content, sheet="Autre").records == [["Code"], ["T-2"]]


def test_empty_sheets_are_passed_over():
    assert reading.read(xlsx_of([], Plan=[["Code"], ["T-1"]])).sheet == "Plan"


def test_an_unknown_sheet_is_refused():
    with pytest.raises(Refused) as refused:
        reading.read(xlsx_of([["Code"]]), sheet="Nulle part")
    assert refused.value.code == "no_sheet"


def refusal_of(content):
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        reading.read(content)
    assert time.monotonic() - began < 5
    sentence = str(refused.value.message)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n \n;;\n", "empty"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\x1f\x8b\x08" + b"\0" * 50, "archive"),
        (b"<!DOCTYPE html><table><tr><td>a</td></tr></table>", "web_page"),
        (b"  <html><body>x</body></html>", "web_page"),
        (b'<?xml version="1.0"?><Workbook/>', "web_page"),
        (bytes(range(256)) * 20, "unknown"),
        (b"\x7fELF" + bytes(500), "unknown"),
        (b"PK\x03\x04" + b"garbage" * 20, "damaged"),
        (containers.OLE + b"\0" * 600, "unknown"),
        (containers.OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (containers.OLE + "WordDocument".encode("utf-16-le"), "document"),
        (containers.OLE + "Workbook".encode("utf-16-le") + b"\0" * 600, "damaged"),
        (zipped({"word/document.xml": "<x/>", "[Content_Types].xml": ""}), "document"),
        (zipped({"a.txt": "hello"}), "archive"),
        (zipped({"xl/workbook.bin": "x"}), "unknown"),
        (ods_of("application/vnd.oasis.opendocument.text"), "document"),
        (zipped({"xl/workbook.xml": "<workbook"}), "damaged"),
        (xlsx_of([]), "empty"),
        (b'a;b\n1;"never closed\n2;3\n', "open_quote"),
        (b"x" * (limits.FILE_BYTES + 1), "too_large"),
        ((";".join(["a"] * 201)).encode(), "too_wide"),
        (xlsx_of([["a"] * 201]), "too_wide"),
        (b"a\n" * 50_002, "too_long"),
    ],
)
def test_wrong_files_are_refused_with_one_sentence(content, code):
    assert refusal_of(content) == code


def test_zip_bomb_by_sum():
    parts = {f"xl/media/{n}": b"\0" * (60 * limits.MEGABYTE) for n in range(4)}
    assert refusal_of(zipped({"xl/workbook.xml": "x", **parts})) == "bomb"


def test_zip_bomb_by_ratio():
    assert (
        refusal_of(
            zipped({"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b" " * (30 * limits.MEGABYTE)})
        )
        == "bomb"
    )


def test_zip_with_thousands_of_members():
    assert refusal_of(zipped({f"xl/{n}": "" for n in range(2100)} | {"xl/workbook.xml": "x"})) == "bomb"


def test_a_bomb_whose_directory_lies_is_stopped():
    """The directory declares a few bytes; what unpacks is large. The reader's process ends, not ours."""
    inner = SHEET % "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"a" * 2000}</t></is></c></row>'
        for n in range(1, 60_000)
    )
    content = bytearray(with_sheet(inner.encode()))
    real = struct.pack("<I", len(inner))
    at = -1
    while (at := content.find(real, at + 1)) >= 0:
        content[at : at + 4] = struct.pack("<I", 100)
    assert refusal_of(bytes(content)) in {"damaged", "hostile", "too_slow", "too_long", "bomb"}


def test_a_sheet_with_one_cell_at_the_far_corner():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal_of(with_sheet(SHEET % far)) in {"hostile", "too_wide", "too_long", "damaged"}


def test_entities_are_not_expanded():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>'
        + (SHEET % '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')[21:]
    )
    try:
        table = reading.read(with_sheet(xml))
    except Refused:
        return
    assert len(str(table.records)) < 1000


def test_a_stranger_inside_is_not_read():
    """An external entity names a file of this machine: its content must not appear."""
    xml = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        + (SHEET % '<row r="1"><c r="A1" t="inlineStr"><is><t>A&f;B</t></is></c></row>')[21:]
    )
    with contextlib.suppress(Refused):
        assert reading.read(with_sheet(xml)).records in ([["AB"]], [["A&f;B"]])


def test_the_reader_sees_no_secret(monkeypatch):
    seen = {}
    real = subprocess.run

    def spy(*args, **kwargs):
        seen.update(kwargs["env"])
        return real(*args, **kwargs)

    monkeypatch.setattr(subprocess, "run", spy)
    reading.read(xlsx_of([["Code"], ["T-1"]]))
    assert "SECRET_KEY" in os.environ
    assert set(seen) <= {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONIOENCODING"}


def test_a_large_honest_workbook_is_read():
    rows = [["Code", "Nom", "Places"]] + [[f"T-{n}", f"Tâche numéro {n}", n] for n in range(20_000)]
    assert len(reading.read(xlsx_of(rows)).records) == 20_001


def test_the_limit_of_rows_is_reached_not_passed():
    assert len(reading.read(b"Code\n" + b"T-1\n" * limits.ROWS).records) == limits.ROWS + 1


WHOLE = [
    'say "yes"',
    "{braces} {% if %} {{ x }}",
    "😀👩‍👩‍👧",
    "\u200fمحمد\u200e abc",
    "x" * 200,
    "two\nlines",
    "trailing ",
    "  leading",
    "a\u00a0b",
    "’",
]


@pytest.mark.parametrize("text", WHOLE)
def test_cell_values_are_kept_whole(text):
    assert reading.read(xlsx_of([["A"], [text]])).records[1] == [text]
    assert reading.read(csv_of([["A"], [text]])).records[1] == [text]
    assert reading.read(csv_of([["A", "B"], [text, "x"]], separator=",")).records[1] == [text, "x"]


def test_null_characters_do_not_reach_the_database():
    assert reading.read(b"Code;Nom\nT-1;a\0b\n").records[1] == ["T-1", "ab"]


def test_crc_of_a_damaged_workbook():
    content = bytearray(xlsx_of([["Code"], ["T-1"]]))
    at = content.find(b"xl/worksheets/sheet1.xml")
    content[at + 60 : at + 90] = zlib.compress(os.urandom(30))[:30]
    try:
        reading.read(bytes(content))
    except Refused as refused:
        assert refused.code in {"damaged", "hostile", "unknown", "empty"}
