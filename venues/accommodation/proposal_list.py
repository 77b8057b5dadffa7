"""The proposals that were made, and asking for one."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from delegations.roster.models import Delegation
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from venues.accommodation import proposal_words as words
from venues.accommodation.entitled import in_need, without_bed
from venues.accommodation.proposal import LodgingProposal
from venues.accommodation.proposal_computing import Computing, begin
from venues.accommodation.proposal_reading import crews

RIGHT = "venues.propose_lodging"


class AskForm(forms.Form):
    """For whom rooms are wanted: ``?delegation=<public id>`` chooses it beforehand."""

    delegation = forms.ModelChoiceField(
        queryset=Delegation.objects.none(),
        to_field_name="public_id",
        required=False,
        label=gettext_lazy("Delegation"),
        empty_label=gettext_lazy("All delegations"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        needing = in_need(user.summit).order_by().values("delegation")
        self.fields["delegation"].queryset = Delegation.objects.of(user.summit).filter(pk__in=needing)


def around(request, listing):
    for row in listing.rows:
        figures = row.figures
        row.said = words.lodged(figures["lodged"], figures["guests"]) if "guests" in figures else ""
    summit = request.user.summit
    waiting, crew = without_bed(summit).count(), len(crews(summit, None, first=0))
    form = AskForm(initial=request.GET.dict(), user=request.user)
    return {"ask": form, "waiting": waiting, "crews": crew}


PROPOSALS = ListSpec(
    template="venues/accommodation/proposals.html",
    columns=(
        Column(name="asked", label=gettext_lazy("Asked for"), sort=("asked_at",)),
        Column(name="delegation", label=gettext_lazy("Delegation")),
        Column(name="lodged", label=gettext_lazy("Result")),
        Column(name="by", label=gettext_lazy("By"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "asked_at")),
    ),
    default_sort="-asked",
    searches=False,
    context=around,
)


@requires(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request):
    if request.method == "POST":
        return asked(request)
    rows = LodgingProposal.objects.visible_to(request.user)
    return list_page(request, rows.select_related("delegation", "asked_by", "summit"), PROPOSALS)


def asked(request):
    """Have one made; a second one waits for the first."""
    form = AskForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("This delegation needs no rooms. Choose another one."))
        return redirect("lodging-proposals")
    try:
        proposal = begin(request.user.summit, form.cleaned_data["delegation"], by=request.user)
    except Computing as busy:
        messages.error(
            request, _("A proposal is being computed already: this is it. Let it go to ask for another.")
        )
        proposal = busy.proposal
    return redirect(proposal)
