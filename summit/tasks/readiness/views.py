"""The readiness page and its one-page PDF."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from summit import clock, exports
from summit.exports import pdf
from summit.policy import requires
from summit.tasks.readiness import board, burnup, report, tables

FILTERS = ("ministry", "commission", "axis")


def wanted(request):
    return {name: request.GET[name] for name in FILTERS if request.GET.get(name)}


@requires("summit.view_readiness")
@require_safe
def readiness(request):
    built = board.build(request.user, clock.today(request.user.summit), wanted(request))
    context = {
        "board": built,
        "plot": burnup.plot(built.course, 216),
        "tables": tables.tables(built, wanted(request)),
        "filters": in_force(request, built),
    }
    return render(request, "summit/tasks/readiness.html", context)


def in_force(request, built):
    """The filters as ``partials/_chips.html`` shows them, each with the address that lifts it alone."""
    chips = []
    for name, row in built.filters.items():
        query = request.GET.copy()
        del query[name]
        url = f"{request.path}?{query.urlencode()}"
        chips.append({"label": row._meta.verbose_name, "value": row, "remove_url": url})
    return {"chips": chips, "reset_url": request.path, "sort": ""}


@requires("summit.view_readiness")
@require_safe
def readiness_pdf(request, language):
    """The page on one sheet for the Prime Minister, in the language of the address."""
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    user = request.user
    built = board.build(user, clock.today(user.summit), wanted(request), with_counts=False)
    now = timezone.localtime(clock.now(), user.summit.tz)
    sheet = pdf.render("print/readiness.typ", report.sheet(built, now, language), language)
    name = f"readiness-{user.summit.code}-{built.today:%Y-%m-%d}-{language}.pdf"
    return exports.attachment(sheet, name, "pdf")
