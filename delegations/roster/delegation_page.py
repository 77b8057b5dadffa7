"""One delegation's file: who comes, what is missing, what is granted, what was written."""

from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.roster import (
    checklist,
    delegation_answer,
    delegation_facts,
    delegation_panels,
    quota_cutting,
    quota_use,
)
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_list import dress
from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.membership import Membership
from delegations.roster.quotas import Quota
from summit import clock, history, writing
from summit.audit.models import Entry

SHOWN_PEOPLE, SHOWN_DOUBLES, SHOWN_ENTRIES = 12, 6, 15
MAY = {
    "edit": "delegations.edit_delegation",
    "grant": "delegations.edit_quota",
    "accompany": "delegations.edit_liaison",
    "enter": "delegations.edit_membership",
    "ask": "delegations.ask_change",
    "bring": "delegations.import_person",
    "link": "delegations.issue_link",
    "list": "delegations.export_person",
    "read_notes": "delegations.view_note",
    "see_people": "delegations.view_membership",
}


def context(delegation, user, today) -> dict:
    """All that the file shows, in the same number of queries whatever the size of the delegation.

    ``delegation`` comes with its facts (``delegation_facts.known``).
    """
    dress([delegation], user, today)
    may = {name: user.has_perm(right) for name, right in MAY.items()}
    granted, shifts = quotas_of(delegation, may), shifts_of(delegation, user)
    steps = delegation.workflow.open_to(user, delegation)
    return {
        "delegation": delegation,
        "may": may,
        "answer": delegation_answer.of_one(delegation),
        "arc": arc(delegation),
        "next_steps": [step for step in steps if step.style == "primary"],
        "further_steps": [step for step in steps if step.style != "primary"],
        "quotas": granted,
        "shifts": [shift for shift in shifts if shift.state != LiaisonAssignment.State.RELEASED],
        "shift": running(shifts),
        "panels": delegation_panels.panels_of(delegation, user, today),
        "doubles": doubles_of(delegation) if may["see_people"] else [],
        "entries": entries_of(delegation, granted, shifts),
    } | people_of(delegation, user, may)


def arc(delegation) -> list[tuple[str, str]]:
    """``(label, css)`` of each state on the way; a delegation that withdrew stands nowhere on it."""
    labels, states = dict(Delegation.State.choices), list(Delegation.ARC)
    if delegation.state not in states:
        return []
    here = states.index(delegation.state)
    css = {True: "past", False: ""}
    return [
        (labels[state], "cur" if place == here else css[place < here]) for place, state in enumerate(states)
    ]


def people_of(delegation, user, may) -> dict:
    """The first people in order of precedence with their marks, and the head among them."""
    if not may["see_people"]:
        return {"members": [], "columns": [], "head": None}
    rows = Membership.objects.visible_to(user).filter(delegation=delegation).live().in_order()
    members = list(rows.for_list()[:SHOWN_PEOPLE])
    columns, looks = checklist.marks(members, user)
    for row in members:
        row.marks = looks[row.pk]
    return {
        "members": members,
        "columns": columns,
        "head": next((row for row in members if row.is_head), None),
    }


def quotas_of(delegation, may) -> list[dict]:
    """Each quota in words: what is granted, what of it is used, and where people can be taken off."""
    kinds = list(Quota.Kind.values)
    lines = []
    for quota in sorted(delegation.quotas.all(), key=lambda row: kinds.index(row.quota_type)):
        kind = quota.quota_type
        used = getattr(delegation, f"used_{kind}") if kind in quota_use.USES else None
        past = used is not None and used > quota.granted
        falls = past and may["grant"] and kind in quota_cutting.OF_PEOPLE
        address = reverse("quota-cut", args=[delegation.public_id, quota.public_id]) if falls else ""
        lines.append({"quota": quota, "used": used, "past": past, "cut_url": address})
    return lines


def shifts_of(delegation, user) -> list[LiaisonAssignment]:
    if not user.has_perm("delegations.view_liaison"):
        return []
    rows = LiaisonAssignment.objects.visible_to(user).filter(delegation=delegation).for_list()
    return list(rows.order_by("starts_at", "pk"))


def running(shifts):
    """The shift that runs now, else the next one."""
    now = clock.now()
    ahead = [row for row in shifts if row.state != LiaisonAssignment.State.RELEASED and row.ends_at > now]
    return ahead[0] if ahead else None


def doubles_of(delegation) -> list[Membership]:
    """Members who stand on another list too; asked only where the file says that there are some."""
    if not delegation.doubled:
        return []
    rows = Membership.objects.live().filter(delegation_facts.elsewhere(), delegation=delegation)
    return list(rows.select_related("person").in_order()[:SHOWN_DOUBLES])


def entries_of(delegation, granted, shifts) -> list[history.Line]:
    """The last acts on the file, its quotas and its liaison officers, in one query."""
    quotas = {line["quota"].public_id: line["quota"].get_quota_type_display() for line in granted}
    names = quotas | {shift.public_id: _("Liaison officer") for shift in shifts}
    about = Q(kind=Delegation._meta.label_lower, object_id=delegation.public_id)
    about |= Q(kind=Quota._meta.label_lower, object_id__in=list(quotas))
    about |= Q(kind=LiaisonAssignment._meta.label_lower, object_id__in=[row.public_id for row in shifts])
    entries = Entry.objects.filter(about).select_related("actor").order_by("-pk")[:SHOWN_ENTRIES]
    return [named(history.line(entry), names.get(entry.object_id)) for entry in entries]


def named(line, name):
    """The act with the thing that it was done to, where that is not the delegation itself."""
    return replace(line, label=f"{name}{writing.colon()}{line.label}") if name else line
