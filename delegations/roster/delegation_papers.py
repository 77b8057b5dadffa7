"""The panels that the roster itself puts on a delegation's file: notes and lists, and changes that wait."""

from django.utils.translation import gettext as _

from delegations.roster.changes import ListChange, Submission
from delegations.roster.delegation_panels import Line, Panel, panel
from delegations.roster.notes import NoteVerbale
from summit import writing

SHOWN = 5


@panel("papers", order=30, right="delegations.view_delegation")
def papers(delegation, user, today):
    """The last notes verbales and the last versions of the list, the newest first; two queries."""
    lines = [*received(delegation), *notes(delegation, user), *versions(delegation, user)]
    if not lines and not user.has_perm("delegations.view_note"):
        return None
    zone = delegation.summit
    lines.sort(
        key=lambda line: writing.in_zone(line.at, zone).date() if hasattr(line.at, "hour") else line.at
    )
    return Panel(
        title=_("Notes verbales and lists"),
        lines=lines[::-1][:SHOWN],
        empty=_("Nothing has come or gone yet."),
    )


def received(delegation):
    """The list as protocol noted it."""
    if delegation.list_received_at:
        words = {"number": delegation.list_version, "people": writing.number(delegation.people)}
        text = _("List no. %(number)s; people now: %(people)s") % words
        yield Line(at=delegation.list_received_at, text=text, words=_("received"))


def notes(delegation, user):
    if not user.has_perm("delegations.view_note"):
        return
    rows = NoteVerbale.objects.visible_to(user).filter(delegation=delegation).order_by("-dated", "-pk")
    for note in rows[:SHOWN]:
        text = writing.listed((note.code, note.subject))
        yield Line(at=note.dated, text=text, url=note.get_absolute_url(), words=note.get_state_display())


def versions(delegation, user):
    if not user.has_perm("delegations.view_submission"):
        return
    rows = Submission.objects.visible_to(user).filter(delegation=delegation, submitted_at__isnull=False)
    for version in rows.order_by("-number")[:SHOWN]:
        text = _("Version %(number)s of the delegation") % {"number": version.number}
        words = version.get_state_display()
        yield Line(at=version.submitted_at, text=text, url=version.get_absolute_url(), words=words)


@panel("changes", order=40, right="delegations.view_change")
def changes(delegation, user, today):
    """Changes of a frozen list that wait for their answer; one query."""
    if not delegation.is_frozen:
        return None
    waiting = ListChange.objects.visible_to(user).filter(delegation=delegation, state=ListChange.State.ASKED)
    rows = list(waiting.select_related("membership__person").order_by("asked_at", "pk"))
    lines = [
        Line(
            at=row.asked_at,
            text=row.get_action_display(),
            name=row.membership.person.name_on_list if row.membership_id else "",
            url=row.get_absolute_url(),
        )
        for row in rows[:SHOWN]
    ]
    empty = _("The list is frozen. No change waits.")
    return Panel(title=_("Changes that wait"), lines=lines, count=len(rows) or None, empty=empty)
