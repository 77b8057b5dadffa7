"""What is unwise about people: photos and papers that will not do, functions nobody knows, doubles.

They are told by delegation, by name where it is one; only who may read names and papers is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster import delegation_facts, person_standing
from delegations.roster.delegation_figures import members
from delegations.roster.delegation_findings import about, problem
from delegations.roster.membership import Document
from delegations.roster.person import Person, Resemblance
from delegations.roster.person_checklist import DOCUMENTS_BY, PHOTOS_BY
from delegations.roster.portfolio import protocol_ministry
from summit import writing
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding

NAMES, PAPERS = "delegations.view_person", "delegations.view_document"
PAIRS_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One thing that people lack: ``rows(summit)`` finds their memberships, ``words(count)`` says it.

    ``papers`` says how far the best paper of each goes (``person_standing.best_paper``). From ``urgent_from`` on (days from J0) it is urgent; ``filter`` is the list's filter that shows them.
    """

    code: str
    words: Callable[[int], str]
    rows: Callable[[Any], Q] = lambda summit: Q()
    papers: int | None = None
    filter: str = ""
    level: str = WARNING
    urgent_from: int | None = None


OF_PEOPLE = (
    Trouble(
        code="no_photo",
        rows=lambda summit: Q(category__needs_photo=True, person__photo__isnull=True),
        words=lambda n: ngettext("%(count)d person has no photo.", "%(count)d people have no photo.", n),
        filter="photo",
        urgent_from=PHOTOS_BY,
    ),
    Trouble(
        code="photo_refused",
        rows=lambda summit: Q(person__photo_verdict=Person.Photo.BAD),
        words=lambda n: ngettext("%(count)d photo was refused.", "%(count)d photos were refused.", n),
        filter="refused",
        urgent_from=PHOTOS_BY,
    ),
    Trouble(
        code="photo_old",
        rows=person_standing.photo_of_member_too_old,
        words=lambda n: ngettext(
            "%(count)d photo is more than six months old.",
            "%(count)d photos are more than six months old.",
            n,
        ),
        filter="old",
        level=NOTICE,
    ),
    Trouble(
        code="no_function",
        rows=lambda summit: person_standing.nameless_function(),
        words=lambda n: ngettext(
            "%(count)d person has no function.", "%(count)d people have no function.", n
        ),
        filter="function",
    ),
)
OF_PAPERS = (
    Trouble(
        code="no_document",
        rows=lambda summit: Q(category__needs_document=True),
        papers=person_standing.NO_PAPER,
        words=lambda n: ngettext(
            "%(count)d person has no document.", "%(count)d people have no document.", n
        ),
        filter="document",
        urgent_from=DOCUMENTS_BY,
    ),
    Trouble(
        code="document_expired",
        papers=person_standing.EXPIRED,
        words=lambda n: ngettext(
            "The document of %(count)d person expires before the summit ends.",
            "The documents of %(count)d people expire before the summit ends.",
            n,
        ),
        filter="expiring",
        level=ALERT,
    ),
    Trouble(
        code="document_expiring",
        papers=person_standing.SHORT,
        words=lambda n: ngettext(
            "The document of %(count)d person expires within six months after the summit.",
            "The documents of %(count)d people expire within six months after the summit.",
            n,
        ),
        filter="expiring",
    ),
)


def counts(troubles):
    """How many people of a delegation have each trouble, and who, where it is one: columns of delegations."""

    def columns(summit, today):
        return {f"lack_{one.code}": column(one, summit) for one in troubles}

    def column(one, summit):
        if one.papers is None:
            return members(one.rows(summit), named=True)
        rows, papers = one.rows(summit) or None, person_standing.PAPERS
        return members(rows, named=True, fact=papers, among=(one.papers,))

    return columns


@problem("delegations.people", right=NAMES, columns=counts(OF_PEOPLE))
def of_people(delegations, today):
    yield from found(delegations, today, OF_PEOPLE, NAMES)


@problem("delegations.papers", right=PAPERS, columns=counts(OF_PAPERS))
def of_papers(delegations, today):
    yield from found(delegations, today, OF_PAPERS, PAPERS)


def found(delegations, today, troubles, right):
    """The troubles of these delegations, from the columns they came with."""
    for row in delegation_facts.known(delegations, today):
        if row.state == row.State.DEPARTED:
            continue
        day = row.summit.day_number(today)
        for one in troubles:
            if count := getattr(row, f"lack_{one.code}"):
                yield told(row, one, count, getattr(row, f"lack_{one.code}_who"), day, right)


def told(delegation, trouble, count, name, day, right):
    urgent = trouble.urgent_from is not None and day >= trouble.urgent_from
    message = trouble.words(count) % {"count": count}
    if name:
        message = _("%(name)s: %(sentence)s") % {"name": name, "sentence": message}
    pk, one = about(delegation, ALERT if urgent else trouble.level, trouble.code, message)
    url = f"{reverse('people')}?delegation={delegation.code}&problem={trouble.filter}"
    return pk, replace(one, url=url, right=right)


def of_protocol(summit, level, code, message, *, url, right, subject=""):
    ministry = protocol_ministry(summit)
    return Finding(
        level=level,
        code=f"delegations.{code}",
        subject=subject or _("People"),
        message=message,
        owner=_("Protocol"),
        url=url,
        ministry_id=ministry.pk if ministry else None,
        right=right,
    )


@finding("delegations.same_document")
def same_document(summit, today):
    """People who share the number of a paper, found by its blind index."""
    held = Document.objects.of(summit).filter(number_key__isnull=False, person__state=Person.State.ACTIVE)
    shared = held.values("number_key").annotate(people=Count("person", distinct=True)).filter(people__gt=1)
    keys = list(shared.order_by("number_key").values_list("number_key", flat=True)[:PAIRS_NAMED])
    holders: dict[str, list[Person]] = {}
    for row in held.filter(number_key__in=keys).select_related("person").order_by("person__sort_key", "pk"):
        if row.person not in holders.setdefault(row.number_key, []):
            holders[row.number_key].append(row.person)
    for people in holders.values():
        names = writing.listed(person.name_on_list for person in people)
        message = _("%(names)s: one document number for several people.") % {"names": names}
        yield of_protocol(
            summit, ALERT, "same_document", message, url=people[0].get_absolute_url(), right=PAPERS
        )


@finding("delegations.queues")
def queues(summit, today):
    """Pairs to decide on and photos to look at."""
    pairs = Resemblance.objects.of(summit).filter(state=Resemblance.State.OPEN).count()
    if pairs:
        message = ngettext(
            "%(count)d pair of people may be one person.",
            "%(count)d pairs of people may be one person.",
            pairs,
        )
        yield of_protocol(
            summit,
            NOTICE,
            "resemblances",
            message % {"count": pairs},
            url=reverse("resemblances"),
            right="delegations.merge_person",
        )
    unseen = Person.objects.of(summit).active().filter(photo_verdict=Person.Photo.UNSEEN).count()
    if unseen:
        message = ngettext("%(count)d photo waits for a look.", "%(count)d photos wait for a look.", unseen)
        yield of_protocol(
            summit,
            NOTICE,
            "photos",
            message % {"count": unseen},
            url=reverse("photo-queue"),
            right="delegations.edit_photo",
        )
