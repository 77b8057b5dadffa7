"""Images are drawn anew, so that nothing but the picture is kept."""

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS = 50_000_000  # a good telephone takes 50 million; far below what would fill the memory
MAX_SIDE = 4000
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
SAVING = {"PNG": {"optimize": False}, "JPEG": {"quality": 88}, "WEBP": {"quality": 88}}
UNREADABLE = _("This image cannot be read. Save it again as JPEG or PNG.")
TOO_MANY_PIXELS = _("This image has too many pixels. Make it smaller and send it again.")


def type_of(content: bytes) -> str | None:
    """The content type of an image we accept, by its first bytes."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)


def redrawn(content: bytes, content_type: str) -> bytes:
    """The same picture in the same format: upright, at most 4,000 pixels a side, without metadata.

    Raises ``ValidationError``.
    """
    name = FORMATS[content_type]
    try:
        with Image.open(io.BytesIO(content), formats=[name]) as image:
            # Asked before a single pixel is unpacked.
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, code="too_large")
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            return _saved(_upright(image), name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as reason:
        raise ValidationError(TOO_MANY_PIXELS, code="too_large") from reason
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as reason:
        raise ValidationError(UNREADABLE, code="unreadable") from reason


def _upright(image):
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((MAX_SIDE, MAX_SIDE))
    return turned


def _saved(image, name):
    has_alpha = name != "JPEG" and (image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info)
    plain = image.convert("RGBA" if has_alpha else "RGB")
    plain.info.clear()  # comments, profiles and EXIF travel there
    target = io.BytesIO()
    plain.save(target, name, **SAVING[name])
    return target.getvalue()
