"""What is unwise in the register: answers overdue, notes of which nobody knows that they arrived, old drafts."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster.notes import NoteVerbale
from delegations.roster.portfolio import protocol_ministry
from summit import clock, writing
from summit.findings import ALERT, NOTICE, WARNING, Finding, finding

RECEIPT_WITHIN = dt.timedelta(days=3)
DRAFT_FOR = dt.timedelta(days=5)


def about(note, level, code, message, ministry):
    return Finding(
        level=level,
        code=code,
        subject=note.code,
        message=message,
        owner=str(note.assigned_to or ministry or ""),
        url=note.get_absolute_url(),
        ministry_id=ministry.pk if ministry else None,
        right=NoteVerbale.view_right,
    )


@finding("delegations.note_overdue")
def overdue(summit, today):
    """Notes whose answer was due and has neither come nor gone."""
    ministry = protocol_ministry(summit)
    for note in (
        NoteVerbale.objects.of(summit).unanswered(on=today).for_list().order_by("answer_due", "sort_key")
    ):
        days = (today - note.answer_due).days
        words = {"subject": note.subject, "count": days, "who": note.correspondent}
        if note.direction == NoteVerbale.Direction.IN:
            message = ngettext(
                "%(subject)s: our answer to %(who)s is late by %(count)d day.",
                "%(subject)s: our answer to %(who)s is late by %(count)d days.",
                days,
            )
        else:
            message = ngettext(
                "%(subject)s: the answer of %(who)s is late by %(count)d day.",
                "%(subject)s: the answer of %(who)s is late by %(count)d days.",
                days,
            )
        yield about(note, ALERT, "delegations.note_overdue", message % words, ministry)


@finding("delegations.note_without_receipt")
def without_receipt(summit, today):
    """Notes sent more than three days ago of which nothing proves that they arrived."""
    ministry = protocol_ministry(summit)
    sent = NoteVerbale.objects.of(summit).filter(
        state=NoteVerbale.State.SENT, dated__lt=today - RECEIPT_WITHIN
    )
    for note in sent.for_list().order_by("sort_key"):
        words = {"subject": note.subject, "date": writing.short_day(note.dated)}
        message = _("%(subject)s: sent on %(date)s without proof of receipt.") % words
        yield about(note, WARNING, "delegations.note_without_receipt", message, ministry)


@finding("delegations.note_draft")
def old_draft(summit, today):
    """Drafts that have waited for more than five days to be sent."""
    ministry = protocol_ministry(summit)
    drafts = NoteVerbale.objects.of(summit).filter(
        state=NoteVerbale.State.DRAFT, created_at__lt=clock.now() - DRAFT_FOR
    )
    for note in drafts.for_list().order_by("created_at", "pk"):
        words = {"subject": note.subject, "date": writing.short_day(note.created_at)}
        message = _("%(subject)s: a draft since %(date)s, not sent.") % words
        yield about(note, NOTICE, "delegations.note_draft", message, ministry)
