"""The ministries that help with a row: kept in a table of their own, which knows the summit."""

from summit.tasks.around import Support


def replace_support(wanted, table=Support, row="task"):
    """Let exactly these ministries support each row: ``{row: ministries}``; in the caller's transaction.

    ``table`` ties ministries to rows by the foreign keys ``ministry`` and ``row``; ties that stay are left
    alone. At most three statements, whatever the number of rows.
    """
    asked = {(one.pk, ministry.pk): one for one, ministries in wanted.items() for ministry in ministries}
    rows = table.objects.filter(**{f"{row}__in": wanted})
    stored = {(getattr(tie, f"{row}_id"), tie.ministry_id): tie.pk for tie in rows}
    table.objects.filter(pk__in=[pk for pair, pk in stored.items() if pair not in asked]).delete()
    table.objects.bulk_create(
        table(summit_id=one.summit_id, ministry_id=ministry, **{row: one})
        for (_pk, ministry), one in asked.items()
        if (one.pk, ministry) not in stored
    )
