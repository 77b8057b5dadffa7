"""The filters of the list of people, kept in its address; findings link to them."""

import django_filters
from django.db.models import CharField, Exists, IntegerField, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from delegations.roster import person_standing
from delegations.roster.delegation import Delegation
from delegations.roster.person import Person
from delegations.roster.reference import Category
from summit.event.models import Summit

PROBLEMS = [
    ("photo", _("Without photo")),
    ("refused", _("Photo refused")),
    ("old", _("Photo too old")),
    ("document", _("Without document")),
    ("expiring", _("Document ends too early")),
    ("function", _("Without function")),
    ("twice", _("In two delegations")),
    ("nowhere", _("On no list")),
]
OF_PAPERS = {"document", "expiring"}


class Amount(Subquery):
    """How many rows a query gives, up to ``limit`` and one, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows, limit):
        super().__init__(rows.order_by().values("pk")[: limit + 1])


class Options:
    """What can be chosen, delegations and categories by code, and counts asked with them: one query for all.

    A choice in the address is checked before the rows can be counted; then there are two.
    """

    KINDS = (Delegation, Category)

    def __init__(self, user):
        self.user, self.found = user, {}

    def of(self, model):
        def choices():
            if not self.found:
                self.ask()
            return self.found[model]

        return choices

    def ask(self, *amounts: Amount) -> list[int]:
        """Load the options, and count."""
        summit = Summit.objects.filter(pk=self.user.summit.pk).order_by()
        parts = [
            summit.values_list(Value(place), Cast(amount, CharField()), Cast(Value(""), TextField()))
            for place, amount in enumerate(amounts, start=len(self.KINDS))
        ]
        if not self.found:
            visible = (Delegation.objects.visible_to(self.user), Category.objects.of(self.user.summit))
            of_kinds = [
                rows.order_by().values_list(Value(place), "code", "name")
                for place, rows in enumerate(visible)
            ]
            parts = of_kinds + parts
        answer = list(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else list(parts[0])
        for place, model in enumerate(self.KINDS if not self.found else ()):
            mine = sorted((code, str(name)) for kind, code, name in answer if kind == place)
            self.found[model] = [(code, f"{code} {name}") for code, name in mine]
        counts = {kind: int(code) for kind, code, _name in answer if kind >= len(self.KINDS)}
        return [counts[kind] for kind in sorted(counts)]


class PeopleFilter(django_filters.FilterSet):
    """``?delegation=BFA&category=C&problem=photo``; every name is stable."""

    delegation = django_filters.ChoiceFilter(
        method="in_delegation", label=_("Delegation"), empty_label=_("All")
    )
    category = django_filters.ChoiceFilter(method="in_category", label=_("Category"), empty_label=_("All"))
    problem = django_filters.ChoiceFilter(method="with_problem", label=_("Problem"), empty_label=_("All"))

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.options = Options(self.request.user)
        self.filters["delegation"].extra["choices"] = self.options.of(Delegation)
        self.filters["category"].extra["choices"] = self.options.of(Category)
        papers = self.request.user.has_perm("delegations.view_document")
        self.filters["problem"].extra["choices"] = [
            (code, words) for code, words in PROBLEMS if papers or code not in OF_PAPERS
        ]

    @property
    def form(self):
        form = super().form
        form.options = self.options
        return form

    def in_delegation(self, rows, name, value):
        return rows.filter(Exists(person_standing.live(delegation__code=value)))

    def in_category(self, rows, name, value):
        return rows.filter(Exists(person_standing.live(category__code=value)))

    def with_problem(self, rows, name, value):
        summit = self.request.user.summit
        conditions = {
            "photo": person_standing.without_photo,
            "document": person_standing.without_document,
            "function": person_standing.without_function,
            "twice": person_standing.twice,
            "nowhere": lambda: ~Exists(person_standing.live()),
            "refused": person_standing.refused,
            "old": lambda: person_standing.photo_too_old(summit),
            "expiring": lambda: person_standing.document_ends_early(summit),
        }
        return rows.filter(conditions[value]())
