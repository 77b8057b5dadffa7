"""The register of notes verbales: its list, a note's page and its form."""

import datetime as dt

import django_filters
from django.db.models import Count, DateField, Min, Q, Value
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from delegations.roster.delegation import Delegation
from delegations.roster.note_forms import NoteVerbaleForm
from delegations.roster.note_links import pointing_at
from delegations.roster.notes import NoteVerbale
from summit import clock, history, writing
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from summit.registers import columns, facts

UNANSWERED, OVERDUE = "unanswered", "overdue"
WAITING = Q(answer_due__isnull=False, state__in=NoteVerbale.WAITING)
TO_DEAL_WITH = (NoteVerbale.State.RECEIVED, NoteVerbale.State.ASSIGNED)
TABS = (
    ("", gettext_lazy("All")),
    ("in", pgettext_lazy("notes", "Received")),
    ("out", pgettext_lazy("notes", "Sent")),
)


def delegations(request):
    return Delegation.objects.visible_to(request.user)


class NoteFilter(django_filters.FilterSet):
    """``?direction=in&answer=overdue&delegation=BFA``."""

    direction = django_filters.ChoiceFilter(
        choices=NoteVerbale.Direction, label=gettext_lazy("Direction"), empty_label=gettext_lazy("All")
    )
    state = django_filters.ChoiceFilter(
        choices=NoteVerbale.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )
    answer = django_filters.ChoiceFilter(
        choices=[(UNANSWERED, gettext_lazy("Answer expected")), (OVERDUE, gettext_lazy("Answer overdue"))],
        method="by_answer",
        label=gettext_lazy("Answer"),
        empty_label=gettext_lazy("All"),
    )
    delegation = django_filters.ModelChoiceFilter(
        queryset=delegations,
        to_field_name="code",
        label=gettext_lazy("Delegation"),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = NoteVerbale
        fields: list[str] = []

    def by_answer(self, rows, name, value):
        today = clock.today(self.request.user.summit)
        return rows.unanswered(on=today) if value == OVERDUE else rows.filter(WAITING)


def answer(rows, today) -> tuple[str, str]:
    """What the register's reader came for: how many answers are open, and how many too late."""
    found = rows.order_by().aggregate(
        waiting=Count("pk", filter=WAITING),
        oldest=Min("dated", filter=WAITING),
        late=Count("pk", filter=WAITING & Q(answer_due__lt=today)),
        new=Count("pk", filter=Q(state__in=TO_DEAL_WITH)),
    )
    late = ngettext("%(count)d is overdue.", "%(count)d are overdue.", found["late"]) if found["late"] else ""
    if found["waiting"]:
        said = ngettext(
            "%(count)d note waits for an answer, since %(date)s.",
            "%(count)d notes wait for an answer, the oldest since %(date)s.",
            found["waiting"],
        ) % {"count": found["waiting"], "date": writing.short_day(found["oldest"])}
        return writing.one_stop(said), late % {"count": found["late"]} if late else ""
    if found["new"]:
        said = ngettext(
            "%(count)d note received is not dealt with yet.",
            "%(count)d notes received are not dealt with yet.",
            found["new"],
        )
        return said % {"count": found["new"]}, ""
    return _("No note waits for an answer."), ""


def around(request, listing):
    user, today = request.user, clock.today(request.user.summit)
    said, late = answer(NoteVerbale.objects.visible_to(user), today)
    for note in listing.rows:
        note.late = note.answer_is_late(today)
    chosen = request.GET.get("direction", "")
    tabs = [
        {"label": label, "url": listing.url(direction=key), "current": key == chosen} for key, label in TABS
    ]
    return {"answer": said, "late": late, "tabs": tabs, "may_add": user.has_perm("delegations.edit_note")}


NOTES = ListSpec(
    template="delegations/roster/note_list.html",
    columns=(
        Column(name="number", label=gettext_lazy("No."), sort=("direction", "number_key", "sort_key")),
        Column(name="date", label=gettext_lazy("Date"), sort=("sort_key",)),
        Column(name="subject", label=gettext_lazy("Subject")),
        Column(name="correspondent", label=gettext_lazy("From or to")),
        Column(name="due", label=gettext_lazy("Answer due"), sort=("due_key", "sort_key")),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "sort_key")),
    ),
    default_sort="-date",
    filterset=NoteFilter,
    export=columns(
        (gettext_lazy("No."), "code"),
        (gettext_lazy("Direction"), lambda note: note.get_direction_display()),
        (gettext_lazy("Date"), "dated"),
        (gettext_lazy("Reference of the other side"), "reference"),
        (gettext_lazy("From or to"), lambda note: str(note.correspondent)),
        (gettext_lazy("Delegation"), lambda note: note.delegation.code if note.delegation_id else ""),
        (gettext_lazy("Subject"), "subject"),
        (gettext_lazy("Came or went"), lambda note: note.get_channel_display()),
        (gettext_lazy("Proof of receipt"), "receipt"),
        (gettext_lazy("Receipt proved on"), "receipt_on"),
        (gettext_lazy("Answer due"), "answer_due"),
        (gettext_lazy("Answers"), lambda note: note.answers.code if note.answers_id else ""),
        (gettext_lazy("Dealt with by"), lambda note: str(note.assigned_to or "")),
        (gettext_lazy("State"), lambda note: note.get_state_display()),
        (gettext_lazy("Remarks"), "remarks"),
    ),
    export_name="notes-verbales",
    context=around,
)


def in_register(user):
    """The notes that ``user`` may see, with keys to order them by; a draft has number 0."""
    never = Value(dt.date.max, output_field=DateField())
    rows = NoteVerbale.objects.visible_to(user).for_list().select_related("answers")
    return rows.annotate(number_key=Coalesce("number", 0), due_key=Coalesce("answer_due", never))


@requires("delegations.view_note")
@require_safe
def notes(request):
    return list_page(request, in_register(request.user), NOTES)


@requires("delegations.view_note")
@require_safe
def note(request, public_id):
    user = request.user
    row = fetch(
        request,
        NoteVerbale.objects.for_list().select_related("answers", "scan__uploaded_by"),
        public_id=public_id,
    )
    may_edit = user.has_perm("delegations.edit_note", row)
    context = {
        "note": row,
        "late": row.answer_is_late(clock.today(user.summit)),
        "steps": open_steps(row, user),
        "facts": facts(row, NOTE_FACTS),
        "answered_by": list(row.answered_by.visible_to(user).order_by("sort_key")),
        "sees_delegation": row.delegation_id and user.has_perm("delegations.view_delegation", row.delegation),
        "pointing": pointing_at(row, user),
        "files": scans(row),
        "entries": history.lines(row),
        "may_edit": may_edit,
        "may_answer": may_edit and row.state in TO_DEAL_WITH,
    }
    return render(request, "delegations/roster/note.html", context)


NOTE_FACTS = (
    "reference",
    "dated",
    "channel",
    "receipt",
    "receipt_on",
    "answer_due",
    "assigned_to",
    "remarks",
)


def open_steps(row, user):
    """The steps that the state opens and the direction does not close: a draft is sent or entered, not both."""
    wrong = "enter" if row.direction == NoteVerbale.Direction.OUT else "send"
    return [step for step in row.workflow.open_to(user, row) if step.name != wrong]


def scans(row):
    if row.scan_id is None:
        return []
    return [
        {
            "name": row.scan.name,
            "size": row.scan.size_bytes,
            "added_by": row.scan.uploaded_by,
            "created_at": row.scan.uploaded_at,
            "get_absolute_url": row.scan.get_absolute_url(),
        }
    ]


@requires("delegations.edit_note")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """A new note; the address may name the direction, the delegation and the note that is answered."""
    user, asked = request.user, request.GET
    wanted = asked.get("direction")
    direction = wanted if wanted in NoteVerbale.Direction.values else NoteVerbale.Direction.IN
    answers = NoteVerbale.objects.visible_to(user).filter(public_id=asked.get("answers", "")).first()
    delegation = Delegation.objects.visible_to(user).filter(public_id=asked.get("delegation", "")).first()
    proposed = {
        "direction": direction,
        "dated": clock.today(user.summit),
        "delegation": delegation or (answers and answers.delegation),
        "correspondent": answers and answers.correspondent,
        "answers": answers,
    }
    row = NoteVerbale(summit=user.summit)
    form = NoteVerbaleForm(
        request.POST or None, request.FILES or None, instance=row, initial=proposed, user=user
    )
    explanation = _("A note received is numbered as it is saved, a note to be sent when it goes.")
    return edit_page(
        request, form, title=_("New note verbale"), cancel_url=reverse("notes"), explanation=explanation
    )


@requires("delegations.edit_note")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = fetch(request, NoteVerbale.objects.for_list(), "delegations.edit_note", public_id=public_id)
    form = NoteVerbaleForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    title = _("Edit the note %(code)s") % {"code": row.code}
    explanation = (
        _("Number, direction, date and correspondent stay as the register has them.") if row.counts else ""
    )
    return edit_page(request, form, title=title, cancel_url=row.get_absolute_url(), explanation=explanation)
