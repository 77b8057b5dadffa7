"""The summit's own pages: record, move, face, places, the summit in work."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from summit import audit
from summit.accounts.models import User
from summit.event import colours
from summit.event.models import ON_MOVE, Site, Summit, Zone
from tests import factories

LANGUAGES = ["fr", "ar", "en"]
PAGES = ["summit-settings", "summit-move", "sites", "site-new", "zones", "zone-new"]


def in_three(name, text):
    return {f"{name}_{place}": f"{text} {lang}" for place, lang in enumerate(LANGUAGES)}


@pytest.fixture
def record(summit):
    """The settings as the page would send them back unchanged."""
    data = {"host": "ML", "ends_on": "2025-12-23", "zone": "Africa/Bamako", "languages": LANGUAGES}
    data |= {"colour_1": "#2e3a87", "colour_2": "#c98a2b", "retention_until": "", "revision": summit.revision}
    return (
        data
        | in_three("name", "Second session")
        | in_three("short_name", "CES 2")
        | in_three("subtitle", "Bamako")
    )


def picture(size=(64, 64), name="logo.png"):
    content = io.BytesIO()
    Image.new("RGB", size, "#2e3a87").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_pages_open_in_every_language(name, language, as_user, coordinator, summit):
    site = factories.make_site("cicb", summit=summit)
    factories.make_zone("A", summit=summit, site=site)
    User.objects.filter(pk=coordinator.pk).update(language=language)
    assert as_user(coordinator).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["summit-settings", "summit-move", "site-new", "zone-new"])
def test_a_focal_point_is_refused(name, as_user, focal):
    client = as_user(focal)
    assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse(name)).status_code == 403


def test_a_focal_point_reads_the_sites(as_user, focal, summit):
    site = factories.make_site("cicb", summit=summit)
    page = as_user(focal).get(reverse("sites"))
    assert page.status_code == 200
    assert site.get_absolute_url() not in page.text


def test_sites_of_another_summit_do_not_exist(as_user, coordinator, other_summit):
    site = factories.make_site("cicb", summit=other_summit)
    assert as_user(coordinator).get(site.get_absolute_url()).status_code == 404
    assert "cicb" not in as_user(coordinator).get(reverse("sites")).text


# -- the record ------------------------------------------------------------------------------


def test_the_record_is_changed_and_the_change_kept(as_user, coordinator, summit, record):
    response = as_user(coordinator).post(
        reverse("summit-settings"), record | {"host": "bf", "zone": "Africa/Lagos"}
    )
    assert response.status_code == 302
    summit.refresh_from_db()
    assert (summit.host, summit.zone, summit.revision) == ("BF", "Africa/Lagos", 2)
    assert summit.name.data["ar"] == "Second session ar"
    entry = audit.history(summit).first()
    assert entry.changes["zone"] == ["Africa/Bamako", "Africa/Lagos"]


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"colour_1": "#f0e040"}, "colour_1", "its contrast is 1.36, at least 4.5 is needed"),
        ({"colour_1": "blue"}, "colour_1", "Write the colour as #"),
        ({"zone": "Africa/Atlantis"}, "zone", "is no known time zone"),
        ({"ends_on": "2025-12-20"}, "ends_on", "The last day is before the first."),
        ({"retention_until": "2025-12-01"}, "retention_until", "needed until the summit is over"),
        ({"languages": []}, "languages", ""),
        ({"host": ""}, "host", ""),
    ],
)
def test_errors_stand_at_their_field(data, field, sentence, as_user, coordinator, summit, record):
    typed = record | in_three("subtitle", "Typed with care") | data
    response = as_user(coordinator).post(reverse("summit-settings"), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert sentence in response.text
    assert "Typed with care ar" in response.text
    summit.refresh_from_db()
    assert summit.revision == 1


def test_steps_of_the_summit_stand_on_its_page(as_user, coordinator, summit):
    client = as_user(coordinator)
    url = reverse("step", args=["summit", summit.public_id, "begin"])
    assert url in client.get(reverse("summit-settings")).text
    assert client.post(url).status_code == 302
    summit.refresh_from_db()
    assert summit.state == "live"


# -- logo ------------------------------------------------------------------------------------


def test_the_logo_is_shown_to_everybody(as_user, client, coordinator, summit, record):
    assert (
        as_user(coordinator).post(reverse("summit-settings"), record | {"upload": picture()}).status_code
        == 302
    )
    summit.refresh_from_db()
    assert summit.logo_url
    client.logout()
    response = client.get(summit.logo_url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_a_logo_must_be_a_picture(as_user, coordinator, summit, record):
    text = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>", "image/png")
    response = as_user(coordinator).post(reverse("summit-settings"), record | {"upload": text})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["upload"])
    plain = SimpleUploadedFile("logo.txt", b"a text", "image/png")
    response = as_user(coordinator).post(reverse("summit-settings"), record | {"upload": plain})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["upload"])


def test_without_a_logo_there_is_none(client, summit):
    assert summit.logo_url == ""
    assert client.get(reverse("summit-logo")).status_code == 404


# -- colours ---------------------------------------------------------------------------------


def test_the_style_sheet_is_public_and_right(client, summit):
    address = f"{reverse('summit-css')}?v={summit.code}-{summit.revision}"
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "--summit-1:light-dark(#2e3a87," in response.text
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    old = client.get(f"{reverse('summit-css')}?v={summit.code}-0")
    assert old.headers["Cache-Control"] == "private, max-age=300"


def test_before_any_summit_the_sheet_is_empty(client, db):
    assert client.get(reverse("summit-css")).text == ""


@pytest.mark.parametrize(
    "colour", ["#000000", "#2e3a87", "#7a0019", "#00563f", "#595959", "#4b0082", "#003300"]
)
def test_every_colour_has_a_shade_for_the_dark_screen(colour):
    night = colours.for_dark(colour)
    assert colours.contrast(night, colours.DARK_GROUND) >= 4.5
    for ground in (colour, night):
        assert colours.contrast(ground, colours.ink_on(ground)) >= 4.5


def test_contrast_as_wcag_measures_it():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# -- moving ----------------------------------------------------------------------------------


def test_the_move_is_shown_before_it_happens(as_user, coordinator, summit):
    client, url = as_user(coordinator), reverse("summit-move")
    typed = {"starts_on": "2026-01-05", "note": "Postponed by the heads of state"}
    page = client.post(url, typed)
    assert page.status_code == 200
    assert "14 days later" in page.text
    summit.refresh_from_db()
    assert summit.starts_on == dt.date(2025, 12, 22)
    assert client.post(url, typed | {"shown": "2026-01-05"}).status_code == 302
    summit.refresh_from_db()
    assert (summit.starts_on, summit.ends_on) == (dt.date(2026, 1, 5), dt.date(2026, 1, 6))
    entry = audit.history(summit).first()
    assert (entry.verb, entry.note) == ("move", "Postponed by the heads of state")


def test_another_day_than_the_one_shown_is_shown_first(as_user, coordinator, summit):
    typed = {"starts_on": "2026-01-06", "note": "Postponed", "shown": "2026-01-05"}
    assert as_user(coordinator).post(reverse("summit-move"), typed).status_code == 200
    summit.refresh_from_db()
    assert summit.starts_on == dt.date(2025, 12, 22)


def test_a_move_needs_a_reason_and_another_day(as_user, coordinator, summit):
    response = as_user(coordinator).post(reverse("summit-move"), {"starts_on": "2025-12-22", "note": ""})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["note", "starts_on"])


def test_slices_follow_a_move(as_user, coordinator, summit, monkeypatch):
    seen = []
    monkeypatch.setattr("summit.event.models.ON_MOVE", [*ON_MOVE, lambda moved, shift: seen.append(shift)])
    typed = {"starts_on": "2025-12-15", "note": "Advanced", "shown": "2025-12-15"}
    as_user(coordinator).post(reverse("summit-move"), typed)
    assert seen == [-7]


# -- places ----------------------------------------------------------------------------------


def test_sites_and_zones_are_entered(as_user, coordinator, summit):
    client = as_user(coordinator)
    data = {"code": "cicb", "site_type": "conference", "address": "Quartier du Fleuve", "capacity": "1000"}
    assert client.post(reverse("site-new"), data | in_three("name", "Centre")).status_code == 302
    site = Site.objects.get(code="cicb")
    again = client.post(reverse("site-new"), data | in_three("name", "Centre"))
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["code"])
    data = {"code": "A", "colour": "#AA0000", "site": site.public_id, "parent": ""} | in_three(
        "name", "Plenary"
    )
    assert client.post(reverse("zone-new"), data).status_code == 302
    zone = Zone.objects.get(code="A")
    assert (zone.site, zone.colour) == (site, "#aa0000")


def test_a_zone_cannot_lie_inside_itself_by_any_way(as_user, coordinator, summit):
    outer = factories.make_zone("A", summit=summit)
    inner = factories.make_zone("B", summit=summit, parent=outer)
    client = as_user(coordinator)
    for parent in (outer, inner):
        data = {"code": "A", "colour": "#aa0000", "site": "", "parent": parent.public_id, "revision": 1}
        response = client.post(
            reverse("zone-edit", args=[outer.public_id]), data | in_three("name", "Plenary")
        )
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["parent"])


# -- the summit in work ----------------------------------------------------------------------


def test_switching_the_summit_in_work(as_user, coordinator, other_summit):
    factories.make_duty(coordinator, "auditor", summit=other_summit)
    client = as_user(coordinator)
    response = client.post(
        reverse("switch-summit"), {"summit": other_summit.public_id, "next": reverse("sites")}
    )
    assert response.url == reverse("sites")
    assert client.get(reverse("sites")).context["summit"] == other_summit
    assert client.get(reverse("summit-settings")).status_code == 403


def test_a_summit_of_others_cannot_be_taken_up(as_user, coordinator, other_summit):
    client = as_user(coordinator)
    assert client.post(reverse("switch-summit"), {"summit": other_summit.public_id}).status_code == 404
    assert client.get(reverse("switch-summit")).status_code == 405


def test_switching_never_leads_away(as_user, coordinator, summit):
    data = {"summit": summit.public_id, "next": "https://elsewhere.example/"}
    assert as_user(coordinator).post(reverse("switch-summit"), data).url == reverse("desk")
    assert Summit.objects.count() == 1
