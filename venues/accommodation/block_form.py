"""The form of a block: what the contract says, with the nights and the steps of attrition as they are typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from summit import telling, writing
from summit.editing import edit_page
from summit.forms import EditForm
from summit.inputs import DayInput
from summit.policy import fetch, requires
from venues.accommodation import block_nights
from venues.accommodation.block import AttritionStep, RoomBlock
from venues.accommodation.block_words import as_lines, read_lines, runs, span, usual
from venues.accommodation.hotel import Hotel

MOST_NIGHTS = 120
NIGHTS, ATTRITION = "kept_nights", "attrition_steps"
telling.DETAILS |= {
    NIGHTS: gettext_lazy("rooms a night"),
    ATTRITION: gettext_lazy("may be given back, %"),
}
telling.VERBS |= {"give_back": gettext_lazy("Rooms given back")}


class BlockForm(EditForm):
    """A block with its nights: a range with one number, and single nights that have another."""

    first = forms.DateField(label=gettext_lazy("First night"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Last night"), widget=DayInput)
    rooms = forms.IntegerField(label=gettext_lazy("Rooms a night"), min_value=0, max_value=5000)
    otherwise = forms.CharField(
        label=gettext_lazy("Nights with another number"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=gettext_lazy("One a line, such as 22/12: 10."),
    )
    attrition = forms.CharField(
        label=gettext_lazy("May be given back free of charge"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=gettext_lazy("Until which day how many percent, one step a line, such as 30/11: 10."),
    )
    GROUPS = (
        (gettext_lazy("The block"), ("code", "hotel", "room_type")),
        (gettext_lazy("Nights"), ("first", "last", "rooms", "otherwise")),
        (gettext_lazy("Contract"), ("rate", "currency", "cut_off", "release_on", "attrition", "terms")),
    )

    class Meta:
        model = RoomBlock
        fields = ["code", "hotel", "room_type", "rate", "currency", "cut_off", "release_on", "terms"]
        widgets = {"cut_off": DayInput, "release_on": DayInput, "terms": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "cut_off": gettext_lazy("The last day to name guests or to give rooms back."),
            "release_on": gettext_lazy("On this day the rooms nobody has go back by themselves."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.wanted, self.others, self.steps = {}, {}, {}
        self.fields["code"].widget.attrs.update(dir="ltr", autocomplete="off")
        self.fields["hotel"].queryset = self.choosable_hotels()
        for name, value in self.stored().items():
            self.fields[name].initial = value

    @property
    def fieldsets(self):
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def choosable_hotels(self):
        hotels = self.fields["hotel"].queryset
        return hotels.filter(state=Hotel.State.OPEN) | hotels.filter(pk=self.instance.hotel_id)

    def stored(self):
        """What the fields of the nights show of a block that is stored."""
        if not self.instance.pk:
            return {"first": self.instance.summit.starts_on, "last": self.instance.summit.ends_on}
        self.nights_before, self.steps_before = block_nights.kept(self.instance), steps_of(self.instance)
        kept = self.nights_before
        if not kept:
            return {"rooms": 0, "attrition": as_lines(self.steps_before)}
        first, last, rooms = min(kept), max(kept), usual(kept.values())
        others = {day: kept.get(day, 0) for day in span(first, last) if kept.get(day, 0) != rooms}
        return {
            "first": first,
            "last": last,
            "rooms": rooms,
            "otherwise": as_lines(others),
            "attrition": as_lines(self.steps_before),
        }

    # -- checks -----------------------------------------------------------------------------

    def clean(self):
        typed = self.cleaned_data  # read first: a clash shows the nights of both
        self._read_attrition(typed)
        self._read_nights(typed)
        self._stays_where_it_is(typed)
        return super().clean()

    def _lines(self, name, cleaned):
        near = self.instance.summit.starts_on
        found, wrong = read_lines(cleaned.get(name, ""), near)
        for line in wrong:
            message = _("“%(line)s” is not a day and a number, or the day stands twice.")
            self.add_error(name, ValidationError(message, params={"line": line}))
        return found

    def _read_attrition(self, cleaned):
        self.steps = self._lines("attrition", cleaned)
        if any(percent > 100 for percent in self.steps.values()):
            self.add_error("attrition", _("More than 100 percent cannot be given back."))

    def _read_nights(self, cleaned):
        first, last, rooms = (cleaned.get(name) for name in ("first", "last", "rooms"))
        others = self._lines("otherwise", cleaned)
        if first is None or last is None or rooms is None:
            return
        if last < first:
            self.add_error("last", _("The last night is before the first."))
            return
        if (last - first).days >= MOST_NIGHTS:
            self.add_error("last", _("A block is for 120 nights at most."))
            return
        days = span(first, last)
        if outside := sorted(others.keys() - set(days)):
            message = _("Not between the first and the last night: %(days)s.")
            words = {"days": writing.listed(map(writing.short_date, outside))}
            self.add_error("otherwise", ValidationError(message, params=words))
        self.others = others
        self.wanted = {day: others.get(day, rooms) for day in days}
        if self.instance.pk:
            self._refuse(block_nights.below_held(self.instance, self.wanted))

    def _refuse(self, below):
        """Say at the field that lowers a night how many rooms are held there."""
        days = self.wanted.keys()
        for day, held in below.items():
            message = ngettext(
                "%(count)s room is held on %(day)s: no fewer can be kept.",
                "%(count)s rooms are held on %(day)s: no fewer can be kept.",
                held,
            )
            words = {"count": writing.number(held), "day": writing.short_day(day)}
            name = "otherwise" if day in self.others else "rooms"
            if days and day not in days:
                name = "first" if day < min(days) else "last"
            self.add_error(name, ValidationError(message, params=words))

    def _stays_where_it_is(self, cleaned):
        moved = [
            name
            for name in ("hotel", "room_type")
            if cleaned.get(name) and self.before[name] and cleaned[name] != self.before[name]
        ]
        if moved and self.instance.lodgings.holding().exists():
            message = _("Rooms are given out of this block: it keeps its hotel and its type.")
            for name in moved:
                self.add_error(name, message)

    # -- saving -----------------------------------------------------------------------------

    def save(self, *, by, verb=None):
        """The stored block, or ``None`` with the reason among the errors where rooms were given meanwhile."""
        try:
            with transaction.atomic():
                return super().save(by=by, verb=verb)
        except block_nights.BelowHeld as refused:
            self._refuse(refused.nights)
            return None

    def _told(self):
        was = (self.nights_before, self.steps_before) if self.instance.pk else ({}, {})
        kept = {day: rooms for day, rooms in self.wanted.items() if rooms}
        pairs = {NIGHTS: [runs(was[0]), runs(kept)], ATTRITION: [runs(was[1]), runs(self.steps)]}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def _many_changes(self):
        return super()._many_changes() | self._told()

    def _created(self):
        return super()._created() | {
            NIGHTS: [None, runs({day: rooms for day, rooms in self.wanted.items() if rooms})],
            ATTRITION: [None, runs(self.steps)],
        }

    def _both_versions(self):
        yield from super()._both_versions()
        yield "rooms", runs(block_nights.kept(self.instance)), runs(self.wanted)
        yield "attrition", runs(steps_of(self.instance)), runs(self.steps)

    def _save_m2m(self):
        super()._save_m2m()
        block = self.instance
        block_nights.write(block, self.wanted)
        block.attrition.exclude(until__in=self.steps).delete()
        for until, percent in self.steps.items():
            AttritionStep.objects.update_or_create(
                summit=block.summit, block=block, until=until, defaults={"percent": percent}
            )


def steps_of(block) -> dict:
    return dict(block.attrition.values_list("until", "percent"))


form_page = require_http_methods(["GET", "HEAD", "POST"])


@requires("venues.edit_block")
@form_page
def new(request):
    """``?hotel=<public id>`` chooses the hotel beforehand."""
    block = RoomBlock(summit=request.user.summit)
    hotel = Hotel.objects.visible_to(request.user).filter(public_id=request.GET.get("hotel", "")).first()
    form = BlockForm(request.POST or None, instance=block, initial={"hotel": hotel}, user=request.user)
    return edit_page(request, form, title=_("New block of rooms"), cancel_url="room-blocks")


@requires("venues.edit_block")
@form_page
def edit(request, public_id):
    block = fetch(request, RoomBlock.objects.for_list(), "venues.edit_block", public_id=public_id)
    form = BlockForm(request.POST or None, instance=block, user=request.user)
    title = _("Block %(code)s") % {"code": block.code}
    return edit_page(request, form, title=title, cancel_url=block.get_absolute_url())
