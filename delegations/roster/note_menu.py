"""What the notes verbales hang into the registries."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegations.roster import note_findings  # noqa: F401 - loading it fills the registry
from delegations.roster.note_forms import SCAN
from delegations.roster.notes import NoteVerbale
from summit import desk, files, navigation, search, writing

SHOWN = 8

navigation.add("delegations", _("Notes verbales"), "notes", right="delegations.view_note", order=40)


def hit(note):
    return f"{note.code} {note.subject}", writing.listed((note.correspondent, note.get_state_display()))


search.searchable(NoteVerbale, _("Notes verbales"), hit)


def scan_open_to(file, user):
    """Who sees the note reads its scan."""
    return NoteVerbale.objects.visible_to(user).filter(scan=file).exists()


files.register(SCAN, scan_open_to)


@desk.panel
def answers_due(user, today):
    """Answers due today or before, for those who keep the register: one query."""
    if not user.has_perm("delegations.edit_note"):
        return None
    due = NoteVerbale.objects.visible_to(user).filter(
        Q(assigned_to=None) | Q(assigned_to=user), answer_due__lte=today, state__in=NoteVerbale.WAITING
    )
    notes = list(due.for_list().order_by("answer_due", "sort_key"))
    late = sum(note.answer_due < today for note in notes)
    wrong = ngettext(
        "%(count)d answer to a note verbale is overdue.",
        "%(count)d answers to notes verbales are overdue.",
        late,
    )
    lines = [
        desk.Line(
            strong=_("Answer due today"), title=note.subject, detail=note.code, url=note.get_absolute_url()
        )
        for note in notes
        if note.answer_due == today
    ]
    if not notes:
        return None
    return desk.Panel(wrong=wrong % {"count": late} if late else "", today=lines[:SHOWN], order=30)
