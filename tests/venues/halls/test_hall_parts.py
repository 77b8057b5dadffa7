"""The small register of parts."""

import pytest
from django.urls import reverse

from tests import factories
from tests.clocks import in_english  # noqa: F401 - a fixture
from tests.venues.halls.hall_making import content_of
from tests.venues.making import make_hall, make_part
from venues.halls.models import HallPart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def sent(part, **changes):
    values = {"code": part.code, "site": part.site.public_id, "revision": part.revision}
    return values | {"name_0": "Aile", "name_1": "", "name_2": "Wing"} | changes


def edit_url(part):
    return reverse("hall-part-edit", args=[part.public_id])


def test_the_first_line_counts_parts_and_those_in_no_hall(conference, as_user):
    client, url = as_user(conference), reverse("hall-parts")
    assert client.get(url).context["answer"] == "No part is entered yet."
    hall = make_hall("DJ", parts=[make_part("A")])
    assert client.get(url).context["answer"] == "1 part, each in a hall."
    make_part("B", site=hall.site)
    page = client.get(url)
    assert page.context["answer"] == "2 parts, 1 in no hall."
    assert hall.get_absolute_url() in page.text


def test_a_part_is_entered_and_changed(conference, summit, as_user):
    client, site = as_user(conference), factories.make_site("CICB")
    typed = {"code": "A", "site": site.public_id, "name_0": "Djoliba A", "name_1": "", "name_2": ""}
    assert client.post(reverse("hall-part-new"), typed)["Location"] == reverse("hall-parts")
    part = HallPart.objects.get()
    again = client.post(reverse("hall-part-new"), typed)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["code"])
    assert client.post(edit_url(part), sent(part, code="B")).status_code == 302
    assert HallPart.objects.get().code == "B"


def test_a_part_of_a_hall_stays_on_its_site(conference, as_user):
    hall, there = make_hall("DJ", parts=[make_part("A")]), factories.make_site("KOUL")
    part = hall.parts.get()
    answer = as_user(conference).post(edit_url(part), sent(part, site=there.public_id))
    assert answer.context["form"].errors == {"site": ["It is a part of DJ and stays on that site."]}
    alone = make_part("B")
    assert as_user(conference).post(edit_url(alone), sent(alone, site=there.public_id)).status_code == 302


@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_costs_the_same_for_1_and_30_parts(query, conference, as_user, django_assert_max_num_queries):
    client, url, costs = as_user(conference), reverse("hall-parts") + query, []
    content_of(client.get(url))
    for count in (1, 29):
        for _each in range(count):
            make_hall()
        with django_assert_max_num_queries(9) as asked:
            response = client.get(url)
            assert len(content_of(response)) > 50
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("name", "read", "edit"), [("protocol", 403, 403), ("focal", 403, 403), ("outsider", 200, 404)]
)
def test_who_reads_and_who_changes(name, read, edit, conference, as_user, request):
    part = make_part("PART-OF-OURS")
    client = as_user(request.getfixturevalue(name))
    page = client.get(reverse("hall-parts"))
    assert page.status_code == read
    assert "PART-OF-OURS" not in page.text
    assert client.get(edit_url(part)).status_code == edit
