"""The pairs that may be one person: the queue, and two records side by side."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from delegations.roster import merging, person_snapshot
from delegations.roster import resemblances as doubles
from delegations.roster.merge_forms import MergeForm
from delegations.roster.person import Person, Resemblance, standing_memberships
from delegations.roster.person_writing import Changed
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires

RIGHT = "delegations.merge_person"
SIDES = ("first", "second")


def about_queue(request, listing):
    for row in listing.rows:
        row.words = doubles.reason_words(row)
    return {}


PAIRS = ListSpec(
    template="delegations/roster/resemblances.html",
    columns=(
        Column(name="score", label=gettext_lazy("Likeness"), sort=("score",)),
        Column(name="first", label=gettext_lazy("Person")),
        Column(name="second", label=gettext_lazy("Perhaps the same")),
        Column(name="reason", label=gettext_lazy("Reason"), css="hide"),
    ),
    default_sort="-score",
    searches=False,
    context=about_queue,
)


def open_pairs(user):
    """The pairs that wait for a decision, with both people and where they stand."""
    rows = Resemblance.objects.visible_to(user).filter(state=Resemblance.State.OPEN).select_related(*SIDES)
    lines = [Prefetch(f"{side}__memberships", standing_memberships(), to_attr="standing") for side in SIDES]
    return rows.prefetch_related(*lines)


@requires(RIGHT)
@require_safe
def resemblances(request):
    return list_page(request, open_pairs(request.user), PAIRS)


@requires(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def resemblance(request, public_id):
    """Both records; one of them stays, or they are told apart for ever."""
    pairs = Resemblance.objects.select_related("decided_by")
    pair = fetch(request, pairs, RIGHT, public_id=public_id)
    left, right = sides(pair)
    if pair.state != Resemblance.State.OPEN or right.state != Person.State.ACTIVE:
        return decided(request, pair)
    form = MergeForm(request.POST if request.method == "POST" else None, left=left, right=right)
    if request.POST.get("act") == "apart":
        return act(request, pair, lambda: merging.keep_apart(pair, by=request.user), _("Kept apart."))
    if request.method == "POST" and form.is_valid():
        return act(
            request,
            pair,
            lambda: merging.merge(pair, left, right, form.taken, by=request.user),
            _("The two are one person now."),
        )
    context = {"pair": pair, "left": left, "right": right, "sides": (left, right), "form": form}
    context["words"] = doubles.reason_words(pair)
    context["photo_field"] = form["photo"] if "photo" in form.fields else None
    template = "delegations/roster/resemblance.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def sides(pair) -> list[Person]:
    """The two people, whoever stands on more lists and was known longer first: that record stays."""
    people = Person.objects.filter(pk__in=(pair.first_id, pair.second_id)).for_list()
    rows = list(people.select_related("photo", "summit").prefetch_related("documents"))
    for row in rows:
        row.papers = [person_snapshot.masked(paper.number) for paper in row.documents.all() if paper.number]
    active = Person.State.ACTIVE
    return sorted(rows, key=lambda row: (row.state != active, -len(row.standing), row.pk))


def act(request, pair, write, said):
    """Decide, say so, and go on with the next pair; whoever is second is told."""
    try:
        write()
    except merging.Decided:
        pair.refresh_from_db()
        return decided(request, pair)
    except Changed:
        messages.error(request, _("One of the two has just been changed. Look again, then decide."))
        return redirect(pair)
    messages.success(request, said)
    following = open_pairs(request.user).order_by("-score", "-pk").first()
    return redirect(following or "resemblances")


def decided(request, pair):
    messages.info(request, _("This pair has been decided already."))
    return redirect("resemblances")
