"""Waiting for one's turn, where two writers would otherwise wait for each other."""

from django.db.models import QuerySet


def queue(rows: QuerySet) -> list[int]:
    """Wait until nobody else writes these rows, and keep them until the transaction ends; their keys.

    PostgreSQL ends one of two writers who wait for each other, inside ``NoOverlap`` or with rows
    taken in another order, by an error that says nothing to a person. Who asks for what they are
    about to write first, in the order of the keys, waits instead. Rows stay readable, and others may
    point at them. SQLite has one writer at a time: there it is a plain query.
    """
    return list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
