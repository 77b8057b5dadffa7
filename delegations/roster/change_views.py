"""Changes of lists: the queue of protocol, and the pages that ask for one."""

import django_filters
from django.contrib import messages
from django.db.models import Count, Min
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from delegations.roster import change_lines, entering, person_snapshot
from delegations.roster.change_asking import AlreadyAsked, ask
from delegations.roster.change_forms import ChangeForm, LeaveForm
from delegations.roster.changes import ListChange
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from summit import impact, writing
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires

ADD, CHANGE, WITHDRAW = ListChange.Action.ADD, ListChange.Action.CHANGE, ListChange.Action.WITHDRAW
EVERY = "all"
STATES = [choice for choice in ListChange.State.choices if choice[0] not in ("draft", "asked")]
WAITS = gettext_lazy("A change of this person already waits for an answer.")


def delegations(request):
    return Delegation.objects.visible_to(request.user)


class ChangeFilter(django_filters.FilterSet):
    """``?delegation=BFA&state=accepted``; without a state the list is the queue of what waits."""

    state = django_filters.ChoiceFilter(
        choices=[*STATES, (EVERY, gettext_lazy("All"))],
        method="in_state",
        label=gettext_lazy("State"),
        empty_label=gettext_lazy("To decide"),
    )
    delegation = django_filters.ModelChoiceFilter(
        queryset=delegations,
        to_field_name="code",
        label=gettext_lazy("Delegation"),
        empty_label=gettext_lazy("All"),
    )
    action = django_filters.ChoiceFilter(
        choices=ListChange.Action, label=gettext_lazy("Act"), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = ListChange
        fields: list[str] = []

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.filter(state=ListChange.State.ASKED)

    def in_state(self, rows, name, value):
        return rows if value == EVERY else rows.filter(state=value)


def answer(rows) -> str:
    waiting = rows.filter(state=ListChange.State.ASKED)
    found = waiting.order_by().aggregate(count=Count("pk"), oldest=Min("asked_at"))
    if not found["count"]:
        return _("No change of a list waits for a decision.")
    said = ngettext(
        "%(count)d change of a list waits for a decision, since %(date)s.",
        "%(count)d changes of lists wait for a decision, the oldest since %(date)s.",
        found["count"],
    )
    return writing.one_stop(said % {"count": found["count"], "date": writing.short_day(found["oldest"])})


def around(request, listing):
    for change in change_lines.dress(listing.rows):
        change.open_steps = {step.name for step in change.workflow.open_to(request.user, change)}
    return {"answer": answer(in_sight(request.user))}


CHANGES = ListSpec(
    template="delegations/roster/change_list.html",
    columns=(
        Column(name="asked", label=gettext_lazy("Asked"), sort=("asked_at",)),
        Column(
            name="delegation", label=gettext_lazy("Delegation"), sort=("delegation__sort_key", "asked_at")
        ),
        Column(name="who", label=gettext_lazy("Who")),
        Column(name="what", label=gettext_lazy("What changes")),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "asked_at")),
        Column(name="steps", label=gettext_lazy("Next step"), css="end"),
    ),
    default_sort="asked",
    filterset=ChangeFilter,
    searches=False,
    context=around,
)


def in_sight(user):
    """The requests that ``user`` may see; what a delegation still prepares is its own."""
    return ListChange.objects.visible_to(user).exclude(state=ListChange.State.DRAFT)


@requires("delegations.view_change")
@require_safe
def changes(request):
    return list_page(request, in_sight(request.user).for_list(), CHANGES)


# -- asking --------------------------------------------------------------------------------

form_page = require_http_methods(["GET", "HEAD", "POST"])


def standing(request, public_id):
    """The member on the list whom the reader may ask a change of."""
    rows = Membership.objects.for_list().live()
    return fetch(request, rows, "delegations.ask_change", public_id=public_id)


@requires("delegations.ask_change")
@form_page
def ask_change(request, public_id):
    """Ask that a line of a frozen list reads differently; an open list is edited by who may."""
    membership, user = standing(request, public_id), request.user
    if edits(user, membership):
        return redirect("member-edit", membership.public_id)
    form = ChangeForm(
        request.POST or None, user=user, delegation=membership.delegation, membership=membership
    )
    title = _("Ask for a change: %(who)s") % {"who": membership.person}
    if request.method == "POST" and form.is_valid() and (change := asked(form, membership, user)):
        return told(request, change)
    return show(request, form, title, membership.delegation, membership)


def asked(form, membership, user):
    """The request, or None with the reason among the form's errors."""
    values, reason = form.split()
    before = entering.snapshot(membership)
    if form.revision and form.revision != person_snapshot.revision(membership):
        return form.report_clash(membership)
    if not entering.described(before, values):
        return form.add_error(None, _("Nothing would change: the line reads like this already."))
    return attempt(
        form,
        membership.delegation,
        CHANGE,
        by=user,
        reason=reason,
        membership=membership,
        before=before,
        after=values,
    )


def attempt(form, delegation, action, **request):
    try:
        return ask(delegation, action, **request)
    except AlreadyAsked:
        return form.add_error(None, WAITS)


@requires("delegations.ask_change")
@form_page
def ask_leave(request, public_id):
    """Ask that somebody leaves a frozen list; from an open one who may takes off directly."""
    membership, user = standing(request, public_id), request.user
    if edits(user, membership):
        return redirect("step", membership.kind, membership.public_id, "withdraw")
    form = LeaveForm(request.POST or None)
    title = _("Ask that %(who)s leaves the list") % {"who": membership.person}
    if request.method == "POST" and form.is_valid():
        before, reason = entering.snapshot(membership), form.cleaned_data["reason"]
        change = attempt(
            form,
            membership.delegation,
            WITHDRAW,
            by=user,
            reason=reason,
            membership=membership,
            before=before,
        )
        if change:
            return told(request, change)
    return show(request, form, title, membership.delegation, membership)


@requires("delegations.ask_addition")
@form_page
def ask_addition(request, public_id):
    """Ask that somebody enters a frozen list; on an open one who may enters directly."""
    user = request.user
    delegation = fetch(
        request, Delegation.objects.for_list(), "delegations.ask_addition", public_id=public_id
    )
    if not delegation.is_frozen and user.has_perm("delegations.edit_membership"):
        return redirect("member-new", delegation.public_id)
    form = ChangeForm(request.POST or None, user=user, delegation=delegation)
    title = _("Ask for an addition: %(delegation)s") % {"delegation": delegation}
    if request.method == "POST" and form.is_valid():
        values, reason = form.split()
        if change := attempt(form, delegation, ADD, by=user, reason=reason, after=values):
            return told(request, change)
    return show(request, form, title, delegation)


def edits(user, membership):
    """Whether the reader needs to ask nobody."""
    return not membership.delegation.is_frozen and user.has_perm("delegations.edit_membership", membership)


def told(request, change):
    messages.success(request, _("Asked. Protocol decides."))
    return redirect(change)


def show(request, form, title, delegation, membership=None):
    row = membership or delegation
    context = {
        "form": form,
        "title": title,
        "delegation": delegation,
        "membership": membership,
        "affected": impact.affected_by(row),
        "cancel_url": (membership or delegation).get_absolute_url(),
    }
    return render(
        request, "delegations/roster/change_ask.html", context, status=422 if form.is_bound else 200
    )
