"""The people of the delegations as they stood on the lists at one moment: offices by their office, others invented."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from delegations.demo import faces, story
from delegations.roster import person_photo
from delegations.roster.import_places import Place
from delegations.roster.inventing import Inventor
from delegations.roster.models import Category, Document, Membership, Person, RankClass, Resemblance
from summit import audit
from summit.demo.ground import lasting_id, text
from summit.files.models import StoredFile

FROZEN = ("confirmed", "on_site", "departed")
RANK_OF = {"B": "minister", "C": "expert", "D": "director", "E": "expert", "F": "expert", "G": "ambassador"}
PHOTO_TAKEN = dt.date(2025, 11, 15)
MERGED_ON = "2025-12-08T16:00"
MERGED = (("BFA", "C", 4), ("NER", "C", 11), ("NER", "D", 3))  # who was entered twice and then made one
EXPIRED = ("BFA", "H", 5, dt.date(2025, 11, 30))  # the paper that nobody has renewed


@dataclass
class Roll:
    """What is gathered before it is written at once; ``members`` by delegation, the highest first."""

    ground: Any
    instant: dt.datetime
    categories: dict[str, Category]
    ranks: dict[str, RankClass]
    people: list[Person] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)
    photos: list[tuple[Person, int]] = field(default_factory=list)
    twins: list[tuple[Person, Person]] = field(default_factory=list)


def lay(ground, delegations, instant) -> dict[str, list[Membership]]:
    """Write everybody who stood on a list by ``instant``; returns the members by delegation."""
    roll = Roll(
        ground,
        instant,
        {row.code: row for row in Category.objects.of(ground.summit)},
        {row.code: row for row in RankClass.objects.of(ground.summit)},
    )
    for seed, told in enumerate(story.told("delegations")["delegations"], start=1):
        gather(roll, delegations[told["code"]], told, seed)
    write(roll)
    found: dict[str, list[Membership]] = {}
    for row in roll.members:
        found.setdefault(row.delegation.code, []).append(row)
    return found


def gather(roll, delegation, told, seed):
    if not delegation.list_version:
        return
    enter_head(roll, delegation, told)
    place = Place(delegation.code, {}, delegation.organisation.country)
    lines = iter(list(Inventor(seed, [place], numbers=seed * 1000).people(sum(told["counts"].values()))))
    for category, count in told["counts"].items():
        held_back, later = told["late"].get(category, (0, None))
        for number in range(count):
            line = next(lines)
            wave = later if number >= count - held_back else told["waves"][category]
            if story.happened(wave, roll.instant):
                enter(roll, delegation, category, number, line.values, wave)


def enter_head(roll, delegation, told):
    head = told["head"]
    person = office(roll, delegation, "head", head["office"], head["title"])
    person.spoken_title = text(head["spoken"])
    is_state = delegation.delegation_type in ("state", "host")
    if not is_state:  # heads of state wear a pin, everybody else shows a face and a paper
        paper(roll, person, f"DEMO-{delegation.code}-000", dt.date(2030, 6, 30))
        roll.photos.append((person, len(roll.photos)))
    rank = head.get("rank", "state")
    member(
        roll,
        delegation,
        person,
        "A" if is_state else "G",
        head["office"],
        rank,
        told["waves"][next(iter(told["waves"]))],
        rank_date=head["rank_date"],
        rank_basis=head["basis"],
        is_head=True,
    )


def office(roll, delegation, key, words, title):
    """Somebody who stands in the demo by an office and never by a name."""
    person = Person(
        summit=roll.ground.summit,
        public_id=lasting_id("person", f"{delegation.code}:{key}"),
        surname=words["fr"],
        arabic_name=words["ar"],
        print_name=words["fr"],
        title=text(title),
        title_source="Liste officielle de la délégation",
        nationality=delegation.organisation.country,
        languages="fr",
    )
    roll.people.append(person)
    return person


def enter(roll, delegation, category, number, values, wave):
    ministers = story.told("delegations")["ministers"]
    key = f"{category}{number}"
    if category == "B" and delegation.delegation_type in ("state", "host"):
        told = ministers[number]
        title = told.get("title") or {lang: told[lang] for lang in ("fr", "ar", "en")}
        person = office(roll, delegation, key, told, title)
        member(roll, delegation, person, category, told, told["rank"], wave, list_order=number + 1)
        paper(roll, person, f"DEMO-{delegation.code}-{number + 1:03d}", dt.date(2030, 6, 30))
    else:
        person = invented(roll, delegation, key, values)
        words = function_of(category, number)
        member(
            roll, delegation, person, category, words, RANK_OF.get(category), wave, list_order=100 + number
        )
        ends = values["document_expires_on"]
        expired = EXPIRED[:3] == (delegation.code, category, number)
        paper(roll, person, values["document_number"], EXPIRED[3] if expired else ends)
    roll.photos.append((person, len(roll.photos)))
    if (delegation.code, category, number) in MERGED and story.happened(MERGED_ON, roll.instant):
        twin(roll, delegation, key, person)


def function_of(category, number) -> dict:
    """The first of a category leads it, the others take turns with what is left."""
    first, *others = story.told("delegations")["functions"][category]
    return first if number == 0 or not others else others[number % len(others)]


def invented(roll, delegation, key, values):
    person = Person(
        summit=roll.ground.summit,
        public_id=lasting_id("person", f"{delegation.code}:{key}"),
        surname=values["surname"],
        given_names=values["given_names"],
        arabic_name=values["arabic_name"],
        sex=values["sex"],
        birth_date=values["birth_date"],
        nationality=values.get("nationality", "") or delegation.organisation.country,
        languages="fr",
        email=values["email"],
        phone=values["phone"],
    )
    roll.people.append(person)
    return person


def member(roll, delegation, person, category, words, rank, wave, **fields):
    frozen = delegation.state in FROZEN
    roll.members.append(
        Membership(
            summit=roll.ground.summit,
            public_id=lasting_id("member", person.public_id),
            person=person,
            delegation=delegation,
            function=text({lang: words[lang] for lang in ("fr", "ar", "en")}),
            category=roll.categories[category],
            rank_class=roll.ranks.get(rank) if rank else None,
            paid_by="host" if category in "AB" else "own",
            state="confirmed" if frozen else "proposed",
            created_at=story.moment(wave),
            **fields,
        )
    )


def paper(roll, person, number, expires):
    roll.papers.append(
        Document(
            summit=roll.ground.summit,
            public_id=lasting_id("document", person.public_id),
            person=person,
            number=number,
            issuer=person.nationality,
            expires_on=expires,
        )
    )


def twin(roll, delegation, key, person):
    """The second record of the same person, as an older list spelt the name; merged since."""
    second = Person(
        summit=roll.ground.summit,
        public_id=lasting_id("person", f"{delegation.code}:{key}:twin"),
        surname=person.given_names,
        given_names=person.surname,
        birth_date=person.birth_date,
        state=Person.State.MERGED,
        merged_into=person,
    )
    roll.twins.append((person, second))


def write(roll):
    for row in roll.people:
        row.fill_keys()
    keep_photos(roll)
    Person.objects.bulk_create(roll.people, batch_size=500)
    for row in roll.members:
        row.fill_keys()
    Membership.objects.bulk_create(roll.members, batch_size=500)
    Document.objects.bulk_create(roll.papers, batch_size=500)
    write_twins(roll)
    protocol = roll.ground.people["protocol"]
    audit.record_past(
        (row.created_at, row.person, "import", protocol, None)
        for row in sorted(roll.members, key=lambda row: row.created_at)
    )


def write_twins(roll):
    protocol, when = roll.ground.people["protocol"], story.moment(MERGED_ON)
    for kept, second in roll.twins:
        second.merged_into = kept
        second.save()
        pair = sorted((kept, second), key=lambda row: row.pk)
        Resemblance.objects.create(
            summit=roll.ground.summit,
            public_id=lasting_id("resemblance", second.public_id),
            first=pair[0],
            second=pair[1],
            score=92,
            reason="name_order",
            state=Resemblance.State.SAME,
            decided_by=protocol,
            decided_at=when,
        )
        gone = {"state": ["active", "merged"], "merged_into": [None, kept.public_id]}
        audit.record_past([(when, second, "merge", protocol, gone), (when, kept, "merge", protocol, None)])


def keep_photos(roll):
    """One private file for each picture, as an upload would have made it."""
    protocol = roll.ground.people["protocol"]
    files = []
    for person, number in roll.photos:
        content = faces.face(number)
        files.append(
            StoredFile(
                summit=roll.ground.summit,
                public_id=lasting_id("photo", person.public_id),
                kind_of_use=person_photo.KIND,
                level="S2",
                name="photo.jpg",
                content_type="image/jpeg",
                size_bytes=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                stored=ContentFile(content, name="content"),
                uploaded_by=protocol,
                uploaded_at=roll.instant,
            )
        )
    StoredFile.objects.bulk_create(files, batch_size=500)
    for (person, _number), file in zip(roll.photos, files, strict=True):
        person.photo, person.photo_taken_on, person.photo_verdict = file, PHOTO_TAKEN, Person.Photo.GOOD
