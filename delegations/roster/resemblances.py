"""Finding people who may be one, and keeping the pairs until somebody decides on them.

The search is set-wise: every person is compared with those only that share a key of ``likeness``.
100,000 people take about 150 MB and half a minute.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.roster import likeness, person_doubles
from delegations.roster.likeness import Likeness
from delegations.roster.person import Person, Resemblance
from summit.event.models import Summit
from summit.jobs import periodic

BATCH = 1000
Pairs = dict[tuple[int, int], Likeness]


def find(summit, people=None) -> int:
    """Store the pairs that look like one person as open; returns how many are new.

    Without ``people`` everybody is compared with everybody, and open pairs that no longer look
    alike are taken away; with ``people`` only these are compared, for use on each entry. Pairs
    that somebody has decided on are never opened again.
    """
    known = Resemblance.objects.of(summit)
    if people is None:
        return keep(summit, dict(every_pair(summit)), known)
    known = known.filter(Q(first__in=people) | Q(second__in=people))
    return keep(summit, pairs_of(summit, people, known), known)


def every_pair(summit) -> Iterator[tuple[tuple[int, int], Likeness]]:
    rows = person_doubles.with_paper(Person.objects.of(summit).active())
    known = likeness.Known()
    for row in rows.values_list(*person_doubles.COLUMNS).iterator(chunk_size=2000):
        identity = person_doubles.identity_of(row)
        keys = likeness.block_keys(identity)
        for other, judged in known.alike(identity, keys=keys):
            yield ordered(row[0], other), judged
        known.add(row[0], identity, keys=keys)


def pairs_of(summit, people, known) -> Pairs:
    """The pairs of these people: with whom shares something with them, and with whom they look alike already."""
    mine = identities(one.pk for one in people)
    open_pairs = known.filter(state=Resemblance.State.OPEN).values_list("first", "second")
    before = identities({pk for pair in open_pairs for pk in pair})
    alike, found = person_doubles.alike_each(summit, mine), {}
    for pk, identity in mine.items():
        judged = {other: likeness.score(identity, theirs) for other, theirs in before.items()}
        judged = {other: one for other, one in judged.items() if one.score >= likeness.LIKELY}
        judged |= dict(alike[pk])
        found |= {ordered(pk, other): one for other, one in judged.items() if other != pk}
    return found


def identities(keys) -> dict[int, likeness.Identity]:
    rows = person_doubles.with_paper(Person.objects.active().filter(pk__in=list(keys)))
    return {row[0]: person_doubles.identity_of(row) for row in rows.values_list(*person_doubles.COLUMNS)}


def ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def keep(summit, pairs: Pairs, known) -> int:
    """Write what is new or scores otherwise, and take away open pairs that were not found again."""
    stored = {
        (row.first_id, row.second_id): row
        for row in known.only("first", "second", "score", "reason", "state")
    }
    gone, other = [], []
    for pair, row in stored.items():
        if row.state != Resemblance.State.OPEN:
            continue
        if pair not in pairs:
            gone.append(row.pk)
        elif (row.score, row.reason) != pairs[pair][:2]:
            row.score, row.reason = pairs[pair][:2]
            other.append(row)
    new = [
        Resemblance(summit=summit, first_id=first, second_id=second, score=judged.score, reason=judged.reason)
        for (first, second), judged in pairs.items()
        if (first, second) not in stored
    ]
    open_pairs = Resemblance.objects.filter(state=Resemblance.State.OPEN)
    for at in range(0, len(gone), BATCH):
        open_pairs.filter(pk__in=gone[at : at + BATCH]).delete()
    Resemblance.objects.bulk_update(other, ["score", "reason"], batch_size=BATCH)
    Resemblance.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(new)


def reason_words(resemblance):
    """Why the two look alike, in the reader's language."""
    return likeness.REASONS.get(resemblance.reason, _("Alike"))


@periodic(seconds=24 * 3600, name="delegations.resemblances", lease_seconds=3600)
def nightly() -> int:
    """Look for doubles in every summit that is not over."""
    return sum(find(summit) for summit in Summit.objects.exclude(state__in=Summit.OVER))
