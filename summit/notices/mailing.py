"""Sending notices by mail, as a job that may run twice and mails once."""

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task

from summit import clock
from summit.jobs import periodic

logger = logging.getLogger(__name__)
TRIED_FOR = dt.timedelta(days=2)  # older news is read in the app, not sent into a mailbox
SETTLED = dt.timedelta(minutes=5)  # until then the job that was queued with the notice sends it
REFUSALS = (smtplib.SMTPException, OSError)


@task()
def mail_notices(key: str) -> int:
    """Mail the notices of one ``key`` that are not mailed yet; returns how many went out.

    Each notice is claimed by a conditional UPDATE before it leaves, and given back when the
    mail server refuses, so that a later run sends it. One refused address holds up no other.
    """
    return mail(_waiting().filter(key=key))


@periodic(seconds=600, name="notices.mail")
def mail_again() -> int:
    """Mail what a failing mail server left behind in the last two days; returns how many went out."""
    return mail(
        _waiting().filter(written_at__gte=clock.now() - TRIED_FOR, written_at__lte=clock.now() - SETTLED)
    )


def mail(notices) -> int:
    return sum(send(notice) for notice in notices.select_related("user"))


def _waiting():
    from summit.notices.models import Notice  # noqa: PLC0415 - the job module is loaded before the models

    return Notice.objects.filter(mailed_at__isnull=True).exclude(user__email="")


def send(notice) -> bool:
    """Whether this call mailed the notice; False where another did, or where the server refuses."""
    same = type(notice).objects.filter(pk=notice.pk)
    if not same.filter(mailed_at__isnull=True).update(mailed_at=clock.now()):
        return False
    try:
        EmailMessage(notice.subject, notice.text, settings.DEFAULT_FROM_EMAIL, [notice.user.email]).send()
    except REFUSALS:
        same.update(mailed_at=None)
        logger.warning("notice %s could not be mailed", notice.public_id)
        return False
    return True
