"""What a file really is: its content decides, never its name."""

import io
import zipfile

from django.utils.translation import gettext_lazy as _

from summit.imports import limits
from summit.imports.refusals import Refused

XLSX, ODS, XLS, TEXT = "xlsx", "ods", "xls", "text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = _("Open it and save it as an Excel workbook (.xlsx).")

# Beginnings of files that people send by mistake; the rest is told apart by its zip members or its bytes.
STRANGERS = (
    (b"%PDF-", "pdf", _("This is a PDF, not a table.")),
    (b"\x89PNG", "picture", _("This is a picture, not a table.")),
    (b"\xff\xd8\xff", "picture", _("This is a picture, not a table.")),
    (b"GIF8", "picture", _("This is a picture, not a table.")),
    (b"{\\rtf", "document", _("This is a text document, not a table.")),
    (b"\x1f\x8b", "archive", _("This is a compressed archive. Send the table that is inside.")),
    (b"Rar!", "archive", _("This is a compressed archive. Send the table that is inside.")),
    (b"7z\xbc\xaf", "archive", _("This is a compressed archive. Send the table that is inside.")),
)


def container_of(content: bytes) -> str:
    """One of xlsx, ods, xls and text. Raises ``Refused`` with a sentence for anything else."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("empty", _("This file is empty."))
    if len(content) > limits.FILE_BYTES:
        raise Refused("too_large", too_large())
    for beginning, code, sentence in STRANGERS:
        if content.startswith(beginning):
            raise Refused(code, sentence)
    if content.startswith(OLE):
        return _of_ole(content)
    if content.startswith(b"PK\x03\x04"):
        return _of_zip(content)
    return _of_text(content)


def too_large():
    return _("This file is larger than %(limit)s MB.") % {"limit": limits.FILE_BYTES // limits.MEGABYTE}


def _of_ole(content):
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(
            "password", _("This workbook is protected by a password. Remove it and send the file again.")
        )
    if "WordDocument".encode("utf-16-le") in content:
        raise Refused("document", _("This is a text document, not a table."))
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return XLS
    raise Refused("unknown", _("This file is not a table."))


def _of_zip(content):
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise Refused("damaged", _("This file is damaged: it cannot be opened.")) from None
    _refuse_bomb(members, len(content))
    names = {member.filename.lower() for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Refused(
            "password", _("This workbook is protected by a password. Remove it and send the file again.")
        )
    if "xl/workbook.xml" in names:
        return XLSX
    if "content.xml" in names and _mimetype(archive).startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        return ODS
    if "content.xml" in names or any(name.startswith(("word/", "ppt/")) for name in names):
        raise Refused("document", _("This is a text document, not a table."))
    if any(name.startswith("xl/") for name in names):
        raise Refused("unknown", _("This kind of workbook cannot be read.") + " " + SAVE_AS)
    raise Refused("archive", _("This is a compressed archive. Send the table that is inside."))


def _refuse_bomb(members, packed):
    """What the directory declares; a directory that lies is stopped by the reader's own limits."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.ZIP_MEMBERS or unpacked > limits.UNPACKED_BYTES:
        raise Refused("bomb", _("This file unpacks to more than a table can hold."))
    if unpacked > limits.MEGABYTE and unpacked > packed * limits.UNPACKED_RATIO:
        raise Refused("bomb", _("This file unpacks to more than a table can hold."))


def _mimetype(archive):
    try:
        with archive.open("mimetype") as member:
            return member.read(100)
    except (KeyError, zipfile.BadZipFile, OSError):
        return b""


def _of_text(content):
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<meta", b"<?xml")):
        raise Refused("web_page", _("This is a web page with the name of a workbook.") + " " + SAVE_AS)
    if content.startswith(UTF16_MARKS) or _looks_like_utf16(content):
        return TEXT
    odd = sum((byte < 32 and byte not in b"\t\r\n\f\x1a\x1b") or byte == 127 for byte in content[:65536])
    if odd * 100 > min(len(content), 65536):
        raise Refused("unknown", _("This file is not a table."))
    return TEXT


def _looks_like_utf16(content):
    """Tables in UTF-16 have a zero in every second byte of their digits, separators and Latin letters."""
    sample = content[:4096]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    return max(zeros) > len(sample) // 20 and min(zeros) * 20 < max(zeros)
