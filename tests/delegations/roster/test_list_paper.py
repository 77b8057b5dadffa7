"""Lists on paper, read back from their PDFs: who, in which order, which version, of which minute."""

import datetime as dt
import io
import zipfile

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from PIL import Image

from delegations.roster import list_names, list_parts, official_list
from delegations.roster.list_kinds import KINDS, Asked
from delegations.roster.list_rows import members_of
from delegations.roster.models import Delegation
from summit import clock
from summit.files.models import StoredFile
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_human, make_member
from tests.delegations.roster.listing import content_of, pages_of, rows_of, take
from tests.factories import named

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

RECEIVED = dt.datetime(2025, 12, 14, 9, 5, tzinfo=dt.UTC)


def received(delegation, number=4):
    Delegation.objects.filter(pk=delegation.pk).update(list_version=number, list_received_at=RECEIVED)


def make_photo(summit, by):
    target = io.BytesIO()
    Image.new("RGB", (350, 450), (120, 90, 60)).save(target, "JPEG")
    content = ContentFile(target.getvalue(), name="x")
    return StoredFile.objects.create(
        summit=summit, kind_of_use="photo", content_type="image/jpeg", size_bytes=1, sha256="x", stored=content, uploaded_by=by
    )  # fmt: skip


def pictures(response) -> int:
    """How many bitmaps the pages hold."""
    document = pypdfium2.PdfDocument(content_of(response))
    return sum(len(list(page.get_objects(filter=[3], max_depth=8))) for page in document)


def places(text, *words):
    """Where each of the words begins; -1 for one that is not there."""
    return [text.find(word) for word in words]


# -- the official list --------------------------------------------------------------------------


def test_the_official_list_names_version_minute_and_people_in_order(as_user, protocol, delegation):
    received(delegation)
    make_member(delegation, "Diarra", "Moussa", function=named("Expert"))
    make_member(
        delegation, "Traoré", "Awa", rank="minister", person_fields={"title": named("Her Excellency")}
    )
    make_member(delegation, "Keïta", "Issa", rank="state", is_head=True)
    (page,) = pages_of(take(as_user(protocol), delegation))
    found = places(page, "Issa KEÏTA", "Her Excellency", "Awa TRAORÉ", "Moussa DIARRA")
    assert -1 not in found
    assert found == sorted(found)
    for text in (
        "Official list: Delegation of BFA",
        "list no. 4, received Sun\u00a014\u00a0Dec, 09:05",
        "3 people",
    ):
        assert text in page
    assert "page 1 of 1" in page.replace("\n", " ")
    assert "Mon\u00a015\u00a0Dec, 10:50" in page


@pytest.mark.parametrize(
    ("language", "function"), [("fr", "Conseiller"), ("en", "Adviser"), ("ar", "مستشار")]
)
def test_functions_stand_in_the_language_of_the_paper(language, function, as_user, protocol, delegation):
    texts = named("x")
    texts.data |= {"fr": "Conseiller", "en": "Adviser", "ar": "مستشار"}
    make_member(delegation, function=texts)
    (page,) = pages_of(take(as_user(protocol), delegation, language=language))
    assert function in page or function[::-1] in page


def test_a_function_that_nobody_translated_stands_in_the_language_it_has(as_user, protocol, delegation):
    texts = named("x")
    texts.data = {"fr": "Conseiller", "en": "", "ar": ""}
    make_member(delegation, function=texts)
    (page,) = pages_of(take(as_user(protocol), delegation, language="ar"))
    assert "Conseiller" in page


def test_an_arabic_paper_names_people_in_arabic_with_the_latin_name_below(as_user, protocol, delegation):
    make_member(delegation, "Diarra", "Moussa", person_fields={"arabic_name": "محمد"})
    make_member(delegation, "Sans", "Autre")
    (page,) = pages_of(take(as_user(protocol), delegation, language="ar"))
    assert "محمد" in page or "محمد"[::-1] in page
    assert ("Moussa" in page, "DIARRA" in page, page.count("SANS")) == (True, True, 1)


def test_several_delegations_stand_on_one_paper_each_with_its_version(
    as_user, protocol, delegation, other_delegation
):
    received(delegation, 2)
    make_member(delegation)
    make_member(other_delegation)
    text = "".join(pages_of(take(as_user(protocol))))
    assert places(text, "Delegation of BFA")[0] < places(text, "Delegation of NER")[0]
    assert ("list no. 2" in text, "no list received yet" in text) == (True, True)


def test_the_version_says_since_when_the_list_is_frozen(delegation):
    said = [list_names.list_version(delegation, delegation.summit)]
    delegation.list_version = 3
    said.append(list_names.list_version(delegation, delegation.summit))
    delegation.frozen_at = RECEIVED
    said.append(list_names.list_version(delegation, delegation.summit))
    frozen = "list no. 3, frozen since Sun\u00a014\u00a0Dec, 09:05"
    assert said == ["no list received yet", "list no. 3", frozen]


def test_only_ticked_delegations_go_out(as_user, protocol, delegation, other_delegation):
    make_member(delegation)
    make_member(other_delegation)
    text = "".join(pages_of(take(as_user(protocol), delegations=[other_delegation.public_id])))
    assert ("Delegation of BFA" in text, "Delegation of NER" in text) == (False, True)


def test_an_empty_list_is_a_page_that_says_so(as_user, protocol, delegation):
    (page,) = pages_of(take(as_user(protocol), delegation))
    assert "Nobody stands on this list yet." in page


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_on_paper_that_its_data_is_invented(demo, as_user, protocol, delegation):
    make_member(delegation)
    client = as_user(protocol)
    with override_settings(DEMO=demo):
        pages = [pages_of(take(client, delegation, kind=kind))[0] for kind in KINDS]
    assert ["Fictitious data" in page for page in pages] == [demo] * len(KINDS)


def test_names_are_never_read_as_markup(as_user, protocol, delegation):
    make_member(delegation, "#panic(1)", "*bold* $x$")
    for kind in KINDS:
        (page,) = pages_of(take(as_user(protocol), delegation, kind=kind))
        assert "*bold* $x$ #PANIC(1)" in " ".join(page.split())


# -- parts --------------------------------------------------------------------------------------


def test_a_long_list_leaves_as_parts_that_go_on_counting(as_user, protocol, delegation, monkeypatch):
    monkeypatch.setattr(official_list, "AT_ONCE", 2)
    for number in range(5):
        make_member(delegation, f"Member{number}", list_order=number)
    response = take(as_user(protocol), delegation)
    book = zipfile.ZipFile(io.BytesIO(content_of(response)))
    texts = [
        pypdfium2.PdfDocument(book.read(name))[0].get_textpage().get_text_range() for name in book.namelist()
    ]
    assert response.headers["Content-Type"] == "application/zip"
    assert book.namelist() == [f"BFA-list-en-00{number}.pdf" for number in (1, 2, 3)]
    assert [f"part {number} of 3" in text for number, text in enumerate(texts, start=1)] == [True] * 3
    assert ["(continued)" in text for text in texts] == [False, True, True]
    assert places(texts[1], "3", "MEMBER2", "4", "MEMBER3") == sorted(
        places(texts[1], "3", "MEMBER2", "4", "MEMBER3")
    )
    assert "MEMBER4" in texts[2]


def test_parts_are_set_one_after_the_other(delegation, protocol, monkeypatch):
    """What is in memory is one part, however long the list is."""
    for _each in range(5):
        make_member(delegation)
    alive, most = set(), []

    def render(_template, data, _language):
        rows = [row for group in data["groups"] for row in group["rows"]]
        most.append(len(rows))
        alive.add(id(data))
        return b"%PDF-"

    monkeypatch.setattr(list_parts.pdf, "render", render)
    monkeypatch.setattr(official_list, "AT_ONCE", 2)
    asked = Asked(
        user=protocol,
        summit=delegation.summit,
        language="en",
        form="pdf",
        delegations=[delegation],
        memberships=members_of([delegation], protocol),
        at=clock.now(),
    )
    official_list.official(asked).content.close()
    assert most == [2, 2, 1]


# -- contact sheet ------------------------------------------------------------------------------


def test_the_contact_sheet_shows_faces_and_initials(as_user, protocol, delegation):
    photo = make_photo(delegation.summit, protocol)
    gone = make_photo(delegation.summit, protocol)
    StoredFile.objects.filter(pk=gone.pk).update(stored="")
    seen = make_human(
        "Diarra", "Moussa", summit=delegation.summit, photo=photo, phone="+223 20", email="m@x.org"
    )
    for person in (seen, make_human("Keïta", "Issa", photo=gone), make_human("Traoré", "Awa")):
        make_member(delegation, person=person)
    response = take(as_user(protocol), delegation, kind="contacts")
    (page,) = pages_of(response)
    assert pictures(response) == 1
    assert ["IK" in page, "AT" in page, "MD" in page] == [True, True, False]
    assert ("+223 20" in page, "m@x.org" in page.replace("\u200b", "")) == (True, True)


def test_a_photo_that_cannot_be_read_does_not_stop_the_sheet(as_user, protocol, delegation):
    photo = make_photo(delegation.summit, protocol)
    with photo.stored.open("wb") as file:
        file.write(b"no image")
    make_member(delegation, person=make_human("Diarra", "Moussa", photo=photo))
    (page,) = pages_of(take(as_user(protocol), delegation, kind="contacts"))
    assert "MD" in page


def test_contacts_as_a_sheet(as_user, protocol, delegation):
    make_member(delegation, "Diarra", "Moussa", person_fields={"phone": "+223 20", "email": "m@example.org"})
    heads, row = rows_of(take(as_user(protocol), delegation, kind="contacts", form="xlsx"))
    assert dict(zip(heads, row, strict=True)) == {
        "Delegation": "BFA",
        "Name": "Moussa DIARRA",
        "Function": "Adviser",
        "Phone": "+223 20",
        "E-mail": "m@example.org",
        "Languages": "",
    }


# -- name-plates --------------------------------------------------------------------------------


def test_a_name_plate_says_the_same_on_both_faces_in_both_scripts(as_user, protocol, delegation):
    make_member(delegation, "Diarra", "Moussa", person_fields={"arabic_name": "محمد"})
    (page,) = pages_of(take(as_user(protocol), delegation, kind="plates"))
    for text in ("Moussa DIARRA", "Adviser", "Delegation of BFA"):
        assert page.count(text) - page.count(f"{text} (ar)") == 2
    assert page.count("محمد") + page.count("محمد"[::-1]) == 2


def test_each_person_has_a_sheet_and_long_names_stay_on_it(as_user, protocol, delegation):
    long_name = "Ould Mohamed Abdel Aziz El Moctar Sidi Baba Ahmed Ould Cheikhna"
    make_member(delegation, long_name, "Mohamed Lemine Cheikh El Hassan")
    make_member(delegation)
    response = take(as_user(protocol), delegation, kind="plates")
    document = pypdfium2.PdfDocument(content_of(response))
    assert len(document) == 2
    text = document[0].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    assert 0 <= min(box[0] for box in boxes) <= max(box[2] for box in boxes) <= document[0].get_width()


def test_an_arabic_plate_has_french_beside_it(as_user, protocol, delegation):
    make_member(delegation, "Diarra", "Moussa")
    (page,) = pages_of(take(as_user(protocol), delegation, kind="plates", language="ar"))
    assert page.count("Adviser (fr)") == 2


# -- cost ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "queries"), [("official", 14), ("contacts", 14), ("plates", 14)])
def test_papers_cost_the_same_for_any_number(
    kind, queries, as_user, protocol, delegation, django_assert_num_queries
):
    client = as_user(protocol)
    content_of(take(client, delegation, kind=kind))
    for count in (1, 29, 87):
        for _each in range(count):
            make_member(delegation)
        with django_assert_num_queries(queries):
            content_of(take(client, delegation, kind=kind))
