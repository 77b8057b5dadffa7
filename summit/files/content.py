"""What an upload really is. Its name and the type the browser claims are not asked."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from summit.files import pictures

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 150
MAX_MEMBERS = 5000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
EXTENSIONS = {
    PDF: ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    f"{OOXML}wordprocessingml.document": ".docx",
    f"{OOXML}spreadsheetml.sheet": ".xlsx",
    f"{OOXML}presentationml.presentation": ".pptx",
    f"{ODF}text": ".odt",
    f"{ODF}spreadsheet": ".ods",
    TEXT: ".txt",
    CSV: ".csv",
}
MAIN_PARTS = {
    "word/document.xml": f"{OOXML}wordprocessingml.document",
    "xl/workbook.xml": f"{OOXML}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OOXML}presentationml.presentation",
}
PROGRAMS = re.compile(r"(vbaproject\.bin|vbadata\.xml|\.exe|\.dll|\.js)$|^(basic|scripts)/", re.IGNORECASE)
# Tags that make a browser or viewer run something; a plain "<" is common in real texts.
MARKUP = re.compile(
    r"<\s*(!doctype|!entity|\?xml|html|head|body|svg|script|iframe|object|embed|style|meta|link)\b",
    re.IGNORECASE,
)
UNWANTED_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

NOT_ALLOWED = _("This kind of file is not accepted. Send a PDF, an image, an office document, or plain text.")
DAMAGED = _("This file is damaged or incomplete. Open it, save it again and send the new file.")


@dataclass(frozen=True)
class Accepted:
    """An upload that may be kept: safe name, type by content, and the bytes to keep."""

    name: str
    content_type: str
    content: bytes


def accept(upload: Any) -> Accepted:
    """Look into an uploaded file. Raises ``ValidationError`` with a sentence for the sender.

    Images come back drawn anew, upright and without any of their metadata.
    """
    if upload.size > MAX_BYTES:
        sizes = {"size": filesizeformat(upload.size), "limit": filesizeformat(MAX_BYTES)}
        raise ValidationError(
            _("The file has %(size)s; at most %(limit)s are accepted."), code="too_large", params=sizes
        )
    content = upload.read()
    content_type = kind_of(content, str(upload.name))
    if content_type in pictures.FORMATS:
        content = pictures.redrawn(content, content_type)
    return Accepted(safe_name(str(upload.name), content_type), content_type, content)


def kind_of(content: bytes, name: str) -> str:
    """The content type of ``content``; ``name`` only tells a table from a text. Raises ``ValidationError``."""
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise ValidationError(DAMAGED, code="damaged")
        return PDF
    if found := pictures.type_of(content):
        return found
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return _text_type(content, name)


def _office_type(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
                raise ValidationError(
                    _("This document unpacks to more than can be accepted."), code="too_large"
                )
            names = {member.filename for member in members}
            if any(PROGRAMS.search(name) for name in names):
                raise ValidationError(_("Documents that contain macros are not accepted."), code="macros")
            found = _odf_type(archive, members) or _ooxml_type(names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as reason:
        raise ValidationError(DAMAGED, code="damaged") from reason
    if found not in EXTENSIONS:
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    return found


def _odf_type(archive, members):
    first = members[0] if members else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return None
    return archive.read(first).decode("ascii", "replace").strip()


def _ooxml_type(names):
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), None)


def _text_type(content, name):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise ValidationError(NOT_ALLOWED, code="not_allowed") from reason
    extension = name.lower().rpartition(".")[2]
    if extension not in {"txt", "csv"} or UNWANTED_IN_TEXT.search(text) or MARKUP.search(text):
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    return CSV if extension == "csv" else TEXT


def safe_name(name: str, content_type: str) -> str:
    """The last part of ``name`` without what could mislead a reader, and with the true ending."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    shown = re.sub(r'[<>:"|?*\s]+', " ", shown).strip(". ")
    extension = EXTENSIONS[content_type]
    stem = shown.rpartition(".")[0] or shown
    if shown.lower().endswith(".jpeg") and extension == ".jpg":
        extension = shown[-5:]
    return f"{stem[: MAX_NAME - len(extension)].strip() or 'file'}{extension}"
