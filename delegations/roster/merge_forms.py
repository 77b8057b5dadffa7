"""Two records side by side: of each thing that they say otherwise, which one shall stand."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.roster import person_snapshot
from delegations.roster.person import Person
from delegations.roster.person_snapshot import PERSON

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True)
class Row:
    """One field of both records; ``field`` is the choice, None where there is nothing to choose."""

    name: str
    label: Any
    left: str
    right: str
    field: Any

    @property
    def choice(self) -> str:
        return self.field.value() if self.field else ""


def fuller(left, right) -> str:
    """Which of two values says more, by its words; where both say as much, the left one."""
    return RIGHT if len(said(right).split()) > len(said(left).split()) else LEFT


def said(value) -> str:
    """A plain value with all its languages."""
    if isinstance(value, dict):
        return " / ".join(value.values())
    return str(value)


class MergeForm(forms.Form):
    """``left`` is the record that stays. Each differing field is a choice; the fuller value is chosen beforehand."""

    revision = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, left, right):
        self.left, self.right = left, right
        super().__init__(data)
        self.values = {
            name: tuple(person_snapshot.plain(getattr(row, name)) for row in (left, right)) for name in PERSON
        }
        for name, (mine, theirs) in self.values.items():
            if mine and theirs and mine != theirs:
                self._offer(name, fuller(mine, theirs))
        if left.photo_id and right.photo_id:
            self._offer("photo", RIGHT if self._better_photo(right, left) else LEFT)
        self.fields["revision"].initial = self.versions

    def _offer(self, name, initial):
        label = Person._meta.get_field(name).verbose_name
        choices = [(LEFT, _("left")), (RIGHT, _("right"))]
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, widget=forms.RadioSelect
        )

    @staticmethod
    def _better_photo(one, other) -> bool:
        good = Person.Photo.GOOD
        return one.photo_verdict == good and other.photo_verdict != good

    @property
    def versions(self) -> str:
        return f"{self.left.revision}-{self.right.revision}"

    @property
    def rows(self) -> list[Row]:
        """Every field that one of the two says."""
        found = []
        for name, (mine, theirs) in self.values.items():
            if mine or theirs:
                label = Person._meta.get_field(name).verbose_name
                words = [self._worded(name, value) for value in (mine, theirs)]
                found.append(Row(name, label, *words, self[name] if name in self.fields else None))
        return found

    @staticmethod
    def _worded(name, value) -> str:
        if isinstance(value, dict):
            return said(value)
        return person_snapshot.worded(name, Person._meta.get_field(name), value)

    def clean_revision(self):
        if self.cleaned_data["revision"] != self.versions:
            self.data = self.data.copy()
            self.data["revision"] = self.versions
            raise forms.ValidationError(
                _("One of the two was changed while you were comparing. Look again, then decide.")
            )
        return self.cleaned_data["revision"]

    @property
    def taken(self) -> set[str]:
        """The fields that shall come from the right record: chosen, or empty on the left."""
        chosen = {name for name in self.fields if self.cleaned_data.get(name) == RIGHT}
        filled = {name for name, (mine, theirs) in self.values.items() if theirs and not mine}
        if self.right.photo_id and not self.left.photo_id:
            filled.add("photo")
        return chosen | filled
