"""The people's pages in Chromium: cutting a photo by hand and keyboard, reading lines, judging photos."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from delegations.roster.models import Person
from tests import factories
from tests.delegations import making
from tests.delegations.roster.people_making import picture, with_photo
from tests.delegations.roster.test_person_lines import LINES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def roster():
    """A delegation with one member, and the head of protocol."""
    summit = factories.make_summit("BROWSER")
    ministry = factories.make_ministry("foreign", summit=summit)
    chief = factories.make_person("browser-chief", "head", "protocol", ministry=ministry, language="en")
    delegation = making.make_delegation("BFA", summit=summit, country="BF")
    return chief, delegation, making.make_member(delegation, "Kaboré", "Awa").person


@pytest.fixture
def sign_in(client, live_server, page):
    """The page of a signed-in person; what its scripts complain about fails the test."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and complaints.append(said.text))

    def sign(user):
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    yield sign
    page.wait_for_load_state("networkidle")
    assert complaints == []


def quartered() -> bytes:
    """Red, blue above; green, white below; 1600 by 1600."""
    image = Image.new("RGB", (1600, 1600), "red")
    for colour, corner in (("blue", (800, 0)), ("green", (0, 800)), ("white", (800, 800))):
        image.paste(colour, (*corner, corner[0] + 800, corner[1] + 800))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def choose(page, content):
    page.set_input_files("#id_upload", {"name": "a.png", "mimeType": "image/png", "buffer": content})
    page.wait_for_selector("[data-box]", state="visible")


def stored(person) -> Image.Image:
    person.refresh_from_db()
    with person.photo.stored.open("rb") as content:
        return Image.open(io.BytesIO(content.read()))


def send(page, person):
    page.click(".buttons .btn-primary")
    page.wait_for_url(f"**{person.get_absolute_url()}")


def test_the_cut_follows_the_keyboard(sign_in, roster):
    chief, _delegation, person = roster
    page = sign_in(chief)
    page.goto(reverse("person-photo", args=[person.public_id]))
    choose(page, quartered())
    page.focus("[data-box]")
    for _each in range(60):
        page.keyboard.press("-")
    for _each in range(20):
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("Shift+ArrowUp")
    assert page.inner_text("[data-told]") == "480 × 640"
    send(page, person)
    image = stored(person)
    assert image.size == (480, 640)
    assert {image.getpixel((x, y))[:3] for x in (5, 470) for y in (5, 630)} == {(254, 0, 0)}


def test_the_cut_follows_the_hand(sign_in, roster):
    chief, _delegation, person = roster
    page = sign_in(chief)
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(reverse("person-photo", args=[person.public_id]))
    choose(page, quartered())
    canvas, corner = (page.locator(name).bounding_box() for name in ("canvas", ".corner"))
    page.mouse.move(corner["x"] + 10, corner["y"] + 10)
    page.mouse.down()
    page.mouse.move(canvas["x"], canvas["y"])  # as small as may be
    page.mouse.up()
    box = page.locator("[data-box]").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(canvas["x"] + canvas["width"] + 50, canvas["y"] + canvas["height"] + 50)
    page.mouse.up()
    assert page.inner_text("[data-told]") == "480 × 640"
    send(page, person)
    image = stored(person)
    assert {image.getpixel((x, y))[:3] for x in (5, 470) for y in (5, 630)} == {(255, 255, 255)}


def test_without_script_the_middle_is_kept(chromium, live_server, client, roster):
    chief, _delegation, person = roster
    client.force_login(chief)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(reverse("person-photo", args=[person.public_id]))
    page.set_input_files(
        "#id_upload", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture((900, 1000))}
    )
    send(page, person)
    context.close()
    assert stored(person).size == (750, 1000)


def test_lines_are_read_without_losing_what_was_typed(sign_in, roster):
    chief, delegation, _person = roster
    page = sign_in(chief)
    page.goto(reverse("member-new", args=[delegation.public_id]))
    page.fill("#id_remarks", "Typed before")
    page.fill("#id_mrz", LINES)
    page.click("button[name=read]")
    page.wait_for_selector("#id_surname[value=Diarra]")
    assert page.input_value("#id_remarks") == "Typed before"
    assert page.input_value("#id_document_number") == "BF1234567"
    page.fill("#id_phone", "+226")
    page.press("#id_phone", "Enter")  # saves; it does not read the lines again
    page.wait_for_url("**/people/*/")
    assert Person.objects.get(surname="Diarra").phone == "+226"


def test_doubles_are_shown_while_typing(sign_in, roster):
    chief, delegation, _person = roster
    page = sign_in(chief)
    page.goto(reverse("member-new", args=[delegation.public_id]))
    page.fill("#id_given_names", "Awa")
    page.fill("#id_surname", "Kabore")
    page.press("#id_surname", "Tab")
    page.wait_for_selector("#doubles input[type=radio]")
    assert "Awa KABORÉ" in page.inner_text("#doubles")
    assert page.input_value("#id_surname") == "Kabore"


def test_photos_are_judged_by_keys_one_after_the_other(sign_in, roster):
    chief, delegation, _person = roster
    people = [
        with_photo(making.make_member(delegation, name).person, by=chief) for name in ("Aa", "Bb", "Cc")
    ]
    page = sign_in(chief)
    page.goto(reverse("photo-queue"))
    page.keyboard.press("a")
    page.wait_for_selector(f"#photo-{people[0].public_id}", state="detached")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.click("details[open] >> text=The photo is too old.")
    page.wait_for_selector(f"#photo-{people[1].public_id}", state="detached")
    verdicts = list(Person.objects.order_by("pk").values_list("photo_verdict", "photo_fault")[1:])
    assert verdicts == [("good", ""), ("bad", "old"), ("unseen", "")]
