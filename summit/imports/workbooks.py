"""Workbooks that the import hands out: the empty one to fill in, and the rows that were refused."""

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from summit.exports import sheets
from summit.imports.cells import column_letter, text_of
from summit.imports.choices import Choices
from summit.imports.models import ImportRow
from summit.imports.references import spelt
from summit.imports.rowforms import RowForms

ROWS_WITH_LISTS = 2000  # rows of the empty workbook in which Excel offers the allowed values
LISTED = 2000


def template_workbook(kind, lang: str, *, summit: Any, by: Any) -> bytes:
    """The empty workbook of a kind: headings, one example, and a sheet of what may be written."""
    target = io.BytesIO()
    with override(lang), sheets.workbook(target) as book:
        closed = kind.closed(summit) if kind.closed else {}
        forms = RowForms(kind, summit=summit, by=by) if kind.form else None
        page = sheets.add_sheet(book, str(kind.label), lang)
        values = sheets.add_sheet(book, _("Allowed values"), lang)
        page.activate()
        _write_headings(book, page, kind, lang)
        column = 0
        for index, field in enumerate(kind.shown):
            if allowed := (closed.get(field.name) or allowed_values(field, forms))[:LISTED]:
                _write_allowed(book, values, column, field.heading(lang), allowed)
                _offer(page, index, values, column, len(allowed), several=field.kind == "list")
                column += 1
    return target.getvalue()


def allowed_values(field, forms: RowForms | None) -> list[str]:
    """What may stand in the cells of a field, where that is a closed list."""
    if forms and field.name in forms.references:
        return [spelt(row) for row in forms.references[field.name].rows.values()]
    if forms and field.kind == "choice":
        return [str(label) for _value, label in Choices(forms.fields[field.name]).labels]
    return [_("yes"), _("no")] if field.kind == "bool" else []


def _write_headings(book, page, kind, lang):
    wanted = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    others = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1})
    example = book.add_format({"italic": True, "font_color": "#5d6676"})
    page.freeze_panes(1, 0)
    for index, field in enumerate(kind.shown):
        heading = field.heading(lang)
        page.write_string(0, index, heading, wanted if field.required else others)
        page.set_column(index, index, min(max(len(heading) + 3, 14), 44))
        if field.help:
            page.write_comment(0, index, str(field.help))
        if text := kind.example.get(field.name):
            page.write_string(1, index, str(text), example)


def _write_allowed(book, page, column, heading, allowed):
    page.write_string(0, column, heading, book.add_format({"bold": True, "bottom": 1}))
    page.set_column(column, column, min(max(map(len, [heading, *allowed])) + 2, 44))
    for row, text in enumerate(allowed, start=1):
        page.write_string(row, column, text)


def _offer(page, index, values, column, count, *, several):
    """A list to choose from in each cell; where several may stand, another text is taken too."""
    letter = column_letter(column)
    source = f"='{values.get_name()}'!${letter}$2:${letter}${count + 1}"
    rule = {"validate": "list", "source": source, "error_type": "information" if several else "stop"}
    page.data_validation(1, index, ROWS_WITH_LISTS, index, rule | {"show_error": not several})


def refused_workbook(batch, lang: str) -> bytes:
    """The rows that wait, as sent or corrected, with the reason; can be mended and sent again as it is."""
    target = io.BytesIO()
    heading = batch.rows.filter(number=batch.header_row).first()
    heads = [text_of(cell) for cell in heading.raw] if heading else []
    with override(lang), sheets.workbook(target) as book:
        page = sheets.add_sheet(book, str(batch.spec.label), lang)
        bold, red = book.add_format({"bold": True, "bottom": 1}), book.add_format({"font_color": "#bd2430"})
        width = max([len(heads), *(index + 1 for index in batch.mapping.values())])
        for index, text in enumerate([*heads, *[""] * (width - len(heads)), _("Why it was refused")]):
            page.write_string(0, index, text, bold)
            page.set_column(index, index, 22 if index < width else 80)
        rows = batch.data_rows.filter(ImportRow.refused()).order_by("number")
        for line, row in enumerate(rows.iterator(chunk_size=500), start=1):
            for index, value in enumerate(as_corrected(batch, row)[:width]):
                sheets.write_cell(page, line, index, _cell(value), {})
            reasons = " ".join(error["message"] for error in row.errors)
            page.write_string(line, width, reasons, red)
    return target.getvalue()


def as_corrected(batch, row) -> list:
    cells = list(row.raw)
    for name, value in row.corrected.items():
        index = batch.mapping.get(name)
        if index is not None:
            cells += [""] * (index + 1 - len(cells))
            cells[index] = value
    return cells


def _cell(value):
    return text_of(value) if isinstance(value, bool) else value
