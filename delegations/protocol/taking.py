"""Taking a list of precedence out of the house, as PDF or Excel."""

from django import forms
from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from delegations.protocol import computing, paper, wording
from delegations.protocol.models import PrecedenceList
from delegations.roster.list_form import FORMS, PurposeField, language_choices
from summit import exports
from summit.policy import fetch, requires

EXPORT = "delegations.export_person"


class TakeForm(forms.Form):
    """In which language and form, and why."""

    language = forms.ChoiceField(label=_("Language"))
    form = forms.ChoiceField(label=_("Form"), choices=FORMS, initial="pdf", widget=forms.RadioSelect)
    purpose = PurposeField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()
        self.fields["language"].initial = user.language


@requires(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request, public_id):
    precedence = fetch(request, PrecedenceList.objects.for_list(), public_id=public_id)
    form = TakeForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return given(request, precedence, form.cleaned_data)
    context = {"precedence": precedence, "form": form, "version": wording.version(precedence)}
    context["holds"] = wording.holding_words(precedence)
    return render(request, "delegations/protocol/take.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def given(request, precedence, cleaned):
    """Record who takes the list and why, and give it out."""
    language, kind = cleaned["language"], cleaned["form"]
    count = len(computing.standing_of(precedence).places)
    exports.logged(request, f"{wording.version(precedence)} {kind}", count, cleaned["purpose"])
    write = paper.sheet if kind == "xlsx" else paper.on_paper
    name = f"{precedence.code}-v{precedence.revision}-{language}.{kind}"
    return exports.attachment(write(precedence, language), name, kind)
