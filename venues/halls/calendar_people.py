"""Whom an event names: ATTENDEE and ORGANIZER (RFC 5545, 3.8.4)."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from summit.text import fold
from venues.halls.calendar_lines import UNWANTED, Component, Property

ORGANISER, ATTENDEE = "organiser", "attendee"
NO_PERSON = {"ROOM", "RESOURCE", "GROUP"}
ELSEWHERE = {"DECLINED"}
LONGEST_NAME, LONGEST_KEY = 200, 254
MAILTO = re.compile(r"\s*mailto:(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Named:
    """A person as a calendar names one; ``key`` tells people apart: the address, else the folded name."""

    key: str
    name: str
    email: str
    role: str

    @property
    def shown(self) -> str:
        return self.name or self.email


def people_of(event: Component) -> tuple[Named, ...]:
    """Each person once, the organiser first. Rooms, groups and those who declined are left out."""
    found: dict[str, Named] = {}
    for name, role in (("ORGANIZER", ORGANISER), ("ATTENDEE", ATTENDEE)):
        for prop in event.every(name):
            if person := person_of(prop, role):
                found.setdefault(person.key, person)
    return tuple(found.values())


def person_of(prop: Property, role: str) -> Named | None:
    params = prop.params
    if params.get("CUTYPE", "").upper() in NO_PERSON or params.get("PARTSTAT", "").upper() in ELSEWHERE:
        return None
    found = MAILTO.match(prop.value)
    email = address(unquote(found[1]) if found else params.get("EMAIL", ""))
    name = " ".join(UNWANTED.sub("", params.get("CN", "")).strip("\"' ").split())[:LONGEST_NAME]
    if name.lower() == email:
        name = ""
    key = email or fold(name)[:LONGEST_KEY]
    return Named(key, name, email, role) if key else None


def address(text: str) -> str:
    """An e-mail address in small letters; empty where it is none."""
    text = text.partition("?")[0].strip().strip("<>").lower()
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= LONGEST_KEY else ""
