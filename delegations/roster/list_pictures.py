"""Pictures on printed lists, as SVG text: typst takes them as data, so that no photo lies on disk in the open."""

import base64
import io
import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

import summit

SPRITE = Path(summit.__file__).parent / "static/summit/icons.svg"
PHOTO = (210, 270)  # 3.5 x 4.5 cm at about 150 dpi
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{body}</svg>'


@cache
def flag(country: str) -> str:
    """The country's flag of the page's sprite; empty where none is drawn."""
    code = re.escape((country or "").lower())
    found = re.search(rf'<symbol id="f-{code}"[^>]*>(.*?)</symbol>', SPRITE.read_text()) if code else None
    return SVG.format(width=30, height=20, body=found[1]) if found else ""


def photo(person) -> str:
    """The person's photo cut to a passport photo's shape; empty where there is none that can be read."""
    file = person.photo
    if file is None or not file.stored:
        return ""
    try:
        with file.stored.open("rb") as stored, Image.open(stored) as image:
            image.draft("RGB", PHOTO)
            small = ImageOps.fit(image.convert("RGB"), PHOTO)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return ""
    target = io.BytesIO()
    small.save(target, "JPEG", quality=82)
    width, height = PHOTO
    data = base64.b64encode(target.getvalue()).decode()
    image = f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/>'
    return SVG.format(width=width, height=height, body=image)


def initials(person) -> str:
    """``MD``: what stands where a photo is missing, of the first and the last word of the name."""
    words = person.name_on_list.split()
    return "".join(word[0].upper() for word in dict.fromkeys((*words[:1], *words[-1:])))
