"""Reads one workbook from standard input in a process of its own, and prints it as JSON.

Run as a script, never imported by the site: a workbook made to exhaust memory or time, or to
crash the parser, ends this process and not the one that serves pages. Knows nothing of Django.
"""

import contextlib
import datetime as dt
import io
import json
import math
import sys

import python_calamine


def bound(memory, seconds):
    """Refuse more memory and processor time, where the system can."""
    try:
        import resource  # noqa: PLC0415  absent on Windows, where the caller's timeout alone bounds us
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


def plain(value):
    """A cell as JSON holds it: text, number or truth; days and hours in ISO."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return str(value)


def trimmed(cells):
    """A row without its trailing empty cells; one of nothing but spaces is empty."""
    line = [cell if cell.__class__ is str and "\0" not in cell else plain(cell) for cell in cells]
    while line and line[-1] == "":
        line.pop()
    return line if any(str(cell).strip() for cell in line) else []


def records(sheet, rows, columns):
    """Rows as the sheet numbers them, the empty ones too, without trailing empty cells.

    Returns ``(rows, refusal)``; stops at the first row too many.
    """
    found, filled = [], 0
    if sheet.start is None:
        return found, None
    if sheet.total_width > columns * 80 or sheet.total_height * sheet.total_width > 60_000_000:
        return [], "too_wide"
    for cells in sheet.to_python(skip_empty_area=False):
        line = trimmed(cells)
        if len(line) > columns:
            return [], "too_wide"
        filled += bool(line)
        if filled > rows + 1:
            return [], "too_long"
        found.append(line)
    while found and not found[-1]:
        found.pop()
    return found, None


def read(content, wanted, rows, columns):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = [m.name for m in book.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
    shown = {m.name for m in book.sheets_metadata if m.visible == python_calamine.SheetVisibleEnum.Visible}
    if wanted:
        if wanted not in tables:
            return {"refused": "no_sheet", "sheets": tables}
        found, refusal = records(book.get_sheet_by_name(wanted), rows, columns)
        return {"refused": refusal} if refusal else {"sheet": wanted, "sheets": tables, "rows": found}
    full = []
    for name in tables:
        if name in shown:
            found, refusal = records(book.get_sheet_by_name(name), rows, columns)
            if refusal:
                return {"refused": refusal, "sheet": name}
            if found:
                full.append((name, found))
    if len(full) != 1:
        return {"sheets": [name for name, found in full]}
    return {"sheet": full[0][0], "sheets": [full[0][0]], "rows": full[0][1]}


def main(wanted, rows, columns, memory, seconds):
    bound(int(memory), int(seconds))
    try:
        answer = read(sys.stdin.buffer.read(), wanted, int(rows), int(columns))
    except python_calamine.PasswordError:
        answer = {"refused": "password"}
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))  # in one piece: writing bit by bit takes three times as long


if __name__ == "__main__":
    main(*sys.argv[1:])
