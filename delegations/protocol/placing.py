"""Moving one member of a draft by hand, with a written reason."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from delegations.protocol import computing, wording
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster.membership import Membership
from summit import audit, clock
from summit.policy import fetch, requires

EDIT = "delegations.edit_precedence"


class PlaceTaken(Exception):
    """Somebody else was given this place by hand in the same moment."""


class MoveForm(forms.Form):
    """The place that somebody wants for a member, and why; without a place the rule decides again."""

    place = forms.IntegerField(
        label=gettext_lazy("Place by hand"),
        min_value=1,
        required=False,
        help_text=gettext_lazy("Empty: the place that the rule gives."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands on the list and in the history."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, precedence, entry, count, **kwargs):
        self.precedence, self.entry = precedence, entry
        super().__init__(*args, **kwargs)
        self.fields["place"].max_value = count
        self.fields["place"].widget.attrs["max"] = count
        self.count = count
        if not self.is_bound:
            self.initial = {"place": entry.manual, "reason": entry.reason, "revision": precedence.revision}

    def clean_place(self):
        place = self.cleaned_data["place"]
        if place is not None and place > self.count:
            raise forms.ValidationError(_("The list has %(count)d places.") % {"count": self.count})
        others = PrecedenceEntry.objects.filter(precedence=self.precedence).exclude(pk=self.entry.pk)
        if place is not None and others.filter(manual=place).exists():
            raise forms.ValidationError(_("Somebody else was given this place by hand."))
        return place

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("place") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("A place by hand needs a written reason."))
        if cleaned.get("revision") != self.precedence.revision:
            self.add_error(
                None, _("Someone changed this list meanwhile. Look at the order, then save again.")
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("revision")] = self.precedence.revision
        return cleaned


@transaction.atomic
def place_by_hand(precedence, entry, *, place, reason, by) -> bool:
    """Give the entry's member a place, or none; False where the list changed or was approved meanwhile.

    The conditional UPDATE of the list is the lock: a move and an approval never pass each other.
    Raises ``PlaceTaken``.
    """
    draft = PrecedenceList.objects.filter(pk=precedence.pk, revision=precedence.revision, state="draft")
    if not draft.update(revision=F("revision") + 1, updated_at=clock.now()):
        return False
    was = entry.manual
    entry.manual, entry.reason = place, reason if place else ""
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise PlaceTaken from None
    changes = {"member": [None, entry.membership.audit_label], "manual": [was, place]}
    audit.record(precedence, "place", by=by, note=entry.reason, changes=changes)
    return True


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, public_id, member):
    """Ask for the place and the reason; shows the order as it is around the member."""
    precedence = fetch(request, PrecedenceList.objects.for_list(), EDIT, public_id=public_id)
    places = computing.standing_of(precedence).places
    here = next((place for place in places if place.membership.public_id == member), None)
    membership = here.membership if here else get_object_or_404(candidates(precedence), public_id=member)
    entry = PrecedenceEntry.objects.filter(precedence=precedence, membership=membership).first()
    entry = entry or PrecedenceEntry(summit=precedence.summit, precedence=precedence, membership=membership)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        precedence=precedence,
        entry=entry,
        count=len(places),
    )
    if request.method == "POST" and form.is_valid() and moved(form, by=request.user):
        messages.success(request, _("Saved."))
        return redirect(precedence)
    context = {
        "precedence": precedence,
        "here": here,
        "membership": membership,
        "form": form,
        "basis": wording.basis_lines(here.basis) if here else [],
        "places": places,
    }
    return render(request, "delegations/protocol/move.html", context, status=422 if form.is_bound else 200)


def candidates(precedence):
    """Members whom somebody moved before, although they have no place any more."""
    moved_ones = PrecedenceEntry.objects.filter(precedence=precedence).values("membership")
    return Membership.objects.filter(pk__in=moved_ones).select_related("person", "delegation")


def moved(form, *, by) -> bool:
    """Store what the form says; where somebody was faster it says so and keeps what was typed."""
    cleaned = form.cleaned_data
    try:
        if place_by_hand(
            form.precedence, form.entry, place=cleaned["place"], reason=cleaned["reason"].strip(), by=by
        ):
            return True
    except PlaceTaken:
        form.add_error("place", _("Somebody else was given this place by hand."))
        return False
    form.add_error(None, _("Someone changed this list meanwhile. Look at the order, then save again."))
    return False
