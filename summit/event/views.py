"""The summit's own pages: its record, the move of its first day, its face, the summit in work."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from summit import history
from summit.editing import edit_page
from summit.event import colours
from summit.event.forms import MoveForm, SettingsForm
from summit.event.models import Summit
from summit.impact import Change, impact_of
from summit.policy import fetch, public, requires, signed_in

YEAR_SECONDS = int(dt.timedelta(days=365).total_seconds())
form_page = require_http_methods(["GET", "HEAD", "POST"])


def summit_in_work(request, right):
    return fetch(request, Summit.objects.select_related("logo"), right, pk=request.user.summit.pk)


@form_page
@requires("summit.edit_summit")
def summit_settings(request):
    summit = summit_in_work(request, "summit.edit_summit")
    form = SettingsForm(request.POST or None, request.FILES or None, instance=summit, user=request.user)
    return edit_page(
        request,
        form,
        title=_("Settings of the summit"),
        cancel_url="desk",
        template="summit/event/settings.html",
        subject=summit,
        entries=history.lines(summit),
    )


@form_page
@requires("summit.edit_summit")
def summit_move(request):
    """Ask the new first day, show what follows, and move on the second press."""
    summit = summit_in_work(request, "summit.edit_summit")
    form = MoveForm(request.POST or None, summit=summit)
    shift = None
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["starts_on"]
        if request.POST.get("shown") == day.isoformat():
            summit.move(day, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("The summit has moved."))
            return redirect("summit-settings")
        shift = (day - summit.starts_on).days
    context = {"form": form, "subject": summit, "shift": shift}
    if shift is not None:
        day = summit.on_day(shift)
        change = Change(kind="summit.starts_on", row=summit, values={"starts_on": day})
        context |= {
            "day": day,
            "last_day": summit.ends_on + dt.timedelta(days=shift),
            "broken": impact_of(change),
        }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "summit/event/move.html", context, status=status)


@require_POST
@signed_in
def summit_switch(request):
    """Take up another summit; one that is not the person's is as if it did not exist."""
    mine, wanted = Summit.objects.visible_to(request.user), request.POST.get("summit", "")
    chosen = get_object_or_404(mine.filter(Q(public_id=wanted) | Q(code=wanted)))
    request.session["summit"] = chosen.public_id
    return redirect(safe_next(request))


def safe_next(request):
    wanted = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fits else "desk"


def shown_summit(request):
    """The summit whose face an address asks for by ``v=code-revision``, else the one in work."""
    code, _dash, revision = request.GET.get("v", "").rpartition("-")
    summit = Summit.objects.select_related("logo").filter(code=code).first() if code else None
    if summit is None:
        summit = request.summit or Summit.objects.in_work()
        return summit, False
    return summit, revision == str(summit.revision)


@require_GET
@public
def summit_css(request):
    """The two colours as a style sheet. The sign-in page wears them too, so anybody may read it."""
    summit, exact = shown_summit(request)
    sheet = colours.style_sheet(summit.colour_1, summit.colour_2) if summit else ""
    return lasting(HttpResponse(sheet, content_type="text/css; charset=utf-8"), exact=exact)


@require_GET
@public
def summit_logo(request):
    """The logo, drawn anew when it came in: a picture for everybody, never a page."""
    summit, exact = shown_summit(request)
    if summit is None or summit.logo is None or not summit.logo.stored:
        raise Http404
    response = FileResponse(summit.logo.stored.open("rb"), content_type=summit.logo.content_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return lasting(response, exact=exact)


def lasting(response, *, exact):
    """An address with its revision never changes its answer; another one is asked again soon."""
    if exact:
        patch_cache_control(response, public=True, max_age=YEAR_SECONDS, immutable=True)
    else:
        patch_cache_control(response, private=True, max_age=300)
        patch_vary_headers(response, ["Cookie"])
    return response
