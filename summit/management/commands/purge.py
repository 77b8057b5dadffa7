"""Erases personal data whose time is over."""

from dataclasses import asdict

from django.utils.translation import ngettext

from summit import secrecy
from summit.management.base import JsonCommand


class Command(JsonCommand):
    help = "Erase the personal data of a summit that is past its retention, and print the certificate (safe to run twice)."
    writes = True

    def arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased, write nothing")

    def act(self, *, summit, by, dry_run, **options):
        return asdict(secrecy.purge(summit, by=by, dry_run=dry_run))

    def sentence(self, result):
        for line in result["erased"]:
            self.tell(f"{line['model']} {line['level']} ({', '.join(line['fields'])}): {line['rows']}")
        counted = {"count": result["rows"], "summit": result["summit"], "digest": result["digest"]}
        if result["dry_run"]:
            return (
                ngettext(
                    "%(count)d row of %(summit)s would be erased.",
                    "%(count)d rows of %(summit)s would be erased.",
                    result["rows"],
                )
                % counted
            )
        return (
            ngettext(
                "%(count)d row of %(summit)s erased; certificate %(digest)s.",
                "%(count)d rows of %(summit)s erased; certificate %(digest)s.",
                result["rows"],
            )
            % counted
        )
