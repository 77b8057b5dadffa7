"""One page with the rules of entitlement and the exceptions, and their forms."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summit import audit
from summit.editing import edit_page
from summit.policy import fetch, requires
from venues.accommodation.entitlement import EntitlementException, EntitlementRule
from venues.accommodation.entitlement_forms import ExceptionForm, RuleForm

form_page = require_http_methods(["GET", "HEAD", "POST"])
BACK = {"cancel_url": "entitlements", "done_url": "entitlements"}


@requires("venues.view_block")
@require_safe
def entitlements(request):
    user = request.user
    rules = EntitlementRule.objects.visible_to(user).select_related("led_by", "room_type", "summit")
    rules = list(rules.order_by(F("led_by__order").asc(nulls_last=True), "pk"))
    others = EntitlementException.objects.visible_to(user).select_related("delegation", "summit")
    others = list(others.order_by("delegation__code"))
    context = {
        "rules": rules,
        "others": others,
        "answer": answer(rules, others),
        "may_edit": user.has_perm("venues.edit_block"),
    }
    return render(request, "venues/accommodation/entitlements.html", context)


def answer(rules, others) -> str:
    """``3 rules, 2 exceptions.``"""
    if not rules:
        return _("No rule is entered: every delegation pays for itself.")
    said = ngettext("%(count)d rule", "%(count)d rules", len(rules)) % {"count": len(rules)}
    if not others:
        return f"{said}."
    left = ngettext("%(count)d exception", "%(count)d exceptions", len(others)) % {"count": len(others)}
    return _("%(rules)s, %(exceptions)s.") % {"rules": said, "exceptions": left}


@requires("venues.edit_block")
@form_page
def new_rule(request):
    row = EntitlementRule(summit=request.user.summit)
    form = RuleForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=_("New rule of entitlement"), **BACK)


@requires("venues.edit_block")
@form_page
def edit_rule(request, public_id):
    row = fetch(request, EntitlementRule.objects.all(), "venues.edit_block", public_id=public_id)
    form = RuleForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=_("Rule of entitlement"), **BACK)


@requires("venues.edit_block")
@form_page
def new_exception(request):
    row = EntitlementException(summit=request.user.summit)
    form = ExceptionForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=_("New exception"), **BACK)


@requires("venues.edit_block")
@form_page
def edit_exception(request, public_id):
    rows = EntitlementException.objects.select_related("delegation")
    row = fetch(request, rows, "venues.edit_block", public_id=public_id)
    form = ExceptionForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=str(row.delegation), **BACK)


@requires("venues.edit_block")
@require_POST
def lift(request, public_id):
    """The rule holds again for the delegation; the audit keeps the exception and its reason."""
    rows = EntitlementException.objects.select_related("delegation", "summit")
    row = fetch(request, rows, "venues.edit_block", public_id=public_id)
    with transaction.atomic():
        audit.record(
            row, "lift_exception", by=request.user, changes={"rooms": [row.rooms, None]}, note=row.reason
        )
        row.delete()
    said = _("The rule holds again for %(delegation)s.")
    messages.success(request, said % {"delegation": row.delegation})
    return redirect("entitlements")
