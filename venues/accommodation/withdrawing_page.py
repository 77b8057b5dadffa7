"""The page of a withdrawal: nights and number, then who is concerned and where to, then one press."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from summit import clock, writing
from summit.inputs import DayInput
from summit.policy import fetch, requires
from venues.accommodation import withdrawing
from venues.accommodation.block import RoomBlock
from venues.accommodation.block_form import MOST_NIGHTS
from venues.accommodation.block_nights import kept
from venues.accommodation.block_words import span
from venues.accommodation.list_names import guest_name


class WithdrawForm(forms.Form):
    """Which rooms the hotel takes back; ``note`` is asked with the last press."""

    first = forms.DateField(label=gettext_lazy("First night"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Last night"), widget=DayInput)
    rooms = forms.IntegerField(label=gettext_lazy("Rooms withdrawn a night"), min_value=1, max_value=5000)

    def __init__(self, *args, block, **kwargs):
        super().__init__(*args, **kwargs)
        self.nights = kept(block)

    def clean(self):
        cleaned = super().clean()
        first, last, rooms = (cleaned.get(name) for name in ("first", "last", "rooms"))
        if first is None or last is None:
            return cleaned
        if last < first:
            self.add_error("last", _("The last night is before the first."))
        elif (last - first).days >= MOST_NIGHTS:
            self.add_error("last", _("A block is for 120 nights at most."))
        elif not (concerned := [self.nights[day] for day in span(first, last) if day in self.nights]):
            self.add_error("first", _("The block keeps no room on these nights."))
        elif rooms is not None and rooms > max(concerned):
            message = ngettext(
                "The block keeps %(count)s room a night.", "The block keeps %(count)s rooms a night.",
                max(concerned),
            )  # fmt: skip
            self.add_error("rooms", message % {"count": writing.number(max(concerned))})
        return cleaned

    @property
    def days(self) -> set:
        return set(span(self.cleaned_data["first"], self.cleaned_data["last"]))


@requires("venues.edit_block")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, public_id):
    """``?first=&last=&rooms=`` shows what it means; the POST with the seal of what was shown does it."""
    block = fetch(request, RoomBlock.objects.for_list(), "venues.edit_block", public_id=public_id)
    asked = request.POST if request.method == "POST" else request.GET if "rooms" in request.GET else None
    form = WithdrawForm(asked, block=block, initial=whole(block))
    note, errors, plan = request.POST.get("note", "").strip()[:2000], [], None
    if form.is_bound and form.is_valid():
        if request.method == "POST":
            errors, plan = take(request, block, form, note)
            if plan is not None:
                told(request, plan)
                return redirect(block)
        plan = withdrawing.look(block, form.days, form.cleaned_data["rooms"])
    context = {
        "contingent": block,
        "form": form,
        "plan": plan,
        "answer": answer(plan) if plan else _("Which rooms does the hotel withdraw?"),
        "leaving": [line(one) for one in plan.leaving] if plan else [],
        "note": note,
        "errors": errors,
    }
    wrong = request.method == "POST" or (form.is_bound and not form.is_valid())
    return render(request, "venues/accommodation/withdraw.html", context, status=422 if wrong else 200)


def whole(block) -> dict:
    """All nights of the block that are still to come, to begin with."""
    nights = sorted(kept(block))
    coming = [day for day in nights if day >= clock.today(block.summit)] or nights
    return {"first": coming[0], "last": coming[-1]} if coming else {}


def take(request, block, form, note):
    """The sentences that refuse it, or what was done."""
    if not note:
        return [_("Write the reason: the step is recorded with it.")], None
    rooms, seal = form.cleaned_data["rooms"], request.POST.get("seal", "")
    try:
        done = withdrawing.withdraw(block, form.days, rooms, seal=seal, by=request.user, note=note)
    except withdrawing.PlanMoved:
        return [_("Rooms were given or freed meanwhile: look at the proposal again.")], None
    return [], done


def told(request, plan):
    moved = len(plan.moving)
    said = ngettext(
        "The rooms are taken out of the block; %(count)s guest sleeps elsewhere.",
        "The rooms are taken out of the block; %(count)s guests sleep elsewhere.",
        moved,
    )
    messages.success(request, said % {"count": writing.number(moved)})
    if plan.over:
        messages.warning(request, still(plan))


def still(plan) -> str:
    """Where the block keeps more than the hotel gives, because somebody has nowhere to go."""
    days = writing.listed(f"{writing.short_day(day)}: {count}" for day, count in sorted(plan.over.items()))
    return _(
        "Rooms that the hotel no longer gives stay in the block until their guests have others: %(days)s."
    ) % {"days": days}


def answer(plan) -> str:
    """``5 guests have to move: 4 have a place elsewhere, 1 has none.``"""
    if not plan.leaving:
        return _("Nobody is concerned: the rooms are free.")
    said = ngettext("%(count)s guest has to move.", "%(count)s guests have to move.", len(plan.leaving)) % {
        "count": writing.number(len(plan.leaving))
    }
    if not plan.stranded:
        return " ".join((said, _("Each has a place elsewhere.")))
    none = len(plan.stranded)
    left = ngettext("%(count)s has none elsewhere.", "%(count)s have none elsewhere.", none)
    return f"{said} {left % {'count': writing.number(none)}}"


def line(one):
    """What the table shows of somebody who has to move."""
    lodging = one.lodging
    reason = ""
    if one.block is None and one.full:
        days = {"days": writing.listed(map(writing.short_date, one.full))}
        reason = _("nowhere: no block of this type has a free room on %(days)s") % days
    elif one.block is None:
        reason = _("nowhere: no block of this type has a free room for all the nights")
    rank = lodging.occupant.rank_class if lodging.occupant_id else None
    return {"lodging": lodging, "name": guest_name(lodging), "rank": rank, "first": one.first,
            "block": one.block, "reason": reason}  # fmt: skip
