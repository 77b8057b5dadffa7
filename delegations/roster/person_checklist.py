"""Photos and papers in the checklist of a delegation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.roster import checklist, person_standing
from delegations.roster.delegation_figures import members
from delegations.roster.membership import Document
from delegations.roster.person import Person

PHOTOS_BY, DOCUMENTS_BY = -10, -10


@checklist.counted("photos", _("Photos"), order=20, due=PHOTOS_BY)
def photos(today):
    """Of the members whose category wants one: who sent a photo that nobody refused."""
    wanted = Q(category__needs_photo=True)
    sent = wanted & Q(person__photo__isnull=False) & ~Q(person__photo_verdict=Person.Photo.BAD)
    return members(sent), members(wanted)


@checklist.counted("documents", _("Documents"), order=30, due=DOCUMENTS_BY)
def documents(today):
    """Of the members whose category wants one: who has a paper that is valid on the last day."""
    wanted = Q(category__needs_document=True)
    valid = (person_standing.SHORT, person_standing.GOOD)
    return members(wanted, fact=person_standing.PAPERS, among=valid), members(wanted)


@checklist.mark("photo", _("Photo"), order=20)
def photo(memberships, user):
    return {
        row.pk: person_standing.photo_mark(
            row.person, row.summit, wanted=person_standing.wants([row], "photo")
        )
        for row in memberships
    }


@checklist.mark("document", _("Document"), order=30, right="delegations.view_document")
def document(memberships, user):
    days = expiries([row.person_id for row in memberships])
    return {
        row.pk: person_standing.document_mark(
            days.get(row.person_id, ()), row.summit, wanted=person_standing.wants([row], "document")
        )
        for row in memberships
    }


def expiries(people) -> dict[int, list]:
    """For each person the days until which their papers are valid; one query, nothing is decrypted."""
    found: dict[int, list] = {}
    for person, day in Document.objects.filter(person__in=list(people)).values_list("person", "expires_on"):
        found.setdefault(person, []).append(day)
    return found
