"""Everybody of the summit in one list: found by any word of a name in either script, narrowed by what is missing."""

from dataclasses import replace

from django.db.models import DateField, Max, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from delegations.roster.delegation import Delegation
from delegations.roster.membership import Document
from delegations.roster.people_filters import Amount, PeopleFilter
from delegations.roster.people_rows import ENDLESS, Pen
from delegations.roster.person import Person, Resemblance, standing_memberships
from summit.listing import COUNT_LIMIT, Column, ListSpec, list_page
from summit.policy import requires

COLUMNS = (
    Column(name="name", label=_("Name"), sort=("sort_key",)),
    Column(name="function", label=_("Function")),
    Column(name="delegation", label=_("Delegation")),
    Column(name="category", label=_("Category"), css="hide"),
    Column(name="photo", label=_("Photo")),
)
DOCUMENT = Column(name="document", label=_("Document"))
COUNTED = 100  # queues are counted no further


# What a row shows, and by what the list is ordered and paged.
ROW = [
    "public_id", "surname", "given_names", "arabic_name", "print_name", "photo_id", "photo_verdict", "photo_taken_on",
    "sort_key",
]  # fmt: skip
LINE = [
    "person_id", "function", "delegation__code", "delegation__organisation__country",
    "category__code", "category__name", "category__needs_photo", "category__needs_document",
]  # fmt: skip
MAY = {
    "may_add": "delegations.edit_membership",
    "may_import": "delegations.import_person",
    "may_export": "delegations.export_person",
    "may_judge": "delegations.edit_photo",
    "may_merge": "delegations.merge_person",
}


def counted(listing) -> int:
    """The rows and the two queues, asked together with what can be chosen; long ones are not counted to the end."""
    summit = listing.request.user.summit
    pairs = Resemblance.objects.of(summit).filter(state=Resemblance.State.OPEN)
    unseen = Person.objects.of(summit).active().filter(photo_verdict=Person.Photo.UNSEEN)
    rows, listing.pairs, listing.unseen = listing.filter_form.options.ask(
        Amount(listing.queryset, COUNT_LIMIT), Amount(pairs, COUNTED), Amount(unseen, COUNTED)
    )
    return rows


def about_list(request, listing):
    """What each row shows, the queues that wait, and what the reader may do."""
    user = request.user
    papers = user.has_perm("delegations.view_document")
    pen = Pen(user.summit, papers)
    for person in listing.rows:
        pen.dress(person)
    may = {name: user.has_perm(right) for name, right in MAY.items()}
    code = listing.request.GET.get("delegation", "")
    wanted = Delegation.objects.visible_to(user).filter(code=code) if code and may["may_add"] else ()
    return may | {
        "papers": papers,
        "pairs": listing.pairs if may["may_merge"] else 0,
        "unseen": listing.unseen if may["may_judge"] else 0,
        "counted": COUNTED,
        "delegation": next(iter(wanted), None),
    }


PEOPLE = ListSpec(
    template="delegations/roster/people.html",
    columns=COLUMNS,
    default_sort="name",
    filterset=PeopleFilter,
    context=about_list,
    count=counted,
)


def with_papers(people):
    """Until when the papers of each person are valid, without loading them.

    One value for all that a row says: PostgreSQL would answer an ``EXISTS`` by reading every paper there is.
    """
    papers = Document.objects.filter(person=OuterRef("pk")).order_by().values("person")
    last = papers.annotate(last=Max(Coalesce("expires_on", Value(ENDLESS)))).values("last")
    return people.annotate(last_paper=Subquery(last, output_field=DateField()))


def rows_of(user):
    """People with their standing memberships, and of each only what a row shows."""
    lines = (
        standing_memberships(user).select_related(None).select_related("delegation__organisation", "category")
    )
    standing = Prefetch("memberships", queryset=lines.only(*LINE), to_attr="standing")
    return Person.objects.visible_to(user).active().only(*ROW).prefetch_related(standing)


@requires("delegations.view_person")
@require_safe
def people(request):
    rows = rows_of(request.user)
    if not request.user.has_perm("delegations.view_document"):
        return list_page(request, rows, PEOPLE)
    return list_page(request, with_papers(rows), replace(PEOPLE, columns=(*COLUMNS, DOCUMENT)))
