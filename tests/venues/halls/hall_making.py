"""What the forms of halls and plans send, and plans with a picture."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from summit.files import store
from summit.files.content import Accepted
from tests.factories import named
from venues.halls.models import PlanMark, SitePlan

NAMES = {"name_0": "Djoliba", "name_1": "جوليبا", "name_2": "The Djoliba hall"}


def sent(site, *, parts=(), **changes):
    """What the form of a hall sends: a hall of 400 seats on ``site``; ``one_room`` where it has no parts."""
    values = {
        "code": "DJ",
        "site": site.public_id,
        "parts": [part.public_id for part in parts],
        "seats": "400",
        "booths": "0",
        "screens": "0",
        "network_seats": "0",
        "setup_minutes": "15",
        "clearing_minutes": "15",
        "order": "50",
        "remarks": "",
    }
    values |= {} if parts else {"one_room": "on"}
    return values | NAMES | changes


def sent_again(hall, **changes):
    """The same of a hall that is stored."""
    again = {"code": hall.code, "seats": str(hall.seats), "revision": str(hall.revision)}
    again |= {f"name_{place}": hall.name.data[code] for place, code in enumerate(("fr", "ar", "en"))}
    site, parts = changes.pop("site", hall.site), changes.pop("parts", hall.parts.all())
    return sent(site, parts=parts, **(again | changes))


def png(size=(800, 500), colour="white") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def upload(content=None, name="plan.png"):
    return SimpleUploadedFile(name, png() if content is None else content, content_type="image/png")


def make_plan(site, *, by, title="Ground floor", size=(800, 500), marks=()):
    """A plan of ``site`` with marks ``(hall, x, y)``."""
    accepted = Accepted("plan.png", "image/png", png(size))
    picture = store(accepted, kind="site_plan", summit=site.summit, by=by)
    plan = SitePlan.objects.create(summit=site.summit, site=site, title=named(title), picture=picture)
    PlanMark.objects.bulk_create(
        PlanMark(summit=site.summit, plan=plan, hall=hall, x=x, y=y) for hall, x, y in marks
    )
    return plan


def content_of(response) -> bytes:
    """All of a page or a download."""
    return b"".join(response) if response.streaming else response.content
