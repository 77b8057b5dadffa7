"""What a delegation prepares on its side: one draft at a time, kept on the server until it is sent.

Every write takes the draft first, by one UPDATE that asks whether it still is one: a line never
slips into a version that was sent in the meantime.
"""

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from delegations.roster import entering
from delegations.roster.changes import ListChange, Submission
from summit import audit, clock
from summit.accounts.models import User

ADD, CHANGE, WITHDRAW = ListChange.Action.ADD, ListChange.Action.CHANGE, ListChange.Action.WITHDRAW


class NotNow(Exception):
    """The delegation cannot write now; the text says why."""


def last(delegation) -> Submission | None:
    """The delegation's newest version, whatever became of it."""
    return delegation.submissions.order_by("-number").first()


def lines_of(submission) -> list[ListChange]:
    if submission is None:
        return []
    return list(submission.lines.select_related("delegation", "membership__person", "photo").order_by("pk"))


def arrivals_of(submission) -> list[dict]:
    """What the version says of the delegation's arrivals, their hours as moments."""
    said = submission.arrivals if submission else []
    return [row | {"at": parse_datetime(row["at"])} for row in said]


@transaction.atomic
def begin(visit) -> Submission:
    """The draft of the delegation, made if there is none; after a version that came back, with its lines.

    Raises ``NotNow`` while a version waits for protocol's answer.
    """
    found = last(visit.delegation)
    if found and found.state == Submission.State.DRAFT:
        return found
    if found and found.state == Submission.State.SUBMITTED:
        raise NotNow(_("Protocol is looking at what you sent. You can go on once it has answered."))
    try:
        with transaction.atomic():
            return make(visit, found)
    except IntegrityError:  # another window began the same version a moment ago
        return begin(visit)


def make(visit, former) -> Submission:
    delegation = visit.delegation
    number = delegation.submissions.aggregate(last=Max("number"))["last"] or 0
    draft = Submission(summit=delegation.summit, delegation=delegation, number=number + 1)
    draft.link, draft.sender = visit.link, visit.link.recipient
    returned = former and former.state == Submission.State.RETURNED
    if returned:
        draft.wishes, draft.arrivals, draft.arms = former.wishes, former.arrivals, former.arms
    draft.save()
    audit.record(draft, "create", by=visit.link)
    if returned:
        copy_lines(former, draft)
    return draft


def copy_lines(former, draft) -> None:
    """The lines of a version that came back, except those whose people have left the list since."""
    for line in lines_of(former):
        if line.membership_id and line.membership.state not in line.membership.LIVE:
            continue
        ListChange.objects.create(
            summit=draft.summit,
            delegation=draft.delegation,
            submission=draft,
            membership=line.membership,
            action=line.action,
            before=entering.snapshot(line.membership) if line.membership_id else {},
            after=line.after,
            photo=line.photo,
            reason=line.reason,
        )


def take(visit) -> Submission:
    """The draft, held until this transaction ends. Raises ``NotNow`` once it was sent."""
    draft = begin(visit)
    rows = Submission.objects.filter(pk=draft.pk, state=Submission.State.DRAFT)
    if not rows.update(revision=F("revision") + 1, updated_at=clock.now()):
        raise NotNow(_("This version was sent a moment ago: it cannot be changed any more."))
    return draft


@transaction.atomic
def put(
    visit, action, *, line=None, membership=None, before=None, after=None, photo=None, reason=""
) -> ListChange:
    """Write one line of the draft: ``line`` anew, else the one about ``membership``, else a new one.

    Raises ``NotNow``, also where ``line`` does not belong to the draft any more.
    """
    draft = take(visit)
    if line is None and membership is not None:
        line = draft.lines.filter(membership=membership).first()
    if line is not None and not draft.lines.filter(pk=line.pk).exists():
        raise NotNow(_("This line is no longer in your draft."))
    is_new = line is None
    line = line or ListChange(summit=draft.summit, delegation=visit.delegation, submission=draft)
    line.action, line.membership = action, membership
    line.before, line.after, line.reason = before or {}, after or {}, reason
    line.photo = photo or line.photo
    line.updated_at = clock.now()
    line.save()
    audit.record(line, "create" if is_new else "edit", by=visit.link)
    return line


@transaction.atomic
def drop(visit, line) -> None:
    """Take a line out of the draft. Raises ``NotNow``."""
    draft = take(visit)
    if draft.lines.filter(pk=line.pk).exists():
        audit.record(line, "delete", by=visit.link)
        line.delete()


@transaction.atomic
def note(visit, *, wishes, arrivals, arms) -> Submission:
    """Write what the draft says beside its lines. Raises ``NotNow``."""
    draft = take(visit)
    values = {"wishes": wishes, "arrivals": arrivals, "arms": arms}
    Submission.objects.filter(pk=draft.pk).update(**values)
    audit.record(
        draft, "edit", by=visit.link, changes={"arms": [draft.arms, arms], "wishes": None, "arrivals": None}
    )
    return draft


def is_empty(draft) -> bool:
    return not (draft.wishes or draft.arrivals or draft.arms or draft.lines.exists())


@transaction.atomic
def send(visit) -> Submission:
    """Hand the draft to protocol. Raises ``NotNow``.

    Whoever holds a link has no account, so the step is taken in the name of the system's user; the
    note of its audit entry names the link, and the link's own uses say when and from where.
    """
    draft = take(visit)
    draft.refresh_from_db()
    if is_empty(draft):
        raise NotNow(_("There is nothing to send yet: enter somebody, or say when you arrive."))
    Submission.objects.filter(pk=draft.pk).update(link=visit.link, sender=visit.link.recipient)
    draft.link, draft.sender = visit.link, visit.link.recipient
    draft.workflow.run(draft, "submit", by=User.objects.system(), note=f"link {visit.link.public_id}")
    return draft
