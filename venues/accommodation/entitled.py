"""At whose cost somebody is lodged and why, and who still has no bed."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster.models import Delegation, Membership, Quota
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.entitlement import EntitlementException, EntitlementRule
from venues.accommodation.hotel import RoomType

State = RoomAssignment.State
BEDDED = (State.REQUESTED, *HOLDING, State.CHECKED_OUT)  # whoever stands so has, had or was promised a bed
GONE = (Delegation.State.WITHDRAWN, Delegation.State.DEPARTED)


class Cover(NamedTuple):
    """Who pays and the sentence that says why; ``room_type`` is what a rule gives to the head, else None."""

    paid_by: str
    because: str
    room_type: RoomType | None


def covers(members: Sequence[Membership]) -> dict[int, Cover]:
    """The cover of each member by key: three queries, however many they are; all are of one summit.

    Within a delegation the rooms go by precedence: head, then class, then the order of the list.
    """
    if not members:
        return {}
    keys = {one.delegation_id for one in members}
    rules = {one.led_by_id: one for one in EntitlementRule.objects.filter(summit=members[0].summit_id)
             .select_related("led_by", "room_type")}  # fmt: skip
    exceptions = {one.delegation_id: one for one in EntitlementException.objects.filter(delegation__in=keys)}
    ranked = by_delegation(keys)
    found: dict[int, Cover] = {}
    for key, rows in ranked.items():
        rule = rules.get(rows[0].rank_class_id) or rules.get(None)
        for place, row in enumerate(rows, start=1):
            found[row.pk] = cover(rule, exceptions.get(key), place)
    nobody = Cover(Quota.Payer.OWN, _("No longer on the list."), None)
    known: dict[Any, Cover] = {one.pk: found.get(one.pk, nobody) for one in members}
    return known


def by_delegation(delegations: Iterable[int]) -> dict[int, list[Membership]]:
    """The standing members of each delegation by precedence, with little more than their keys."""
    rows = Membership.objects.live().filter(delegation__in=delegations).in_order()
    ranked: dict[int, list[Membership]] = {}
    for row in rows.only("pk", "delegation_id", "rank_class_id", "is_head"):
        ranked.setdefault(row.delegation_id, []).append(row)
    return ranked


def cover(rule: EntitlementRule | None, exception: EntitlementException | None, place: int) -> Cover:
    """What the ``place``-th of a delegation has by its exception, else by its rule."""
    room_type = rule.room_type if rule and place == 1 else None
    said: dict[str, Any] = {"place": place}
    if exception:
        said |= {"reason": exception.reason, "rooms": exception.rooms}
        if place <= exception.rooms:
            because = _("Exception, %(reason)s: room %(place)d of %(rooms)d") % said
            return Cover(exception.paid_by, because, room_type)
        because = _("Exception, %(reason)s: room %(place)d, beyond the %(rooms)d") % said
        return Cover(Quota.Payer.OWN, because, room_type)
    if rule is None:
        return Cover(Quota.Payer.OWN, _("No rule gives a room."), None)
    said |= {"rule": rule_words(rule), "rooms": rule.with_head + 1}
    if place <= rule.with_head + 1:
        return Cover(rule.paid_by, _("%(rule)s: room %(place)d of %(rooms)d") % said, room_type)
    return Cover(Quota.Payer.OWN, _("%(rule)s: room %(place)d, beyond the %(rooms)d") % said, room_type)


def rule_words(rule: EntitlementRule) -> str:
    """``Head of state + 4``, with the nights where they are limited."""
    who = rule.led_by or _("Other delegations")
    words = f"{who} + {rule.with_head}"
    if rule.nights is None:
        return words
    nights = ngettext("%(n)d night at most", "%(n)d nights at most", rule.nights) % {"n": rule.nights}
    return f"{words} ({nights})"


def in_need(summit):
    """Standing members of the delegations that come, are not at home here and do not lodge themselves.

    An exception of no room says of a delegation that it does: the resident diplomatic corps.
    """
    rows = Membership.objects.of(summit).live().exclude(delegation__state__in=GONE)
    themselves = EntitlementException.objects.of(summit).filter(rooms=0).values("delegation")
    return rows.exclude(delegation__delegation_type=Delegation.Kind.HOST).exclude(delegation__in=themselves)


def without_bed(summit, night=None):
    """Those who need a bed and neither have nor await one, the best rank first.

    With ``night`` only a lodging on that night counts; whether they are here then say ``stays``.
    """
    lodgings = RoomAssignment.objects.filter(occupant=OuterRef("pk"), state__in=BEDDED)
    if night is not None:
        lodgings = lodgings.on(night)
    return by_rank(in_need(summit).filter(~Exists(lodgings)))


def by_rank(rows):
    """The best class of all delegations first; in a class heads, then the oldest rank, then delegation and list."""
    return rows.order_by(
        F("rank_class__order").asc(nulls_last=True), "-is_head", F("rank_date").asc(nulls_last=True),
        "delegation__sort_key", "list_order", "sort_key", "pk",
    )  # fmt: skip
