"""The pages of a delegation's quotas."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from delegations.roster import delegation_figures, quota_cutting, quota_use
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Membership
from delegations.roster.quota_forms import CutForm, QuotaTable
from delegations.roster.quotas import Quota
from summit.policy import fetch, requires
from summit.workflow import OutOfStep

form_page = require_http_methods(["GET", "HEAD", "POST"])


@requires("delegations.edit_quota")
@form_page
def quotas(request, public_id):
    """All kinds in one table; what would push people off the list is asked on a page of its own."""
    rows = Delegation.objects.for_list()
    delegation = fetch(request, rows, "delegations.edit_quota", public_id=public_id)
    table = QuotaTable(delegation, user=request.user, data=request.POST if request.method == "POST" else None)
    people = Membership.objects.filter(delegation=delegation).live().count()
    if request.method == "POST" and table.is_valid():
        falling = table.save(by=request.user, people=people)
        if falling is not None:
            return saved(request, delegation, falling)
    context = {"delegation": delegation, "table": table, "people": people, "uses": uses_of(delegation)}
    status = 422 if table.is_bound else 200
    return render(request, "delegations/roster/quotas.html", context, status=status)


def uses_of(delegation):
    """``{kind: used}`` of the kinds that are counted, in one query."""
    used = {f"used_{kind}": expression() for kind, expression in quota_use.USES.items()}
    delegation_figures.add([delegation], used)
    return {kind: getattr(delegation, f"used_{kind}") for kind in quota_use.USES}


def saved(request, delegation, falling):
    """On to the file, or to the choice of who leaves; a second quota that falls waits for the first."""
    if not falling:
        messages.success(request, _("Saved."))
        return redirect(delegation)
    for form in falling[1:]:
        said = _("%(what)s: not lowered yet. First choose below who leaves.")
        messages.warning(request, said % {"what": form.instance.get_quota_type_display()})
    form = falling[0]
    cleaned = {name: form.cleaned_data[name] for name in ("granted", "paid_by", "basis")}
    address = reverse("quota-cut", args=[delegation.public_id, form.instance.public_id])
    return redirect(f"{address}?{urlencode(cleaned)}")


@requires("delegations.edit_quota")
@form_page
def cut(request, public_id, quota):
    """Who would fall out, and the one press that writes the quota and takes them off or asks for it."""
    delegation = fetch(request, Delegation.objects.for_list(), "delegations.edit_quota", public_id=public_id)
    rows = Quota.objects.select_related("delegation", "summit").filter(
        delegation=delegation, quota_type__in=quota_cutting.OF_PEOPLE
    )
    row = fetch(request, rows, "delegations.edit_quota", public_id=quota)
    sent = request.POST if request.method == "POST" else None
    falling = quota_cutting.look(delegation, wanted_number(sent or request.GET, row))
    form = CutForm(sent, cut=falling, initial=first_shown(request, row, falling))
    if sent is not None and form.is_valid() and (gone := take(form, row, by=request.user)) is not None:
        tell(request, delegation, gone)
        return redirect(delegation)
    if sent is not None:  # somebody was faster: shown and judged anew as it stands now
        falling = form.cut
    ticked = form["leaving"].value() or []
    ranked = list(enumerate(falling.members, start=1))
    lines = [(rank, member, member.public_id in ticked) for rank, member in reversed(ranked)]
    context = {"delegation": delegation, "quota": row, "cut": falling, "form": form, "lines": lines}
    status = 422 if sent is not None else 200
    return render(request, "delegations/roster/quota_cut.html", context, status=status)


def wanted_number(typed, quota) -> int:
    """The number that was typed on the page before; the quota's own where it makes no sense."""
    text = typed.get("granted", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else quota.granted


def first_shown(request, quota, falling):
    return {
        "granted": falling.granted,
        "paid_by": request.GET.get("paid_by", quota.paid_by),
        "basis": request.GET.get("basis", quota.basis),
        "revision": quota.revision,
        "leaving": [member.public_id for member in falling.proposed],
    }


def take(form, quota, *, by):
    """Those who leave, or None with the reason among the form's errors."""
    newest, quota.revision = quota.revision, form.cleaned_data["revision"]
    leaving = set(form.cleaned_data["leaving"])
    try:
        return quota_cutting.cut(quota, form.values(), leaving, by=by, note=form.cleaned_data["note"])
    except quota_cutting.QuotaMoved:
        form.add_error(
            None, _("Someone changed this quota while you were choosing. Look at it, then press again.")
        )
        form.data = form.data.copy()
        form.data["revision"] = newest
    except quota_cutting.WrongNumber as wrong:
        form.add_error("leaving", CutForm.other_number(wrong.wanted, len(leaving)))
    except (OutOfStep, IntegrityError):
        form.add_error(None, _("Someone has just changed this list. Look at it before you press again."))
    form.cut = quota_cutting.look(quota.delegation, form.cut.granted)
    return None


def tell(request, delegation, gone):
    count = len(gone)
    if delegation.is_frozen:
        said = ngettext("%(count)d change is asked for.", "%(count)d changes are asked for.", count)
    else:
        said = ngettext("%(count)d person is off the list.", "%(count)d people are off the list.", count)
    messages.success(request, said % {"count": count} if count else _("Saved."))
