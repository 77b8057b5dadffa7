"""The hotel's side: a link of its own, one tap for each act, audited as the link's, and nothing of other hotels."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import translation

from summit import audit, links, telling
from summit.links.models import SealedLink
from tests.delegations.making import make_delegation, make_member
from tests.venues.accommodation.making import (
    FIRST,
    make_block,
    make_hotel,
    make_lodging,
    make_room,
    make_type,
)
from venues.accommodation import link_mail
from venues.accommodation.link_access import VERB
from venues.accommodation.models import RoomAssignment

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 12, 21, 12, tzinfo=dt.UTC)
SECRET_REMARK = "allergic to nuts"


@pytest.fixture(autouse=True)
def _first_day():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def hotel(summit):
    return make_hotel("SAL", language="en")


@pytest.fixture
def block(hotel):
    return make_block(hotel, make_type("single"), rooms=9)


@pytest.fixture
def secret(hotel, lodging):
    _link, secret = links.issue(hotel, VERB, recipient="Awa Sow", by=lodging, lasts=dt.timedelta(days=3))
    return secret


@pytest.fixture
def side(client, secret):
    """A browser in which the recipient has said who they are."""
    assert client.post(reverse("hotel-side-open", args=[secret])).status_code == 302
    return client


def sleep(block, name, **fields):
    return make_lodging(make_member(make_delegation(summit=block.summit), name), block=block, **fields)


def tap(side, secret, lodging, name):
    return side.post(reverse("hotel-side-act", args=[secret, lodging.public_id, name]))


def write(side, secret, lodging, number, revision=None):
    data = {"number": number, "revision": revision or lodging.revision}
    address = reverse("hotel-side-number", args=[secret, lodging.public_id])
    return side.post(address, data, follow=True).content.decode()


def stored(lodging):
    row = RoomAssignment.objects.select_related("room").get(pk=lodging.pk)
    return row.state, row.room.number if row.room else None


def test_the_door_comes_first_and_then_the_own_list_alone(client, secret, hotel, block):
    ours, other = sleep(block, "Zongo", remarks=SECRET_REMARK, meals="no pork"), make_block(make_hotel("OTH"))
    theirs = sleep(other, "Bamba")
    home = client.get(reverse("hotel-side", args=[secret]))
    assert "I am Awa Sow: open" in home.content.decode() and "ZONGO" not in home.content.decode().upper()
    assert tap(client, secret, ours, "arrived").url == home.request["PATH_INFO"]
    assert stored(ours)[0] == "confirmed"  # nobody has said who they are
    client.post(reverse("hotel-side-open", args=[secret]))
    response = client.get(reverse("hotel-side", args=[secret]))
    text = response.content.decode()
    assert str(ours.occupant.person) in text and "no pork" in text
    for hidden in (str(theirs.occupant.person), str(other.hotel.name), SECRET_REMARK, theirs.public_id):
        assert hidden not in text, hidden
    assert response.headers["Cache-Control"] == "private, no-store"
    assert tap(client, secret, theirs, "arrived").status_code == 404
    assert stored(theirs)[0] == "confirmed"


def test_one_tap_each_is_audited_as_the_link_s(side, secret, block):
    link = SealedLink.objects.get()
    guest = sleep(block, "Zongo", state="proposed")
    for name, state in (("confirm", "confirmed"), ("arrived", "checked_in"), ("left", "checked_out")):
        assert tap(side, secret, guest, name).url.endswith(f"#g-{guest.public_id}")
        assert stored(guest)[0] == state
        entry = audit.history(guest).first()
        assert (entry.note, telling.actor_name(entry)) == (link.audit_label, "sealed link")
    assert guest.versions.count() == 3
    absent = sleep(block, "Bamba")
    tap(side, secret, absent, "absent")
    assert stored(absent)[0] == "no_show"
    tap(side, secret, absent, "arrived")  # too late: said in words, nothing changed
    assert stored(absent)[0] == "no_show"
    assert link.uses.count() == 6


def test_nobody_arrives_before_the_first_night(side, secret, block):
    later = sleep(block, "Zongo", check_in=FIRST + dt.timedelta(days=1))
    page = side.get(reverse("hotel-side", args=[secret]))
    assert [row.lodging.acts for row in page.context["rows"]] == [[]]
    tap(side, secret, later, "arrived")
    assert stored(later)[0] == "confirmed"
    assert tap(side, secret, later, "explode").status_code == 404


def test_the_number_is_written_where_it_is_missing(side, secret, hotel, block):
    guest, other = sleep(block, "Zongo"), sleep(block, "Bamba")
    make_room(hotel, block.room_type, number="204A")
    assert "knows no usable room 999" in write(side, secret, guest, "999")
    assert "Write the number" in write(side, secret, guest, " ")
    write(side, secret, guest, "204a ")
    assert stored(guest) == ("confirmed", "204A")
    assert telling.actor_name(audit.history(guest).first()) == "sealed link"
    assert "Room 204A is taken" in write(side, secret, other, "204A")
    assert "has room 204A already" in write(side, secret, guest, "204A")
    assert "has just changed" in write(side, secret, other, "204A", revision=7) or stored(other)[1] is None


def test_what_does_not_open_is_one_page(client, hotel, secret, lodging, block):
    guest = sleep(block, "Zongo")
    _delegation, elsewhere = links.issue(
        make_delegation(summit=hotel.summit),
        "fill_list",
        recipient="X",
        by=lodging,
        lasts=dt.timedelta(days=1),
    )
    english = {"headers": {"accept-language": "en"}}
    closed = client.get(reverse("hotel-side", args=["wrong"]))
    assert closed.status_code == 404
    same = [client.get(reverse("hotel-side", args=[elsewhere]), **english).content.decode()]
    links.revoke(SealedLink.objects.get(verb=VERB), by=lodging)
    same.append(client.get(reverse("hotel-side", args=[secret]), **english).content.decode())
    assert all("This address opens nothing" in text for text in same)
    assert tap(client, secret, guest, "arrived").status_code == 404
    assert stored(guest)[0] == "confirmed"


def test_the_side_speaks_the_hotel_s_language(client, secret, hotel):
    type(hotel).objects.filter(pk=hotel.pk).update(language="ar")
    assert '<html lang="ar" dir="rtl"' in client.get(reverse("hotel-side", args=[secret])).content.decode()
    client.cookies["django_language"] = "fr"
    assert '<html lang="fr"' in client.get(reverse("hotel-side", args=[secret])).content.decode()


def test_issued_by_name_shown_once_mailed_and_revoked(as_user, hotel, lodging, protocol):
    address = reverse("hotel-links", args=[hotel.public_id])
    assert as_user(protocol).get(address).status_code == 403
    client = as_user(lodging)
    assert client.post(address, {"recipient": "", "language": "fr", "days": 3}).status_code == 422
    data = {"recipient": "Awa Sow", "email": "awa@hotel.example", "language": "fr", "days": 3}
    page = client.post(address, data)
    shown = page.context["address"]
    assert shown in page.content.decode() and shown not in client.get(address).content.decode()
    link = SealedLink.objects.get()
    link_mail.mail_hotel_address.func(link=link.public_id, sealed=link_mail.encrypt(shown), language="en")
    assert shown in mail.outbox[-1].body and mail.outbox[-1].to == ["awa@hotel.example"]
    client.post(reverse("hotel-link-revoke", args=[hotel.public_id, link.public_id]))
    assert client.get(shown).status_code == 404
