"""Making one of two records of the same person, or saying for ever that they are two.

``Person.state`` is no workflow: a record becomes merged here and nowhere else, by an UPDATE that
asks whether it still stands. What points at the loser is found by the foreign keys of all tables,
so that later slices are covered.
"""

from collections.abc import Iterator

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from delegations.roster import person_snapshot
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person, PersonVersion, Resemblance
from delegations.roster.person_snapshot import MEMBERSHIP, PERSON
from delegations.roster.person_writing import Changed, carry_sort_key, keep_version, update
from summit import audit, clock
from summit.constraints import queue
from summit.forms import readable

# What a photo's choice brings with it.
PHOTO = ("photo", "photo_taken_on", "photo_verdict", "photo_fault")
# Not carried over by the general rule: they have one of their own, or stay with the record they tell of.
OWN_RULE = (Membership, Document, Resemblance, PersonVersion)


class Decided(Exception):
    """Somebody has decided on this pair meanwhile."""


@transaction.atomic
def merge(resemblance, winner, loser, taken: set[str], *, by, note="") -> Person:
    """Let ``winner`` stand for both; the fields named in ``taken`` are the loser's, ``photo`` among them.

    Raises ``Decided`` where somebody was faster with this pair, ``Changed`` where one of the
    records is no longer as it was read.
    """
    _hold(winner, loser)
    _decide(resemblance, Resemblance.State.SAME, by)
    for person in (winner, loser):
        keep_version(person, "merge", by=by, values=_whole(person))
    values = {name: getattr(loser, name) for name in PERSON if name in taken}
    if "photo" in taken:
        values |= {name: getattr(loser, name) for name in PHOTO}
    _take(winner, loser, values)
    _papers(winner, loser)
    _lines(winner, loser, by)
    for key in keys_to(Person):
        _carry(key, loser, winner)
    _pairs(winner, loser, resemblance)
    carry_sort_key(winner)
    gone = {"state": [Person.State.ACTIVE, Person.State.MERGED], "merged_into": [None, winner.public_id]}
    audit.record(loser, "merge", by=by, note=note, changes=gone)
    audit.record(winner, "merge", by=by, note=note, changes=dict.fromkeys(values))
    return winner


@transaction.atomic
def keep_apart(resemblance, *, by) -> None:
    """Say that the two are two people; the pair is never asked again. Raises ``Decided``."""
    _decide(resemblance, Resemblance.State.DIFFERENT, by)
    change = {"state": [Resemblance.State.OPEN, Resemblance.State.DIFFERENT]}
    audit.record(resemblance, "keep_apart", by=by, changes=change)


def _decide(resemblance, state, by):
    rows = Resemblance.objects.filter(pk=resemblance.pk, state=Resemblance.State.OPEN)
    now = clock.now()
    if not rows.update(
        state=state, decided_by=by, decided_at=now, revision=F("revision") + 1, updated_at=now
    ):
        raise Decided(resemblance.public_id)
    resemblance.state = state


def _whole(person) -> dict:
    """All that was known: the record, and on which lists it stood."""
    lines = [
        {"delegation": row.delegation.code, "state": row.state}
        | {name: person_snapshot.plain(getattr(row, name)) for name in MEMBERSHIP}
        for row in person.memberships.select_related("delegation", "category", "rank_class")
    ]
    return person_snapshot.snapshot_of(person) | {"memberships": lines}


def _hold(*people):
    """Nobody enters one of the two on a list, or merges one of them, while they become one.

    The lists before the people, as all who write a list; all of it before the first pair is decided,
    or mergers of two pairs with one person in common would wait for each other.
    """
    lists = Membership.objects.filter(person__in=people).values("delegation")
    for pk in queue(Delegation.objects.filter(pk__in=lists)):
        Delegation.objects.filter(pk=pk).update(list_revision=F("list_revision") + 1)
    queue(Person.objects.filter(pk__in=[person.pk for person in people]))


def _take(winner, loser, values):
    """Both records by UPDATEs that ask whether they are as they were read."""
    for person in (winner, loser):
        _still_stands(person)
    update(winner, values)
    update(loser, {"state": Person.State.MERGED, "merged_into": winner})


def _still_stands(person):
    """Raises ``Changed``: an UPDATE that changes nothing takes the row and asks for its state."""
    rows = Person.objects.filter(pk=person.pk, state=Person.State.ACTIVE, revision=person.revision)
    if not rows.update(state=Person.State.ACTIVE):
        raise Changed(str(person))


def keys_to(model) -> Iterator[models.Field]:
    """The foreign keys of all tables that point at ``model``, but those with a rule of their own."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and relation.is_relation and not relation.concrete
        if points_here and not relation.many_to_many and relation.field.model not in OWN_RULE:
            yield relation.field


def _carry(key, loser, winner):
    """Let the rows that point at the loser point at the winner.

    Where the winner has the same already (a seat at the same meeting), the loser's row says nothing
    new and goes; where only a condition forbids two (one open change), it stays as it is.
    """
    rows = key.model._base_manager.filter(**{key.name: loser})
    try:
        with transaction.atomic():
            rows.update(**{key.name: winner})
            return
    except IntegrityError:
        pass
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic():
                key.model._base_manager.filter(pk=row.pk).update(**{key.name: winner})
        except IntegrityError:
            if _ties(key):
                _drop(row)


def _ties(key) -> bool:
    """Whether a row of this table only ties the two together: a second one would say the same."""
    return any(
        isinstance(rule, models.UniqueConstraint) and key.name in rule.fields and rule.condition is None
        for rule in key.model._meta.constraints
    )


def _drop(row):
    try:
        with transaction.atomic():
            row.delete()
    except (models.ProtectedError, IntegrityError):
        return  # something hangs on it: it stays with the record that was merged


def _papers(winner, loser):
    """The loser's papers; of two with one number the winner's stays and is completed."""
    mine = {row.number_key: row for row in winner.documents.all() if row.number_key}
    for row in loser.documents.all():
        twin = mine.get(row.number_key)
        if twin is None:
            Document.objects.filter(pk=row.pk).update(person=winner)
            continue
        names = ("issuer", "issued_on", "expires_on", "mrz", "scan")
        update(twin, {n: getattr(row, n) for n in names if getattr(row, n) and not getattr(twin, n)})
        row.delete()


def _lines(winner, loser, by):
    """The loser's lines; where both stand on one list, the weaker line is replaced by the stronger."""
    standing = {
        row.delegation_id: row for row in winner.memberships.live().select_related("category", "delegation")
    }
    for row in loser.memberships.select_related("category", "delegation"):
        other = standing.get(row.delegation_id) if row.state in Membership.LIVE else None
        if other is not None:
            stronger, weaker = sorted((other, row), key=_strength, reverse=True)
            _fold(weaker, stronger, by)
        Membership.objects.filter(pk=row.pk).update(person=winner)


def _strength(member):
    filled = sum(bool(person_snapshot.plain(getattr(member, name))) for name in MEMBERSHIP)
    return member.state == Membership.State.CONFIRMED, member.is_head, filled


def _fold(weaker, stronger, by):
    """One line of two: what only the weaker says goes over, and what hangs on it."""
    weaker.workflow.run(weaker, "replace", by=by, note=stronger.public_id, data={"list_taken": True})
    news = {
        name: getattr(weaker, name)
        for name in MEMBERSHIP
        if person_snapshot.plain(getattr(weaker, name)) and not person_snapshot.plain(getattr(stronger, name))
    }
    if news:
        update(stronger, news)
        audit.record(stronger, "edit", by=by, changes={n: [None, readable(v)] for n, v in news.items()})
    for key in keys_to(Membership):
        _carry(key, weaker, stronger)


def _pairs(winner, loser, resemblance):
    """The loser's other pairs become the winner's; what was decided stays decided."""
    rows = Resemblance.objects.filter(Q(first=loser) | Q(second=loser)).exclude(pk=resemblance.pk)
    for row in rows:
        other = row.second_id if row.first_id == loser.pk else row.first_id
        first, second = sorted((winner.pk, other))
        twin = Resemblance.objects.filter(first=first, second=second)
        if twin.exists():
            if row.state == Resemblance.State.DIFFERENT:
                twin.filter(state=Resemblance.State.OPEN).update(
                    state=row.state, decided_by=row.decided_by, decided_at=row.decided_at
                )
            row.delete()
        elif first != second:
            Resemblance.objects.filter(pk=row.pk).update(first=first, second=second)
