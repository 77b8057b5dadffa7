"""Everybody of the summit in one list: found by any word of a name in either script, narrowed by what is missing."""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from delegations.roster import person_standing
from delegations.roster.delegation import Delegation
from delegations.roster.membership import Document
from delegations.roster.people_filters import Amount, PeopleFilter
from delegations.roster.person import Person, Resemblance
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
    for person in listing.rows:
        dress(person, user.summit, papers)
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


def dress(person, summit, papers: bool) -> None:
    """The marks of one row, from what is loaded."""
    standing = person.standing
    person.photo_look = person_standing.photo_mark(
        person, summit, wanted=person_standing.wants(standing, "photo")
    )
    if papers:
        days = [None] if person.endless_paper else [person.longest_paper] if person.has_paper else []
        wanted = person_standing.wants(standing, "document")
        person.document_look = person_standing.document_mark(days, summit, wanted=wanted)


PEOPLE = ListSpec(
    template="delegations/roster/people.html",
    columns=COLUMNS,
    default_sort="name",
    filterset=PeopleFilter,
    context=about_list,
    count=counted,
)


def with_papers(people):
    """How long the papers of each person are valid, without loading them."""
    papers = Document.objects.filter(person=OuterRef("pk"))
    longest = papers.filter(expires_on__isnull=False).order_by("-expires_on").values("expires_on")[:1]
    return people.annotate(
        has_paper=Exists(papers),
        endless_paper=Exists(papers.filter(expires_on__isnull=True)),
        longest_paper=Subquery(longest),
    )


@requires("delegations.view_person")
@require_safe
def people(request):
    rows = Person.objects.visible_to(request.user).active().for_list()
    if not request.user.has_perm("delegations.view_document"):
        return list_page(request, rows, PEOPLE)
    return list_page(request, with_papers(rows), replace(PEOPLE, columns=(*COLUMNS, DOCUMENT)))
