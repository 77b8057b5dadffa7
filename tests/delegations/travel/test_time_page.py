"""The time of a movement, posted from a row, a page or a phone: read, refused, shown again."""

import pytest
from django.urls import reverse

from delegations.travel.models import Movement
from tests.delegations import making
from tests.delegations.travel.moving import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j0")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def movement(delegation):
    return making.make_movement(delegation, "A-001", planned_at=at(12), state="confirmed")


def post(client, movement, **data):
    headers = data.pop("headers", {})
    return client.post(reverse("movement-time", args=[movement.public_id]), data, headers=headers)


def test_the_row_comes_back_with_the_time_and_its_date(as_user, airport, movement):
    response = post(as_user(airport), movement, at="23/12 07:30", headers=HTMX)
    assert response.status_code == 200
    assert f'id="m-{movement.public_id}"' in response.text
    assert 'value="23/12 07:30"' in response.text
    assert "Tue 23 Dec" in response.text.replace("\xa0", " ")
    movement.refresh_from_db()
    assert (movement.estimated_at, movement.state) == (at(7, 30, day=23), "delayed")


def test_an_hour_alone_is_of_the_planned_day_even_when_it_is_over(as_user, airport, movement):
    post(as_user(airport), movement, at="٠٩٣٠", headers=HTMX)
    movement.refresh_from_db()
    assert (movement.estimated_at, movement.state) == (at(9, 30), "confirmed")


def test_a_bad_time_is_a_422_with_what_was_typed_and_the_sentence_at_the_field(as_user, airport, movement):
    response = post(as_user(airport), movement, at="25:99", headers=HTMX)
    assert response.status_code == 422
    assert 'value="25:99"' in response.text
    assert "There is no such hour." in response.text
    assert f'id="problem-{movement.public_id}"' in response.text
    assert Movement.objects.get().estimated_at is None


@pytest.mark.parametrize("comes_from", ["", "/arrivals/", "/arrivals/mine/"])
def test_without_script_a_bad_time_comes_back_on_a_whole_page(comes_from, as_user, airport, movement):
    response = post(as_user(airport), movement, at="soon", note="The tower", next=comes_from)
    assert response.status_code == 422
    assert 'value="soon"' in response.text
    assert 'value="The tower"' in response.text
    assert "Write the hour as 10:38" in response.text


def test_without_script_it_goes_back_to_where_it_came_from_and_nowhere_else(as_user, airport, movement):
    client = as_user(airport)
    response = post(client, movement, at="12:05", next="/arrivals/?direction=arrival")
    assert response["Location"] == f"/arrivals/?direction=arrival&told={movement.public_id}"
    for outside in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        response = post(client, movement, at="12:06", next=outside)
        assert response["Location"] == movement.get_absolute_url()


def test_a_time_told_for_what_has_landed_is_refused_with_the_reason(as_user, airport, delegation):
    landed = making.make_movement(delegation, state="landed", landed_at=at(10))
    response = post(as_user(airport), landed, at="10:38")
    assert response.status_code == 422
    assert "its estimate no longer changes" in response.text


def test_the_day_is_a_field_of_its_own_on_the_phone(as_user, liaison, movement):
    post(as_user(liaison), movement, day="2025-12-23", at="0730", note="Protocol of the presidency, by phone")
    movement.refresh_from_db()
    assert movement.estimated_at == at(7, 30, day=23)


def test_a_day_that_is_not_offered_is_refused(as_user, liaison, movement):
    response = post(as_user(liaison), movement, day="2031-01-01", at="0730", next="/arrivals/mine/")
    assert response.status_code == 422
    assert Movement.objects.get().estimated_at is None


def test_in_a_summit_elsewhere_an_hour_is_one_of_its_clocks(as_user, airport, movement, summit):
    summit.zone = "Asia/Kabul"
    summit.save()
    Movement.objects.filter(pk=movement.pk).update(planned_at=at(20))  # 23 December, 00:30 in Kabul
    post(as_user(airport), movement, at="01:00", headers=HTMX)
    movement.refresh_from_db()
    assert movement.estimated_at == at(20, 30)


def test_who_tells_for_which_movement(
    client, as_user, movement, other_delegation, liaison, authority, lodging, visitor, outsider
):
    theirs = making.make_movement(other_delegation)
    assert post(client, movement, at="12:05").status_code == 302  # to the page for signing in
    found = {
        user.username: [post(as_user(user), row, at="12:05").status_code for row in (movement, theirs)]
        for user in (liaison, authority, lodging, visitor, outsider)
    }
    assert found == {
        "liaison": [302, 404],
        "authority": [403, 403],
        "lodging": [403, 403],
        "visitor": [403, 403],
        "outsider": [404, 404],
    }
    assert {row.code for row in Movement.objects.exclude(estimated_at=None)} == {"A-001"}


def test_a_get_tells_nothing(as_user, airport, movement):
    assert as_user(airport).get(reverse("movement-time", args=[movement.public_id])).status_code == 405
