"""Every page of the delegations' slices in the demo, by who opens it: what a walk in a browser visits."""

from django.urls import URLPattern, get_resolver, resolve, reverse

from delegations.protocol.models import PrecedenceList
from delegations.roster.models import (
    Category,
    Delegation,
    Document,
    LiaisonAssignment,
    ListChange,
    NoteVerbale,
    RankClass,
    Resemblance,
)
from delegations.sessions.models import Seat
from delegations.travel.models import Flight, Movement, Stand, StandAllocation, WeaponsDeclaration
from summit.accounts.models import User
from summit.meetings.models import Meeting
from tests.delegations import making
from tests.delegations.roster import changing, people_making

LISTS = (
    "delegations", "people", "photo-queue", "resemblances", "people-lists", "rank-classes", "categories", "notes",
    "list-changes", "delegates", "precedence-lists", "arrivals", "arrivals-screen", "movements", "flights", "stands",
    "stand-plan",
)  # fmt: skip
NEW = (
    "delegation-new", "note-new", "precedence-new", "movement-new", "flight-new", "stand-new", "rank-class-new",
    "category-new",
)  # fmt: skip
OF_MEETING = (
    "meeting-delegates",
    "meeting-delegates-add",
    "meeting-delegates-seats",
    "meeting-delegates-export",
)
# They only take what a button or a form sends, or give out a file or a part of a page.
NOT_PAGES = {
    "person-image", "document-reveal", "flight-reveal", "movement-reveal", "weapons-reveal", "link-revoke",
    "meeting-delegates-mark", "meeting-delegates-take-off", "arrivals-rows", "feed-make", "feed-end", "movement-feed",
    "movement-time", "rank-classes-usual", "categories-usual", "side-open", "side-begin", "side-sheet",
    "side-line-photo", "side-line-remove", "weapon-edit",
}  # fmt: skip
# Registers are served by the ground floor.
REGISTERS = {"rank-classes", "categories", "stands"} | {
    f"{name}{end}" for name in ("rank-class", "category", "stand") for end in ("", "-new", "-edit")
}


def at(name, *rows):
    """The address ``name`` of these rows."""
    return reverse(name, args=[getattr(row, "public_id", row) for row in rows])


def lists():
    return [reverse(name) for name in LISTS]


def forms():
    """Forms of what is new, alone and inside one delegation: an open list and a frozen one."""
    opened, frozen = open_list(), Delegation.objects.get(code="BFA")
    found = [reverse(name) for name in NEW]
    found += [f"{reverse(name)}?delegation={frozen.public_id}" for name in ("movement-new", "flight-new")]
    found += [
        at(name, opened) for name in ("delegation-edit", "delegation-quotas", "liaison-new", "member-new")
    ]
    found += [at(name, frozen) for name in ("member-ask", "delegation-lists", "delegation-links")]
    found.append(f"/imports/new/people/?delegation={opened.public_id}")
    found.append(f"{at('quota-cut', frozen, frozen.quotas.order_by('pk').first())}?granted=1")
    return found


def rows():
    """The page of one row of each kind, and the forms that hang on it."""
    return [*of_roster(), *of_people(), *of_changes(), *of_protocol(), *of_travel()]


def open_list(code="ESSAI"):
    """A delegation that may still write its list, with somebody on it."""
    row = Delegation.objects.filter(code=code).first()
    if row is None:
        row = making.make_delegation(code, state="announced", country="GH")
        making.make_member(row, "Essai", "Issa", is_head=True)
    return row


def of_roster():
    frozen, opened = Delegation.objects.get(code="BFA"), open_list()
    note = making.make_note(frozen)
    found = [at("delegation", frozen), at("delegation", opened), at("note", note), at("note-edit", note)]
    found += [at("note", NoteVerbale.objects.filter(number__isnull=False).order_by("pk").first())]
    found += [at("liaison-edit", LiaisonAssignment.objects.order_by("pk").first())]
    found += [f"/do/delegation/{frozen.public_id}/withdraw/"]
    for name, model in (("rank-class", RankClass), ("category", Category), ("stand", Stand)):
        row = model.objects.order_by("pk").first()
        found += [at(name, row), at(f"{name}-edit", row)]
    return found


def of_people():
    """Somebody on an open list, with papers and a photo to judge, and a pair that may be one."""
    chief, opened = User.objects.get(username="protocol"), open_list()
    one, other = (making.make_member(opened, "Essai", given) for given in ("Awa", "Hawa"))
    making.make_document(one.person)
    people_making.with_photo(one.person, by=chief)
    first, second = sorted((one.person, other.person), key=lambda row: row.pk)
    pair = Resemblance.objects.create(
        summit=opened.summit, first=first, second=second, score=90, reason="name"
    )
    names = ("person", "person-edit", "person-photo", "document-new")
    found = [at(name, one.person) for name in names]
    found += [at("member-edit", one), at("member-replace", one), at("resemblance", pair)]
    return [*found, at("document-edit", Document.objects.get(person=one.person))]


def of_changes():
    """A change of a frozen list that waits, and a version that the focal point of an open one sent."""
    chief, frozen, opened = (
        User.objects.get(username="protocol"),
        Delegation.objects.get(code="BFA"),
        open_list(),
    )
    member = frozen.memberships.live().order_by("pk").first()
    change = changing.wants(member, by=chief, function={"fr": "Ministre"})
    sent = changing.version(changing.visit_of(opened, chief), ("add", {"after": changing.line()}))
    found = [at("list-change", change), at("submission", sent), at("member-change", member)]
    found += [at("member-leave", member), at("delegation-links", opened), at("person", member.person)]
    return [*found, f"/do/listchange/{change.public_id}/refuse/"]


def of_protocol():
    draft = making.make_precedence("P-90", scope="table")
    member = Delegation.objects.get(code="BFA").memberships.get(is_head=True)
    approved = PrecedenceList.objects.filter(state="approved").order_by("pk").first() or draft
    meeting = Meeting.objects.filter(state="held").latest("starts_at")
    Seat.objects.create(summit=meeting.summit, meeting=meeting, membership=member)
    found = [at(name, draft) for name in ("precedence", "precedence-edit", "precedence-print")]
    found += [at("precedence-move", draft, member), f"/do/precedencelist/{draft.public_id}/approve/"]
    return [*found, at("precedence", approved), *(at(name, meeting) for name in OF_MEETING)]


def of_travel():
    frozen = Delegation.objects.get(code="BFA")
    flight = Flight.objects.filter(state="opinions").order_by("pk").first() or making.make_flight(frozen)
    asked = making.make_flight(frozen)
    held = StandAllocation.objects.filter(state="confirmed").order_by("pk").first()
    ahead = Movement.objects.filter(state__in=Movement.AHEAD).order_by("planned_at").first()
    found = [at("flight", flight), at("flight", held.flight), at("flight-edit", asked)]
    found += [at("movement", ahead), at("movement-edit", ahead), f"{reverse('arrivals')}?direction=departure"]
    return [*found, f"{reverse('stand-plan')}?day=2025-12-22"]


def of_airport():
    """Stands are given by the airport's desk."""
    asked = making.make_flight(Delegation.objects.get(code="BFA"))
    held = StandAllocation.objects.filter(state="confirmed").order_by("pk").first()
    return [
        at("allocation-new", asked),
        at("allocation-edit", held),
        reverse("stand-plan"),
        reverse("arrivals"),
    ]


def of_security():
    """Weapons are read by security alone."""
    row = WeaponsDeclaration.objects.order_by("pk").first()
    counted = WeaponsDeclaration.objects.filter(state="authorised").order_by("pk").first() or row
    found = [reverse("weapons-list"), reverse("weapons-new"), at("weapons", row), at("weapons-edit", row)]
    delegation = Delegation.objects.get(code="BFA")
    found += [f"{reverse('weapons-new')}?delegation={delegation.public_id}", at("weapon-new", row)]
    return [*found, at("weapon-count", counted)]


def of_liaison():
    """What somebody who accompanies one delegation opens on the way."""
    delegation = Delegation.objects.get(code="BFA")
    return [
        reverse("arrivals-mine"),
        reverse("arrivals"),
        at("delegation", delegation),
        reverse("list-changes"),
    ]


def of_side():
    """The door of a focal point's link, and every page behind it."""
    chief, opened = User.objects.get(username="protocol"), open_list("SIDE")
    visit = changing.visit_of(opened, chief)
    changing.version(visit, ("add", {"after": changing.line()}), send=False)
    line = ListChange.objects.get(submission__state="draft", delegation=opened)
    member = opened.memberships.live().order_by("pk").first()
    behind = ("side-home", "side-stay", "side-send", "side-upload", "side-add")
    found = [visit.url(name) for name in behind]
    found += [visit.url("side-line", line.public_id), visit.url("side-change", member.public_id)]
    return [*found, visit.url("side-leave", member.public_id), reverse("side-home", args=["no-such-secret"])]


def pages_of_delegations() -> set[str]:
    """The names of all addresses of delegations that show a page."""
    names = {
        pattern.name
        for pattern in patterns(get_resolver())
        if pattern.callback.__module__.startswith("delegations.")
    }
    return (names | REGISTERS) - NOT_PAGES


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


def names_of(addresses) -> set[str]:
    return {resolve(address.split("?")[0]).url_name for address in addresses}
