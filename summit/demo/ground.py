"""The rows that everything else hangs on: summit, bodies, people and their duties."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from i18nfield.strings import LazyI18nString

from summit.accounts.models import (
    Commission,
    CommissionMember,
    Duty,
    Mandate,
    Ministry,
    Organisation,
    Portfolio,
    User,
)
from summit.event.models import Site, Summit, Zone
from summit.tasks.models import Axis
from summit.text import ID_ALPHABET, ID_LENGTH, fold

PASSWORD = "summit-demo"  # noqa: S105 - printed for everybody; only invented people carry it
SITE_TYPES = {"airport": "pavilion", "media": "press", "bank": "other", "pool": "other"}
ORGANISATION_TYPES = {"state": "state", "media": "media", "company": "supplier", "operator": "supplier"}


@dataclass
class Ground:
    """The loaded rows by their codes; bodies hold ministries and other organisations alike."""

    summit: Summit
    people: dict[str, User] = field(default_factory=dict)
    ministries: dict[str, Ministry] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    commissions: dict[str, Commission] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    tasks: dict[str, Any] = field(default_factory=dict)


def text(words) -> LazyI18nString:
    return LazyI18nString(words or "")


def lasting_id(kind: str, code: str) -> str:
    """The same address for the same row in every demo."""
    number = int.from_bytes(hashlib.sha256(f"{kind}:{code}".encode()).digest())
    letters = []
    for _place in range(ID_LENGTH):
        number, rest = divmod(number, len(ID_ALPHABET))
        letters.append(ID_ALPHABET[rest])
    return "".join(letters)


def lay(frame: dict) -> Ground:
    """Write the frame of the Bamako summit."""
    ground = Ground(make_summit(frame["summit"]))
    make_places(ground, frame)
    make_bodies(ground, frame)
    make_people(ground, frame)
    make_commissions(ground, frame)
    make_mandates(ground, frame)
    return ground


def make_summit(row):
    return Summit.objects.create(
        public_id=lasting_id("summit", row["code"]),
        code=row["code"],
        name=text(row["name"]),
        short_name=text(row["short_name"]),
        subtitle=text(row["city"]),
        host="ML",
        starts_on=dt.date.fromisoformat(row["starts_on"]),
        ends_on=dt.date.fromisoformat(row["ends_on"]),
        zone=row["zone"],
        languages=row["languages"],
        colour_1=row["colour_1"],
        colour_2=row["colour_2"],
        retention_until=dt.date.fromisoformat(row["retention_until"]),
        state=Summit.State.OPEN,
    )


def make_places(ground, frame):
    for row in frame["sites"]:
        ground.sites[row["code"]] = Site.objects.create(
            summit=ground.summit,
            public_id=lasting_id("site", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            site_type=SITE_TYPES.get(row["kind"], row["kind"]),
        )
    Zone.objects.bulk_create(
        Zone(
            summit=ground.summit,
            public_id=lasting_id("zone", row["code"]),
            code=str(row["number"]),
            name=text(row["name"]),
        )
        for row in frame["zones"]
    )
    for order, row in enumerate(frame["axes"], start=1):
        ground.axes[row["code"]] = Axis.objects.create(
            summit=ground.summit,
            public_id=lasting_id("axis", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            order=order,
        )


def make_bodies(ground, frame):
    for row in frame["ministries"]:
        ground.ministries[row["code"]] = ground.bodies[row["code"]] = Ministry.objects.create(
            summit=ground.summit,
            public_id=lasting_id("ministry", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            short_name=text(row["short_name"]),
            org_type=Organisation.Kind.MINISTRY,
            country="ML",
            rank=row["rank"],
            coordinated=row["coordinated"],
        )
    for row in frame["organisations"]:
        ground.bodies[row["code"]] = Organisation.objects.create(
            summit=ground.summit,
            public_id=lasting_id("organisation", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            short_name=text(row["short_name"]),
            org_type=ORGANISATION_TYPES.get(row["kind"], Organisation.Kind.PUBLIC),
            country=row["iso"] or "ML",
            invited=row["kind"] == "state",
        )


def make_people(ground, frame):
    password = make_password(PASSWORD)  # once: forty rounds of a slow hash would be half of the loading time
    for row in frame["users"]:
        name = row["name"].get(row["language"]) or row["name"]["fr"]
        ground.people[row["username"]] = User(
            public_id=lasting_id("user", row["username"]),
            username=row["username"],
            name=name,
            language=row["language"],
            ministry=ground.ministries[row["ministry"]],
            password=password,
            search_text=fold(" ".join([row["username"], *row["name"].values()])),
        )
    User.objects.bulk_create(ground.people.values())


def make_commissions(ground, frame):
    people = ground.people
    for order, row in enumerate(frame["commissions"], start=1):
        commission = Commission.objects.create(
            summit=ground.summit,
            public_id=lasting_id("commission", row["code"]),
            code=row["code"],
            name=text(row["name"]),
            order=order,
            president=people[row["president"]],
            vice_president=people[row["vice_president"]],
            rapporteur=people[row["rapporteur"]],
        )
        commission.ministries.set(ground.ministries[code] for code in row["ministries"])
        CommissionMember.objects.bulk_create(
            CommissionMember(summit=ground.summit, commission=commission, user=people[name])
            for name in row["members"]
        )
        ground.commissions[row["code"]] = commission


def make_mandates(ground, frame):
    portfolios = {
        row["code"]: Portfolio.objects.create(
            summit=ground.summit,
            public_id=lasting_id("portfolio", row["code"]),
            code=row["code"],
            name=text(row["name"]),
        )
        for row in frame["portfolios"]
    }
    Mandate.objects.bulk_create(
        Mandate(
            summit=ground.summit,
            public_id=lasting_id("mandate", f"{row['portfolio']}:{row['ministry']}"),
            portfolio=portfolios[row["portfolio"]],
            ministry=ground.ministries[row["ministry"]],
        )
        for row in frame["mandates"]
    )
    Duty.objects.bulk_create(
        Duty(
            summit=ground.summit,
            public_id=lasting_id("duty", f"{user['username']}:{duty['role']}:{duty['portfolio']}"),
            user=ground.people[user["username"]],
            role=duty["role"],
            portfolio=portfolios[duty["portfolio"]] if duty["portfolio"] else None,
            narrowed_to=narrowed(duty),
        )
        for user in frame["users"]
        for duty in user["duties"]
    )


def narrowed(duty) -> str:
    """The lasting address of the one thing that a duty is for: a delegation or a gate."""
    if not duty.get("narrowed_to"):
        return ""
    kind = "gate" if duty["portfolio"] == "gate" else "delegation"
    return lasting_id(kind, duty["narrowed_to"])
