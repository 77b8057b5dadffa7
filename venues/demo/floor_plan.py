"""The ground floor of the conference centre as a picture, drawn anew at each loading and always the same.

Nothing is written on it: what the rooms are called stands in the marks over it, in the reader's language.
"""

import io
import math
from functools import cache

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1500, 1000
FINER = 2  # drawn twice as large, so that round lines are smooth
GROUND, FLOOR, ROOM, SOFT, WALL, LINE, SEAT = (
    "#e9eee4", "#f1f2f0", "#ffffff", "#e3e7ea", "#3b4754", "#9aa5af", "#c3cbd2",
)  # fmt: skip
WALL_WIDTH, THIN = 8, 3
# Rooms as (left, top, right, bottom), doors as (x, y, length, along): where the wall is open.
PLENARY = (110, 110, 800, 890)
DJOLIBA_A, DJOLIBA_B = (900, 110, 1145, 430), (1145, 110, 1390, 430)
LOUNGES = ((900, 640, 1063, 890), (1063, 640, 1227, 890), (1227, 640, 1390, 890))
BUILDING = (110, 110, 1390, 890)
DOORS = (
    (800, 200, 70, "down"), (800, 640, 70, "down"), (993, 430, 60, "across"), (1238, 430, 60, "across"),
    (958, 640, 46, "across"), (1122, 640, 46, "across"), (1285, 640, 46, "across"), (815, 890, 70, "across"),
    (1390, 500, 70, "down"),
)  # fmt: skip
# Where each hall lies, in thousandths of width and height.
MARKS = {
    "PLEN": (303, 560), "DJ-A": (655, 215), "DJ-B": (871, 215), "DJ": (763, 350), "SAL-1": (654, 765),
    "SAL-2": (763, 765), "SAL-3": (872, 765),
}  # fmt: skip


@cache
def png() -> bytes:
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
    draw = Sheet(image)
    draw.room(BUILDING, FLOOR)
    plenary(draw)
    for room in (DJOLIBA_A, DJOLIBA_B):
        draw.room(room, ROOM)
        chairs(draw, room)
    left, top, _right, bottom = DJOLIBA_B
    draw.dashes(left, top, bottom)
    for room in LOUNGES:
        draw.room(room, ROOM)
        armchairs(draw, room)
    foyer(draw)
    for door in DOORS:
        draw.door(*door)
    target = io.BytesIO()
    image.reduce(FINER).quantize(24).save(target, "PNG", compress_level=9)
    return target.getvalue()


class Sheet:
    """A pen that counts in pixels of the finished picture."""

    def __init__(self, image):
        self.draw = ImageDraw.Draw(image)

    def box(self, box, fill, line=None, width=0, radius=0):
        scaled = [value * FINER for value in box]
        self.draw.rounded_rectangle(scaled, radius * FINER, fill, line, width * FINER)

    def room(self, box, fill):
        half = WALL_WIDTH / 2
        left, top, right, bottom = box
        self.box((left - half, top - half, right + half, bottom + half), fill, WALL, WALL_WIDTH)

    def dot(self, x, y, radius, fill, line=None):
        box = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse([value * FINER for value in box], fill, line, THIN * FINER)

    def arc(self, x, y, radius, start, end, colour=LINE, width=THIN):
        box = (x - radius, y - radius, x + radius, y + radius)
        self.draw.arc([value * FINER for value in box], start, end, colour, width * FINER)

    def dashes(self, x, top, bottom):
        """The moving wall: what was drawn solid becomes a row of dashes."""
        half = WALL_WIDTH / 2
        for y in range(top + 12, bottom - 12, 30):
            self.box((x - half - 1, y, x + half + 1, y + 14), ROOM)

    def door(self, x, y, length, along):
        """A gap in the wall with the leaf that swings over the floor."""
        half = WALL_WIDTH / 2 + 1
        if along == "down":
            self.box((x - half, y, x + half, y + length), FLOOR)
            self.arc(x, y, length, 0, 90)
        else:
            self.box((x, y - half, x + length, y + half), FLOOR)
            self.arc(x, y, length, 270, 360)


def plenary(draw):
    """A table of honour before curved rows."""
    draw.room(PLENARY, ROOM)
    draw.box((335, 150, 575, 205), SOFT, LINE, THIN, radius=10)
    for row in range(11):
        radius = 165 + row * 48
        reach = min(62 - row, math.degrees(math.asin(min(1, 300 / radius))))
        for begin, end in ((90 - reach, 90 - 3), (90 + 3, 90 + reach)):
            draw.arc(455, 150, radius, begin, end, SEAT, 14)


def chairs(draw, room):
    """Rows of chairs on both sides of an aisle."""
    left, top, right, bottom = room
    draw.box((left + 80, top + 26, right - 80, top + 52), SOFT, LINE, THIN, radius=6)
    for y in range(top + 84, bottom - 90, 32):
        for x in (*range(left + 28, left + 108, 20), *range(right - 108, right - 28, 20)):
            draw.box((x + 2, y, x + 16, y + 14), SEAT, radius=4)


def armchairs(draw, room):
    """A low table with armchairs around it."""
    left, top, right, bottom = room
    x, y = (left + right) / 2, (top + bottom) / 2
    draw.dot(x, y, 30, SOFT, LINE)
    for turn in range(8):
        angle = math.tau * turn / 8
        draw.dot(x + 52 * math.cos(angle), y + 74 * math.sin(angle), 11, SEAT)


def foyer(draw):
    """Columns, the reception desk, trees before the building."""
    for x in range(955, 1390, 96):
        for y in (490, 580):
            draw.dot(x, y, 8, SOFT, LINE)
    draw.box((1090, 520, 1200, 548), SOFT, LINE, THIN, radius=8)
    for x in (*range(60, 780, 120), *range(940, 1460, 120)):
        draw.dot(x, 950, 20, "#d3dfc8")
    for y in range(60, 900, 120):
        draw.dot(55, y, 20, "#d3dfc8")
    for y in (60, 180, 300, 420, 640, 760):
        draw.dot(1445, y, 20, "#d3dfc8")
