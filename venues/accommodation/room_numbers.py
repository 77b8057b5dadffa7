"""Numbers of rooms as they are typed: single ones and ranges."""

import re
from typing import NamedTuple

MOST = 400  # at once: a wrong digit makes thousands
PART = re.compile(r"(?P<head>[^\W\d]*)(?P<first>\d{1,6})(?:\s*[-–]\s*(?P<again>[^\W\d]*)(?P<last>\d{1,6}))?")


class Numbers(NamedTuple):
    """``found`` in the order typed, each once; ``wrong`` are the parts that say no number."""

    found: list[str]
    wrong: list[str]


def read_numbers(text: str) -> Numbers:
    """``201-220, 222, A5`` as single numbers; zeros in front stay."""
    found: dict[str, None] = {}
    wrong = []
    for part in (one.strip() for one in re.split(r"[,،;\n]", text)):
        if not part:
            continue
        numbers = one_part(part)
        if numbers is None or len(found) + len(numbers) > MOST:
            wrong.append(part)
        else:
            found.update(dict.fromkeys(numbers))
    return Numbers(list(found), wrong)


def one_part(part: str) -> list[str] | None:
    match = PART.fullmatch(part)
    if match is None:
        return None
    head, first, last = match["head"], match["first"], match["last"]
    if last is None:
        return [part]
    if match["again"] not in ("", head) or not int(first) <= int(last) < int(first) + MOST:
        return None
    return [f"{head}{number:0{len(first)}d}" for number in range(int(first), int(last) + 1)]
