"""Writing to a list: somebody enters, reads differently, is replaced or leaves.

Each act takes the list first, keeps what was known before (``PersonVersion``) and writes the
audit, in one transaction. Only a change request writes to a frozen list (``frozen_ok``).
"""

from django.db import transaction
from django.db.models import F, Max

from delegations.roster import freezing, person_photo, person_snapshot, person_writing, resemblances
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.roster.person import Person
from delegations.roster.person_snapshot import DOCUMENT, MEMBERSHIP, PERSON, described, snapshot
from delegations.roster.person_writing import Changed, keep_version, values_of, write
from summit import audit
from summit.forms import readable

__all__ = ["Changed", "amend", "described", "enter", "kept", "leave", "replace", "snapshot"]


@transaction.atomic
def enter(
    delegation, cleaned: dict, *, by, note="", frozen_ok=False, photo=None, replaces=None
) -> Membership:
    """Put somebody on the list and return the membership.

    ``cleaned`` is what ``LineForm`` gives; ``cleaned["person"]`` (a person or a public id) is
    somebody known already, of whom only what was empty is filled. Raises ``ListFrozen``.
    """
    _take(delegation, frozen_ok)
    person = known_person(delegation, cleaned.get("person"))
    if person is None:
        person = _new(delegation, cleaned, by, note)
    else:
        _fill(person, cleaned, by)
    membership = Membership(
        summit=delegation.summit,
        delegation=delegation,
        person=person,
        replaces=replaces,
        list_order=next_order(delegation),
        **values_of(delegation.summit, MEMBERSHIP, cleaned),
    )
    membership.save()
    audit.record(membership, "create", by=by, note=note, changes=as_created(membership))
    if Delegation.objects.filter(pk=delegation.pk, frozen_at__isnull=False).exists():
        membership.workflow.run(membership, "confirm", by=by)
    if photo is not None:
        person_photo.hold(person, photo, by=by)
    resemblances.find(delegation.summit, people=[person])
    return membership


@transaction.atomic
def amend(membership, cleaned: dict, *, by, note="", frozen_ok=False, revision="") -> Membership:
    """Write what ``cleaned`` holds over the line: person, function and paper together.

    ``revision`` is the version that the writer saw (``LineForm.revision``). Raises
    ``ListFrozen``, and ``Changed`` where somebody was faster.
    """
    _take(membership.delegation, frozen_ok)
    rows = Membership.objects.select_related("person__summit", "delegation", "category", "rank_class")
    row = rows.prefetch_related("person__documents").get(pk=membership.pk)
    if revision and revision != person_snapshot.revision(row):
        raise Changed(str(row))
    before = snapshot(row)
    if not described(before, cleaned):
        return row
    keep_version(row.person, "edit", by=by, values=before)
    write(row.person, PERSON, cleaned, by=by, note=note)
    write(row, MEMBERSHIP, cleaned, by=by, note=note)
    person_writing.write_paper(row.person, cleaned, by=by)
    resemblances.find(row.summit, people=[row.person])
    return row


@transaction.atomic
def leave(membership, *, by, note, frozen_ok=False) -> Membership:
    """Take somebody off the list. Raises ``ListFrozen`` and what ``Workflow.run`` raises."""
    return _step(membership, "withdraw", by, note, frozen_ok)


@transaction.atomic
def replace(membership, cleaned: dict, *, by, note, frozen_ok=False) -> Membership:
    """Let somebody else take the place of ``membership``; returns the new one. Raises as ``leave`` does."""
    _step(membership, "replace", by, note, frozen_ok)
    return enter(membership.delegation, cleaned, by=by, note=note, frozen_ok=frozen_ok, replaces=membership)


def _step(membership, name, by, note, frozen_ok):
    _take(membership.delegation, frozen_ok)
    keep_version(membership.person, name, by=by, values=snapshot(membership))
    membership.workflow.run(membership, name, by=by, note=note, data={"list_taken": True})
    return membership


def _take(delegation, frozen_ok):
    """Hold the list until the act is done; a frozen one too, so that its writers come one after the other."""
    if not frozen_ok:
        return freezing.take_list(delegation)
    return Delegation.objects.filter(pk=delegation.pk).update(list_revision=F("list_revision") + 1)


def known_person(delegation, person):
    """The person named by the line, or None for a new one; whoever was merged is the winner of the merge."""
    if not person:
        return None
    if not isinstance(person, Person):
        person = Person.objects.of(delegation.summit).select_related("merged_into").get(public_id=person)
    while person.merged_into_id:
        person = person.merged_into
    return person


def _new(delegation, cleaned, by, note):
    person = Person(summit=delegation.summit, **values_of(delegation.summit, PERSON, cleaned))
    person.save()
    audit.record(person, "create", by=by, note=note, changes={n: None for n in PERSON if cleaned.get(n)})
    person_writing.write_paper(person, cleaned, by=by)
    return person


def _fill(person, cleaned, by):
    """What the line says beyond what is known; what is known stays."""
    before = person_snapshot.snapshot_of(person)
    news = {name: cleaned[name] for name in PERSON if cleaned.get(name) and not before.get(name)}
    number = cleaned.get("document_number")
    papers = {name: cleaned[name] for name in DOCUMENT if cleaned.get(name)}
    same = number and person.documents.filter(number_key__matches=number).exists()
    if news or (number and not same):
        keep_version(person, "edit", by=by, values=before)
        write(person, PERSON, news, by=by)
        if number and not same:
            person_writing.new_paper(person, papers, by=by)


def kept(person, cleaned) -> list:
    """The labels of what is known otherwise than ``cleaned`` says, and stays."""
    known = person_snapshot.snapshot_of(person)
    differing = {n: cleaned[n] for n in PERSON if cleaned.get(n) and known.get(n)}
    return [label for label, _was, _now in described(known, differing)]


def next_order(delegation):
    return (delegation.memberships.aggregate(last=Max("list_order"))["last"] or 0) + 1


def as_created(membership):
    return {name: [None, readable(getattr(membership, name))] for name in MEMBERSHIP}
