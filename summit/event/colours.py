"""The summit's colours: how well they can be read, and the shades that the dark screen needs."""

import colorsys

ENOUGH = 4.5  # WCAG 2.2 AA for text
EDGE = 3.0  # for lines and marks
LIGHT_GROUND = "#ffffff"
DARK_GROUND = "#222b4d"  # the lightest of the dark grounds in tokens.css: what reads there reads on all
LIGHT_INK, DARK_INK = "#ffffff", "#12173a"


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG, from 1 (same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def written(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in (red, green, blue))


def for_dark(colour: str, least: float = ENOUGH) -> str:
    """The colour's own hue, lifted until it stands out from every dark ground by ``least``."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    for step in range(int(lightness * 100), 101):
        shade = written(*colorsys.hls_to_rgb(hue, step / 100, saturation))
        if contrast(shade, DARK_GROUND) >= least:
            return shade
    return LIGHT_GROUND


def ink_on(colour: str) -> str:
    """Of the light and the dark ink, the one that reads better on ``colour``."""
    return max((LIGHT_INK, DARK_INK), key=lambda ink: contrast(ink, colour))


def style_sheet(colour_1: str, colour_2: str) -> str:
    """The three tokens that the frame takes from the summit's record, for day and night."""
    night_1, night_2 = for_dark(colour_1), for_dark(colour_2, EDGE)
    return (
        ":root,[data-bs-theme=light],[data-bs-theme=dark],[data-bs-theme=auto]{"
        f"--summit-1:light-dark({colour_1},{night_1});"
        f"--summit-1-ink:light-dark({ink_on(colour_1)},{ink_on(night_1)});"
        f"--summit-2:light-dark({colour_2},{night_2})"
        "}\n"
    )
