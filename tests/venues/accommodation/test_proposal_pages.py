"""Asking for a proposal, reading it, changing a line, and letting it go."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from summit.audit.models import Entry
from tests import factories
from tests.delegations.making import make_delegation, make_flight, make_member
from tests.venues.accommodation.lodging_days import in_english, on_the_eve  # noqa: F401 - fixtures
from tests.venues.accommodation.making import make_block, make_hotel, make_lodging, make_room, make_type
from venues.accommodation import proposal_computing as computing
from venues.accommodation.models import LodgingProposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_eve", "in_english")]
LIST = "lodging-proposals"


@pytest.fixture
def officer(summit):
    ministry = factories.make_ministry("tourism", summit=summit)
    return factories.make_person("beds", "officer", "lodging", ministry=ministry)


@pytest.fixture
def house(summit):
    """A hotel with a suite and two plain rooms in two blocks."""
    hotel = make_hotel("H1", summit=summit, minutes=10)
    suite = make_type("suite", summit=summit, is_suite=True, order=1)
    plain = make_type("single", summit=summit)
    made = {
        "hotel": hotel,
        "suite": make_block(hotel, suite, rooms=1, rate=200_000, code="B-SUITE"),
        "plain": make_block(hotel, plain, rooms=2, rate=50_000, code="B-PLAIN"),
        "rooms": [make_room(hotel, plain, number="101"), make_room(hotel, plain, number="102")],
    }
    return made | {"top": make_room(hotel, suite, number="401", level=4)}


@pytest.fixture
def delegation(summit):
    return make_delegation("BFA", summit=summit)


def people(delegation, count=3):
    """A head and ``count`` - 1 experts."""
    head = make_member(delegation, "Head", rank="state", is_head=True)
    return [head, *(make_member(delegation, f"Expert{n}", list_order=n) for n in range(1, count))]


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def ask(client, **data):
    return client.post(reverse(LIST), data, follow=True)


def test_from_the_question_to_the_answer(officer, as_user, house, delegation):
    members = people(delegation, 4)
    client = as_user(officer)
    assert "4 people have no bed." in text_of(client.get(reverse(LIST)))
    page = text_of(ask(client))
    row = LodgingProposal.objects.get()
    assert (row.state, row.progress, row.asked_by, row.delegation) == ("ready", 100, officer, None)
    assert "3 of 4 people lodged, 1 not; as good as one after the other." in page
    assert "The rooms for these nights went to guests of higher rank or with other nights." in page
    assert "900 000 XOF" in page
    assert page.count("btn-primary") == 1
    lines = {line.occupant: line for line in row.lines.select_related("block", "room", "occupant")}
    assert lines[members[0]].room == house["top"]
    assert [lines[one].room for one in members[1:]] == [*house["rooms"], None]
    assert [line.unmet for line in row.lines.order_by("order")] == ["", "", "", "full"]
    assert {line.because for line in lines.values()} == {"assumed"}
    opened = text_of(client.get(row.get_absolute_url(), {"delegation": delegation.public_id}))
    assert "401" in opened
    assert reverse("lodging-proposal-line", args=[row.public_id, 4]) in opened
    assert "3 of 4 people lodged, 1 not" in text_of(client.get(reverse(LIST)))


def test_one_delegation_crews_requests_and_who_has_a_bed(officer, as_user, house, delegation, summit):
    other = make_delegation("NER", summit=summit)
    people(other, 2)
    lodged, asking = people(delegation, 2)
    make_lodging(lodged, block=house["suite"])
    make_lodging(asking, state="requested", accessible=True, room_type=house["plain"].room_type)
    flight = make_flight(delegation, crew=2, departs_at="2025-12-24T10:00Z", code="F-77")
    page = text_of(ask(as_user(officer), delegation=delegation.public_id))
    row = LodgingProposal.objects.get()
    assert [(line.occupant, line.crew_of) for line in row.lines.order_by("order")] == [
        (asking, None), (None, flight), (None, flight),
    ]  # fmt: skip
    first = row.lines.get(order=1)
    assert (first.block, first.unmet, first.because) == (house["plain"], "with_steps", "")
    assert "Crew of F-77" in page
    assert "2 of 3 people lodged, 1 not" in page


def test_who_may_not_and_what_is_not_there(protocol, as_user, officer, delegation, outsider):
    assert as_user(protocol).get(reverse(LIST)).status_code == 403
    row = LodgingProposal.objects.create(summit=delegation.summit, asked_by=officer, state="ready")
    assert as_user(outsider).get(row.get_absolute_url()).status_code in (403, 404)
    said = text_of(ask(as_user(officer), delegation=delegation.public_id))
    assert "This delegation needs no rooms. Choose another one." in said
    assert LodgingProposal.objects.count() == 1


def test_a_second_click_and_a_page_that_waits(officer, as_user, delegation, monkeypatch):
    row = LodgingProposal.objects.create(summit=delegation.summit, asked_by=officer, progress=20)
    client, url = as_user(officer), row.get_absolute_url()
    assert "A proposal is being computed already" in text_of(ask(client))
    assert LodgingProposal.objects.count() == 1
    page = text_of(client.get(url))
    assert f'hx-get="{url}?wait=1"' in page
    assert "20 % done." in page
    part = text_of(client.get(url, headers={"hx-request": "true"}))
    assert part.lstrip().startswith('<div class="panel pad" id="proposal"')
    computing.compute_later.call(proposal=row.public_id, lang="en")
    computing.compute_later.call(
        proposal=row.public_id, lang="en"
    )  # a job that comes twice finds nothing to do
    row.refresh_from_db()
    assert row.state == "ready"
    done = client.get(f"{url}?wait=1", headers={"hx-request": "true"})
    assert (done.status_code, done["HX-Redirect"]) == (204, url)
    assert "Nobody needs a room." in text_of(client.get(url))


def test_a_worker_killed_in_the_middle_leaves_nothing(officer, house, delegation, monkeypatch):
    people(delegation)
    row = LodgingProposal.objects.create(summit=delegation.summit, asked_by=officer)

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(computing, "figures", killed)
        with pytest.raises(KeyboardInterrupt):
            computing.compute_later.call(proposal=row.public_id, lang="en")
    row.refresh_from_db()
    assert (row.state, row.lines.count()) == ("computing", 0)
    computing.compute_later.call(proposal=row.public_id, lang="en")
    row.refresh_from_db()
    assert (row.state, row.lines.count()) == ("ready", 3)


def test_failures_are_told_and_another_can_be_asked_for(officer, as_user, delegation, monkeypatch):
    row = LodgingProposal.objects.create(summit=delegation.summit, asked_by=officer)
    with monkeypatch.context() as once:
        once.setattr(computing, "read", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            computing.compute_later.call(proposal=row.public_id, lang="en")
    client = as_user(officer)
    said = text_of(client.get(row.get_absolute_url()))
    assert "No proposal came of it: something went wrong. Ask again." in said
    job = DBTaskResult.objects.create(
        status="FAILED", args_kwargs={}, task_path="x", backend_name="default", run_after="2025-12-20T00:00Z"
    )
    dead = LodgingProposal.objects.create(summit=row.summit, asked_by=officer, figures={"job": str(job.pk)})
    assert "The work has stopped." in text_of(client.get(dead.get_absolute_url()))
    ask(client)
    dead.refresh_from_db()
    assert (dead.state, LodgingProposal.objects.filter(state="ready").count()) == ("failed", 1)


def test_a_line_is_changed_before_it_is_taken(officer, as_user, house, delegation):
    people(delegation)
    client = as_user(officer)
    ask(client)
    row = LodgingProposal.objects.get()
    url = reverse("lodging-proposal-line", args=[row.public_id, 3])
    page = text_of(client.get(url))
    assert "101" not in page.split("<form")[-1], "the other expert has it"
    data = {"block": house["plain"].public_id, "room": house["top"].public_id, "revision": row.revision}
    wrong = client.post(url, data)
    assert wrong.status_code == 422
    assert "not one of the available choices" in text_of(wrong)  # the head has that room
    row.lines.filter(order=1).update(block=None, room=None, unmet="left_out")
    wrong = client.post(url, data)
    assert "This room is of another hotel or type than the block." in text_of(wrong)
    data |= {"block": house["suite"].public_id}
    assert client.post(url, data).status_code == 302
    line = row.lines.get(order=3)
    assert (line.block, line.room, line.unmet) == (house["suite"], house["top"], "")
    stale = client.post(url, {"block": "", "room": "", "revision": data["revision"]})
    assert (stale.status_code, "Someone has just changed this proposal." in text_of(stale)) == (422, True)
    client.post(url, {"block": "", "room": "", "revision": data["revision"] + 1})
    assert row.lines.get(order=3).unmet == "left_out"
    changes = Entry.objects.about(row).filter(verb="edit").order_by("-pk").first().changes
    assert changes == {"rows": ["3: B-SUITE 401", "3: –"]}
    assert "Left out by hand." in text_of(client.get(row.get_absolute_url()))
    drop = reverse("step", args=["lodgingproposal", row.public_id, "drop"])
    client.post(drop)
    assert client.get(url, follow=True).redirect_chain


def test_the_same_queries_for_few_and_for_many(officer, as_user, house, delegation, summit):
    client = as_user(officer)

    def cost():
        ask(client)
        row = LodgingProposal.objects.order_by("-pk").first()
        page = {"delegation": delegation.public_id}
        return [
            queries(lambda: client.get(row.get_absolute_url(), page)),
            queries(lambda: client.get(reverse(LIST))),
            queries(lambda: computing.read(summit)),
        ]

    people(delegation, 4)
    few = cost()
    for code in ("NER", "MLI", "TCD", "BEN", "TGO"):
        people(make_delegation(code, summit=summit), 6)
    make_block(make_hotel("H2", summit=summit), house["plain"].room_type, rooms=20)
    assert cost() == few


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
