"""Lists of precedence: all of them, one of them, and the form of its rule."""

import django_filters
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from delegations.protocol import computing, holding, wording
from delegations.protocol.drafting import NewListForm
from delegations.protocol.forms import MomentForm, PrecedenceForm
from delegations.protocol.models import PrecedenceList
from summit import clock, history
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires

VIEW, EDIT, ADD = "delegations.view_precedence", "delegations.edit_precedence", "delegations.add_precedence"


class PrecedenceFilter(django_filters.FilterSet):
    """``?scope=session&state=approved``."""

    scope = django_filters.ChoiceFilter(
        choices=PrecedenceList.Scope.choices, label=gettext_lazy("Use"), empty_label=gettext_lazy("All")
    )
    state = django_filters.ChoiceFilter(
        choices=PrecedenceList.State.choices, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )

    class Meta:
        model = PrecedenceList
        fields: list[str] = []


def around(request, listing):
    """What stands above the lists: which of them holds for each use, now or at the minute asked for."""
    form = MomentForm(request.GET if "at" in request.GET else None)
    at = form.moment() if form.is_bound else clock.now()
    visible = PrecedenceList.objects.visible_to(request.user).for_list()
    uses = list(holding.holdings(visible, at))
    return {
        "uses": uses,
        "session": uses[0],
        "held": sum(1 for use in uses if use.now),
        "at": at,
        "asked": bool(form.is_bound and form.is_valid() and form.cleaned_data["at"]),
        "moment_form": form if form.is_bound else MomentForm(),
        "may_add": request.user.has_perm(ADD),
        "now": clock.now(),
    }


LISTS = ListSpec(
    template="delegations/protocol/lists.html",
    columns=[
        Column(name="code", label=gettext_lazy("Code"), sort=("sort_key",)),
        Column(name="title", label=gettext_lazy("Title"), css="whole"),
        Column(name="use", label=gettext_lazy("Use"), sort=("scope",)),
        Column(name="from", label=gettext_lazy("Holds"), sort=("effective_from",)),
        Column(name="state", label=gettext_lazy("State"), sort=("state",)),
    ],
    default_sort="-from",
    filterset=PrecedenceFilter,
    searches=False,
    context=around,
)


@requires(VIEW)
@require_safe
def lists(request):
    return list_page(request, PrecedenceList.objects.visible_to(request.user).for_list(), LISTS)


@requires(VIEW)
@require_safe
def precedence(request, public_id):
    """The order with the reason of each place; what has to be settled stands first."""
    user = request.user
    subject = fetch(request, PrecedenceList.objects.for_list(), public_id=public_id)
    standing = computing.standing_of(subject)
    rows = [
        (place, wording.settled_lines(place.basis), wording.open_lines(place.basis))
        for place in standing.places
    ]
    open_rows = [(place, doubts) for place, _lines, doubts in rows if doubts and subject.is_draft]
    context = {
        "precedence": subject,
        "rows": rows,
        "open": open_rows,
        "unsettled": len(open_rows) + len(standing.headless),
        "headless": standing.headless,
        "since": computing.changes_since(subject, standing.places, clock.now()),
        "rule": wording.rule_words(subject),
        "holds": wording.holding_words(subject),
        "is_now": not subject.is_draft and holding.holds(subject, clock.now()),
        "is_past": subject.effective_until is not None and subject.effective_until <= clock.now(),
        "version": wording.version(subject),
        "may_edit": user.has_perm(EDIT, subject),
        "may_add": user.has_perm(ADD),
        "may_take": user.has_perm("delegations.export_person"),
        "entries": history.lines(subject, 12),
    }
    return render(request, "delegations/protocol/precedence.html", context)


@requires(ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """A new draft; ``?after=`` names the list that it is to follow, whose rule and moves it takes over."""
    before = None
    if after := request.GET.get("after"):
        before = fetch(request, PrecedenceList.objects.for_list(), public_id=after)
    form = NewListForm(request.POST if request.method == "POST" else None, user=request.user, before=before)
    title = _("The list after %(code)s") % {"code": before.code} if before else _("New list of precedence")
    cancel = before.get_absolute_url() if before else reverse("precedence-lists")
    return edit_page(request, form, title=title, cancel_url=cancel)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    subject = fetch(request, PrecedenceList.objects.for_list(), EDIT, public_id=public_id)
    form = PrecedenceForm(
        request.POST if request.method == "POST" else None, instance=subject, user=request.user
    )
    title = _("Change %(code)s") % {"code": subject.code}
    return edit_page(request, form, title=title, cancel_url=subject.get_absolute_url())
