"""Taking a list of people out of the house: which, whose, in which language and form, and why."""

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster import list_contacts, list_kinds, list_plates, list_rows, official_list
from delegations.roster.delegation import Delegation
from delegations.roster.list_form import ListForm
from delegations.roster.list_kinds import Asked, Taken
from delegations.roster.official_sheet import papers_of
from summit import clock, exports, secrecy, writing
from summit.policy import fetch, requires

NAMED = 10  # more delegations than that are not named one by one in the register
EXPORT = "delegations.export_person"
REGISTERED = (official_list, list_contacts, list_plates)  # loading them fills the registry


@requires(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_lists(request, public_id):
    """The lists of one delegation."""
    delegation = fetch(request, Delegation.objects.for_list(), public_id=public_id)
    form = ListForm(
        request.POST if request.method == "POST" else None, user=request.user, delegation=delegation
    )
    return page(request, form, title=_("Lists"), cancel_url=delegation.get_absolute_url())


@requires(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def people_lists(request):
    """The lists of several delegations, or of all."""
    form = ListForm(request.POST if request.method == "POST" else None, user=request.user)
    return page(request, form, title=_("Lists"), cancel_url=reverse("delegations"))


def page(request, form, *, title, cancel_url):
    if request.method == "POST" and form.is_valid():
        return given(take(request, form))
    chosen = [form.delegation] if form.delegation is not None else list(form.fields["delegations"].queryset)
    context = {
        "form": form,
        "title": title,
        "cancel_url": cancel_url,
        "delegation": form.delegation,
        "delegations": len(chosen),
        "people": list_rows.members_of(chosen, request.user).order_by().count(),
        "kinds": list_kinds.kinds(),
    }
    return render(request, "delegations/roster/lists.html", context, status=422 if form.is_bound else 200)


def given(taken: Taken):
    return exports.attachment(taken.content, taken.filename, taken.kind)


@transaction.atomic
def take(request, form) -> Taken:
    """Make the file and record who takes it, why, and how many people stand in it."""
    cleaned, user = form.cleaned_data, request.user
    kind = list_kinds.KINDS[cleaned["kind"]]
    delegations = form.chosen()
    rows = list_rows.members_of(delegations, user)
    asked = Asked(
        user=user,
        summit=user.summit,
        language=cleaned["language"],
        form=cleaned["form"],
        delegations=delegations,
        memberships=rows,
        at=clock.now(),
        papers=cleaned.get("papers", False),
        purpose=cleaned["purpose"],
    )
    whose = ", ".join(one.code for one in delegations) if len(delegations) <= NAMED else ""
    what = writing.listed((kind.label, asked.form, whose))
    exports.logged(request, what, rows.count(), asked.purpose)
    if asked.papers:
        secrecy.disclosed(papers_of(rows), ["number"], by=user, why=asked.purpose)
    return kind.write(asked)
