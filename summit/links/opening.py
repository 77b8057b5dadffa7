"""Issuing, opening and revoking sealed links."""

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from summit import audit, clock
from summit.links.models import LinkUse, SealedLink
from summit.secrecy.keys import blind_index

SECRET_BYTES = 32


@dataclass(frozen=True)
class Scope:
    """What a page lets a link do: ``verb`` on rows of ``kind`` (a model label), on one row or any."""

    kind: str
    verb: str
    object_id: str = ""

    def covers(self, link: SealedLink) -> bool:
        same = (link.kind, link.verb) == (self.kind.lower(), self.verb)
        return same and self.object_id in {"", link.object_id}


@transaction.atomic
def issue(
    obj: models.Model, verb: str, *, recipient: str, by: Any, lasts: dt.timedelta, email: str = ""
) -> tuple[SealedLink, str]:
    """A new link for ``recipient`` to do ``verb`` to ``obj``, and its secret.

    The secret is shown this once: the database holds its digest only. Audited on ``obj``.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = SealedLink.objects.create(
        summit_id=obj.summit_id,
        kind=obj._meta.label_lower,
        object_id=obj.public_id,
        verb=verb,
        recipient=recipient,
        email=email,
        secret_hash=_digest(secret),
        issued_by=by,
        expires_at=clock.real_now() + lasts,
    )
    audit.record(obj, "issue_link", by=by, changes={"link": [None, link.public_id], "may": [None, verb]})
    return link, secret


def open_link(secret: str, scope: Scope) -> SealedLink | None:
    """The live link of this secret, if it covers ``scope``.

    Unknown, expired, revoked and made for something else are all None: the outside learns
    nothing from the difference. Writes nothing; ``record_use`` belongs to the act.
    """
    digest = _digest(secret)
    link = SealedLink.objects.select_related("summit").filter(secret_hash=digest).first()
    same = hmac.compare_digest(link.secret_hash if link else _digest(""), digest)
    return link if link and same and link.is_live() and scope.covers(link) else None


def record_use(link: SealedLink, *, address: str = "") -> LinkUse:
    """Note that the link was used now, from this network address."""
    return LinkUse.objects.create(link=link, address_digest=blind_index(address, "link.address") or "")


@transaction.atomic
def revoke(link: SealedLink, *, by: Any, note: str = "") -> bool:
    """End the link now; False where it was revoked already."""
    now = clock.real_now()
    if not SealedLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
        return False
    link.revoked_at = now
    audit.record(link, "revoke", by=by, note=note)
    return True


def _digest(secret):
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
