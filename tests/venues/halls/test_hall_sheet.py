"""The sheet for the door: read back from the PDF, in three languages at once and in each alone."""

import datetime as dt
import unicodedata

import pypdfium2
import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext

from tests.factories import named
from tests.venues.halls.timeline_making import DAY, at
from tests.venues.making import make_booking
from venues.halls import sheet_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def take(client, hall, **query):
    response = client.get(reverse("hall-sheet", args=[hall.public_id]), DAY | query)
    assert response.status_code == 200
    return response


def pages(response) -> list[str]:
    document = pypdfium2.PdfDocument(response.content)
    return [flat(page.get_textpage().get_text_range()) for page in document]


def flat(text):
    """One line, Arabic letters in their plain form."""
    plain = unicodedata.normalize("NFKC", text)
    return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())


def labels(*languages) -> list[str]:
    """What is written above the next item."""
    found = []
    for language in languages:
        with translation.override(language):
            found.append(pgettext("hall", "Next"))
    return found


def says(text, words) -> bool:
    """Whether the page says it; the reader of the PDF gives letters that are joined in one sign the other way round."""
    letters = flat(words)
    places = range(len(text) - len(letters) + 1)
    return any(sorted(text[at : at + len(letters)]) == sorted(letters) for at in places)


def test_the_next_item_and_the_rest_of_the_day_in_three_languages(as_user, conference, salon):
    make_booking(salon, "Mali - UA", starts_at=at(8))
    make_booking(salon, title=named("Mali - Niger"), starts_at=at(12))
    make_booking(salon, "Evening", starts_at=at(22), ends_at=at(1, 30, day=23))
    (text,) = pages(take(as_user(conference), salon))
    for words in ("Mali - Niger (fr)", "Mali - Niger (ar)", "Mali - Niger", "12:00 – 13:00"):
        assert words in text, words
    for words in ("22 décembre", "22 December", "Hall S1 (fr)", "22:00 – 01:30", *labels("fr", "ar", "en")):
        assert says(text, words), words
    assert text.index("12:00 – 13:00") < text.index("08:00 – 09:00") < text.index("22:00 – 01:30")
    assert "page 1 sur 1" in text
    assert "10:20 (Africa/Bamako)" in text
    assert "08:45" not in text  # buffers are no visitor's business


@pytest.mark.parametrize(("language", "words"), [("fr", "page 1 sur"), ("en", "page 1 of"), ("ar", "صفحة 1")])
def test_it_speaks_one_language_where_one_is_asked(language, words, as_user, conference, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12))
    (text,) = pages(take(as_user(conference), salon, lang=language))
    assert says(text, *labels(language))
    assert says(text, words)
    ends = {"fr": "(fr", "ar": "(ar"}  # the reader turns a bracket that closes in Arabic
    assert {code: end in text for code, end in ends.items()} == {code: code == language for code in ends}


def test_only_what_may_stand_on_a_door(as_user, conference, salon, lounge):
    make_booking(salon, "Secret sweep", starts_at=at(12), purpose="sweep", remarks="dogs")
    make_booking(salon, "Perhaps", starts_at=at(15), state="held")
    make_booking(salon, "Called off", starts_at=at(17), state="cancelled")
    make_booking(lounge, "Next door", starts_at=at(12))
    (text,) = pages(take(as_user(conference), salon, lang="en"))
    assert "Closed" in text
    hidden = ("Secret sweep", "dogs", "Perhaps", "Called off", "Next door", conference.name)
    assert [words for words in hidden if words in text] == []


def test_what_holds_the_whole_stands_on_the_door_of_its_part(as_user, conference, djoliba):
    make_booking(djoliba[0], "Plenary", starts_at=at(12))
    (text,) = pages(take(as_user(conference), djoliba[1], lang="en"))
    assert "Plenary" in text


def test_what_runs_is_said_to_run_and_an_empty_day_says_so(as_user, conference, salon):
    make_booking(salon, "Running", starts_at=at(10))
    client = as_user(conference)
    assert "Now" in pages(take(client, salon, lang="en"))[0]
    empty = pages(take(client, salon, lang="en", day="2025-12-27"))[0]
    assert "Nothing more takes place here on this day." in empty


def test_who_may_not_know_prints_that_it_is_taken(as_user, conference, stranger, salon):
    make_booking(salon, "Mali - Niger", starts_at=at(12), by=conference)
    (text,) = pages(take(as_user(stranger), salon, lang="en"))
    assert "Mali - Niger" not in text
    assert "taken" in text


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_so_on_paper(demo, conference, salon):
    with override_settings(DEMO=demo):
        content = sheet_paper.on_paper(
            salon, dt.date(2025, 12, 22), reader=conference, languages=["fr"], now=at(10)
        )
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert ("Données fictives" in text) == demo


def test_many_items_run_over_to_further_pages(as_user, conference, salon):
    for hour in range(24):
        fields = {"setup_minutes": 0, "clearing_minutes": 0, "by": conference}
        make_booking(salon, named(f"Item {hour} " + 20 * "long title "), starts_at=at(hour), **fields)
    found = pages(take(as_user(conference), salon))
    assert len(found) > 1
    assert f"page 2 sur {len(found)}" in found[1]


def test_other_halls_and_languages_are_not_found(as_user, conference, outsider, salon):
    url = reverse("hall-sheet", args=[salon.public_id])
    assert as_user(conference).get(url, {"lang": "xx"}).status_code == 404
    assert as_user(conference).get(url, {"day": "never"}).status_code == 404
    assert as_user(outsider).get(url).status_code == 404


def test_it_costs_the_same_for_1_and_20_bookings(
    as_user, conference, salon, django_assert_num_queries, django_assert_max_num_queries
):
    fields = {"setup_minutes": 0, "clearing_minutes": 0, "by": conference}
    make_booking(salon, starts_at=at(0), **fields)
    client = as_user(conference)
    take(client, salon)
    with django_assert_max_num_queries(7) as first:
        take(client, salon)
    for hour in range(1, 20):
        make_booking(salon, starts_at=at(hour), **fields)
    with django_assert_num_queries(len(first)):
        take(client, salon)
