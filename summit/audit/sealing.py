"""The chain over the audit: a change made behind the program's back shows.

Writers never wait for it. One sealer links what is not linked yet, in batches, every few
seconds; ``verify()`` works out every digest again from what the entries say now.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Min

from summit import clock
from summit.audit.models import Entry, Seal

BATCH = 500
GENESIS = "0" * 64
CONTENT = (
    "pk",
    "summit_id",
    "at",
    "actor_id",
    "actor_label",
    "verb",
    "kind",
    "object_id",
    "object_label",
    "note",
    "changes",
)


def digest_of(entry: Entry, number: int, previous: str) -> str:
    """SHA-256 over the seal before, the place in the chain and everything the entry says."""
    content = {name: getattr(entry, name) for name in CONTENT}
    content["at"] = entry.at.isoformat(timespec="microseconds")
    text = json.dumps([previous, number, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal(batch: int = BATCH) -> int:
    """Seal up to ``batch`` entries and return how many.

    Of two sealers at once one gives up without harm and returns 0: the numbers are unique.
    """
    try:
        with transaction.atomic():
            last = Seal.objects.order_by("-number").first()
            number, previous = (last.number, last.digest) if last else (0, GENESIS)
            return len(Seal.objects.bulk_create(_chain(Entry.objects.unsealed()[:batch], number, previous)))
    except IntegrityError:
        return 0


def seal_all() -> int:
    """Seal until nothing is left, in short transactions; returns how many."""
    total = 0
    while done := seal():
        total += done
    return total


def _chain(entries, last, previous):
    seals = []
    for number, entry in enumerate(entries, start=last + 1):
        digest = digest_of(entry, number, previous)
        seals.append(Seal(number=number, entry=entry, digest=digest, previous=previous))
        previous = digest
    return seals


def verify() -> dict[str, Any]:
    """The state of the chain: ``entries``, ``sealed``, ``unsealed``, ``oldest_unsealed_seconds``, ``broken``.

    ``broken`` lists ``{"number", "entry", "reason"}``; ``entry`` is null where it is gone. The
    reasons: ``content`` (the entry is not what was sealed), ``chain`` (the seal does not follow
    from the one before), ``missing`` (a number has no seal, or its entry no longer exists).
    """
    unsealed = Entry.objects.filter(seal__isnull=True)
    oldest = unsealed.aggregate(oldest=Min("at"))["oldest"]
    return {
        "entries": Entry.objects.count(),
        "sealed": Seal.objects.count(),
        "unsealed": unsealed.count(),
        "oldest_unsealed_seconds": max(0, int((clock.now() - oldest).total_seconds())) if oldest else 0,
        "broken": list(broken()),
    }


def broken() -> Iterator[dict[str, Any]]:
    """Each place where the chain does not hold, in order."""
    expected, previous = 1, GENESIS
    for link in Seal.objects.select_related("entry").order_by("number").iterator(chunk_size=2000):
        for number in range(expected, link.number):
            yield {"number": number, "entry": None, "reason": "missing"}
        if expected == link.number and link.previous != previous:
            yield _fault(link, "chain")
        if digest_of(link.entry, link.number, link.previous) != link.digest:
            yield _fault(link, "content")
        expected, previous = link.number + 1, link.digest


def _fault(link, reason):
    return {"number": link.number, "entry": link.entry.object_id, "reason": reason}
