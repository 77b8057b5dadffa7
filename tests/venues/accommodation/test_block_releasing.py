"""Blocks end by themselves: officers are told before the cut-off, each once, then unused rooms go back."""

import datetime as dt

import pytest
from django.urls import reverse

from summit import audit
from summit.accounts.models import User
from summit.notices.models import Notice
from tests.clocks import J_7, at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_member
from tests.racing import race
from tests.venues.accommodation.making import FIRST, make_block, make_hotel, make_lodging
from venues.accommodation import block_nights, block_releasing
from venues.accommodation.models import HeldNight, RoomBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]
DAY = dt.timedelta(days=1)
TODAY = J_7.date()


def test_on_its_day_the_rooms_nobody_has_go_back_once(lodging, summit, at_j_7):  # noqa: F811
    block = make_block(rooms=5, release_on=TODAY + DAY)
    early = make_block(rooms=5, release_on=TODAY + 2 * DAY)
    negotiated = make_block(rooms=5, release_on=TODAY, state="negotiated")
    guests = [make_lodging(make_member(), block=block, check_out=FIRST + DAY) for _each in range(3)]
    guests[0].workflow.run(guests[0], "cancel", by=lodging, note="Stays away")
    assert block_releasing.release_due(summit) == 0
    at_j_7.move_to(J_7 + DAY)
    assert (block_releasing.release_due(summit), block_releasing.release_due(summit)) == (1, 0)
    assert block_nights.kept(block) == {FIRST: 2}
    assert set(HeldNight.objects.filter(state="confirmed").values_list("place", "rooms")) == {(1, 2), (2, 2)}
    states = {one.pk: one.state for one in RoomBlock.objects.all()}
    assert states == {block.pk: "released", early.pk: "contracted", negotiated.pk: "negotiated"}
    told, step = audit.history(block)[1], audit.history(block)[0]
    assert (step.verb, step.actor, told.verb) == ("release", User.objects.system(), "give_back")
    assert told.changes["kept_nights"] == ["21/12-23/12: 5", "21/12: 2"]


def test_an_officer_releases_before(lodging, protocol, summit, as_user):
    block = make_block(rooms=5)
    make_lodging(make_member(), block=block)
    url = reverse("step", args=["roomblock", block.public_id, "release"])
    assert as_user(protocol).post(url).status_code in (403, 404)
    assert as_user(lodging).post(url).status_code == 302
    assert set(block_nights.kept(block).values()) == {1}


def test_officers_are_told_7_3_and_1_days_before_each_once(lodging, protocol, summit, at_j_7):  # noqa: F811
    block = make_block(make_hotel("H"), rooms=2, code="B", cut_off=TODAY + 9 * DAY)
    make_block(cut_off=TODAY + 7 * DAY, state="released")
    make_lodging(make_member(), block=block)
    told = []
    for days in (0, 2, 3, 6, 6, 7, 8, 9, 10):
        at_j_7.move_to(J_7 + days * DAY)
        block_releasing.warn(summit)
        told.append(Notice.objects.count())
    assert told == [0, 1, 1, 2, 2, 2, 3, 3, 3]
    notice = Notice.objects.latest("pk")
    assert (notice.user, notice.url) == (lodging, block.get_absolute_url())
    assert notice.subject.replace("\u00a0", " ") == "Cut-off of block B in Hotel H: 24 Dec"
    assert notice.text.startswith("3 nights of rooms are held by nobody.")


def test_every_summit_under_way_is_looked_after(lodging, other_summit):
    make_block(release_on=TODAY)
    make_block(make_hotel(summit=other_summit), release_on=TODAY)
    assert block_releasing.run_all() == 2
    assert block_releasing.run_all() == 0


@pytest.mark.django_db(transaction=True)
def test_many_ticks_release_a_block_once(lodging):
    block = make_block(release_on=TODAY)
    outcomes = race(*[lambda: block_releasing.released(block.pk)] * 8, refusals=())
    assert outcomes == ["done"] * 8
    assert audit.history(block).filter(verb="release").count() == 1
