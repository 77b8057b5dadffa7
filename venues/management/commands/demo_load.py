"""Loads the demo; `manage.py demo` calls it. It stands in the last app because it may name every slice."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from summit.demo import loading
from summit.management.base import JsonCommand, Refused, WrongUse


class Command(JsonCommand):
    help = "Load the Bamako demo as it stood at 11:20 of one day (safe to run twice)."
    takes_summit = False

    def arguments(self, parser):
        parser.add_argument(
            "--day", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="default 2025-12-22"
        )

    def act(self, *, day, **options):
        if not settings.DEMO:
            raise Refused(
                "not_a_demo", _("Start the demo with `manage.py demo`: it writes the settings that it needs.")
            )
        try:
            return loading.load(day)
        except loading.RealSummit:
            raise Refused(
                "real_summit", _("This database holds a real summit; the demo leaves it alone.")
            ) from None
        except loading.OutsideStory as outside:
            raise WrongUse(
                _("The demo tells %(first)s to %(last)s.") % {"first": outside.first, "last": outside.last}
            ) from None

    def sentence(self, result):
        return (
            _("Demo of %(day)s: %(tasks)d tasks, %(done)d done, %(late)d late, %(blocked)d blocked.") % result
        )
