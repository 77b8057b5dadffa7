"""The mails of the delegations' side: the address itself to its recipient, and that an answer is there."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from summit import writing
from summit.links.models import SealedLink
from summit.secrecy.keys import decrypt, encrypt

logger = logging.getLogger(__name__)
REFUSALS = (smtplib.SMTPException, OSError)


def send_address(link, address: str, *, language: str) -> None:
    """Queue the mail with the secret address, encrypted in the queue; belongs to the act that issues the link."""
    mail_address.enqueue(link=link.public_id, sealed=encrypt(address), language=language)


def tell(submission, answer: str) -> None:
    """Write protocol's answer on the version and let the recipient of its link know; belongs to the step."""
    type(submission).objects.filter(pk=submission.pk).update(answer=answer)
    submission.answer = answer
    if submission.link_id:
        mail_answer.enqueue(link=submission.link.public_id)


@task()
def mail_address(link: str, sealed: str, language: str) -> bool:
    """Mail a link to its recipient unless it was revoked or expired meanwhile; true where it went."""
    row = SealedLink.objects.select_related("summit").filter(public_id=link).first()
    if row is None or not row.is_live() or not row.email:
        return False
    with translation.override(language):
        subject = _("%(summit)s: the list of your delegation") % {"summit": row.summit}
        text = _(
            "%(recipient)s,\n\nat this address you fill in the list of your delegation and send it to protocol:\n\n"
            "%(address)s\n\nIt is yours alone and valid until %(date)s. Do not forward it: protocol issues "
            "another one to whoever works with you."
        ) % {
            "recipient": row.recipient,
            "address": decrypt(sealed),
            "date": writing.short_time(row.expires_at, row.summit),
        }
    return send(row, subject, text)


@task()
def mail_answer(link: str) -> bool:
    """Mail the recipient that protocol has answered, in every language; it says neither what nor where."""
    row = SealedLink.objects.select_related("summit").filter(public_id=link).first()
    if row is None or not row.is_live() or not row.email:
        return False
    subject, texts = str(row.summit), []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            text = _(
                "Protocol has answered the list that you sent. Open the address that you were given to read it."
            )
            texts.append(text)
    return send(row, subject, "\n\n".join([f"{row.recipient},", *texts]))


def send(link, subject, text) -> bool:
    """False where the mail server refuses: protocol sees the address once and can hand it over itself."""
    subject = " ".join(subject.split())
    try:
        EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [link.email]).send()
    except REFUSALS:
        logger.warning("link %s could not be mailed", link.public_id)
        return False
    return True
