"""All that one person's page shows, in the same number of queries whatever the person does."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django_countries import countries

from delegations.roster import person_photo, person_snapshot, person_standing, resemblances
from delegations.roster.membership import Document, Membership
from delegations.roster.person import PersonVersion, Resemblance
from summit import history, telling, writing
from summit.audit.models import Entry
from summit.audit.recording import name_of

SHOWN_ENTRIES, SHOWN_VERSIONS = 30, 20
LANGUAGES = ("fr", "ar", "en")
MAY = {
    "edit": "delegations.edit_person",
    "edit_lines": "delegations.edit_membership",
    "edit_papers": "delegations.edit_document",
    "see_papers": "delegations.view_document",
    "reveal": "delegations.reveal_document",
    "photo": "delegations.edit_photo",
    "merge": "delegations.merge_person",
    "ask": "delegations.ask_change",
}


@dataclass(frozen=True)
class Version:
    """What one act changed: the values before it beside those that came after."""

    when: Any
    who: Any
    label: Any
    changed: list[tuple]


def context(person, user) -> dict:
    may = {name: user.has_perm(right, person) for name, right in MAY.items() if name != "ask"}
    may["ask"] = user.has_perm(MAY["ask"])
    members = members_of(person, user)
    papers = papers_of(person, user) if may["see_papers"] else []
    standing = [row for row in members if row.state in Membership.LIVE]
    return {
        "person": person,
        "may": may,
        "members": members,
        "standing": standing,
        "quality": [quality(row) for row in standing],
        "missing": missing(person, standing, papers if may["see_papers"] else None),
        "addresses": addresses(person),
        "facts": facts(person),
        "papers": papers,
        "fault": person_photo.fault_words(person),
        "photo_is_old": person_photo.too_old(person.photo_taken_on, person.summit),
        "pairs": pairs_of(person) if may["merge"] else [],
        "entries": entries_of(person, members, papers),
        "versions": versions_of(person, papers) if may["reveal"] else [],
        "edit_line": only_line(standing) if may["edit_lines"] else None,
    }


def members_of(person, user) -> list[Membership]:
    """In which qualities the person takes or took part, as far as the reader may know; those that stand first."""
    replacing = Membership.objects.select_related("person", "delegation").order_by("pk")
    rows = Membership.objects.visible_to(user).filter(person=person).for_list()
    rows = rows.select_related("person__photo", "delegation__organisation", "category", "rank_class", "summit", "replaces__person")  # fmt: skip
    found = list(rows.prefetch_related(Prefetch("replaced_by", queryset=replacing)).order_by("pk"))
    for row in found:
        row.functions = in_languages(row.function)
        row.stands = row.state in Membership.LIVE
    return sorted(found, key=lambda row: (not row.stands, row.delegation.sort_key, row.pk))


def in_languages(text) -> list[tuple[str, str]]:
    """``(language, text)`` of a text in several languages, the reader's first."""
    data = getattr(text, "data", text)
    data = data if isinstance(data, dict) else {get_language(): data or ""}
    order = sorted(LANGUAGES, key=lambda code: (code != get_language(), LANGUAGES.index(code)))
    return [(code, data[code]) for code in order if data.get(code)]


def quality(member) -> str:
    """``Minister of Defence, Burkina Faso``"""
    return writing.listed((member.function or _("no function yet"), member.delegation))


def papers_of(person, user) -> list[Document]:
    rows = list(
        Document.objects.visible_to(user).filter(person=person).select_related("scan").order_by("-pk")
    )
    for row in rows:
        row.masked = person_snapshot.masked(row.number) if row.number else ""
        row.mark = person_standing.document_mark([row.expires_on], person.summit, wanted=True)
        row.country = countries.name(row.issuer) if row.issuer else ""
    return rows


def missing(person, standing, papers) -> str:
    """What stands against a badge, in words; papers are left out for who may not see them (None)."""
    if not standing:
        return ""
    found = []
    photo = person_standing.photo_mark(person, person.summit, wanted=person_standing.wants(standing, "photo"))
    if photo.look == person_standing.LATE:
        found.append(photo.words)
    if papers is not None:
        days = [row.expires_on for row in papers]
        wanted = person_standing.wants(standing, "document")
        paper = person_standing.document_mark(days, person.summit, wanted=wanted)
        if paper.look in (person_standing.LATE, person_standing.WAIT):
            found.append(paper.words)
    if any(not row.functions for row in standing):
        found.append(_("no function"))
    if any(row.category is None for row in standing):
        found.append(_("no category"))
    return capfirst(writing.listed(found))


def addresses(person) -> list[dict]:
    """The stored forms of address by language, on lists and in speech."""
    listed, spoken = dict(in_languages(person.title)), dict(in_languages(person.spoken_title))
    rows = [
        {"code": code, "list": listed.get(code, ""), "spoken": spoken.get(code, "")} for code in LANGUAGES
    ]
    return [row for row in rows if row["list"] or row["spoken"]]


def facts(person) -> list[tuple]:
    """``(label, value)`` of what is known; empty ones are left out."""
    values = {
        "arabic_name": person.arabic_name,
        "print_name": person.print_name,
        "sex": person.get_sex_display(),
        "birth_date": person.birth_date and person.birth_date.strftime("%d/%m/%Y"),
        "birth_place": person.birth_place,
        "nationality": countries.name(person.nationality) if person.nationality else "",
        "languages": person.languages,
        "email": person.email,
        "phone": person.phone,
        "remarks": person.remarks,
    }
    label = person._meta.get_field
    return [(capfirst(label(name).verbose_name), value) for name, value in values.items() if value]


def pairs_of(person) -> list[Resemblance]:
    """Open pairs that the person is one of, each with the ``other``."""
    rows = Resemblance.objects.filter(Q(first=person) | Q(second=person), state=Resemblance.State.OPEN)
    found = list(rows.select_related("first", "second").order_by("-score", "pk"))
    for row in found:
        row.other = row.second if row.first_id == person.pk else row.first
        row.words = resemblances.reason_words(row)
    return found


def entries_of(person, members, papers) -> list:
    """The acts on the person, its lines and its papers, the newest first; one query."""
    rows: dict[str, list] = {}
    for row in (person, *members, *papers):
        rows.setdefault(row._meta.label_lower, []).append(name_of(row))
    wanted = Q()
    for kind, names in rows.items():
        wanted |= Q(kind=kind, object_id__in=names)
    found = Entry.objects.filter(wanted).select_related("actor").order_by("-pk")[:SHOWN_ENTRIES]
    return [history.line(entry) for entry in found]


def versions_of(person, papers) -> list[Version]:
    """What was known before each act, compared with what came after; numbers show their end only."""
    stored = PersonVersion.objects.filter(Q(person=person) | Q(person__merged_into=person))
    rows = list(stored.select_related("by").order_by("-at", "-pk")[:SHOWN_VERSIONS])
    after, found = person_snapshot.snapshot_of(person), []
    for row in rows:
        values = row.values or {}
        if row.person_id == person.pk:
            changed = person_snapshot.described(values, {n: v for n, v in after.items() if n in values})
            after = after | values
        else:  # of somebody who was merged into this person: all that was known
            changed = [(label, "", now) for label, _was, now in person_snapshot.described({}, values)]
        found.append(Version(row.at, row.by or _("the program"), act_label(row.verb), changed))
    return found


def act_label(verb):
    """What an act is called: a step of a line by its own label."""
    steps = Membership.workflow.steps
    return steps[verb].label if verb in steps else telling.VERBS.get(verb, verb)


def only_line(standing):
    """The one line whose form also edits the person; None where there are several or none."""
    return standing[0] if len(standing) == 1 and not standing[0].delegation.is_frozen else None


def other_delegations(standing) -> str:
    codes = {row.delegation.code for row in standing}
    if len(codes) < 2:
        return ""
    return ngettext(
        "Stands on the list of %(count)d delegation: %(codes)s.",
        "Stands on the lists of %(count)d delegations: %(codes)s.",
        len(codes),
    ) % {"count": len(codes), "codes": writing.listed(sorted(codes))}
