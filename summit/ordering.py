"""Dependencies in order: ranks, circles, and the one way to add a dependency.

Edges are pairs ``(node, needed)``: the node cannot begin before the needed one is done.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.db import connection, models, transaction

from summit.constraints import Acyclic

Edge = tuple[Hashable, Hashable]


class Cycle(Exception):
    """The dependency would close a circle; ``path`` names it, its first node again at the end."""

    def __init__(self, path: list[Any]):
        super().__init__(" -> ".join(str(node) for node in path))
        self.path = path


def ranks(edges: Iterable[Edge]) -> dict[Any, int]:
    """The length of the longest chain below each node: 0 needs nothing. Raises ``Cycle``."""
    needed = defaultdict(set)
    for node, other in edges:
        needed[node].add(other)
    try:
        order = list(TopologicalSorter(needed).static_order())
    except CycleError as circle:
        # graphlib tells the circle from the needed to the needing one; readers expect "a needs b".
        raise Cycle(circle.args[1][::-1]) from None
    found: dict[Any, int] = {}
    for node in order:
        found[node] = max((found[other] + 1 for other in needed.get(node, ())), default=0)
    return found


def cycle_path(edges: Iterable[Edge], new_edge: Edge) -> list[Any] | None:
    """The shortest circle that ``new_edge`` would close, as a chain of needs, or None.

    ``[a, b, c, a]`` reads: a needs b, b needs c, c needs a.
    """
    needed = defaultdict(list)
    for node, other in edges:
        needed[node].append(other)
    start, first = new_edge
    came_from = {first: None}
    queue = [first]
    for node in queue:  # grows while we walk: breadth first
        if node == start:
            path = [node]
            while (node := came_from[node]) is not None:
                path.append(node)
            return [start, *path[::-1]]
        for other in needed[node]:
            if other not in came_from:
                came_from[other] = node
                queue.append(other)
    return None


def connect(
    model: type[models.Model], source: models.Model, target: models.Model, **fields: Any
) -> models.Model:
    """Add the dependency "``source`` needs ``target``" and return its row.

    Raises ``Cycle`` with the primary keys along the circle, and then nothing is written.
    Does not look at rights and writes no audit.
    """
    return connect_many(model, [(source, target)], **fields)[0]


@transaction.atomic
def connect_many(
    model: type[models.Model], pairs: list[tuple[models.Model, models.Model]], **fields: Any
) -> list[models.Model]:
    """Add several dependencies at once, all or none; see ``connect``."""
    rule = _rule(model)
    _wait_for_turn(model)
    if not pairs:
        return []
    edges = [(source.pk, target.pk) for source, target in pairs]
    stored = _graph(model, rule, getattr(pairs[0][0], "summit_id", None))
    _raise_ranks(model, rule, stored, edges)
    nodes = _nodes(model, rule)._base_manager.in_bulk({pk for edge in edges for pk in edge})
    rows = [
        model(**{rule.source: nodes[source], rule.target: nodes[target]}, **fields)
        for source, target in edges
    ]
    return model._base_manager.bulk_create(rows)


def _rule(model):
    return next(constraint for constraint in model._meta.constraints if isinstance(constraint, Acyclic))


def _nodes(model, rule):
    return model._meta.get_field(rule.source).remote_field.model


def _wait_for_turn(model):
    """One at a time changes this graph, so that what we read holds until we commit.

    SQLite has a single writer anyway. The database's constraint stands whoever skips this.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(model._meta.label.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _graph(model, rule, summit_id):
    """All stored edges of the summit: one query, however long the chains are."""
    rows = model._base_manager.all()
    if summit_id is not None:
        rows = rows.filter(**{f"{rule.source}__summit": summit_id})
    return list(rows.values_list(f"{rule.source}_id", f"{rule.target}_id"))


def _raise_ranks(model, rule, stored, edges):
    """Lift nodes until each ranks above all it needs; highest first, so that no step breaks the check.

    Ranks are only ever raised: a gap costs nothing, and lowering would have to go the other way round.
    """
    accepted = list(stored)
    for edge in edges:
        if path := cycle_path(accepted, edge):
            raise Cycle(path)
        accepted.append(edge)
    nodes = _nodes(model, rule)._base_manager
    was = dict(nodes.filter(pk__in={pk for edge in accepted for pk in edge}).values_list("pk", rule.rank))
    levels = defaultdict(list)
    for pk, level in _lifted(accepted, was).items():
        if level != was[pk]:
            levels[level].append(pk)
    for level in sorted(levels, reverse=True):
        nodes.filter(pk__in=levels[level]).update(**{rule.rank: level})


def _lifted(edges, was):
    """The smallest ranks not below ``was`` that respect ``edges``."""
    needed = defaultdict(set)
    for node, other in edges:
        needed[node].add(other)
    lifted: dict[Any, int] = {}
    for node in TopologicalSorter(needed).static_order():
        lifted[node] = max([was[node], *(lifted[other] + 1 for other in needed.get(node, ()))])
    return lifted
