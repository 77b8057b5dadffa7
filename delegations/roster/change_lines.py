"""How a wanted line reads: whom it speaks of, and what it says before and after."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from delegations.roster import naming, person_snapshot
from delegations.roster.changes import ListChange

ACTIONS = {
    ListChange.Action.ADD: (pgettext_lazy("line", "New"), "plus"),
    ListChange.Action.CHANGE: (pgettext_lazy("line", "Changed"), "pencil"),
    ListChange.Action.WITHDRAW: (pgettext_lazy("line", "Leaves"), "logout"),
}


@dataclass(frozen=True)
class Field:
    """One field of a line; numbers of papers show their end only."""

    label: str
    before: str
    after: str


def name_of(change) -> str:
    """``Moussa DIARRA`` of the person on the list, or of who is to enter it."""
    if change.membership_id:
        return change.membership.person.name_on_list
    return named(change.after)


def named(values) -> str:
    """The name in the values of a line, as lists print it."""
    values = values or {}
    latin = naming.on_list(values.get("given_names", ""), values.get("surname", ""))
    return values.get("print_name") or latin or values.get("arabic_name", "")


def fields_of(change) -> list[Field]:
    """What the change says otherwise; of somebody who leaves what the line said."""
    before, after = change.before or {}, change.after or {}
    if change.action == ListChange.Action.WITHDRAW:
        told = person_snapshot.described({}, before)
        return [Field(str(label), said, "") for label, _nothing, said in told]
    return [Field(str(label), was, now) for label, was, now in person_snapshot.described(before, after)]


def dress(changes) -> list:
    """Changes with what a line of a table shows; no query."""
    for change in changes:
        change.who, change.fields = name_of(change), fields_of(change)
        change.act_label, change.act_icon = ACTIONS[change.action]
    return list(changes)
