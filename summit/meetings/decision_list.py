"""The list of decisions: its columns, filters and export."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit import clock, exports
from summit.accounts.models import Ministry
from summit.listing import Column, ListSpec
from summit.meetings.models import Decision, Meeting
from summit.meetings.standing import standing_of

OPEN, LATE, UNDATED = "open-all", "late", "undated"
STATES = [
    (OPEN, _("Not yet executed")),
    (LATE, pgettext_lazy("decision", "Late")),
    (UNDATED, _("Without a date")),
    *Decision.State.choices,
]


def ministries(request):
    return Ministry.objects.of(request.user.summit)


def held_meetings(request):
    return Meeting.objects.visible_to(request.user).standing().order_by("starts_at")


class CodeChoice(django_filters.ModelChoiceFilter):
    """Meetings by their code alone: titles are long and alike."""

    field_class = type(
        "CodeField",
        (django_filters.ModelChoiceFilter.field_class,),
        {"label_from_instance": lambda self, obj: obj.code},
    )


class DecisionFilter(django_filters.FilterSet):
    """``?state=late&ministry=transport&meeting=CP-01``; every name is stable, other pages link to it."""

    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label=_("State"), empty_label=_("All")
    )
    ministry = django_filters.ModelChoiceFilter(
        queryset=ministries, to_field_name="code", label=_("Ministry"), empty_label=_("All")
    )
    meeting = CodeChoice(
        queryset=held_meetings, to_field_name="code", label=_("Meeting"), empty_label=_("All")
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def in_state(self, rows, name, value):
        if value == LATE:
            return rows.late(on=clock.today(self.request.user.summit))
        narrow = {OPEN: rows.open, UNDATED: rows.undated}.get(value)
        return narrow() if narrow else rows.filter(state=value)


def columns(request):
    """What leaves the house: one line for each decision, words in the reader's language."""
    today = clock.today(request.user.summit)
    return [
        exports.Column(_("No."), "code", 12),
        exports.Column(_("Decision"), "text", 60),
        exports.Column(_("Responsible ministry"), "ministry.code"),
        exports.Column(_("Due"), "due_on"),
        exports.Column(_("Days late"), lambda row: row.days_late(today) or None),
        exports.Column(_("State"), "get_state_display"),
        exports.Column(_("How it was executed"), "proof", 40),
        exports.Column(_("Next review"), "review_on"),
    ]


def around(request, listing):
    today = clock.today(request.user.summit)
    for row in listing.rows:
        row.mark, row.late_by = row.look(today), row.days_late(today)
    return {"standing": standing_of(Decision.objects.visible_to(request.user), today)}


DECISIONS = ListSpec(
    template="summit/meetings/decisions.html",
    columns=[
        Column(name="code", label=_("No."), sort=("sort_key",)),
        Column(name="text", label=_("Decision"), css="whole"),
        Column(name="ministry", label=_("Responsible"), sort=("ministry__rank",)),
        Column(name="due", label=_("Due"), sort=("settled", "due_key")),
        Column(name="state", label=_("State"), sort=("state",)),
    ],
    default_sort="due",
    filterset=DecisionFilter,
    export=columns,
    export_name="decisions",
    context=around,
)
