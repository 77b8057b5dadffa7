"""The minutes' editor and its merge page, the seats, and the papers."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from summit import exports
from summit.meetings import minutes, paper
from summit.meetings.attendance import Seating
from summit.meetings.locking import MinutesClosed
from summit.meetings.models import Meeting
from summit.policy import fetch, requires


@requires("summit.edit_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, public_id):
    """One text area for each item; what clashes comes back with both versions."""
    meeting = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=public_id)
    language = chosen_language(request)
    forms = entry_forms(meeting, language, request.POST if request.method == "POST" else None)
    verdicts = [form.is_valid() for form in forms]
    if request.method == "POST" and all(verdicts):
        return store(request, meeting, forms, language)
    if meeting.state not in minutes.WRITABLE and request.method != "POST":
        return closed(request, meeting)
    return editor(request, meeting, forms, language, status=422 if request.method == "POST" else 200)


def entry_forms(meeting, language, data):
    entries = meeting.agenda.select_related("presenter", "meeting").prefetch_related("decisions__ministry")
    forms = [minutes.EntryForm(data, entry=entry, language=language) for entry in entries]
    if data is None:
        return forms
    return [form for form in forms if form.add_prefix("was") in data]


def store(request, meeting, forms, language):
    try:
        stored, clashes = minutes.write(meeting, forms, by=request.user)
    except MinutesClosed:
        messages.error(
            request, _("The minutes were sent meanwhile: nothing of this is stored. Copy what you need.")
        )
        return editor(request, meeting, forms, language, status=422)
    if stored:
        said = ngettext("%(count)d item saved.", "%(count)d items saved.", stored)
        messages.success(request, said % {"count": stored})
    if clashes:
        context = {
            "meeting": meeting,
            "clashes": clashes,
            "language": language,
            "choices": minutes.Choice.LABELS,
        }
        return render(request, "summit/meetings/merge.html", context, status=409)
    return redirect(f"{reverse('meeting-minutes', args=[meeting.public_id])}?lang={language}")


def editor(request, meeting, forms, language, *, status):
    context = {"meeting": meeting, "forms": forms, "language": language, "tabs": tabs(language)}
    return render(request, "summit/meetings/minutes.html", context, status=status)


def closed(request, meeting):
    messages.error(
        request,
        _("The minutes are not open for writing: %(state)s.") % {"state": meeting.get_state_display()},
    )
    return redirect(meeting)


def chosen_language(request) -> str:
    """The language asked for, else the reader's own."""
    asked = request.POST.get("lang") or request.GET.get("lang")
    return asked if asked in dict(settings.LANGUAGES) else request.LANGUAGE_CODE


def tabs(language):
    return [
        (code, get_language_info(code)["name_local"], code == language) for code, _name in settings.LANGUAGES
    ]


@requires("summit.edit_meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, public_id):
    """Who came: one row for each seat."""
    meeting = fetch(request, Meeting.objects.for_list(), "summit.edit_meeting", public_id=public_id)
    seating = Seating(meeting, user=request.user, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and seating.is_valid():
        try:
            if seating.save(by=request.user):
                messages.success(request, _("Saved."))
                return redirect(meeting)
        except MinutesClosed:
            messages.error(request, _("The minutes were sent meanwhile: nothing of this is stored."))
    context = {"meeting": meeting, "seating": seating}
    return render(
        request, "summit/meetings/attendance.html", context, status=422 if seating.is_bound else 200
    )


@requires("summit.view_meeting")
@require_safe
def minutes_pdf(request, public_id):
    """The minutes on paper, decisions first, in the language asked for."""
    meeting = fetch(request, Meeting.objects.for_list(), "summit.read_minutes", public_id=public_id)
    language = chosen_language(request)
    whole_plan = request.user.has_perm("summit.view_whole_plan")
    return pdf(paper.minutes(meeting, language, whole_plan=whole_plan), f"{meeting.code}-{language}.pdf")


@requires("summit.view_meeting")
@require_safe
def convocation_pdf(request, public_id):
    """The convocation with its agenda."""
    meeting = fetch(request, Meeting.objects.for_list(), public_id=public_id)
    language = chosen_language(request)
    return pdf(paper.convocation(meeting, language), f"{meeting.code}-convocation-{language}.pdf")


def pdf(content: bytes, name: str):
    return exports.attachment(content, name, "pdf")
