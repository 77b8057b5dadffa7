"""Proves the chain of the audit."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit.audit import sealing
from summit.management.base import JsonCommand


class Command(JsonCommand):
    help = "Work out every digest of the audit again; a broken chain exits 1."
    takes_summit = False  # one chain runs through all summits

    def act(self, **options):
        return sealing.verify()

    def failed(self, result):
        return bool(result["broken"])

    def sentence(self, result):
        if count := len(result["broken"]):
            for fault in result["broken"]:
                self.tell(f"{fault['number']} {fault['entry'] or '-'} {fault['reason']}")
            return ngettext(
                "The audit is broken in %(count)d place.", "The audit is broken in %(count)d places.", count
            ) % {"count": count}
        return _(
            "The audit holds: %(sealed)d of %(entries)d entries are sealed, the oldest other waits for %(age)d s."
        ) % {
            "sealed": result["sealed"],
            "entries": result["entries"],
            "age": result["oldest_unsealed_seconds"],
        }
