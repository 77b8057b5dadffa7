"""The order of urgency, what needs somebody first: blocked, late, to validate, in progress, to do, done, dropped."""

from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When

ORDER = ("blocked", "late", "review", "doing", "todo", "done", "dropped")
MOVING = ("review", "doing", "todo")  # tasks in these states are late once their day has passed


def place(day):
    """A task's place in the order on day number ``day``, as an expression."""
    whens = (When(condition(name, day), then=Value(number)) for number, name in enumerate(ORDER))
    return Case(*whens, default=Value(len(ORDER)))


def condition(name, day):
    """Which tasks have this place."""
    if name == "late":
        return Q(due_offset__lt=day, state__in=MOVING)
    return Q(state=name, due_offset__gte=day) if name in MOVING else Q(state=name)


def near(rows, counts, *, day, down, mark, size):
    """``rows`` without those places in the order that a page of ``size`` rows, and one more, cannot reach.

    ``counts`` tells how many of ``rows`` have each place; the page starts at one end of the order, or in
    the place ``mark``, and runs ``down`` it or not. Gives ``rows`` themselves where the page may reach them
    all. Else the database would sort a whole plan, by an order that no index has, for one page.
    """
    way = ORDER[::-1] if down else ORDER
    if mark is not None:
        if mark not in range(len(ORDER)):
            return rows
        way = way[way.index(ORDER[mark]) :]
    reached, sure = [], 0
    for name in way:
        reached.append(name)
        sure += 0 if mark is not None and name == way[0] else counts[name]
        if sure > size:
            break
    if len(reached) == len(way):
        return rows
    states = {state for name in reached for state in (MOVING if name == "late" else [name])}
    places = reduce(or_, (condition(name, day) for name in reached))
    return rows.filter(places, state__in=sorted(states))
