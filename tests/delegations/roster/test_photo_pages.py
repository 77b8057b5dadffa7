"""Photos: cut upright, large enough, looked at by somebody, shown to who may see the person."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image

from delegations.roster import person_photo
from delegations.roster.models import Person
from summit import audit
from summit.files.content import accept
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import picture, upload, with_photo

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


@pytest.fixture
def sitter(delegation):
    return making.make_member(delegation, "Diarra", "Moussa").person


def cut(size=(900, 1200), box=None, **options):
    return person_photo.cut(accept(upload(picture(size, **options))), box)


def size_of(accepted):
    return Image.open(io.BytesIO(accepted.content)).size


# -- cutting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((900, 1200), (900, 1200)),
        ((2000, 1200), (900, 1200)),
        ((480, 2000), (480, 640)),
        ((3000, 4000), (960, 1280)),
    ],
)
def test_without_a_choice_the_middle_is_kept(size, kept):
    assert size_of(cut(size)) == kept


def test_a_chosen_part_is_kept():
    whole = Image.new("RGB", (2000, 2000), "red")
    whole.paste("blue", (1000, 0, 2000, 2000))
    target = io.BytesIO()
    whole.save(target, "PNG")
    found = person_photo.cut(accept(upload(target.getvalue(), "a.png")), (5500, 1000, 3000, 4000))
    image = Image.open(io.BytesIO(found.content))
    assert (image.format, image.size) == ("JPEG", (600, 800))
    red, _green, blue = (band.getpixel((5, 5)) for band in image.split())
    assert (red < 10, blue > 245) == (True, True)


@pytest.mark.parametrize(
    ("size", "box"), [((479, 1000), None), ((900, 1200), (0, 0, 5000, 5000)), ((100, 100), None)]
)
def test_too_few_pixels_are_refused(size, box):
    with pytest.raises(ValidationError, match="at least 480 × 640 are needed"):
        cut(size, box)


def test_a_turned_picture_stands_upright_and_keeps_no_metadata():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Camera"
    found = cut((1200, 900), exif=exif)
    image = Image.open(io.BytesIO(found.content))
    assert image.size == (900, 1200)
    assert dict(image.getexif()) == {}


# -- sending -----------------------------------------------------------------------------------


def test_a_sent_photo_waits_for_a_look(as_user, protocol, sitter):
    client, url = as_user(protocol), reverse("person-photo", args=[sitter.public_id])
    assert client.get(url).status_code == 200
    assert client.post(url, {"upload": upload(picture()), "taken_on": "2025-10-01"}).status_code == 302
    sitter.refresh_from_db()
    assert (sitter.photo_verdict, sitter.photo_taken_on) == ("unseen", dt.date(2025, 10, 1))
    assert (sitter.photo.level, sitter.photo.content_type) == ("S2", "image/jpeg")
    entry = audit.history(sitter).first()
    assert (entry.verb, entry.changes["photo"]) == ("photo", None)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({}, "upload", "required"),
        ({"upload": (b"%PDF-1.7 %%EOF", "a.pdf")}, "upload", "Send a picture"),
        ({"upload": (picture((200, 300)), "a.jpg")}, "upload", "at least 480 × 640"),
        ({"upload": (picture()[:2000], "a.jpg")}, "upload", "cannot be read"),
        ({"upload": (picture(), "a.jpg"), "taken_on": "2026-01-01"}, "taken_on", "still to come"),
    ],
)
def test_what_will_not_do_is_refused_at_its_field(values, field, said, as_user, protocol, sitter):
    values = {k: upload(*v) if k == "upload" else v for k, v in values.items()}
    answer = as_user(protocol).post(reverse("person-photo", args=[sitter.public_id]), values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert said in answer.context["form"].errors[field][0]
    sitter.refresh_from_db()
    assert sitter.photo is None


# -- showing ---------------------------------------------------------------------------------


def test_the_picture_is_shown_safely_and_asked_again_by_its_mark(as_user, liaison, protocol, sitter):
    with_photo(sitter, by=protocol)
    client, url = as_user(liaison), reverse("person-image", args=[sitter.public_id])
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    small = client.get(url, {"size": "thumb"})
    assert Image.open(io.BytesIO(small.content)).size == (96, 128)
    assert small.headers["ETag"] != answer.headers["ETag"]
    assert client.get(url, {"size": "huge"}).status_code == 404


def test_who_may_not_see_the_person_sees_no_photo(as_user, liaison, visitor, protocol, other_delegation):
    theirs = with_photo(making.make_member(other_delegation).person, by=protocol)
    url = reverse("person-image", args=[theirs.public_id])
    assert as_user(liaison).get(url).status_code == 404
    assert as_user(visitor).get(url).status_code == 403
    assert as_user(liaison).get(theirs.photo.get_absolute_url()).status_code == 404
    assert Client().get(url).status_code == 302


# -- looking -----------------------------------------------------------------------------------


@pytest.fixture
def queue(delegation, protocol):
    return [
        with_photo(making.make_member(delegation, name).person, by=protocol) for name in ("Aa", "Bb", "Cc")
    ]


def verdict(person, **values):
    return {"person": person.public_id, "photo": person.photo.public_id, "verdict": "good"} | values


def waiting(client, query=""):
    return [row.surname for row in client.get(reverse("photo-queue") + query).context["people"]]


def test_verdicts_take_photos_off_the_queue(as_user, accreditation, queue):
    client, url = as_user(accreditation), reverse("photo-queue")
    assert waiting(client) == ["Aa", "Bb", "Cc"]
    assert client.post(url, verdict(queue[0])).status_code == 302
    gone = client.post(url, verdict(queue[1], verdict="bad", fault="old"), headers={"HX-Request": "true"})
    assert (gone.status_code, gone.content) == (200, b"")
    assert waiting(client) == ["Cc"]
    assert waiting(client, "?state=refused") == ["Bb"]
    assert audit.history(queue[0]).first().verb == "accept_photo"
    assert Person.objects.get(surname="Bb").photo_fault == "old"
    assert "The photo is too old." in client.get(queue[1].get_absolute_url()).text


def test_a_refusal_says_what_is_wrong(as_user, accreditation, queue):
    client, url = as_user(accreditation), reverse("photo-queue")
    answer = client.post(url, verdict(queue[0], verdict="bad"))
    assert answer.status_code == 422
    assert "Say what is wrong with the photo." in answer.text
    part = client.post(url, verdict(queue[0], verdict="bad"), headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.text) == (422, False)
    client.post(url, verdict(queue[0], verdict="bad", words="wears a crown"))
    assert "wears a crown" in client.get(queue[0].get_absolute_url()).text


def test_only_the_photo_that_was_looked_at_is_judged(as_user, accreditation, protocol, queue):
    stale = verdict(queue[0])
    with_photo(queue[0], by=protocol)
    answer = as_user(accreditation).post(reverse("photo-queue"), stale, follow=True)
    assert "changed or judged by somebody else" in answer.text
    assert Person.objects.get(pk=queue[0].pk).photo_verdict == "unseen"


def test_the_queue_costs_the_same_for_1_and_12_photos(
    as_user, accreditation, protocol, delegation, django_assert_num_queries
):
    client = as_user(accreditation)
    client.get(reverse("photo-queue"))
    for amount in (1, 11):
        for _each in range(amount):
            with_photo(making.make_member(delegation).person, by=protocol)
        with django_assert_num_queries(7):
            assert client.get(reverse("photo-queue")).status_code == 200
