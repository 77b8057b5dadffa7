"""The arrivals board: what is next, what rows show, who may act in them, what it costs, when it moves."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.travel import board_rows
from delegations.travel.models import Movement
from summit import clock
from tests import factories
from tests.delegations import making
from tests.delegations.travel.moving import at, make_head, make_special

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0", "in_english")]


def board_of(user, direction="arrival", *, names=True):
    return board_rows.board(user, direction=direction, now=clock.now(), names=names)


def codes(board):
    return [line.code for line in board.lines]


@pytest.fixture
def day(delegation, other_delegation):
    """Landed, next, late, cancelled, of tomorrow, of yesterday, of the day after, and a departure."""
    make = making.make_movement
    return {
        "landed": make(
            other_delegation, "A-001", planned_at=at(8, 40), landed_at=at(8, 36), state="handed_over"
        ),
        "next": make(
            other_delegation, "A-002", planned_at=at(10, 35), estimated_at=at(10, 38), state="en_route"
        ),
        "ours": make(delegation, "A-003", planned_at=at(12), state="confirmed"),
        "late": make(delegation, "A-004", planned_at=at(13), estimated_at=at(13, 35), state="delayed"),
        "off": make(other_delegation, "A-005", planned_at=at(19), state="cancelled"),
        "tomorrow": make(delegation, "A-006", planned_at=at(7, 30, day=23)),
        "overdue": make(delegation, "A-007", planned_at=at(23, 50, day=21), state="confirmed"),
        "past": make(delegation, "A-008", planned_at=at(9, day=21), landed_at=at(9, day=21), state="closed"),
        "later": make(delegation, "A-009", planned_at=at(9, day=24)),
        "moved": make(delegation, "A-010", planned_at=at(15), estimated_at=at(9, day=26), state="delayed"),
        "gone": make(delegation, "D-001", direction="departure", planned_at=at(16)),
    }


def test_today_and_tomorrow_in_order_of_time_with_what_is_overdue_or_moved_away(airport, day):
    board = board_of(airport)
    assert codes(board) == ["A-007", "A-001", "A-002", "A-003", "A-004", "A-005", "A-006", "A-010"]
    assert [str(each) for each, _lines in board.days] == [
        "2025-12-21",
        "2025-12-22",
        "2025-12-23",
        "2025-12-26",
    ]
    assert (board.next.code, board.done, board.ahead) == ("A-007", 1, 3)
    assert codes(board_of(airport, "departure")) == ["D-001"]


def test_next_is_the_first_that_is_awaited_and_says_how_long(airport, day):
    Movement.objects.filter(code="A-007").update(state="landed", landed_at=at(0, 5))
    board = board_of(airport)
    assert (board.next.code, board.until_next) == ("A-002", "in 18 minutes")
    assert board.next.typed == "10:38"
    assert board.lines[-1].typed == "26/12 09:00"


def test_the_zone_of_the_summit_decides_which_day_it_is(airport, delegation, summit):
    summit.zone = "Asia/Kabul"
    summit.save()
    making.make_movement(delegation, "A-001", planned_at=at(19, 40))  # 00:10 of the 23rd in Kabul
    making.make_movement(delegation, "A-002", planned_at=at(19, 31, day=23))  # 00:01 of the 24th
    board = board_of(airport.at(summit))
    assert codes(board) == ["A-001"]
    assert (str(board.lines[0].at), f"{board.now:%H:%M}") == ("2025-12-23 00:10:00+04:30", "14:50")


def test_a_head_goes_by_office_others_by_name_a_group_by_its_delegation(airport, delegation):
    making.make_movement(delegation, "A-001", principal=make_head(delegation), party=15)
    officer = making.make_member(delegation, "Traoré", "Awa", function=factories.named("Adviser"))
    making.make_movement(delegation, "A-002", principal=officer, party=1)
    making.make_movement(delegation, "A-003", party=4)
    assert [(line.group, line.is_head) for line in board_of(airport).lines] == [
        ("President of Faso and 14 others", True),
        ("Awa TRAORÉ", False),
        ("Delegation of BFA, 4 people", False),
    ]
    assert [line.who for line in board_of(airport, names=False).lines] == [
        "President of Faso",
        "Adviser",
        "Delegation of BFA",
    ]


def test_who_may_not_read_names_reads_offices_on_board_and_screen(as_user, authority, airport, delegation):
    officer = making.make_member(delegation, "Traoré", "Awa", function=factories.named("Adviser"))
    making.make_movement(delegation, "A-002", principal=officer, party=1)
    assert "TRAORÉ" in as_user(airport).get(reverse("arrivals")).text
    assert "TRAORÉ" not in as_user(authority).get(reverse("arrivals")).text
    for url in (reverse("arrivals-screen"), reverse("arrivals-rows") + "?screen=1"):
        text = as_user(airport).get(url).text
        assert ("TRAORÉ" in text, "Adviser" in text) == (False, True), url


def test_stand_and_clearance_of_a_special_flight(airport, delegation):
    cleared = {"state": "granted", "clearance_number": "ML-1", "defence_opinion": "favourable", "aviation_opinion": "favourable"}  # fmt: skip
    make_special(
        delegation,
        code="A-001",
        stand="P1",
        state="confirmed",
        flight_fields=cleared,
        welcomed_by="X",
        vehicles="2",
    )
    make_special(
        delegation, code="A-002", state="confirmed", planned_at=at(11), welcomed_by="X", vehicles="2"
    )
    first, second = board_of(airport).lines
    assert (first.stand, first.lacks_stand, first.state, first.gaps) == ("P1", False, "Confirmed", ())
    assert (second.stand, second.lacks_stand, second.look, second.state) == (
        "",
        True,
        "wait",
        "Clearance awaited",
    )
    assert second.gaps == ("no clearance", "no stand given")


def test_a_liaison_officer_sees_the_own_delegation_and_tells_its_times(as_user, liaison, day):
    client = as_user(liaison)
    text = client.get(reverse("arrivals")).text
    shown = [code for code, row in day.items() if f'id="m-{row.public_id}"' in text]
    assert shown == ["ours", "late", "tomorrow", "overdue", "moved"]
    assert f'id="eta-{day["ours"].public_id}"' in text


def test_who_only_reads_gets_no_field_and_no_button(as_user, authority, lodging, day):
    for user in (authority, lodging):
        text = as_user(user).get(reverse("arrivals")).text
        assert ('name="at"' in text, 'name="landed_at"' in text) == (False, False)
        assert f'id="m-{day["ours"].public_id}"' in text


@pytest.mark.parametrize("name", ["arrivals", "arrivals-screen", "arrivals-rows"])
def test_who_gets_in(name, client, as_user, visitor, focal, airport):
    assert client.get(reverse(name)).status_code == 302
    statuses = [as_user(user).get(reverse(name)).status_code for user in (visitor, focal, airport)]
    assert statuses == [403, 403, 200]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(
    "url", ["/arrivals/", "/arrivals/?direction=departure", "/arrivals/screen/", "/arrivals/rows/"]
)
def test_pages_open_in_every_language(url, language, as_user, airport, day):
    type(airport).objects.filter(pk=airport.pk).update(language=language)
    assert as_user(airport).get(url).status_code == 200


def test_the_empty_board_says_so(as_user, airport):
    text = as_user(airport).get(reverse("arrivals")).text
    assert "Nobody arrives today or tomorrow." in text
    assert "Nobody is awaited today or tomorrow." in text


def test_what_has_not_changed_is_not_sent_again(as_user, airport, day, at_j0):
    client, url = as_user(airport), reverse("arrivals-rows")
    version = client.get(url).context["board"].version
    assert client.get(url, {"v": version}).status_code == 204
    Movement.objects.filter(code="A-003").update(estimated_at=at(12, 5))
    changed = client.get(url, {"v": version})
    assert (changed.status_code, changed.headers["Cache-Control"]) == (200, "no-store")
    version = changed.context["board"].version
    assert client.get(url, {"v": version}).status_code == 204
    at_j0.shift(dt.timedelta(minutes=1))
    assert client.get(url, {"v": version}).status_code == 200


def test_only_the_rows_that_show_something_else_have_another_mark(airport, day):
    before = {line.code: line.mark for line in board_of(airport).lines}
    Movement.objects.filter(code="A-003").update(lounge="VIP 1")
    after = {line.code: line.mark for line in board_of(airport).lines}
    assert [code for code in before if before[code] != after[code]] == ["A-003"]


def test_the_page_says_what_a_time_told_just_now_breaks(as_user, airport, delegation):
    moved = make_special(delegation, code="A-001", stand="P1", estimated_at=at(16), state="delayed")
    text = as_user(airport).get(reverse("arrivals"), {"told": moved.public_id}).text
    assert "1 thing no longer holds." in text
    assert "P1" in text
    assert "no longer holds" not in as_user(airport).get(reverse("arrivals"), {"told": "nobody"}).text


def test_noting_a_landing_from_the_board_takes_the_time_typed_or_now(as_user, airport, day):
    client = as_user(airport)
    row = board_of(airport).next
    back = f"/arrivals/?direction=arrival&amp;told={row.public_id}"
    assert f'name="next" value="{back}"' in client.get("/arrivals/").text
    said = client.post(row.finish, {"landed_at": "", "next": back.replace("&amp;", "&")}, follow=True).text
    assert "Landed, Mon 22 Dec, 10:20</p>" in said.replace("\xa0", " ")
    assert "Noted by <bdi>Airport</bdi> " in said
    assert f'href="/movements/{row.public_id}/#tell-landed"' in said
    assert Movement.objects.get(code=row.code).landed_at == clock.now()
    row = board_of(airport).next
    assert client.post(row.finish, {"landed_at": "10:15", "next": "/arrivals/"})["Location"] == "/arrivals/"
    assert Movement.objects.get(code=row.code).landed_at == at(10, 15)
    refused = client.post(board_of(airport).next.finish, {"landed_at": "18:00"})
    assert refused.status_code == 422
    assert "This time is still to come." in refused.text
    assert 'value="18:00"' in refused.text


def test_people_by_the_hour_are_drawn_and_told_as_a_table(as_user, airport, day):
    hours = as_user(airport).get(reverse("arrivals")).context["plot"]["hours"]
    assert [(hour.hour, hour.movements, hour.people) for hour in hours if hour.people] == [
        (8, 1, 3),
        (10, 1, 3),
        (12, 1, 3),
        (13, 1, 3),
    ]
    assert len(hours) == 8


@pytest.mark.parametrize("name", ["arrivals", "arrivals-screen", "arrivals-rows"])
@pytest.mark.parametrize("person", ["airport", "liaison"])
def test_sixty_rows_cost_what_one_costs_and_no_more_than_eight_queries(
    name, person, request, as_user, delegation, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_user(request.getfixturevalue(person))
    head = make_head(delegation)
    make_special(delegation, stand="P1", principal=head)
    client.get(reverse(name))  # the first page of a session also writes when the person was last seen
    with django_assert_max_num_queries(8) as first:
        assert client.get(reverse(name)).status_code == 200
    for number in range(59):
        make_special(delegation, stand=f"Q{number}", planned_at=at(11, number), principal=head)
    with django_assert_num_queries(len(first)):
        text = client.get(reverse(name)).text
    assert text.count('id="m-') == (14 if name == "arrivals-screen" else 60)
