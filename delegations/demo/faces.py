"""Faces that nobody has: drawn by the program, so that a screenshot of the demo shows no real person."""

import io
import random
from functools import cache

from PIL import Image, ImageDraw

SIZE = (480, 640)
SKINS = ("#5b3a29", "#6f4a34", "#83593f", "#97694c", "#4a2f22")
CLOTHES = ("#1f3a5f", "#3d3d3d", "#6b2d2d", "#2f5d50", "#7a5c1e", "#4b3b6b")
GROUNDS = ("#e8ecef", "#eef0e6", "#f1ece6", "#e6eef0")
HAIR = "#1d1a18"
VARIETY = 36


@cache
def face(number: int) -> bytes:
    """The picture of one of ``VARIETY`` faces, as JPEG."""
    chance = random.Random(number % VARIETY)  # noqa: S311 - repeatable, nothing secret
    image = Image.new("RGB", SIZE, chance.choice(GROUNDS))
    pen, skin = ImageDraw.Draw(image), chance.choice(SKINS)
    width, height = chance.randint(170, 200), chance.randint(230, 260)
    left, top = (SIZE[0] - width) // 2, 150
    pen.ellipse((60, 440, 420, 820), fill=chance.choice(CLOTHES))
    pen.rounded_rectangle((200, 360, 280, 470), 30, fill=skin)
    pen.ellipse((left - 8, top - chance.randint(20, 45), left + width + 8, top + height // 2), fill=HAIR)
    pen.ellipse((left, top, left + width, top + height), fill=skin)
    _features(pen, chance, left, top, width, height)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


def _features(pen, chance, left, top, width, height):
    eyes, mouth = top + height * 0.42, top + height * 0.76
    for side in (0.3, 0.7):
        x = left + width * side
        pen.ellipse((x - 14, eyes - 8, x + 14, eyes + 8), fill="#f4f1ec")
        pen.ellipse((x - 7, eyes - 7, x + 7, eyes + 7), fill="#201712")
        pen.arc((x - 20, eyes - 30, x + 20, eyes - 6), 200, 340, fill=HAIR, width=4)
    middle = left + width / 2
    pen.arc((middle - 14, eyes + 10, middle + 14, eyes + 62), 20, 160, fill=HAIR, width=3)
    pen.arc((middle - 34, mouth - 26, middle + 34, mouth + 8), 20, 160, fill="#5a2420", width=5)
    if chance.random() < 0.3:
        for side in (0.3, 0.7):
            x = left + width * side
            pen.ellipse((x - 26, eyes - 22, x + 26, eyes + 22), outline="#222222", width=3)
