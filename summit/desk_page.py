"""The desk, everybody's first page: what waits, what is wrong, today, what changed."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Count, Min
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from summit import clock, desk, steps
from summit.policy import signed_in

SHOWN = 50  # rows of a worklist on one page


@signed_in
@require_safe
def desk_page(request):
    """Every panel asks a bounded number of queries, whatever waits."""
    user = request.user
    if user.summit is None:
        return render(request, "summit/desk_empty.html")
    today = clock.today(user.summit)
    kinds, panels = waiting_kinds(user), panels_for(user, today)
    since = desk.since(user)
    context = {
        "today": today,
        "kinds": kinds,
        "count": sum(kind["count"] for kind in kinds),
        "oldest": min((kind["oldest"] for kind in kinds), default=None),
        "first": min(kinds, key=lambda kind: kind["oldest"], default=None),
        "panels": [panel for panel in panels if panel.template],
        "wrong": [panel.wrong for panel in panels if panel.wrong],
        "lines": by_hour(line for panel in panels for line in panel.today),
        "changed": sorted(
            (line for panel in panels for line in panel.changed), key=lambda line: line.at, reverse=True
        ),
        "since": since,
    }
    return render(request, "summit/desk.html", context)


def panels_for(user, today):
    found = (build(user, today) for build in desk.PANELS)
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)


def by_hour(lines):
    """The whole day's lines first, then by the hour."""
    return sorted(lines, key=lambda line: (line.at is not None, line.at or clock.now()))


def waiting_kinds(user):
    """The steps that wait with their count, their oldest row and the next day they are due; one query each."""
    kinds = []
    for waiting in desk.waiting_for(user):
        until = getattr(waiting.model, "waits_until", None)
        wanted = {"count": Count("pk"), "oldest": Min("updated_at")} | ({"due": Min(until)} if until else {})
        found = waiting.rows.order_by().aggregate(**wanted)
        if found["count"]:
            kinds.append(found | {"due": due_day(user.summit, until, found.get("due"))} | described(waiting))
    return sorted(kinds, key=lambda kind: kind["oldest"])


def described(waiting):
    meta = waiting.model._meta
    return {
        "step": waiting.step,
        "what": meta.verbose_name_plural,
        "url": reverse("waiting-list", args=[meta.model_name, waiting.step.name]),
    }


def due_day(summit, field, value):
    """The date behind ``waits_until``: a day of the plan is counted from J0."""
    if value is None:
        return None
    return summit.on_day(value) if field.endswith("_offset") else value


@signed_in
@require_safe
def waiting(request):
    """The count for the bar at the top: a fragment for htmx, the desk for everybody else."""
    if not request.htmx:
        return redirect("desk")
    count = (
        sum(found.rows.order_by().count() for found in desk.waiting_for(request.user))
        if request.user.summit
        else 0
    )
    return render(request, "summit/_waiting.html", {"count": count})


@signed_in
@require_safe
def waiting_list(request, kind, step):
    """The rows that wait for one step, oldest first, each with its buttons."""
    found = next(
        (
            w
            for w in desk.waiting_for(request.user)
            if w.model._meta.model_name == kind and w.step.name == step
        ),
        None,
    )
    if found is None:
        raise Http404(step)
    rows = list(found.rows.for_list().order_by("updated_at", "pk")[: SHOWN + 1])
    for row in rows:
        row.open_steps = row.workflow.open_to(request.user, row)
        row.state_label = steps.state_label(row, row.state)
    context = {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "here": request.path} | described(found)
    return render(request, "summit/waiting_list.html", context)


@signed_in
@require_POST
def seen(request):
    """Mark the desk as read: from now on it shows what changes after this."""
    get_user_model().objects.filter(pk=request.user.pk).update(last_seen_at=clock.now())
    messages.success(request, _("Marked as read."))
    return redirect("desk")
