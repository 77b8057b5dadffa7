"""The readiness figures, for people and for programs."""

from django.utils.translation import gettext as _

from summit import clock
from summit.accounts.models import User
from summit.management.base import JsonCommand, Refused
from summit.tasks.readiness import board, report


class Command(JsonCommand):
    help = "Say what is done, late, blocked and unowned, by ministry, commission and axis."

    def arguments(self, parser):
        for name in ("ministry", "commission", "axis"):
            parser.add_argument(f"--{name}", metavar="CODE", help=f"only this {name}")

    def act(self, *, summit, ministry, commission, axis, **options):
        system = User.objects.system().at(summit)
        filters = {"ministry": ministry, "commission": commission, "axis": axis}
        filters = {name: code for name, code in filters.items() if code}
        built = board.build(system, clock.today(summit), filters)
        for name in filters.keys() - built.filters.keys():
            raise Refused(
                f"unknown_{name}", _("There is nothing with the code %(code)s.") % {"code": filters[name]}
            )
        self.stated = report.answer(built)
        return report.as_json(built)

    def sentence(self, result):
        return self.stated
