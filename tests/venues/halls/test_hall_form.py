"""The form of a hall: all at once, nothing lost, and parts that its bookings hold."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from summit import audit, history
from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.racing import race
from tests.venues.halls.hall_making import make_plan, sent, sent_again
from tests.venues.making import HOUR, NINE, make_booking, make_hall, make_part
from venues.halls import holding
from venues.halls.hall_form import HallForm
from venues.halls.models import BookedPart, Hall, HallBooking, HallEquipment, HallLayout, HallPart, PlanMark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def site(summit):
    return factories.make_site("CICB")


@pytest.fixture
def halves(site):
    return [make_part(code, site=site) for code in "AB"]


def numbers(model, hall, key, number):
    return dict(model.objects.filter(hall=hall).values_list(key, number))


def edit_url(hall):
    return reverse("hall-edit", args=[hall.public_id])


def test_a_hall_is_entered_with_all_that_belongs_to_it(conference, site, halves, as_user):
    zone = factories.make_zone("2")
    typed = sent(
        site,
        parts=halves,
        zone=zone.public_id,
        layout_plenary="400",
        layout_board="60",
        layout_lounge="0",
        item_video="1",
        item_headset="300",
        accessible="on",
    )
    answer = as_user(conference).post(reverse("hall-new"), typed)
    hall = Hall.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, hall.get_absolute_url())
    assert (str(hall.name), hall.name.data["ar"], hall.zone) == ("The Djoliba hall", "جوليبا", zone)
    assert (hall.accessible, hall.power_backup, hall.state) == (True, False, "open")
    assert set(hall.parts.all()) == set(halves)
    assert numbers(HallLayout, hall, "layout", "seats") == {"plenary": 400, "board": 60}
    assert numbers(HallEquipment, hall, "item", "quantity") == {"video": 1, "headset": 300}
    assert audit.history(hall).get().changes["layout_board"] == [None, 60]


def test_a_hall_of_one_room_gets_a_part_of_its_own(conference, site, as_user):
    client = as_user(conference)
    assert client.post(reverse("hall-new"), sent(site)).status_code == 302
    part = Hall.objects.get().parts.get()
    assert (part.code, part.site, str(part.name)) == ("DJ", site, "The Djoliba hall")
    answer = client.post(reverse("hall-new"), sent(site, code="DJ"))
    assert answer.context["form"].errors.keys() == {"code", "one_room"}
    assert HallPart.objects.count() == Hall.objects.count() == 1


def test_every_error_is_told_at_its_field_and_nothing_is_lost(conference, site, halves, as_user):
    far = make_part("FAR", site=factories.make_site("KOUL"))
    zone = factories.make_zone("9", site=far.site)
    typed = sent(
        site,
        parts=[halves[0], far],
        zone=zone.public_id,
        seats="100",
        layout_theatre="101",
        layout_board="100",
        item_video="-1",
        booths="two",
        name_2="Typed name",
    )
    answer = as_user(conference).post(reverse("hall-new"), typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "parts": ["Not on this site: FAR. All parts of a hall lie on its own site."],
        "zone": ["This zone lies on another site."],
        "layout_theatre": ["The hall takes 100 at most."],
        "item_video": ["Ensure this value is greater than or equal to 0."],
        "booths": ["Enter a whole number."],
    }
    for kept in ('value="Typed name"', 'value="101"', 'value="two"', f'value="{far.public_id}" '):
        assert kept in answer.text
    assert Hall.objects.count() == 0


@pytest.mark.parametrize(("parts", "one_room", "field"), [(True, "on", "one_room"), (False, "", "parts")])
def test_a_hall_is_of_parts_or_one_room(parts, one_room, field, conference, site, halves, as_user):
    typed = sent(site, parts=halves if parts else [], one_room=one_room)
    answer = as_user(conference).post(reverse("hall-new"), typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})


def test_layouts_that_stay_keep_their_row_and_the_history_tells_the_others(conference, as_user):
    hall = make_hall("DJ", layouts=[("plenary", 80), ("board", 20)])
    plenary = hall.layouts.get(layout="plenary")
    booking = make_booking(hall, layout=plenary)
    typed = sent_again(hall, layout_plenary="90", layout_theatre="70")
    assert as_user(conference).post(edit_url(hall), typed).status_code == 302
    assert numbers(HallLayout, hall, "layout", "seats") == {"plenary": 90, "theatre": 70}
    booking.refresh_from_db()
    assert booking.layout == plenary
    changed = {str(label): (old, new) for label, old, new in history.lines(hall)[0].changed}
    assert changed["plenary"] == (80, 90)
    assert changed["one table"] == (20, "")
    assert changed["rows of chairs"] == ("", 70)


def test_saving_unchanged_writes_nothing(conference, as_user):
    hall = make_hall("DJ", layouts=[("plenary", 80)])
    assert as_user(conference).post(edit_url(hall), sent_again(hall, layout_plenary="80")).status_code == 302
    assert audit.history(hall).count() == 0


def test_who_was_slower_sees_both_versions_of_the_numbers_too(conference, as_user):
    hall = make_hall("DJ", layouts=[("plenary", 80)])
    client, first = as_user(conference), sent_again(hall, layout_plenary="90")
    second = sent_again(hall, layout_plenary="85", item_video="2")
    assert client.post(edit_url(hall), first).status_code == 302
    answer = client.post(edit_url(hall), second)
    assert answer.status_code == 422
    clashes = {str(label): (theirs, yours) for label, theirs, yours in answer.context["form"].clashes}
    assert (clashes["Plenary"], clashes["Video link"]) == (("90", "85"), ("", "2"))
    assert numbers(HallLayout, hall, "layout", "seats") == {"plenary": 90}


def test_other_parts_are_held_by_the_bookings_that_stand(conference, site, halves, as_user):
    hall = make_hall("DJ", parts=halves[:1])
    standing, freed = make_booking(hall), make_booking(hall, starts_at=NINE + 5 * HOUR, state="freed")
    typed = sent_again(hall, parts=halves[1:])
    assert as_user(conference).post(edit_url(hall), typed).status_code == 302
    assert [held.part for held in standing.held_parts.all()] == [halves[1]]
    assert [held.part for held in freed.held_parts.all()] == [halves[0]]
    assert audit.history(hall).get().changes["parts"] == [["A"], ["B"]]


def test_parts_are_not_changed_where_a_booking_would_clash(conference, site, halves, as_user):
    hall = make_hall("DJ", parts=halves[:1], name=factories.named("Djoliba"))
    right = make_hall("DJ-B", parts=halves[1:], name=factories.named("Djoliba B"))
    mine = make_booking(hall, "Council", starts_at=NINE)
    make_booking(hall, "Dinner", starts_at=NINE + 9 * HOUR)
    make_booking(right, "Press point", starts_at=NINE + HOUR)
    make_booking(right, "Later", starts_at=NINE + 5 * HOUR)
    typed = sent_again(hall, parts=halves, seats="250", layout_plenary="90")
    answer = as_user(conference).post(edit_url(hall), typed)
    assert answer.status_code == 422
    said = (
        "“Council” (Djoliba, Mon\xa022\xa0Dec, 09:00) would clash with "
        "“Press point” (Djoliba B, Mon\xa022\xa0Dec, 10:00). Move one of them first."
    )
    assert answer.context["form"].errors == {"parts": [said]}
    assert 'value="250"' in answer.text
    hall.refresh_from_db()
    assert (hall.seats, list(hall.parts.all()), hall.layouts.count()) == (100, halves[:1], 0)
    assert [held.part for held in mine.held_parts.all()] == halves[:1]
    assert audit.history(hall).count() == 0


def test_a_hall_that_moves_to_another_site_leaves_the_plans_of_the_first(conference, site, as_user):
    hall = make_hall("DJ", site=site)
    make_plan(site, by=conference, marks=[(hall, 100, 200)])
    there = make_part("NEW", site=factories.make_site("KOUL"))
    typed = sent_again(hall, site=there.site, parts=[there])
    assert as_user(conference).post(edit_url(hall), typed).status_code == 302
    assert (Hall.objects.get().site, PlanMark.objects.count()) == (there.site, 0)


@pytest.mark.parametrize(
    ("name", "status"), [("protocol", 403), ("focal", 403), ("coordinator", 422), ("conference", 422)]
)
def test_who_enters_halls(name, status, summit, as_user, request):
    client = as_user(request.getfixturevalue(name))
    assert client.post(reverse("hall-new"), {"code": ""}).status_code == status


def test_parts_and_sites_of_another_summit_are_no_choice(conference, other_summit, site, as_user):
    theirs = make_part("X", site=factories.make_site("THERE", summit=other_summit))
    page = as_user(conference).get(reverse("hall-new"))
    assert theirs.public_id not in page.text
    answer = as_user(conference).post(reverse("hall-new"), sent(theirs.site, parts=[theirs]))
    assert set(answer.context["form"].errors) == {"site", "parts"}


@pytest.mark.django_db(transaction=True)
def test_a_hall_changes_its_parts_while_it_is_booked(conference, site, halves):
    """Whoever comes first, the booking holds the parts that the hall has in the end."""
    hall = make_hall("DJ", parts=halves[:1])
    by = make_booking(hall, starts_at=NINE - 48 * HOUR).asked_by

    def change():
        row = Hall.objects.get(pk=hall.pk)
        form = HallForm(sent_again(row, parts=halves[1:]), instance=row, user=conference)
        assert form.is_valid()
        assert form.save(by=conference)

    def book(hour):
        def act():
            with transaction.atomic():
                make_booking(hall, starts_at=NINE + hour * 2 * HOUR, by=by)

        return act

    assert race(change, *map(book, range(6)), refusals=(holding.Taken,)) == ["done"] * 7
    held = BookedPart.objects.values_list("booking", "part")
    assert sorted(held) == sorted((row.pk, halves[1].pk) for row in HallBooking.objects.all())


@pytest.mark.django_db(transaction=True)
def test_two_halls_grow_into_one_part_at_once(conference, site, halves):
    """Both have a booking at the same time: one gets the part, the other a sentence."""
    wall = make_part("WALL", site=site)
    halls = [make_hall(f"H-{part.code}", parts=[part]) for part in halves]
    for hall in halls:
        make_booking(hall, starts_at=NINE)

    def grow(hall):
        def act():
            row = Hall.objects.get(pk=hall.pk)
            typed = sent_again(row, parts=[*row.parts.all(), wall])
            form = HallForm(typed, instance=row, user=conference)
            assert form.is_valid()
            if form.save(by=conference) is None:
                raise holding.Taken(form.errors["parts"])

        return act

    assert race(*map(grow, halls), refusals=(holding.Taken,)) == ["Taken", "done"]
    assert wall.halls.count() == BookedPart.objects.filter(part=wall).count() == 1
    assert HallBooking.objects.filter(starts_at__gte=NINE - dt.timedelta(days=1)).count() == 2
