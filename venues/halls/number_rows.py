"""Small rows that are written as numbers on the form of the row they belong to: an empty field is no row."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from summit.forms import EditForm

MOST = 100_000


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """Rows of ``model``, at most one of each kind for a hall: ``key`` holds the kind, ``number`` how many."""

    model: Any
    key: str
    number: str

    @property
    def names(self) -> dict[str, str]:
        """``{field of the form: kind}``."""
        return {f"{self.key}_{kind}": kind for kind in self.model.Kind.values}

    @property
    def labels(self) -> dict[str, Any]:
        return {f"{self.key}_{kind}": label for kind, label in self.model.Kind.choices}

    def fields(self) -> dict[str, forms.Field]:
        return {
            name: forms.IntegerField(label=capfirst(label), min_value=0, max_value=MOST, required=False)
            for name, label in self.labels.items()
        }

    def stored(self, hall) -> dict[str, int]:
        rows = self.model.objects.filter(hall=hall).values_list(self.key, self.number)
        return {f"{self.key}_{kind}": number for kind, number in rows}

    def write(self, hall, name, number) -> None:
        """Store one number; rows that stay keep their key, which bookings point at."""
        kind = {"hall": hall, self.key: self.names[name]}
        if number is None:
            self.model.objects.filter(**kind).delete()
        elif not self.model.objects.filter(**kind).update(**{self.number: number}):
            self.model.objects.create(summit=hall.summit, **kind, **{self.number: number})


class NumbersForm(EditForm):
    """A form that writes numbers beside its own row, under the same revision and in the same audit entry."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored, self.numbers = self.stored_numbers(), self.number_fields()
        for name, field in self.numbers.items():
            field.initial = stored.get(name)
            self.fields[name] = field

    def number_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def stored_numbers(self) -> dict[str, int]:
        """The numbers as they are now; those of a new row are none."""
        raise NotImplementedError

    def write_numbers(self, changed: dict[str, int | None]) -> None:
        """Store what changed; ``None`` takes the row away."""
        raise NotImplementedError

    def number_changes(self) -> dict[str, list]:
        """``{field: [before, after]}`` of those that saving would change."""
        stored = self.stored_numbers()
        pairs = {name: [stored.get(name), self._typed(name)] for name in self.numbers}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def told_changes(self) -> dict[str, list]:
        """The same as the history tells it."""
        return self.number_changes()

    def _typed(self, name):
        return self.cleaned_data.get(name)

    def _many_changes(self):
        return super()._many_changes() | self.told_changes()

    def _created(self):
        return super()._created() | {
            name: [None, self._typed(name)] for name in self.numbers if self._typed(name) is not None
        }

    def _both_versions(self):
        yield from super()._both_versions()
        stored = self.stored_numbers()
        for name in self.numbers:
            if name in self.cleaned_data:
                yield name, shown(stored.get(name)), shown(self._typed(name))

    def _save_m2m(self):
        super()._save_m2m()
        self.write_numbers({name: after for name, (_before, after) in self.number_changes().items()})


def shown(number: int | None) -> str:
    return "" if number is None else str(number)
