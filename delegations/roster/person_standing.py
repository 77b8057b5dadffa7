"""What is still missing of a person: photo, paper, function; the one place that says so.

A paper has to be valid for six months after the summit's last day, the usual rule of borders; a
photo may be six months old on the first. Both are wanted of categories that say so.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from delegations.roster import person_photo
from delegations.roster.checklist import Mark
from delegations.roster.delegation_figures import Fact
from delegations.roster.membership import Document, Membership
from delegations.roster.person import Person

MONTHS_VALID = 6
DONE, WAIT, LATE, TODO = "done", "wait", "late", "todo"


def valid_until(summit) -> dt.date:
    """The day until which a paper should be valid."""
    months = summit.ends_on.month + MONTHS_VALID - 1
    year, month = summit.ends_on.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(summit.ends_on.day, calendar.monthrange(year, month)[1]))


# -- of one person, from what is loaded ------------------------------------------------------


def photo_mark(person, summit, *, wanted: bool) -> Mark:
    """The state of the photo; its words stand alone where none is wanted."""
    if person.photo_id is None:
        return Mark(LATE, _("no photo")) if wanted else Mark("", _("without"))
    if person.photo_verdict == Person.Photo.BAD:
        return Mark(LATE, _("photo refused"))
    if person_photo.too_old(person.photo_taken_on, summit):
        return Mark(WAIT, _("photo too old"))
    if person.photo_verdict == Person.Photo.GOOD:
        return Mark(DONE, _("photo good"))
    return Mark(WAIT, _("photo to look at"))


def document_mark(expiries: Iterable[dt.date | None], summit, *, wanted: bool) -> Mark:
    """The state of somebody's papers by the days until which they are valid (None: it is not known)."""
    days = list(expiries)
    if not days:
        return Mark(LATE, _("no document")) if wanted else Mark("", _("without"))
    best = max((day for day in days if day), default=None)
    if None in days or best >= valid_until(summit):
        return Mark(DONE, _("document valid"))
    said = {"day": best.strftime("%d/%m/%Y")}
    if best < summit.ends_on:
        return Mark(LATE, _("document expired on %(day)s") % said)
    return Mark(WAIT, _("document valid until %(day)s only") % said)


def wants(memberships: Iterable[Any], what: str) -> bool:
    """Whether one of the standing memberships has a category that wants ``photo`` or ``document``."""
    return any(row.category and getattr(row.category, f"needs_{what}") for row in memberships)


# -- of many, as conditions --------------------------------------------------------------------


def live(**more):
    """Standing memberships of the person of the outer query."""
    return Membership.objects.live().filter(person=OuterRef("pk"), **more)


def papers(**more):
    return Document.objects.filter(person=OuterRef("pk"), **more)


def without_photo() -> Q:
    return Q(photo__isnull=True) & Q(Exists(live(category__needs_photo=True)))


def without_document() -> Q:
    return Q(~Exists(papers())) & Q(Exists(live(category__needs_document=True)))


def document_ends_early(summit) -> Q:
    """There are papers, and all of them end too early."""
    enough = papers().filter(Q(expires_on__isnull=True) | Q(expires_on__gte=valid_until(summit)))
    return Q(Exists(papers())) & Q(~Exists(enough)) & Q(Exists(live()))


def twice() -> Q:
    """On the lists of two delegations."""
    other = (
        Membership.objects.live().filter(person=OuterRef("person")).exclude(delegation=OuterRef("delegation"))
    )
    return Q(Exists(live().filter(Exists(other))))


def refused() -> Q:
    return Q(photo_verdict=Person.Photo.BAD) & Q(Exists(live()))


def photo_too_old(summit) -> Q:
    limit = summit.starts_on - person_photo.FRESH
    return Q(photo__isnull=False, photo_taken_on__lt=limit) & Q(Exists(live()))


def photo_of_member_too_old(summit) -> Q:
    limit = summit.starts_on - person_photo.FRESH
    return Q(person__photo__isnull=False, person__photo_taken_on__lt=limit)


def nameless_function() -> Q:
    """Of memberships: nothing is written in any language."""
    return Q(function="") | Q(function="{}") | Q(function="null")


def without_function() -> Q:
    return Q(Exists(live().filter(nameless_function())))


def best_paper(summit):
    """Of memberships: how far the best paper of the person goes, ``NO_PAPER`` to ``GOOD``."""
    endless = Q(expires_on__isnull=True)
    worth = Case(
        When(endless | Q(expires_on__gte=valid_until(summit)), then=Value(GOOD)),
        When(expires_on__gte=summit.ends_on, then=Value(SHORT)),
        default=Value(EXPIRED),
    )
    mine = Document.objects.filter(person=OuterRef("person")).order_by().values("person")
    best = mine.annotate(best=Max(worth)).values("best")
    return Coalesce(Subquery(best, output_field=IntegerField()), NO_PAPER)


NO_PAPER, EXPIRED, SHORT, GOOD = range(4)
PAPERS = Fact("papers", best_paper)
