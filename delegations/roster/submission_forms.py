"""Accepting a version that a delegation sent: which of its lines, and who its new people are."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster import change_lines, line_writing, naming, person_snapshot
from delegations.roster.changes import ListChange
from delegations.roster.submission_doubles import doubles
from summit import writing
from summit.steps import NoteForm

KNOWN = "known-"


class AcceptForm(NoteForm):
    """The lines that are taken over, and for a new person who looks known whether it is this person.

    Lines that stand otherwise than when they were sent are taken over by whoever has seen that:
    ``seen`` names them with the revision that was shown.
    """

    take = forms.MultipleChoiceField(
        label=gettext_lazy("Lines that are taken over"), widget=forms.CheckboxSelectMultiple, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = change_lines.dress(line_writing.lines_of(self.subject))
        self.fields["take"].choices = [
            (line.public_id, f"{line.who}, {line.act_label}") for line in self.lines
        ]
        self.fields["take"].initial = [line.public_id for line in self.lines]
        self.fields["note"].label = _("Answer to the delegation")
        added = [line for line in self.lines if line.action == ListChange.Action.ADD]
        self.doubles = doubles(self.subject.summit, added)
        for line in added:
            if line.public_id in self.doubles:
                self.fields[KNOWN + line.public_id] = self._question(line)
        self.now = {
            line.public_id: person_snapshot.revision(line.membership)
            for line in self.lines
            if line_writing.moved_on(line, line.membership)
        }
        self.order_fields(["take", *(name for name in self.fields if name.startswith(KNOWN)), "note"])

    def _question(self, line):
        pairs = self.doubles[line.public_id]
        people = [(person.public_id, described(person, likeness)) for person, likeness in pairs]
        sure = [person.public_id for person, likeness in pairs if likeness is None]
        label = _("Who is %(who)s?") % {"who": line.who}
        return forms.ChoiceField(
            label=label,
            choices=[("", _("Somebody new")), *people],
            initial=sure[0] if len(sure) == 1 else "",
            required=False,
        )

    @property
    def shown_revisions(self) -> str:
        """What a page that shows the lines as they stand now sends back as ``seen``."""
        return written(self.now)

    def clean(self):
        cleaned = super().clean()
        taken = set(cleaned.get("take") or ())
        kept = [line for line in self.lines if line.public_id in taken]
        cleaned["left_out"] = [line.public_id for line in self.lines if line.public_id not in taken]
        cleaned["known"] = {
            line.public_id: cleaned[KNOWN + line.public_id]
            for line in kept
            if cleaned.get(KNOWN + line.public_id)
        }
        if self.lines and not kept:
            self.add_error("take", _("Take over one line at least, or return the version with your remarks."))
        elif cleaned["left_out"] and not cleaned.get("note"):
            self.add_error("note", _("Say why lines are left out: the delegation reads it."))
        self._look_again(kept, cleaned)
        self._look_for_faults(kept, cleaned["known"])
        return cleaned

    def _look_again(self, kept, cleaned):
        said, moved = read(cleaned.get("seen", "")), {}
        for line in kept:
            if line.public_id in self.now and said.get(line.public_id) != self.now[line.public_id]:
                moved[line.public_id] = line.who
        cleaned["seen"] = said
        if moved:
            sentence = _("Changed since this was sent: %(who)s. Look at it, then accept again.")
            self.add_error(None, sentence % {"who": writing.listed(moved.values())})
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.shown_revisions

    def _look_for_faults(self, kept, known):
        delegation = self.subject.delegation
        for line in kept:
            if line.public_id in known:
                line.after = line.after | {"person": known[line.public_id]}
        found = line_writing.faults(delegation, kept)
        if delegation.is_frozen:
            found += line_writing.already_asked(delegation, kept)
        for fault in found:
            self.add_error("take", f"{fault.line.who}{writing.colon()}{fault.sentence}")


def described(person, likeness) -> str:
    """``Moussa DIARRA, 12/03/1970, same name``: enough to recognise somebody by."""
    name = naming.on_list(person.given, person.surname) or person.arabic
    born = person.born.strftime("%d/%m/%Y") if person.born else ""
    return writing.listed([name, born, likeness.words if likeness else _("surely the same person")])


def written(revisions: dict[str, str]) -> str:
    return " ".join(f"{public_id}:{revision}" for public_id, revision in sorted(revisions.items()))


def read(text: str) -> dict[str, str]:
    """The reverse of ``written``; what makes no sense says nothing."""
    pairs = (part.partition(":") for part in text.split())
    return {public_id: revision for public_id, colon, revision in pairs if colon}
