"""Writing minutes: every item by itself, in one language at a time, nothing ever overwritten unseen.

A page sends back what it showed (``was``) beside what is written now. A text that somebody
else has changed since is a clash: both versions come back, and the person chooses.
"""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from summit import audit, clock
from summit.meetings.locking import keep_open
from summit.meetings.models import AgendaEntry, Meeting

WRITABLE = (Meeting.State.HELD,)
VERB = "minute"


class Choice:
    MINE, THEIRS, BOTH = "mine", "theirs", "both"
    LABELS = ((MINE, _("Keep mine")), (THEIRS, _("Take theirs")), (BOTH, _("Edit both together")))


class EntryForm(forms.Form):
    """The text of one item in one language.

    ``was`` is the text that the page showed; ``choice`` and ``both`` come from the merge page.
    """

    text = forms.CharField(
        label=_("Minutes"), required=False, max_length=12000, widget=forms.Textarea(attrs={"rows": 5})
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=Choice.LABELS, required=False, widget=forms.RadioSelect)
    both = forms.CharField(
        label=_("Both together"), required=False, max_length=24000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args, entry, language, **kwargs):
        self.entry, self.language = entry, language
        stored = text_in(entry, language)
        super().__init__(
            *args, initial={"text": stored, "was": stored}, prefix=f"entry-{entry.public_id}", **kwargs
        )
        direction = "rtl" if language == "ar" else "ltr"
        for name in ("text", "both"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction}
        self.fields["text"].label = str(entry.title)

    def _lines(self, name):
        return self.cleaned_data[name].replace("\r\n", "\n")

    def clean_text(self):
        return self._lines("text")

    def clean_was(self):
        return self._lines("was")

    def clean_both(self):
        return self._lines("both")

    @property
    def wanted(self) -> str:
        """The text that the person wants to stand."""
        data = self.cleaned_data
        return {Choice.THEIRS: data["was"], Choice.BOTH: data["both"]}.get(data["choice"], data["text"])

    @property
    def touched(self) -> bool:
        return self.wanted != self.cleaned_data["was"]


@dataclass(frozen=True)
class Clash:
    """Two texts for one item: what is stored now, by whom, and what this person wrote."""

    entry: AgendaEntry
    form: EntryForm
    theirs: str
    mine: str
    last: object

    @property
    def together(self) -> str:
        """A beginning for whoever wants both: lines that stand in both come once."""
        known = set(self.theirs.splitlines())
        added = [line for line in self.mine.splitlines() if line not in known]
        return "\n".join([self.theirs, *added]).strip()


@transaction.atomic
def write(meeting, entry_forms, *, by) -> tuple[int, list[Clash]]:
    """Store the texts that were changed; returns how many, and the clashes that were not stored.

    Raises ``MinutesClosed`` where the minutes were sent meanwhile; then nothing is stored.
    """
    keep_open(meeting, states=WRITABLE)
    fresh = {entry.public_id: entry for entry in meeting.agenda.select_related("meeting")}
    stored, clashes = 0, []
    for form in entry_forms:
        entry = fresh.get(form.entry.public_id)
        if entry is None or not form.touched:
            continue
        now = text_in(entry, form.language)
        if now == form.wanted:
            continue
        if now == form.cleaned_data["was"]:
            store(entry, form.language, form.wanted, by=by)
            stored += 1
        else:
            clashes.append(Clash(entry, form, now, form.wanted, last_hand(entry)))
    return stored, clashes


def store(entry, language, text, *, by):
    """One text by a conditional UPDATE; the meeting's row is held, so the revision cannot have moved."""
    before = dict(texts_of(entry))
    after = {**before, language: text}
    AgendaEntry.objects.filter(pk=entry.pk, revision=entry.revision).update(
        minutes=LazyI18nString(after), revision=F("revision") + 1, updated_at=clock.now()
    )
    audit.record(
        entry,
        VERB,
        by=by,
        changes={"minutes": [before.get(language, ""), text], "language": [None, language]},
    )


def last_hand(entry):
    """The audit entry of whoever wrote the text last."""
    return audit.history(entry).filter(verb=VERB).first()


def texts_of(entry) -> dict[str, str]:
    texts = getattr(entry.minutes, "data", entry.minutes)
    if isinstance(texts, dict):
        return {language: text for language, text in texts.items() if text}
    return {"fr": texts} if texts else {}


def text_in(entry, language) -> str:
    """What the minutes say in exactly this language; empty where nobody wrote it yet."""
    return texts_of(entry).get(language, "").replace("\r\n", "\n").strip()
