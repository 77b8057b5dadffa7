"""A calendar comes in: choose the file, look at what it would do, agree to exactly that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from summit.imports import Refused
from summit.policy import requires
from venues.halls import calendar_importing as importing
from venues.halls import calendar_words as words
from venues.halls.calendar_files import CalendarForm, content_of, drop, kept

TAKE, DROP = "take", "drop"


@requires("venues.add_booking")
@requires("summit.edit_item")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request):
    """Without ``file`` the form; with it the preview, which a POST takes over or gives up."""
    if wanted := (request.POST if request.method == "POST" else request.GET).get("file", ""):
        return with_file(request, wanted)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CalendarForm(*sent, user=request.user)
    if form.is_bound and form.is_valid():
        return redirect(f"{reverse('calendar-import')}?file={form.keep().public_id}")
    status = 422 if form.is_bound else 200
    return render(request, "venues/halls/calendar_import.html", {"form": form}, status=status)


def with_file(request, public_id):
    file = kept(request.user, public_id)
    content = content_of(file) if file else None
    if content is None:
        messages.error(request, _("The file was not kept. Send it again."))
        return redirect("calendar-import")
    try:
        if request.method != "POST":
            return show(request, file, importing.foresee(content, request.user.summit, by=request.user))
        if request.POST.get("act") == DROP:
            return give_up(request, file)
        return take(request, file, content)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("calendar-import")


def give_up(request, file):
    drop(file)
    messages.success(request, _("The file is given up. Nothing of it was taken over."))
    return redirect("calendar-import")


def take(request, file, content):
    """Write what was agreed to; where something changed meanwhile, show how it stands now."""
    user, seen = request.user, request.POST.get("seen", "")
    made = importing.take_over(content, user.summit, by=user, filename=file.name, seen=seen)
    if not made.done:
        messages.error(request, _("Something has changed meanwhile. Look at it again before you agree."))
        return show(request, file, made, status=409)
    drop(file)
    messages.success(request, words.done(made))
    for sentence in words.left_over(made):
        messages.warning(request, sentence)
    return redirect("items")


def show(request, file, made, status=200):
    context = words.preview(made, request.user) | {
        "file": file,
        "seen": importing.digest(made),
        "take": TAKE,
        "drop": DROP,
    }
    return render(request, "venues/halls/calendar_preview.html", context, status=status)
