"""Photos of people: how they are cut, which are too small or too old, and who says that they will do.

A photo stands upright as on a passport: three to four, at least 480 by 640 pixels, not older than
six months on the summit's first day (ICAO Doc 9303-3 and the usual rules of accreditation).
"""

import datetime as dt
import io

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image

from delegations.roster.person import Person
from delegations.roster.person_writing import Changed, update
from summit import audit, files
from summit.files.content import Accepted
from summit.files.models import StoredFile
from summit.secrecy.levels import S2

KIND = "photo"
RATIO = (3, 4)
SMALLEST, KEPT = (480, 640), (960, 1280)
WHOLE = 10_000  # a cut is told in ten-thousandths of the picture, whatever its size on the screen
FRESH = dt.timedelta(days=183)
SIZES = {"thumb": (96, 128), "middle": (240, 320), "": KEPT}
QUALITY = 88
FAULTS = {
    "face": _("The face is not seen whole and from the front."),
    "ground": _("The background is not plain."),
    "blurred": _("The picture is blurred or too dark."),
    "glasses": _("Dark glasses or a cap hide the face."),
    "old": _("The photo is too old."),
    "other": _("It shows somebody else."),
}


def middle(size) -> tuple[int, int, int, int]:
    """The largest upright cut in the middle of a picture: left, top, right, bottom."""
    width, height = size
    wide = min(width, height * RATIO[0] // RATIO[1])
    high = min(height, width * RATIO[1] // RATIO[0])
    left, top = (width - wide) // 2, (height - high) // 2
    return left, top, left + wide, top + high


def part(size, x, y, w, h) -> tuple[int, int, int, int]:
    """A cut told in ten-thousandths, in pixels; its height follows from its width."""
    width, height = size
    left, top = round(width * x / WHOLE), round(height * y / WHOLE)
    wide = min(round(width * w / WHOLE), width - left)
    high = min(round(wide * RATIO[1] / RATIO[0]), height - top, round(height * h / WHOLE) + 1)
    wide = min(wide, round(high * RATIO[0] / RATIO[1]))
    return left, top, left + wide, top + high


def cut(accepted: Accepted, box=None) -> Accepted:
    """The photo as it is kept: upright, a JPEG of at most 960 by 1280 pixels.

    ``box`` is ``(x, y, w, h)`` in ten-thousandths; without one the middle is taken. Raises
    ``ValidationError`` where fewer pixels are left than a badge needs.
    """
    with Image.open(io.BytesIO(accepted.content)) as image:
        found = image.crop(part(image.size, *box) if box else middle(image.size))
        if found.width < SMALLEST[0] or found.height < SMALLEST[1]:
            sizes = {
                "width": found.width,
                "height": found.height,
                "least": " × ".join(map(str, SMALLEST)),
            }
            raise ValidationError(
                _("The cut has %(width)s × %(height)s pixels; at least %(least)s are needed."),
                code="too_small",
                params=sizes,
            )
        return Accepted("photo.jpg", "image/jpeg", drawn(found, KEPT))


def drawn(image, limit) -> bytes:
    """A JPEG of the picture within ``limit``, on white where it was clear."""
    if image.mode in {"RGBA", "LA", "PA"}:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        image = ground
    image = image.convert("RGB")
    image.thumbnail(limit, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def sized(content: bytes, name: str) -> bytes:
    """A stored photo in one of ``SIZES``."""
    with Image.open(io.BytesIO(content)) as image:
        image.draft("RGB", SIZES[name])
        return drawn(image, SIZES[name])


def too_old(taken_on, summit) -> bool:
    return taken_on is not None and taken_on < summit.starts_on - FRESH


def may_see(file, user) -> bool:
    """Whoever sees the person sees the photo."""
    return Person.objects.visible_to(user).filter(photo=file).exists()


def keep(person, accepted: Accepted, *, by, taken_on=None) -> None:
    """Store a cut photo as the person's. Raises ``Changed``."""
    with transaction.atomic():
        hold(person, files.store(accepted, kind=KIND, summit=person.summit, by=by), by=by, taken_on=taken_on)


def hold(person, file, *, by, taken_on=None) -> None:
    """Make ``file`` the person's photo, still to be looked at. Raises ``Changed``."""
    use([file])
    update(person, unseen(file, taken_on))
    audit.record(person, "photo", by=by, changes={"photo": None})


def use(stored) -> None:
    """Files that came in beside a list are photos of people from now on."""
    StoredFile.objects.filter(pk__in=[file.pk for file in stored]).update(kind_of_use=KIND, level=S2)


def unseen(file, taken_on=None) -> dict:
    """What a person's row says of a new photo."""
    return {
        "photo": file,
        "photo_taken_on": taken_on,
        "photo_verdict": Person.Photo.UNSEEN,
        "photo_fault": "",
    }


@transaction.atomic
def judge(person, *, good: bool, fault: str = "", photo: str, by) -> None:
    """Say that the photo will do, or what is wrong with it.

    ``photo`` is the public id of the picture that was looked at. Raises ``Changed`` where another
    one has come in, or somebody else has judged it meanwhile.
    """
    if person.photo is None or person.photo.public_id != photo:
        raise Changed(str(person))
    verdict = Person.Photo.GOOD if good else Person.Photo.BAD
    update(person, {"photo_verdict": verdict, "photo_fault": "" if good else fault})
    verb = "accept_photo" if good else "refuse_photo"
    audit.record(person, verb, by=by, changes={"photo_verdict": None})


def fault_words(person) -> str:
    """What is wrong with the photo, in the reader's language where it is one of the usual faults."""
    return str(FAULTS.get(person.photo_fault, person.photo_fault))


files.register(KIND, may_see, S2)
