"""Writes what is encrypted again under the newest keys, so that older ones may go."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import audit, secrecy
from summit.event.models import Summit
from summit.management.base import JsonCommand, Refused


class Command(JsonCommand):
    help = (
        "Write every encrypted value and blind index again under the newest of FIELD_KEYS and INDEX_KEYS. "
        "First put the new key in front and restart every process; safe to run twice and while people work."
    )
    takes_summit = False  # one set of keys serves all summits
    writes = True

    def act(self, *, by, **options):
        written = {}
        for model in secrecy.rotating_models():
            label = model._meta.label
            try:
                written[label] = secrecy.rotate(model)
            except secrecy.Unreadable:
                raise Refused("unreadable", self.unreadable(label)) from None
            self.tell(f"{label}: {written[label]}")
        rows = sum(written.values())
        with transaction.atomic():
            audit.record_many(Summit.objects.all(), "rotate_keys", by=by, changes={"rows": [None, rows]})
        return {"by": by.get_username(), "models": written, "rows": rows}

    def unreadable(self, label):
        return _("A value of %(model)s cannot be read: put the key that wrote it back into FIELD_KEYS.") % {
            "model": label
        }

    def sentence(self, result):
        return ngettext(
            "%(count)d row stands under the newest keys: the older ones may go.",
            "%(count)d rows stand under the newest keys: the older ones may go.",
            result["rows"],
        ) % {"count": result["rows"]}
