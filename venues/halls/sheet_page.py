"""The sheet for the door of a hall, as a PDF."""

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from summit import clock, exports
from summit.days import wanted_day
from summit.policy import fetch, requires
from venues.halls import sheet_paper
from venues.halls.hall import Hall

SPOKEN = dict(settings.LANGUAGES)


@requires("venues.view_hall")
@require_safe
def sheet(request, public_id):
    """``?day=2025-12-22``, today where none is asked; ``?lang=ar`` alone instead of the summit's languages."""
    hall = fetch(request, Hall.objects.select_related("site", "zone", "summit"), public_id=public_id)
    day = wanted_day(request, clock.today(hall.summit))
    only = request.GET.get("lang", "")
    if only and only not in SPOKEN:
        raise Http404
    languages = [only] if only else [code for code in hall.summit.languages if code in SPOKEN]
    content = sheet_paper.on_paper(
        hall, day, reader=request.user, languages=languages or [get_language()], now=clock.now()
    )
    return exports.attachment(content, f"{hall.code}-{day:%Y-%m-%d}.pdf", "pdf")
