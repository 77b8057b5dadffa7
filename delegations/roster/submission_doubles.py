"""Whom the new people of a version may be already: asked of the whole version at once."""

import datetime as dt

from delegations.roster.import_judging import traits_of
from delegations.roster.import_lines import Line
from delegations.roster.matching import FEW, People


def doubles(summit, lines) -> dict[str, list]:
    """``{line's public id: [(person, likeness or None)]}``; None says that it is surely the same person.

    Three queries however many the lines are. People are ``matching.Stored``.
    """
    traits = {line.public_id: traits_of(read(line.after or {})) for line in lines}
    if not traits:
        return {}
    near = list(traits.values()) if len(traits) <= FEW else None
    people, found = People(summit, near), {}
    for public_id, one in traits.items():
        sure = [(person, None) for person in people.surely(one)]
        perhaps = [(match.person, match.likeness) for match in people.perhaps(one) if match.person]
        known = {person.pk for person, _nothing in sure}
        if both := [*sure, *(pair for pair in perhaps if pair[0].pk not in known)]:
            found[public_id] = both
    return found


def read(values) -> Line:
    """The values of a line as the import of people compares them."""
    born = values.get("birth_date")
    return Line(0, values=values | {"birth_date": dt.date.fromisoformat(born) if born else None})
