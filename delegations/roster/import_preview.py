"""What the pages of the import say of people: the two sides of a likeness, guesses, what must be known of a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from delegations.roster import naming
from delegations.roster.delegation import Delegation
from delegations.roster.import_fields import FIELD, NAMES
from delegations.roster.import_places import texts
from delegations.roster.import_words import CHOICES, RELATED
from delegations.roster.likeness import AND_BIRTH, REASONS
from delegations.roster.matching import digests_of
from delegations.roster.person import Person
from summit import writing
from summit.imports import ImportField
from summit.imports.forms import UploadForm
from summit.imports.models import ImportRow

SAME = gettext_lazy("Same person")
ANOTHER = gettext_lazy("Another")


class PeopleUploadForm(UploadForm):
    """The file, and whose list it is."""

    delegation = forms.ChoiceField(label=gettext_lazy("Delegation"), required=False)
    create = forms.BooleanField(
        label=gettext_lazy("Make the delegations that are missing"),
        required=False,
        help_text=gettext_lazy("Only where the file names its delegations."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Delegation.objects.visible_to(self.user).for_list()
        self.delegations = {row.public_id: row for row in rows}
        named = sorted(
            ((key, f"{row} ({row.code})") for key, row in self.delegations.items()), key=lambda one: one[1]
        )
        self.fields["delegation"].choices = [("", gettext_lazy("as the file names them")), *named]

    def clean_delegation(self):
        found = self.delegations.get(self.cleaned_data["delegation"])
        if found and found.is_frozen:
            sentence = _("The list of %(code)s is frozen. Ask for a change of it.") % {"code": found.code}
            raise forms.ValidationError(sentence, code="frozen")
        return self.cleaned_data["delegation"]

    def about(self):
        chosen = self.delegations.get(self.cleaned_data["delegation"])
        options = {"delegation": chosen.public_id if chosen else "", "create": self.cleaned_data["create"]}
        return {"options": options, "sender": chosen.code if chosen else ""}


def lacking(batch: Any, mapping: Mapping[str, int]) -> list[ImportField]:
    """A file needs names, and a delegation unless somebody said whose list it is."""
    found = [] if any(name in mapping for name in NAMES) else [FIELD["surname"]]
    if not batch.options.get("delegation") and "delegation" not in mapping:
        found.append(FIELD["delegation"])
    return found


def remark(row: Any) -> str:
    """Beside a name: its delegation, and how a full name was parted."""
    said, guess = row.cleaned, row.cleaned.get("guess")
    parts = [said.get("delegation", "")]
    if guess:
        parts.append(_("surname %(surname)s") % {"surname": said.get("surname", "")})
        if not guess["sure"]:
            parts.append(str(naming.WHY[guess["why"]]))
    return writing.listed(parts)


def closed(summit: Any) -> dict[str, list[str]]:
    """What may stand in the cells of closed lists, for the empty workbook."""
    found = {name: [str(label) for _value, label in choices.choices] for name, choices in CHOICES.items()}
    found |= {name: [row.code for row in model.objects.of(summit)] for name, model in RELATED.items()}
    found["delegation"] = list(Delegation.objects.of(summit).values_list("code", flat=True))
    names = sorted(str(name) for _code, name in countries)
    return {name: values for name, values in found.items() if values} | {"nationality": names}


# --- two sides of a likeness -------------------------------------------------------------------------------------------


def sides(batch: Any, rows: Sequence[Any], by: Any) -> None:
    """Give each row what it and its likest double say, and what may be answered. Two queries for any number of rows."""
    best = {row.number: row.matches[0] for row in rows if row.matches}
    targets = [match["target"] for match in best.values() if match["target"]]
    people = (
        Person.objects.visible_to(by).filter(public_id__in=targets).for_list().prefetch_related("documents")
    )
    known = {person.public_id: person for person in people}
    numbers = [match["row"] for match in best.values() if match["row"]]
    others = {other.number: other for other in batch.rows.filter(number__in=numbers)} if numbers else {}
    for row in rows:
        match = best.get(row.number)
        person = known.get(match["target"]) if match else None
        other = others.get(match["row"]) if match else None
        describe(row, match, person, other)


def describe(row, match, person, other):
    row.score, row.reason = (match["score"], reason_of(match)) if match else ("", "")
    row.other_row = match["row"] if match else None
    row.other_url = reverse("person", args=[person.public_id]) if person else ""
    ours = of_values(row.cleaned)
    theirs = of_person(person, row.cleaned) if person else of_values(other.cleaned if other else {})
    if other and other.cleaned.get("document_number") == row.cleaned.get("document_number"):
        theirs["document_number"] = ours["document_number"]
    labels = {"name": _("Name")} | {name: FIELD[name].label for name in ours if name in FIELD}
    row.pairs = [
        {
            "label": labels[name],
            "ours": ours[name],
            "theirs": theirs.get(name, ""),
            "differs": ours[name] != theirs.get(name, ""),
        }
        for name in ours
        if ours[name] or theirs.get(name)
    ]
    said = ImportRow.SAME + (match["target"] or str(match["row"])) if match else ""
    row.choices = [(said, SAME), (ImportRow.ANOTHER, ANOTHER)] if row.answer == "" else [("", _("Ask again"))]


def reason_of(match: Mapping[str, Any]) -> str:
    words = AND_BIRTH if match.get("same_birth") else REASONS
    return str(words.get(match["reason"]) or REASONS.get(match["reason"], ""))


def of_values(said: Mapping[str, Any]) -> dict[str, str]:
    """What tells a person apart, of a row of the file."""
    name = f"{said.get('given_names', '')} {said.get('surname', '').upper()}".strip()
    return {
        "name": name or said.get("arabic_name", ""),
        "arabic_name": said.get("arabic_name", ""),
        "birth_date": said.get("birth_date", ""),
        "nationality": country(said.get("nationality", "")),
        "delegation": said.get("delegation", ""),
        "function": said.get("function:fr") or said.get("function:en") or said.get("function:ar", ""),
        "document_number": _("given") if said.get("document_number") else "",
    }


def of_person(person, said) -> dict[str, str]:
    """The same of a stored person. Numbers of papers are compared and never shown."""
    members = person.standing
    held = {paper.number_key for paper in person.documents.all()}
    digests = set(digests_of(said.get("document_number", "")))
    paper = _("given") if held & digests else (_("another") if held else "")
    functions = [texts(member.function) for member in members]
    return {
        "name": f"{person.given_names} {person.surname.upper()}".strip() or person.arabic_name,
        "arabic_name": person.arabic_name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "nationality": country(person.nationality),
        "delegation": writing.listed(member.delegation.code for member in members),
        "function": next((next(iter(one.values())) for one in functions if one), ""),
        "document_number": paper,
    }


def country(code: str) -> str:
    return str(countries.name(code) or code) if code else ""
