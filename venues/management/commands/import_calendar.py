"""Takes the events of a calendar into the programme and books the halls that they name."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit.imports import Refused as Unreadable
from summit.management.base import JsonCommand, Refused, WrongUse
from venues.halls import calendar_importing as importing
from venues.halls.calendar_lines import FILE_BYTES


class Command(JsonCommand):
    help = (
        "Take a calendar (iCalendar, .ics) into the programme as drafts and book the halls that it names. "
        "What is right goes in; the rest is listed. Sending the same file again changes nothing."
    )
    writes = True

    def arguments(self, parser):
        parser.add_argument("file", metavar="FILE.ics")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of each event, write nothing"
        )

    def act(self, *, summit, by, file, dry_run, **options):
        if not (by.has_perm("summit.edit_item") and by.has_perm("venues.add_booking")):
            raise Refused(
                "not_allowed", _("%(name)s may not import calendars.") % {"name": by.get_username()}
            )
        path = Path(file)
        try:
            with path.open("rb") as opened:
                content = opened.read(FILE_BYTES + 1)
        except OSError as fault:
            raise WrongUse(f"{path}: {fault.strerror}") from None
        try:
            if dry_run:
                made = importing.foresee(content, summit, by=by)
            else:
                made = importing.take_over(content, summit, by=by, filename=path.name)
        except Unreadable as refused:
            raise Refused(refused.code, refused.message) from None
        return importing.figures(made)

    def sentence(self, result):
        for one in result["rejected"]:
            self.tell(f"{one['uid']}: {one['message']}")
        for one in result["conflicts"]:
            self.tell(f"{one['subject']}: {one['first']} / {one['second']}")
        counted = {name: result[name] for name in ("events", "created", "updated", "unchanged")}
        counted["rejected"] = result["events"] - sum(
            counted[name] for name in ("created", "updated", "unchanged")
        )
        counted["conflicts"] = len(result["conflicts"])
        return (
            ngettext(
                "%(events)d event: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, "
                "%(rejected)d rejected; %(conflicts)d conflicts.",
                "%(events)d events: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, "
                "%(rejected)d rejected; %(conflicts)d conflicts.",
                result["events"],
            )
            % counted
        )
