"""The links that let a delegation's side fill in its list: issued by name, shown once, revoked at will."""

from django import forms
from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from delegations.roster import side_mail
from delegations.roster.delegation import Delegation
from delegations.roster.side_access import side
from summit.policy import fetch, requires

MOST_DAYS, USUAL_DAYS = 90, 21


class IssueForm(forms.Form):
    """Whom the address is for, and for how long."""

    recipient = forms.CharField(
        label=gettext_lazy("Recipient"),
        max_length=200,
        help_text=gettext_lazy("One person by name. Whoever works with this person receives an own link."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Empty: you hand the address over yourself."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES)
    days = forms.IntegerField(
        label=gettext_lazy("Valid for, in days"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )


@requires("delegations.issue_link")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request, public_id):
    """The links of one delegation; a POST issues one and shows its address this once."""
    delegation = fetch(request, Delegation.objects.for_list(), "delegations.issue_link", public_id=public_id)
    if request.method != "POST":
        return show(request, delegation, IssueForm(initial=proposed(delegation)))
    form = IssueForm(request.POST)
    if not form.is_valid():
        return show(request, delegation, form, status=422)
    link, address = side.issue(request, delegation, form.cleaned_data, side_mail.send_address)
    return show(request, delegation, IssueForm(initial={"days": USUAL_DAYS}), link=link, address=address)


def proposed(delegation) -> dict:
    """The focal point, until this person has a link."""
    has_one = side.links_of(delegation).filter(recipient=delegation.focal_name).live().exists()
    known = {} if has_one else {"recipient": delegation.focal_name, "email": delegation.focal_email}
    return {"days": USUAL_DAYS, "language": get_language()} | known


def show(request, delegation, form, *, link=None, address="", status=200):
    rows = side.issued(delegation)
    context = {
        "delegation": delegation,
        "form": form,
        "rows": rows,
        "live": sum(row.live for row in rows),
        "issued": link,
        "address": address,
    }
    return render(request, "delegations/roster/side_links.html", context, status=status)


@requires("delegations.issue_link")
@require_POST
def revoke(request, public_id, link):
    delegation = fetch(request, Delegation.objects.all(), "delegations.issue_link", public_id=public_id)
    side.revoke(request, delegation, link)
    return redirect("delegation-links", delegation.public_id)
