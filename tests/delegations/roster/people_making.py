"""What the forms of people, papers and photos send, and small pictures."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from delegations.roster import person_photo
from delegations.roster.models import Person
from summit.files.content import Accepted


def line(**values: Any) -> dict[str, Any]:
    """What a browser sends of the form of a line; what is not said stays empty."""
    return {"surname": "Sample", "given_names": "Moussa"} | values


def picture(size=(900, 1200), *, kind="JPEG", colour="red", **options) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind, **options)
    return target.getvalue()


def upload(content: bytes, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def with_photo(person, *, by, verdict="unseen", taken_on=None, size=(600, 800)):
    """The person with a photo on which the verdict stands."""
    person_photo.keep(person, Accepted("photo.jpg", "image/jpeg", picture(size)), by=by, taken_on=taken_on)
    Person.objects.filter(pk=person.pk).update(photo_verdict=verdict)
    person.refresh_from_db()
    return person
