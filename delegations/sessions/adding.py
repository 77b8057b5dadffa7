"""Expecting members of a delegation at a meeting: all of them, or those who are ticked."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.sessions import attending
from delegations.sessions.models import Seat
from delegations.sessions.seating import EDIT, fetched
from summit import writing
from summit.meetings.models import Meeting
from summit.policy import fetch, requires


class MemberChoice(forms.ModelMultipleChoiceField):
    """Members by name and function."""

    def label_from_instance(self, obj):
        return writing.listed((obj.person.name_on_list, obj.function))


class AddForm(forms.Form):
    """Whom of one delegation to expect; those who are expected already are not offered."""

    everybody = forms.BooleanField(label=gettext_lazy("All of them"), required=False)
    members = MemberChoice(
        Membership.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Or these"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, meeting, delegation, user, **kwargs):
        super().__init__(*args, **kwargs)
        seated = Seat.objects.filter(meeting=meeting).values("membership")
        known = Membership.objects.visible_to(user).live().filter(delegation=delegation)
        self.offered = known.exclude(pk__in=seated).select_related("person").in_order()
        self.fields["members"].queryset = self.offered

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("everybody") and not cleaned.get("members") and not self.errors:
            self.add_error("members", _("Tick somebody, or all of them."))
        return cleaned

    def chosen(self):
        return self.offered if self.cleaned_data["everybody"] else self.cleaned_data["members"]


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, public_id):
    """First which delegation, then whom of it."""
    meeting = open_meeting(request, public_id)
    if code := request.GET.get("delegation"):
        delegation = fetch(request, Delegation.objects.coming().for_list(), code=code)
        return choose(request, meeting, delegation)
    rows = Delegation.objects.visible_to(request.user).coming().for_list().order_by("sort_key")
    live = Membership.objects.live()
    seats = Seat.objects.filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "delegations": attending.with_counts(rows, live, seats),
    }
    return render(request, "delegations/sessions/choose.html", context)


def choose(request, meeting, delegation):
    form = AddForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        delegation=delegation,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        added = attending.add(meeting, form.chosen(), by=request.user)
        said = ngettext("%(count)d person is expected now.", "%(count)d people are expected now.", added)
        messages.success(request, said % {"count": added})
        return redirect("meeting-delegates", meeting.public_id)
    context = {
        "meeting": meeting,
        "delegation": delegation,
        "form": form,
        "offered": len(form.fields["members"].choices),
        "back_url": reverse("meeting-delegates-add", args=[meeting.public_id]),
    }
    return render(request, "delegations/sessions/add.html", context, status=422 if form.is_bound else 200)


def open_meeting(request, public_id):
    """The meeting, unless it is cancelled: nobody is seated at it any more."""
    meeting = fetched(request, public_id)
    if meeting.state == Meeting.State.CANCELLED:
        raise PermissionDenied
    return meeting
