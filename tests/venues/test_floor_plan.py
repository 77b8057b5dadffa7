"""The picture of the demo's conference centre: small, always the same, its marks in the right rooms."""

import io

from PIL import Image

from venues.demo import floor_plan
from venues.demo.hall_rows import told
from venues.demo.plan_rows import SITE

ROOMS = {
    "PLEN": floor_plan.PLENARY,
    "DJ-A": floor_plan.DJOLIBA_A,
    "DJ-B": floor_plan.DJOLIBA_B,
    **{f"SAL-{number}": room for number, room in enumerate(floor_plan.LOUNGES, start=1)},
}


def inside(code, room):
    x, y = floor_plan.MARKS[code]
    left, top, right, bottom = room
    return left < x * floor_plan.WIDTH / 1000 < right and top < y * floor_plan.HEIGHT / 1000 < bottom


def test_the_picture_is_small_and_drawn_alike_each_time():
    drawn = floor_plan.png()
    floor_plan.png.cache_clear()
    assert floor_plan.png() == drawn
    assert len(drawn) < 60_000
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (floor_plan.WIDTH, floor_plan.HEIGHT))


def test_every_hall_of_the_site_is_marked_in_its_own_room():
    assert set(floor_plan.MARKS) == {hall["code"] for hall in told("halls")["halls"] if hall["site"] == SITE}
    assert [code for code, room in ROOMS.items() if not inside(code, room)] == []
    both = (*floor_plan.DJOLIBA_A[:2], *floor_plan.DJOLIBA_B[2:])
    assert inside("DJ", both)  # the whole of both, beside neither's own mark
