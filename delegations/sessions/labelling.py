"""Which seat each delegate has: one field for each person of one delegation."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.sessions.adding import open_meeting
from delegations.sessions.models import IN_ORDER, Seat
from delegations.sessions.seating import EDIT
from summit.forms import EditForm
from summit.policy import requires


class LabelForm(EditForm):
    """The number or name of one seat."""

    class Meta:
        model = Seat
        fields = ["label"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["label"].widget.attrs |= {"aria-label": _("Seat"), "dir": "auto", "autocomplete": "off"}


class Labels:
    """All seats of one meeting as one form."""

    def __init__(self, seats, *, user, data=None):
        self.is_bound = data is not None
        self.forms = [
            LabelForm(data, instance=seat, prefix=f"seat-{seat.public_id}", user=user)
            for seat in seats
            if data is None or f"seat-{seat.public_id}-label" in data
        ]

    def is_valid(self):
        verdicts = [form.is_valid() for form in self.forms]  # every row says at once what is wrong
        return all(verdicts)

    @transaction.atomic
    def save(self, *, by) -> bool:
        """Store what changed; False, and nothing stored, where somebody else was faster at a seat."""
        saved = [form.save(by=by) for form in self.forms]
        transaction.set_rollback(not all(saved))
        return all(saved)

    @property
    def wrong(self):
        return any(form.is_bound and form.errors for form in self.forms)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request, public_id):
    meeting = open_meeting(request, public_id)
    seats = Seat.objects.visible_to(request.user).filter(meeting=meeting).placed().for_list()
    rows = seats.expected().order_by(*IN_ORDER, "pk")
    form = Labels(rows, user=request.user, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect("meeting-delegates", meeting.public_id)
    context = {"meeting": meeting, "labels": form}
    return render(request, "delegations/sessions/labels.html", context, status=422 if form.is_bound else 200)
