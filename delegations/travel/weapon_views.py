"""Pages of the declarations of weapons, for security alone; each look at the lines is recorded."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from delegations.roster.delegation import Delegation
from delegations.travel import weapon_counting as counting
from delegations.travel.weapon_forms import CountForm, DeclarationForm, WeaponForm
from delegations.travel.weapons import Weapon, WeaponsDeclaration
from summit import history
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from summit.registers import facts
from summit.secrecy import disclosed

State = WeaponsDeclaration.State
FIELDS = ("storage", "zones", "permit", "remarks")


def about(request, listing):
    rows = list(WeaponsDeclaration.objects.visible_to(request.user).prefetch_related("lines"))
    pieces = sum(len(row.lines.all()) for row in rows)
    differing = sum(1 for row in rows if row.state == State.DIFFERENCE)
    for row in listing.rows:
        row.pieces = len(row.lines.all())
    return {"said": said(len(rows), pieces), "differing": differing}


def said(declarations, lines) -> str:
    if not declarations:
        return _("No delegation has declared weapons.")
    words = ngettext("%(count)d declaration", "%(count)d declarations", declarations) % {
        "count": declarations
    }
    weapons = ngettext("%(count)d weapon", "%(count)d weapons", lines) % {"count": lines}
    return _("%(declarations)s, %(weapons)s.") % {"declarations": words, "weapons": weapons}


WEAPONS = ListSpec(
    template="delegations/travel/weapons_list.html",
    columns=[
        Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
        Column(name="delegation", label=gettext_lazy("Delegation"), sort=("delegation__sort_key",)),
        Column(name="lines", label=gettext_lazy("Weapons"), css="num"),
        Column(name="arrives", label=gettext_lazy("Comes in with"), css="hide"),
        Column(name="valid", label=gettext_lazy("Permit valid until"), css="hide"),
        Column(name="state", label=gettext_lazy("State"), sort=("state", "code")),
    ],
    default_sort="code",
    searches=False,
    context=about,
)


@requires("delegations.view_weapons")
@require_safe
def declarations(request):
    return list_page(request, WeaponsDeclaration.objects.visible_to(request.user).for_list(), WEAPONS)


@requires("delegations.edit_weapons")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """``?delegation=…``; without one its choice comes first."""
    delegations = Delegation.objects.for_list().coming()
    if not request.GET.get("delegation"):
        choices = delegations.visible_to(request.user)
        return render(request, "delegations/travel/weapons_whose.html", {"delegations": choices})
    delegation = fetch(request, delegations, public_id=request.GET["delegation"])
    row = WeaponsDeclaration(summit=request.user.summit, delegation=delegation)
    form = DeclarationForm(
        request.POST or None, instance=row, initial={"code": f"ARM-{delegation.code}"}, user=request.user
    )
    return edit_page(
        request,
        form,
        title=_("New declaration"),
        cancel_url=reverse("weapons-list"),
        explanation=str(delegation),
    )


def found(request, public_id, right="delegations.view_weapons"):
    return fetch(request, WeaponsDeclaration.objects.for_list(), right, public_id=public_id)


@requires("delegations.view_weapons")
@require_safe
def declaration(request, public_id):
    """The declaration without what is restricted: counts in all, no serial, no bearer."""
    return show(request, found(request, public_id))


@requires("delegations.view_weapons")
@require_POST
def reveal(request, public_id):
    """The page with every line on it; who looked is recorded."""
    row = found(request, public_id)
    lines = list(row.lines.all())
    with transaction.atomic():
        disclosed([row], FIELDS, by=request.user, why="view")
        disclosed(lines, ["serial", "details", "counts"], by=request.user, why="view")
    return show(request, row, lines=lines)


def show(request, row, *, lines=None):
    user, every = request.user, list(row.lines.all())
    context = {
        "declaration": row,
        "lines": lines,
        "differences": counting.differences(every),
        "sums": [(label, counting.totals(every, which)) for label, which in COUNTS],
        "facts": facts(row, ["carried", "arrives", "departs", "policy_signed", "valid_until"]),
        "restricted": facts(row, FIELDS) if lines is not None else None,
        "which": counting.which_count(row),
        "may_edit": user.has_perm("delegations.edit_weapons", row),
        "entries": history.lines(row),
    }
    return render(request, "delegations/travel/weapons.html", context)


COUNTS = (
    (gettext_lazy("Declared"), "declared"),
    (gettext_lazy("Counted in"), "in"),
    (gettext_lazy("Counted out"), "out"),
)


@requires("delegations.edit_weapons")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    row = found(request, public_id, "delegations.edit_weapons")
    form = DeclarationForm(request.POST or None, instance=row, user=request.user)
    title = _("Edit the declaration %(code)s") % {"code": row.code}
    return edit_page(
        request, form, title=title, cancel_url=row.get_absolute_url(), explanation=str(row.delegation)
    )


@requires("delegations.edit_weapons")
@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request, public_id):
    row = found(request, public_id, "delegations.edit_weapons")
    form = WeaponForm(
        request.POST or None, instance=Weapon(summit=row.summit, declaration=row), user=request.user
    )
    return edit_page(
        request,
        form,
        title=_("New weapon"),
        cancel_url=row.get_absolute_url(),
        explanation=str(row.delegation),
    )


@requires("delegations.edit_weapons")
@require_http_methods(["POST"])
def edit_line(request, public_id):
    """The form of one line; opened by POST, because it shows what is restricted and says who looked."""
    lines = Weapon.objects.select_related("declaration__delegation", "bearer__person", "summit")
    line = fetch(request, lines, "delegations.edit_weapons", public_id=public_id)
    sent = "serial" in request.POST
    if not sent:
        with transaction.atomic():
            disclosed([line], ["serial", "details", "counts"], by=request.user, why="edit")
    form = WeaponForm(request.POST if sent else None, instance=line, user=request.user)
    cancel = line.declaration.get_absolute_url()
    if sent:
        return edit_page(request, form, title=_("Edit the weapon"), cancel_url=cancel)
    shown = {"form": form, "title": _("Edit the weapon"), "cancel_url": cancel, "explanation": ""}
    return render(request, "summit/edit.html", shown)


@requires("delegations.edit_weapons")
@require_http_methods(["GET", "HEAD", "POST"])
def count(request, public_id):
    """Counting in after the permit, counting out after that: every line at once."""
    row = found(request, public_id, "delegations.edit_weapons")
    which, lines = counting.which_count(row), list(row.lines.all())
    if which is None:
        messages.error(request, _("This declaration is not open for a count."))
        return redirect(row)
    form = CountForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            differing = counting.count(
                row, which, {line: form.counted(line) for line in lines}, by=request.user
            )
        except counting.NotNow:
            messages.error(request, _("This declaration is not open for a count."))
            return redirect(row)
        if differing:
            messages.warning(
                request, _("The count differs from what was expected. Look at it before you close it.")
            )
        else:
            messages.success(request, _("Saved."))
        return redirect(row)
    context = {"declaration": row, "form": form, "which": which}
    return render(
        request, "delegations/travel/weapons_count.html", context, status=422 if form.is_bound else 200
    )
