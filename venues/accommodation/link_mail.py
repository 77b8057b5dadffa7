"""The mail with the address of a hotel's side to its recipient."""

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from delegations.roster.side_mail import send
from summit import writing
from summit.links.models import SealedLink
from summit.secrecy.keys import decrypt, encrypt


def send_address(link, address: str, *, language: str) -> None:
    """Queue the mail with the secret address, encrypted in the queue; belongs to the act that issues the link."""
    mail_hotel_address.enqueue(link=link.public_id, sealed=encrypt(address), language=language)


@task()
def mail_hotel_address(link: str, sealed: str, language: str) -> bool:
    """Mail a link to its recipient unless it was revoked or expired meanwhile; true where it went."""
    row = SealedLink.objects.select_related("summit").filter(public_id=link).first()
    if row is None or not row.is_live() or not row.email:
        return False
    with translation.override(language):
        subject = _("%(summit)s: the guests of your hotel") % {"summit": row.summit}
        text = _(
            "%(recipient)s,\n\nat this address you see the guests of your hotel, write the room numbers and note "
            "who has arrived and left:\n\n%(address)s\n\nIt is yours alone and valid until %(date)s. Do not forward "
            "it: the committee issues another one to whoever works with you."
        ) % {
            "recipient": row.recipient,
            "address": decrypt(sealed),
            "date": writing.short_time(row.expires_at, row.summit),
        }
    return send(row, subject, text)
