"""Words of closed lists as offices write them: sex, kinds of papers, categories, ranks, who pays."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from delegations.roster.import_places import texts
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person
from delegations.roster.quotas import Quota
from delegations.roster.reference import Category, RankClass
from summit import writing
from summit.imports.refusals import CellError
from summit.text import fold

CHOICES = {
    "sex": Person.Sex,
    "document_type": Document.Kind,
    "rank_basis": Membership.Basis,
    "paid_by": Quota.Payer,
}
RELATED = {"category": Category, "rank_class": RankClass}
# Beside the product's own words in its three languages.
ALSO = {
    "sex": {
        "F": "femme féminin f female woman mme mlle madame fem w أنثى انثى امرأة نسائي ا",
        "M": "homme masculin m male man h masc monsieur mr ذكر رجل",
        "X": "x autre other divers indéterminé",
    },
    "document_type": {
        "passport": "passeport passport pp ordinaire ordinary passeport_ordinaire ordinary_passport p جواز جواز_سفر "
        "جواز_سفر_عادي جواز_عادي",
        "diplomatic": "diplomatique diplomatic passeport_diplomatique diplomatic_passport pd dp جواز_دبلوماسي "
        "جواز_سفر_دبلوماسي دبلوماسي",
        "service": "service passeport_de_service service_passport official official_passport passeport_officiel ps "
        "جواز_خدمة جواز_سفر_لخدمة جواز_مهمة لمهمة",
        "identity": "cni carte_d_identité carte_nationale_d_identité carte_d_identite_nationale id id_card identity_card "
        "national_id nina بطاقة بطاقة_هوية بطاقة_تعريف بطاقة_التعريف_الوطنية الهوية",
        "laissez_passer": "laissez-passer laissez_passer lp unlp travel_document جواز_مرور",
    },
    "paid_by": {
        "host": "hôte host pays_hôte host_country etat_hôte الدولة_المضيفة المضيف",
        "own": "délégation own delegation propre soi-même الوفد",
        "organisation": "organisation organization المنظمة",
    },
    "rank_basis": {},
}


class Words:
    """What cells of closed lists mean, in one summit."""

    def __init__(self, summit: Any):
        self.known: dict[str, dict[str, str | None]] = {}
        self.labels: dict[str, list[str]] = {}
        for name, choices in CHOICES.items():
            self._know_choices(name, choices)
        for name, model in RELATED.items():
            self._know_rows(name, model.objects.of(summit))

    def _know_choices(self, name, choices):
        table: dict[str, str | None] = {}
        for language, _label in settings.LANGUAGES:
            with translation.override(language):
                table |= {fold(str(label)): value for value, label in choices.choices}
        table |= {fold(value): value for value, _label in choices.choices}
        for value, words in ALSO[name].items():
            table |= {fold(word.replace("_", " ")): value for word in words.split()}
        self.known[name] = table
        self.labels[name] = [str(label) for _value, label in choices.choices]

    def _know_rows(self, name, rows):
        table: dict[str, str | None] = {}
        found = list(rows)
        for row in found:
            for text in {str(row), *texts(row.name).values()}:
                folded = fold(text)
                table[folded] = row.code if table.get(folded, row.code) == row.code else None
        self.known[name] = table | {fold(row.code): row.code for row in found}
        self.labels[name] = [row.code for row in found]

    def of(self, name: str) -> Callable[[str], str] | None:
        """How the cells of a field are understood; None where it is no closed list. Raises ``CellError`` when used."""
        return (lambda text: self.resolve(name, text)) if name in self.known else None

    def resolve(self, name: str, text: str) -> str:
        if value := self.known[name].get(fold(text)):
            return value
        words = writing.listed(self.labels[name])
        sentence = _("“%(text)s” is not a choice. Write one of: %(words)s.") % {"text": text, "words": words}
        raise CellError("unknown_choice", sentence)
