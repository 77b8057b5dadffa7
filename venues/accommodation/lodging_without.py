"""People without a bed by rank: what each needs and is entitled to, and giving rooms of a block to several at once."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from delegations.roster.models import Category, Delegation, Membership
from delegations.travel.models import Flight
from summit.inputs import DayInput
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires
from venues.accommodation import giving
from venues.accommodation import lodging_choices as choices
from venues.accommodation import lodging_refusals as refusals
from venues.accommodation import lodging_words as words
from venues.accommodation.assignment import HOLDING, RoomAssignment
from venues.accommodation.entitled import covers, without_bed
from venues.accommodation.lodging_form import REFUSED
from venues.accommodation.stays import DAY, stays_ahead

LAST = 32767  # whoever has no class comes after all that have one
AT_ONCE = 200  # people given a room in one go


def delegations(request):
    waiting = without_bed(request.user.summit).order_by().values("delegation")
    return Delegation.objects.of(request.user.summit).filter(pk__in=waiting).order_by("sort_key")


def categories(request):
    return Category.objects.of(request.user.summit).order_by("order", "code")


class WaitingFilter(django_filters.FilterSet):
    """``?delegation=…&category=C&night=2025-12-22``; other pages link to these names."""

    delegation = django_filters.ModelChoiceFilter(
        queryset=delegations,
        to_field_name="public_id",
        label=gettext_lazy("Delegation"),
        empty_label=gettext_lazy("All"),
    )
    category = django_filters.ModelChoiceFilter(
        queryset=categories,
        to_field_name="code",
        label=gettext_lazy("Category"),
        empty_label=gettext_lazy("All"),
    )
    night = django_filters.DateFilter(
        method="on_night", label=gettext_lazy("Without a bed on the night"), widget=DayInput
    )

    class Meta:
        model = Membership
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """A night asks for those who have no bed then; without one, for those who have none at all."""
        return super().filter_queryset(queryset.filter(pk__in=self.waiting().order_by().values("pk")))

    def waiting(self):
        night = self.form.cleaned_data.get("night")
        return without_bed(self.request.user.summit, night)

    def on_night(self, rows, name, value):
        return rows


def rows_of(user):
    rows = Membership.objects.visible_to(user).for_list()
    return rows.annotate(
        search_text=F("person__search_text"),
        rank_sort=Coalesce("rank_class__order", Value(LAST)),
        below_head=Case(When(is_head=True, then=Value(0)), default=Value(1)),
    )


def about(request, listing):
    user = request.user
    post = request.POST if request.method == "POST" else {}
    ticked = set(post.getlist("member")) if post else set()
    dress(listing.rows, ticked)
    summit = user.summit
    total = without_bed(summit).count()
    return {
        "total": total,
        "said": said(total),
        "blocks": blocks(summit),
        "chosen": post.get("block", ""),
        "failed": getattr(request, "failed", []),
        "crews": crews(summit),
    }


def dress(rows, ticked):
    """What each row shows beside the person: five queries for all of them."""
    nights, cover = stays_ahead(rows), covers(rows)
    for row in rows:
        stay = nights[row.pk]
        row.stay, row.cover = stay, cover[row.pk]
        row.when = words.days(stay.check_in, stay.check_out)
        row.payer = RoomAssignment(paid_by=row.cover.paid_by).get_paid_by_display()
        row.ticked = row.public_id in ticked


def said(total) -> str:
    if not total:
        return _("Everybody who comes has a bed.")
    return ngettext("%(n)d person has no bed.", "%(n)d people have no bed.", total) % {"n": total}


def blocks(summit) -> list[tuple[str, str]]:
    """Blocks with rooms for all days of the summit first, with how many; then the others."""
    stay = RoomAssignment(summit=summit, check_in=summit.starts_on - DAY, check_out=summit.ends_on + DAY)
    found: dict[Any, str] = {one.block.public_id: words.offer_words(one) for one in choices.offers(stay)}
    for block in choices.open_blocks(summit):
        found.setdefault(block.public_id, words.block_words(block))
    return list(found.items())


def crews(summit) -> list[Flight]:
    """Special flights whose crew has fewer rooms than people: ``given`` of ``crew``."""
    rows = Flight.objects.of(summit).exclude(state__in=Flight.OVER).filter(crew__gt=0)
    given = dict(
        RoomAssignment.objects.of(summit)
        .filter(crew_of__isnull=False, state__in=("requested", *HOLDING))
        .order_by()
        .values_list("crew_of")
        .annotate(n=Count("pk"))
    )
    found = []
    for flight in rows.select_related("delegation").order_by("sort_key", "pk"):
        flight.given = given.get(flight.pk, 0)
        if flight.given < flight.crew:
            found.append(flight)
    return found


WAITING = ListSpec(
    template="venues/accommodation/without_bed.html",
    columns=[
        Column(name="tick", label=""),
        Column(
            name="rank",
            label=pgettext_lazy("lodging", "Guest"),
            sort=("rank_sort", "below_head", "delegation__sort_key", "list_order", "sort_key"),
        ),
        Column(
            name="delegation", label=gettext_lazy("Delegation"), sort=("delegation__sort_key", "rank_sort")
        ),
        Column(name="nights", label=gettext_lazy("Nights")),
        Column(name="cover", label=gettext_lazy("Paid by")),
        Column(name="give", label=""),
    ],
    default_sort="rank",
    filterset=WaitingFilter,
    context=about,
)


@requires("venues.edit_lodging")
@require_http_methods(["GET", "HEAD", "POST"])
def without_bed_page(request):
    """The list; a POST gives rooms of one block to those ticked, each in a transaction of its own."""
    if request.method == "POST" and (answer := give(request)):
        return answer
    answer = list_page(request, rows_of(request.user), WAITING)
    if request.method == "POST":
        answer.status_code = 422
    return answer


def give(request):
    """The redirect once everybody ticked has a room; None with ``request.failed`` where somebody has not."""
    block = (
        choices.open_blocks(request.user.summit).filter(public_id=request.POST.get("block") or "-").first()
    )
    ticked = request.POST.getlist("member")[:AT_ONCE]
    waiting = without_bed(request.user.summit).for_list()
    members = list(waiting.filter(public_id__in=ticked))
    if block is None or not ticked:
        sentence = _("Choose a block.") if ticked else _("Tick who is to be given a room.")
        request.failed = [(None, sentence)]
        return None
    failed = given_to(members, block, request.user)
    done = len(members) - len(failed)
    if done:
        told = ngettext("%(n)d room given in %(block)s.", "%(n)d rooms given in %(block)s.", done)
        messages.success(request, told % {"n": done, "block": words.block_words(block)})
    if not failed:
        return redirect(request.get_full_path())
    request.failed = failed
    return None


def given_to(members, block, by) -> list[tuple[Membership, str]]:
    """Give each a room of ``block`` for the nights of the stay; returns who could not be given one, and why."""
    nights, cover = stays_ahead(members), covers(members)
    failed = []
    for member in members:
        stay, pays = nights[member.pk], cover[member.pk]
        row = RoomAssignment(
            summit=member.summit,
            delegation=member.delegation,
            occupant=member,
            hotel=block.hotel,
            room_type=block.room_type,
            block=block,
            check_in=stay.check_in,
            check_out=stay.check_out,
            paid_by=pays.paid_by,
            paid_because=pays.because[: words.LONGEST_REASON],
        )
        try:
            giving.give(row, by=by)
        except REFUSED as error:
            failed.append((member, refusals.refusal(error, row, by)[1]))
    return failed
