"""Who is expected at a meeting and who came, as a sheet that leaves the house."""

from django import forms
from django.db import transaction
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from delegations.roster import list_names
from delegations.roster.list_form import PurposeField, language_choices
from delegations.sessions.models import IN_ORDER, Seat
from delegations.sessions.seating import fetched
from summit import exports
from summit.policy import requires


class TakeForm(forms.Form):
    """In which language, and why."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    purpose = PurposeField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()
        self.fields["language"].initial = user.language


@requires("delegations.export_person")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request, public_id):
    meeting = fetched(request, public_id)
    seats = Seat.objects.visible_to(request.user).filter(meeting=meeting)
    form = TakeForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return given(request, meeting, seats, form.cleaned_data)
    context = {"meeting": meeting, "form": form, "count": seats.count()}
    return render(request, "delegations/sessions/take.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def given(request, meeting, seats, cleaned):
    """Record who takes the sheet and why, and give it out."""
    language = cleaned["language"]
    exports.logged(request, f"{meeting.code} xlsx", seats.count(), cleaned["purpose"])
    rows = seats.placed().for_list().order_by(*IN_ORDER, "pk")
    with translation.override(language):
        content = exports.xlsx(columns(), rows, title=_("Delegates"), lang=language)
    return exports.attachment(content, f"{meeting.code}-delegates-{language}.xlsx", "xlsx")


def columns():
    return [
        exports.Column(_("Delegation"), "membership.delegation.code"),
        exports.Column(_("Name"), lambda seat: list_names.full_name(seat.membership.person), width=32),
        exports.Column(_("Function"), "membership.function", width=40),
        exports.Column(_("Seat"), "label"),
        exports.Column(_("State"), lambda seat: seat.get_state_display()),
    ]
