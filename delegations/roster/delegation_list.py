"""The delegations as a list: who comes, how far each file is, what is open."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from delegations.roster import checklist, delegation_answer, delegation_facts, delegation_panels
from delegations.roster.delegation import Delegation
from delegations.roster.delegation_figures import amount
from delegations.roster.delegation_findings import problems_of
from delegations.roster.membership import Membership
from summit import clock, exports
from summit.accounts.filters import YesNoFilter
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires

LIFE = [*Delegation.ARC, Delegation.State.WITHDRAWN]


@dataclass
class Overview:
    """All delegations that a person may see, each with its facts, its checklist and what is open.

    There are a few dozen of them, so filters, answer and export read the same rows: a bounded
    number of queries, whatever is shown.
    """

    user: Any

    @cached_property
    def rows(self) -> list[Delegation]:
        today = clock.today(self.user.summit)
        found = Delegation.objects.visible_to(self.user)
        return dress(delegation_facts.load(found, self.user.summit, today), self.user, today)

    @cached_property
    def by_key(self) -> dict[int, Delegation]:
        return {row.pk: row for row in self.rows}


def dress(rows, user, today):
    """Give delegations what a line of the list shows: ``tallies``, ``complete`` of ``wanted``, ``problems``."""
    tallies, problems = checklist.tallies(rows, user), problems_of(rows, user, today)
    for row in rows:
        row.tallies, row.problems = tallies[row.pk], problems[row.pk]
        row.wanted = len(row.tallies)
        row.complete = sum(tally.complete for _item, tally in row.tallies)
        row.behind = sum(tally.late for _item, tally in row.tallies)
        row.open_count = len(row.problems)
        row.alerts = sum(found.level == "alert" for found in row.problems)
    return rows


def overview(request) -> Overview:
    """The one of this request: filters, rows, answer and export all read it."""
    if not hasattr(request, "delegations"):
        request.delegations = Overview(request.user)
    return request.delegations


class DelegationFilter(django_filters.FilterSet):
    """``?state=confirmed&type=state&incomplete=true``; every name is stable, other pages link to it."""

    type = django_filters.ChoiceFilter(
        field_name="delegation_type", choices=Delegation.Kind, label=_("Type"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(choices=Delegation.State, label=_("State"), empty_label=_("All"))
    incomplete = YesNoFilter(method="with_gaps", label=_("Something missing"))

    class Meta:
        model = Delegation
        fields: list[str] = []

    def with_gaps(self, rows, name, value):
        gaps = [row.pk for row in overview(self.request).rows if row.complete < row.wanted]
        return rows.filter(pk__in=gaps) if value == "true" else rows.exclude(pk__in=gaps)


COLUMNS = (
    Column(name="code", label=_("Code"), sort=("sort_key",), css="hide"),
    Column(name="name", label=_("Delegation")),
    Column(name="state", label=_("State"), sort=("life", "sort_key")),
    Column(name="type", label=_("Type"), sort=("delegation_type", "sort_key"), css="hide"),
    Column(name="head", label=_("Head"), css="hide"),
    Column(name="people", label=_("People"), sort=("people", "sort_key"), css="num"),
    Column(name="checklist", label=_("File complete")),
    Column(name="problems", label=_("Open problems")),
    Column(name="liaison", label=_("Liaison officer"), css="hide"),
)


def rows_of(user):
    """The delegations that ``user`` may see, with what the columns sort by."""
    life = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(LIFE)),
        output_field=IntegerField(),
    )
    people = amount(Membership.objects.live())
    return Delegation.objects.visible_to(user).annotate(life=life, people=people)


def around(request, listing):
    """The rows as the overview knows them, and the sentence about all of them."""
    known, user = overview(request), request.user
    listing.rows = [known.by_key[row.pk] for row in listing.rows if row.pk in known.by_key]
    places, told = delegation_panels.told(listing.rows, user)
    names = user.has_perm("delegations.view_membership")
    for row in listing.rows:
        row.told = told[row.pk]
        row.head_name = row.heads_who if names else ""
    return {
        "answer": delegation_answer.of_all(known.rows),
        "further": places,
        "shows_officers": user.has_perm("delegations.view_liaison"),
        "may_add": user.has_perm("delegations.edit_delegation"),
    }


def counted(listing) -> int:
    """Unfiltered, the overview has counted already."""
    return listing.queryset.count() if listing.chips else len(overview(listing.request).rows)


def export_columns(request):
    """What leaves as a file: figures and dates, no person's name."""
    known = overview(request).by_key

    def of(name):
        return lambda row: getattr(known.get(row.pk), name, None)

    return [
        exports.Column(_("Code"), "code"),
        exports.Column(_("Delegation"), "name"),
        exports.Column(_("Type"), lambda row: row.get_delegation_type_display()),
        exports.Column(_("State"), lambda row: row.get_state_display()),
        exports.Column(_("Invitation accepted on"), "accepted_on"),
        exports.Column(_("List version"), "list_version"),
        exports.Column(_("List received"), "list_received_at"),
        exports.Column(_("People"), of("people")),
        exports.Column(_("People granted"), of("granted_people")),
        exports.Column(_("Complete"), of("complete")),
        exports.Column(_("Wanted"), of("wanted")),
        exports.Column(_("Open problems"), of("open_count")),
        exports.Column(_("Languages"), "languages"),
        exports.Column(_("Weapons"), lambda row: row.get_arms_display()),
    ]


DELEGATIONS = ListSpec(
    template="delegations/roster/delegations.html",
    columns=COLUMNS,
    default_sort="code",
    filterset=DelegationFilter,
    export=export_columns,
    export_name="delegations",
    context=around,
    count=counted,
)


@requires("delegations.view_delegation")
@require_safe
def delegations(request):
    return list_page(request, rows_of(request.user), DELEGATIONS)
