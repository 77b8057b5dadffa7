"""What a column cannot take, gathered over a file: one answer settles every row that says it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from summit.imports.models import ImportRow

LOOKED_THROUGH = 5000  # refused rows
SHOWN = 20


@dataclass
class Spelling:
    """A text that a column cannot take, in ``count`` rows; ``choices`` are ``(what to write, its name)``."""

    name: str
    label: Any
    text: str
    message: str
    count: int = 0
    choices: list = field(default_factory=list)


def spellings(batch) -> list[Spelling]:
    """What one answer settles for several rows, the most frequent first; one query."""
    rows = batch.data_rows.filter(verdict=ImportRow.Verdict.REFUSED, is_applied=False)
    counts: Counter = Counter()
    said: dict[tuple[str, str], dict] = {}
    for errors in rows.values_list("errors", flat=True)[:LOOKED_THROUGH]:
        for error in errors:
            if error.get("text"):
                counts[key := (error["field"], error["text"])] += 1
                said[key] = error
    found = [
        Spelling(
            name,
            one.label if (one := batch.spec.field(name)) else "",
            text,
            said[name, text]["message"],
            count,
            said[name, text].get("choices", []),
        )
        for (name, text), count in counts.most_common()
        if count > 1 or said[name, text].get("choices")
    ]
    return found[:SHOWN]
