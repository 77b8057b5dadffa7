"""Taking lists out in tests: the form's answer, and what stands in the file."""

import io

import pypdfium2
from django.urls import reverse
from python_calamine import CalamineWorkbook

PURPOSE = "For the airport, Monday"


def take(client, delegation=None, **data):
    """Send the form of a delegation's lists, or of all; what is not said is an official list in English."""
    url = reverse("delegation-lists", args=[delegation.public_id]) if delegation else reverse("people-lists")
    return client.post(url, {"kind": "official", "language": "en", "form": "pdf", "purpose": PURPOSE} | data)


def content_of(response) -> bytes:
    assert response.status_code == 200, response.text
    return b"".join(response) if response.streaming else response.content


def pages_of(response) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(content_of(response))
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def rows_of(response) -> list[list]:
    """The rows of a workbook's only sheet, its headings first."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content_of(response)))
    return book.get_sheet_by_index(0).to_python()
