"""Printed pages: faces, direction, and texts that are never read as markup."""

import pypdfium2
import pytest
from django.test import override_settings

from summit.exports import pdf

HOSTILE = [
    "#sys.inputs.data",
    '"} #panic("x") {"',
    "$ x^2 $ *bold* _it_ `raw` <label> @ref",
    "\\u{41} // comment /* more */",
    "😀 emoji",
    "= Heading",
]
TEMPLATE = """
#import "/print/base.typ": *
#show: page-frame
#listing(("Code", "Titre"), data.rows.map(r => (code(r.code), name(r.title))), columns: (auto, 1fr), ends: (1,))
#for text in data.hostile [#block(name(text))]
#state("late") #state("done") #bar(3, 10, width: 4cm)
#panel("Suite", data.rest)
"""


@pytest.fixture
def template(tmp_path, settings):
    """A template of the tests beside the real base, under a root of its own."""
    base = pdf._found("print/base.typ")[1]
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "base.typ").write_text(base.read_text())
    (tmp_path / "print" / "sample.typ").write_text(TEMPLATE)
    with override_settings(TEMPLATES=[{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]):
        yield "print/sample.typ"


def sample(**changes):
    rows = [{"code": "T-104", "title": "Éclairage du tarmac"}, {"code": "T-7", "title": "محمد تراوري"}]
    frame = {
        "title": "Relevé",
        "subtitle": "Comité de pilotage",
        "summit": "AES 2025",
        "minute": "14 déc., 11:06",
    }
    return frame | {"demo": True, "rows": rows, "hostile": HOSTILE, "rest": "Fin"} | changes


def pages_of(content):
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_french_page_says_everything_and_frames_it(template):
    (page,) = pages_of(pdf.render(template, sample(), "fr"))
    for text in (
        "Relevé",
        "Comité de pilotage",
        "T-104",
        "Éclairage du tarmac",
        "14 déc., 11:06",
        "AES 2025",
    ):
        assert text in page


def test_hostile_texts_come_out_as_they_went_in(template):
    (page,) = pages_of(pdf.render(template, sample(), "fr"))
    squeezed = page.replace("\r\n", " ").replace("\n", " ")
    for text in HOSTILE:
        assert text.removesuffix(" emoji").removeprefix("😀") in squeezed


def test_arabic_is_shaped_and_runs_from_the_right(template):
    content = pdf.render(template, sample(title="محضر الاجتماع", summit="قمة"), "ar")
    document = pypdfium2.PdfDocument(content)
    text_page = document[0].get_textpage()
    text = text_page.get_text_range()
    assert "محمد" in text or "محمد"[::-1] in text
    width = document[0].get_width()
    code_at = text.index("104")
    left, _bottom, _right, _top = text_page.get_charbox(code_at)
    assert left > width / 2, "the first column of an Arabic table stands at the right"


def test_letters_of_one_arabic_word_are_joined(template):
    """The same letters kept from joining take other shapes, hence another width."""

    plain = {"page": "p", "of": "/", "late": "L", "done": "D"}  # no other Arabic letter on the page

    def width_of(word):
        rows = [{"code": "A", "title": word}]
        content = pdf.render(template, sample(rows=rows, hostile=[], demo=False, words=plain), "ar")
        page = pypdfium2.PdfDocument(content)[0]
        boxes = []
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        for index, char in enumerate(text[: text_page.count_chars()]):
            if char in "محد":
                boxes.append(text_page.get_charbox(index))
        return max(b[2] for b in boxes) - min(b[0] for b in boxes)

    assert abs(width_of("محمد") - width_of("م\u200cح\u200cم\u200cد")) > 0.1


def test_only_our_faces_are_embedded(template):
    content = pdf.render(template, sample(), "ar")
    assert b"IBMPlexSansArabic" in content
    assert b"IBMPlexSans-" in content or b"IBMPlexSans" in content


def test_many_rows_repeat_the_head_and_count_pages(template):
    rows = [{"code": f"T-{n}", "title": f"Tâche {n}"} for n in range(120)]
    pages = pages_of(pdf.render(template, sample(rows=rows), "fr"))
    assert len(pages) > 2
    assert all("Titre" in page for page in pages[:2])
    assert f"{len(pages)}" in pages[0]


def test_a_page_without_demo_does_not_call_its_data_invented(template):
    with_mark = pages_of(pdf.render(template, sample(), "en"))[0]
    without = pages_of(pdf.render(template, sample(demo=False), "en"))[0]
    assert "Fictitious data" in with_mark
    assert "Fictitious data" not in without


def test_lazy_texts_are_worded_in_the_language_of_the_page(template):
    from django.utils.translation import gettext_lazy

    (page,) = pages_of(pdf.render(template, sample(rest=gettext_lazy("Fictitious data"), demo=False), "en"))
    assert "Fictitious data" in page


@pytest.mark.parametrize(
    "name", ["print/none.typ", "../base.html", "/etc/passwd", "print/../../x.typ", "base.html"]
)
def test_other_files_are_no_templates(name):
    with pytest.raises(pdf.TemplateUnknown):
        pdf.render(name, {}, "fr")
