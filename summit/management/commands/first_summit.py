"""Begins a real summit: its frame from editable presets, and its first coordinator."""

import datetime as dt
import json
import secrets
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from summit import audit
from summit.accounts.models import Commission, Duty, Portfolio, User
from summit.event import models as event
from summit.management.base import JsonCommand, Refused, WrongUse
from summit.meetings.models import CommitteeBody
from summit.tasks.models import Axis

PRESETS = Path(event.__file__).with_name("presets.json")
# Rows that every summit begins with; each is a table of code and names in three languages.
ROWS = {
    "portfolios": Portfolio,
    "axes": Axis,
    "commissions": Commission,
    "bodies": CommitteeBody,
    "zones": event.Zone,
}


class Command(JsonCommand):
    help = (
        "Create a summit with the usual portfolios, axes, commissions and zones, and its first coordinator."
    )
    takes_summit = False
    writes = True

    def arguments(self, parser):
        parser.add_argument("code", help="short code, for instance AES-COL3-2026")
        parser.add_argument("--name", required=True, help="name, in the language of --lang")
        parser.add_argument("--starts", required=True, type=dt.date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument(
            "--ends", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="default: the first day"
        )
        parser.add_argument("--host", default="ML", metavar="XX", help="two letters of the host country")
        parser.add_argument("--zone", default="Africa/Bamako")
        parser.add_argument(
            "--coordinator", required=True, metavar="USER", help="user name of the first coordinator"
        )

    @transaction.atomic
    def act(self, *, by, code, name, starts, ends, host, zone, coordinator, **options):
        if (ends or starts) < starts:
            raise WrongUse(_("The last day is before the first."))
        try:
            summit = event.Summit.objects.create(
                code=code,
                name=LazyI18nString({"fr": name, "ar": name, "en": name}),
                short_name=LazyI18nString({"fr": name, "ar": name, "en": name}),
                starts_on=starts,
                ends_on=ends or starts,
                host=host,
                zone=zone,
            )
        except IntegrityError:
            raise Refused("code_taken", _("There is already a summit %(code)s.") % {"code": code}) from None
        lay_presets(summit)
        password = appoint(summit, coordinator)
        audit.record(summit, "create", by=by, changes={"code": [None, code]})
        return {"summit": code, "coordinator": coordinator, "password": password}

    def sentence(self, result):
        if result["password"] is None:
            return _("%(coordinator)s now coordinates %(summit)s.") % result
        return (
            _("%(coordinator)s coordinates %(summit)s and signs in with this password: %(password)s") % result
        )


def lay_presets(summit):
    for kind, table in json.loads(PRESETS.read_text(encoding="utf-8")).items():
        for order, (code, names) in enumerate(table.items(), start=1):
            row = ROWS[kind](summit=summit, code=code, name=LazyI18nString(names))
            if hasattr(row, "order"):
                row.order = order
            row.save()


def appoint(summit, username) -> str | None:
    """Give the duty of coordinator; the password of a new person, None for one who is known."""
    person = User.objects.filter(username=username).first()
    password = None
    if person is None:
        password = secrets.token_urlsafe(12)
        person = User.objects.create_user(username, password=password, name=username)
    Duty.objects.create(summit=summit, user=person, role=Duty.Role.COORDINATOR)
    return password
