"""Takes a list of people from a workbook or a text file."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.roster import import_run, import_source
from delegations.roster.delegation import Delegation
from delegations.roster.import_fields import FIELDS
from summit import writing
from summit.imports import AskEncoding, AskSheet, Overtaken
from summit.imports import Refused as Unreadable
from summit.management.base import JsonCommand, Refused, WrongUse

FIELD_NAMES = ", ".join(field.name for field in FIELDS)


class Command(JsonCommand):
    help = (
        "Take a list of people (xlsx, xls, ods, csv). Rows that are right go in; the others are listed. "
        "Sending the same file again changes nothing."
    )
    writes = True

    def arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--delegation", metavar="CODE", help="all rows belong to this delegation")
        whose.add_argument(
            "--create-delegations",
            action="store_true",
            help="make the delegations that the file names and nobody knows",
        )
        parser.add_argument(
            "--map",
            metavar="FIELD=COLUMN",
            nargs="+",
            action="extend",
            default=[],
            help=f"COLUMN (its heading or letter) holds FIELD, one of: {FIELD_NAMES}",
        )
        parser.add_argument("--encoding", metavar="E", default="", help="utf-8, cp1252, cp1256, mac_roman…")
        parser.add_argument("--sheet", metavar="S", default="", help="the sheet with the people")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of each row, write nothing"
        )

    def act(self, *, summit, by, file, delegation, create_delegations, dry_run, **options):
        chosen = self._chosen(summit, delegation)
        source = self._source(Path(file), options)
        if chosen is None and "delegation" not in source.mapping:
            raise WrongUse(
                _("No column names the delegation. Say --delegation CODE or --map delegation=COLUMN.")
            )
        try:
            report = import_run.run(
                source, summit, by=by, chosen=chosen, create=create_delegations, dry=dry_run
            )
        except Overtaken as reason:
            raise Refused("overtaken", reason) from None
        return as_json(report, source)

    def _chosen(self, summit, code):
        if not code:
            return None
        found = Delegation.objects.of(summit).filter(code=code).select_related("organisation").first()
        if found is None:
            raise Refused("unknown_delegation", _("There is no delegation “%(text)s”.") % {"text": code})
        return found

    def _source(self, path, options):
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise WrongUse(f"{path}: {fault.strerror}") from None
        asked = {name: options[name] for name in ("encoding", "sheet")}
        try:
            source = import_source.table_of(content, path.name, said=options["map"], **asked)
        except import_source.Unusable as fault:
            raise WrongUse(fault) from None
        except Unreadable as fault:
            raise Refused(fault.code, fault.message) from None
        except AskEncoding as question:
            names = writing.listed(encoding for encoding, _sample in question.candidates)
            sentence = _("The letters may be written in several ways. Say --encoding, one of: %(names)s.")
            raise Refused("encoding", sentence % {"names": names}) from None
        except AskSheet as question:
            sentence = _("The workbook has several sheets. Say --sheet, one of: %(names)s.")
            raise Refused("sheet", sentence % {"names": writing.listed(question.names)}) from None
        if not import_source.has_names(source):
            raise Refused("no_names", _("No column with names was recognised. Say --map surname=COLUMN."))
        return source

    def sentence(self, result):
        for one in result["rejected"]:
            self.tell(f"{one['row']} {one['column']}: {one['message']}")
        for one in result["duplicates"]:
            self.tell(f"{one['row']} = {one['person'] or one['other_row']} ({one['score']}, {one['reason']})")
        counted = {name: result[name] for name in ("created", "updated", "unchanged", "rows")}
        waiting = result["rows"] - result["created"] - result["updated"] - result["unchanged"]
        return ngettext(
            "%(rows)d row: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, %(waiting)d waiting.",
            "%(rows)d rows: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, %(waiting)d waiting.",
            result["rows"],
        ) % (counted | {"waiting": waiting})


def as_json(report, source) -> dict:
    """The answer of the command. Rows are counted as records: with the headings, without empty ones."""
    number = import_source.record_numbers(source)
    return {
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [
            {
                "row": number[line.number],
                "column": import_source.heading(source, error["field"]),
                "code": error["code"],
                "message": error["message"],
            }
            for line in report.refused
            for error in line.errors
        ],
        "duplicates": [duplicate(line, number) for line in report.held],
        "delegations": {
            place.code: {"name": place.name, "people": place.taken} for place in report.places if place.taken
        },
    }


def duplicate(line, number) -> dict:
    best = line.matches[0]
    return {
        "row": number[line.number],
        "person": best.person.public_id if best.person else None,
        "other_row": number[best.line.number] if best.line else None,
        "score": best.likeness.score,
        "reason": best.likeness.reason,
    }
