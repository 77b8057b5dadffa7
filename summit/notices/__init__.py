"""Notices to people: written in the act's transaction, sent once, by mail and in the app."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

__all__ = ["notify", "tell"]


def notify(users: Iterable[Any], *, key: str, subject, text, url: str = "", summit=None) -> int:
    """Write one notice per user and ``key``; a second call with the same key writes nothing.

    ``subject`` and ``text`` may be lazy translations or callables of no argument: each is
    turned into words in the recipient's own language. Returns how many notices are new.
    The mail is sent by a job that is queued in the same transaction.
    """
    from summit.notices.mailing import mail_notices  # noqa: PLC0415 - needs the loaded models
    from summit.notices.models import Notice  # noqa: PLC0415 - needs the loaded models

    people = {user.pk: user for user in users}
    known = set(Notice.objects.filter(key=key, user__in=people).values_list("user_id", flat=True))
    fresh = [
        in_own_words(Notice, person, key, subject, text, url, summit)
        for pk, person in people.items()
        if pk not in known
    ]
    if fresh:
        Notice.objects.bulk_create(fresh, ignore_conflicts=True)  # the unique key has the last word
        mail_notices.enqueue(key=key)
    return len(fresh)


def in_own_words(model, user, key, subject, text, url, summit):
    with translation.override(user.language):
        said, body = (str(part() if callable(part) else part) for part in (subject, text))
    said = " ".join(said.split())[
        :300
    ]  # a line break in a mail's subject is refused, and what people type holds some
    return model(user=user, summit=summit or user.summit, key=key, subject=said, text=body, url=url)


def tell(obj, step, users, *, by, note="") -> int:
    """Tell people that ``by`` took ``step`` on ``obj``; the actor is not told."""

    def subject():
        return _("%(what)s: %(step)s") % {"what": obj, "step": step.label}

    def text():
        said = _("%(who)s, for %(what)s: %(step)s.") % {"who": by, "what": obj, "step": step.label}
        return f"{said}\n\n{note}" if note else said

    others = [user for user in users if user.pk != by.pk]
    key = f"{obj._meta.model_name}:{obj.public_id}:{step.name}:{obj.revision}"
    return notify(others, key=key, subject=subject, text=text, url=obj.get_absolute_url(), summit=obj.summit)
