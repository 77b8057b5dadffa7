"""What the world of the whole product's tests holds of delegations: ours and another, in every state.

The liaison officer's duty is narrowed to ours, whose list is frozen; protocol, airport and security
work with all of them.
"""

import datetime as dt

from delegations.protocol import computing
from delegations.protocol.models import PrecedenceList
from delegations.roster import person_writing
from delegations.roster.models import NoteCounter, Quota, Resemblance
from delegations.sessions.models import Seat
from summit.imports import batches, kind_named
from tests import factories
from tests.delegations import making, travelling
from tests.delegations.roster import changing, people_making
from tests.delegations.words import OTHERS, OURS, RESTRICTED

AT = dt.datetime(2025, 12, 12, 8, tzinfo=dt.UTC)
FROZEN = {"confirmed", "on_site", "departed", "withdrawn"}
STATES = ("invited", "announced", "listed", "checked", "on_site", "withdrawn")
HEAD = "Surname;Given names;Delegation;Function;Category;Passport number"


def build(summit, meeting, *, second_meeting, authority):
    """All rows by name; at ``meeting`` both delegations sit, at the second the other one alone."""
    rows = delegations(summit)
    rows |= personae(summit, rows["delegation"])
    rows |= people(rows)
    rows |= beside(rows)
    rows |= notes(rows)
    rows |= changes(rows)
    rows |= seats(rows, meeting, second_meeting)
    rows |= precedence(rows, authority)
    rows |= travelling.build(rows)
    return rows | imports(rows)


def delegations(summit):
    """Ours, another whose list is open, and one more for each state that a step starts from."""

    def make(code, state, word=OTHERS, **fields):
        frozen = AT if state in FROZEN else None
        name = factories.named(f"{word} {code}")
        return making.make_delegation(code, summit=summit, state=state, frozen_at=frozen, name=name, **fields)

    ours = make("BFA", "confirmed", "Faso", country="BF", focal_name="Awa Sample", terms="Rooms are ours")
    told = {"remarks": OTHERS, "terms": OTHERS, "focal_name": OTHERS.title(), "focal_phone": "+227 00"}
    made = {state: make(f"D-{state[:4].upper()}", state) for state in STATES}
    made["other_delegation"] = make("NER", "announced", country="NE", arms="declared", **told)
    return made | {"delegation": ours}


def personae(summit, ours):
    """None of the four has a duty in the plan of the ministries."""
    ministry = {
        code: factories.make_ministry(code, summit=summit) for code in ("affairs", "aviation", "interior")
    }
    liaison = factories.make_user("liaison", ministry=ministry["affairs"])
    duty = factories.make_duty(liaison, "officer", "liaison", narrowed_to=ours.public_id)
    return {
        "protocol": factories.make_person("protocol", "officer", "protocol", ministry=ministry["affairs"]),
        "liaison": liaison.at(duty.summit),
        "airport": factories.make_person("airport", "officer", "airport", ministry=ministry["aviation"]),
        "security": factories.make_person("security", "officer", "security", ministry=ministry["interior"]),
    }


def people(rows):
    """Our list is confirmed, the other one proposed; two of the others look alike."""
    by, ours, other = rows["protocol"], rows["delegation"], rows["other_delegation"]

    def line(delegation, word, given, **fields):
        told = {"person_fields": {"phone": f"+1 {word}", "remarks": word}}
        function = "Adviser" if word == OURS else f"{word} adviser"  # an office is nobody's name
        told |= {"function": factories.named(function), "wishes": word}
        return making.make_member(delegation, word.title(), given, **(told | fields))

    made = {
        "member": line(ours, OURS, "Awa", rank="state", is_head=True, state="confirmed"),
        "second": line(ours, OURS, "Bintou", state="confirmed"),
        "third": line(ours, OURS, "Chaka", state="confirmed"),
        "fourth": line(ours, OURS, "Djeneba"),
        "gone_member": line(ours, OURS, "Fanta", state="withdrawn"),
        "other_member": line(other, OTHERS, "Moussa", rank="state", is_head=True),
        "other_second": line(other, OTHERS, "Mousa"),
        "other_confirmed": line(other, OTHERS, "Nana", state="confirmed"),
    }
    made |= {"person": made["member"].person, "other_person": made["other_member"].person}
    for name, person in (("document", made["person"]), ("other_document", made["other_person"])):
        number, lines = f"{RESTRICTED}-{name}-17", f"P<{RESTRICTED}<<{name}"
        made[name] = making.make_document(person, number, mrz=lines)
        person_writing.keep_version(person, "edit", by=by, values={"document_number": number})
        people_making.with_photo(person, by=by)
    made |= {"photo": made["person"].photo, "other_photo": made["other_person"].photo}
    pair = sorted((made["other_person"], made["other_second"].person), key=lambda one: one.pk)
    made["resemblance"] = Resemblance.objects.create(
        summit=ours.summit, first=pair[0], second=pair[1], score=90, reason="name"
    )
    return made | {"rankclass": made["member"].rank_class, "category": made["member"].category}


def beside(rows):
    """Quotas and the shifts of liaison officers."""
    summit, officer, protocol = rows["delegation"].summit, rows["liaison"], rows["protocol"]
    made = {}
    for name, delegation in (("quota", rows["delegation"]), ("other_quota", rows["other_delegation"])):
        made[name] = Quota.objects.create(
            summit=summit, delegation=delegation, quota_type="people", granted=40, basis=f"{delegation.code}"
        )

    def shift(delegation, officer, day, state):
        start = AT.replace(day=day)
        hours = {"starts_at": start, "ends_at": start + dt.timedelta(hours=10)}
        return making.make_shift(delegation, officer, state=state, **hours)

    return made | {
        "liaisonassignment": shift(rows["delegation"], officer, 20, "proposed"),
        "assigned_shift": shift(rows["delegation"], officer, 21, "assigned"),
        "shift_on_duty": shift(rows["delegation"], officer, 22, "on_duty"),
        "other_shift": shift(rows["other_delegation"], protocol, 21, "assigned"),
    }


def notes(rows):
    """A note in each state that a step starts from; the other delegation's all of them."""
    other = rows["other_delegation"]

    def note(direction, state, number=None, **fields):
        fields = {"subject": f"{OTHERS} {direction} {state}", "answer_due": AT.date()} | fields
        return making.make_note(other, direction=direction, state=state, number=number, **fields)

    made = {
        "note": note("out", "draft"),
        "draft_in": note("in", "draft"),
        "sent_note": note("out", "sent", 1),
        "proved_note": note("out", "acknowledged", 2),
        "received_note": note("in", "received", 1),
        "assigned_note": note("in", "assigned", 2, assigned_to=rows["protocol"]),
        "our_note": making.make_note(rows["delegation"], direction="in", state="received", number=3),
    }
    for direction in ("out", "in"):
        NoteCounter.objects.create(summit=other.summit, direction=direction, last=9)
    return made


def changes(rows):
    """What the delegations ask: our draft and our returned version, the others' version to look at."""
    protocol, ours, other = rows["protocol"], rows["delegation"], rows["other_delegation"]
    paper = {"document_number": f"{RESTRICTED}-asked", "document_type": "passport"}
    new = changing.line(surname=OURS.title(), given_names="Idrissa", **paper)
    visit, theirs = changing.visit_of(ours, protocol), changing.visit_of(other, protocol, recipient=OTHERS)
    returned = changing.version(visit, ("add", {"after": new, "reason": "Forgotten"}))
    returned.workflow.run(returned, "return", by=protocol, note="Photos are missing")
    draft = changing.version(visit, send=False)
    stranger = changing.line(surname=OTHERS.title(), given_names="Ide", **paper)
    submitted = changing.version(theirs, ("add", {"after": stranger}), wishes=OTHERS)
    asked = changing.wants(rows["second"], by=rows["liaison"], function={"en": "Minister"}, **paper)
    wanted = changing.wants(rows["other_second"], by=protocol, function={"en": OTHERS}, **paper)
    side_line = draft.lines.get()
    return {
        "link": visit.link, "side": visit.secret, "other_link": theirs.link, "submission": returned,
        "draft_version": draft, "other_submission": submitted, "change": asked, "other_change": wanted, "side_line": side_line,
    }  # fmt: skip


def seats(rows, meeting, second_meeting):
    def seat(member, state, meeting=meeting):
        return Seat.objects.create(
            summit=meeting.summit, meeting=meeting, membership=rows[member], state=state, label=state
        )

    return {
        "seat": seat("member", "expected"),
        "seated": seat("second", "seated"),
        "attended": seat("third", "attended"),
        "excused": seat("fourth", "excused"),
        "other_seat": seat("other_member", "expected"),
        "other_seated": seat("other_second", "expected", second_meeting),
    }


def precedence(rows, authority):
    """A draft and a list that the authority's word made hold; both name the heads of all delegations."""
    summit = rows["delegation"].summit
    title = factories.named(f"{OTHERS} order")
    approved = making.make_precedence("PR-2", summit=summit, scope="photo", title=title)
    PrecedenceList.objects.filter(pk=approved.pk).update(
        state="approved", approved_by=authority, approved_at=AT
    )
    computing.keep(approved)
    approved.refresh_from_db()
    draft = making.make_precedence("PR-1", summit=summit, title=title)
    return {"precedence": draft, "approved_order": approved}


def imports(rows):
    """Protocol's files of people: one checked, one whose columns are open, one whose encoding is asked."""
    by, kind = rows["protocol"], kind_named("people")
    summit = rows["delegation"].summit
    lines = [
        HEAD,
        f"{OTHERS.title()};Moussa;NER;Adviser;C;{RESTRICTED}-i1",
        f"{OTHERS.title()};Kader;NOWHERE;Adviser;C;{RESTRICTED}-i2",
        f"{OTHERS.title()};Zara;NER;Adviser;C;{RESTRICTED}-i3",
    ]

    def opened():
        content = "\n".join(lines).encode()
        return batches.open_batch(kind, content, filename="list.csv", by=by, summit=summit)

    ready, fresh = opened(), opened()
    batches.check(ready, by=by)
    ambiguous = "\n".join([HEAD, f"{OTHERS.title()};Été;NER;Adviser;C;{RESTRICTED}-h"]).encode("cp1252")
    held = batches.hold(kind, ambiguous, filename="list.csv", by=by, summit=summit)
    return {"people_batch": ready, "fresh_people": fresh, "held_people": held}


def other_rows(rows):
    """The rows that are not our delegation's, by name: what its liaison officer may never open."""
    return {name: row for name, row in rows.items() if name.startswith("other_") or name in STATES}
