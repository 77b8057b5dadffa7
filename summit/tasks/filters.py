"""The filters of the plan, kept in the address of list, board and timeline alike."""

import datetime as dt
from functools import cache

import django_filters
from django.db import connection
from django.db.models import IntegerField, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.strings import LazyI18nString

from summit import clock
from summit.accounts.models import Commission, Ministry
from summit.inputs import DayInput
from summit.tasks.axes import Axis
from summit.tasks.plan import Task

OPEN, LATE, UNOWNED = "open", "late", "unowned"
STATES = [
    (OPEN, pgettext_lazy("tasks", "Open")),
    (LATE, pgettext_lazy("tasks", "Late")),
    (UNOWNED, _("Without owner")),
    *Task.State.choices,
]
ANY = -1  # no row's key
OWNERS = [("me", _("Me")), ("none", _("Nobody"))]


class BodyChoices:
    """Ministries, commissions and axes by code: one query for the three, and only when somebody asks."""

    def __init__(self, summit):
        self.summit, self.found = summit, None

    def of(self, kind):
        def choices():
            return [(code, str(name)) for found, code, name, _order in self.rows() if found == kind]

        return choices

    def rows(self):
        if self.found is None:
            self.found = list(self._query())
        return self.found

    def _query(self):
        sql, params = bodies()
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.summit.pk if value == ANY else value for value in params])
            rows = cursor.fetchall()
        return sorted(
            ((kind, code, LazyI18nString(name), order) for kind, code, name, order in rows),
            key=lambda row: (row[0], row[3], row[1]),
        )


@cache
def bodies():
    """The query for the bodies of one summit, which stands where ``ANY`` does: built once, as it is long to build."""
    ministries = Ministry.objects.filter(summit=ANY).values_list(
        Value(1, IntegerField()), "code", "short_name", "rank"
    )
    commissions = Commission.objects.filter(summit=ANY).values_list(
        Value(2, IntegerField()), "code", "name", "order"
    )
    axes = Axis.objects.filter(summit=ANY).values_list(Value(3, IntegerField()), "code", "name", "order")
    rows = ministries.order_by().union(commissions.order_by(), axes.order_by(), all=True)
    return rows.query.sql_with_params()


class TaskFilter(django_filters.FilterSet):
    """``?ministry=transport&state=late&due_from=2025-12-08``; every name is stable, other pages link to it."""

    ministry = django_filters.ChoiceFilter(
        field_name="ministry__code", label=_("Ministry"), empty_label=_("All")
    )
    commission = django_filters.ChoiceFilter(
        field_name="commission__code", label=_("Commission"), empty_label=_("All")
    )
    axis = django_filters.ChoiceFilter(field_name="axis__code", label=_("Axis"), empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label=_("State"), empty_label=_("All")
    )
    owner = django_filters.ChoiceFilter(
        choices=OWNERS, method="owned_by", label=_("Owner"), empty_label=_("All")
    )
    due_from = django_filters.DateFilter(method="due_since", label=_("Due from"), widget=DayInput)
    due_to = django_filters.DateFilter(method="due_until", label=_("Due until"), widget=DayInput)

    class Meta:
        model = Task
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = BodyChoices(self.request.user.summit)
        for kind, name in enumerate(("ministry", "commission", "axis"), start=1):
            self.filters[name].extra["choices"] = bodies.of(kind)

    @property
    def summit(self):
        return self.request.user.summit

    def in_state(self, rows, name, value):
        if value == LATE:
            return rows.late(on=self.summit.day_number(clock.today(self.summit)))
        if value == UNOWNED:
            return rows.unowned()
        return rows.open() if value == OPEN else rows.filter(state=value)

    def owned_by(self, rows, name, value):
        return rows.filter(Q(owner=self.request.user) if value == "me" else Q(owner__isnull=True))

    def due_since(self, rows, name, value: dt.date):
        return rows.filter(due_offset__gte=self.summit.day_number(value))

    def due_until(self, rows, name, value: dt.date):
        return rows.filter(due_offset__lte=self.summit.day_number(value))
