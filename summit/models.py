"""Index of the tables of the ground floor and of its slices."""

from summit.accounts import rights as _accounts_rights
from summit.accounts.models import (
    Commission,
    CommissionMember,
    Duty,
    Mandate,
    Ministry,
    Organisation,
    Portfolio,
    User,
)
from summit.audit.models import Entry, Seal
from summit.clock import ClockShift
from summit.event import rights as _event_rights
from summit.event.models import Site, Summit, Zone
from summit.files.models import StoredFile
from summit.imports.models import ImportBatch, ImportMemory, ImportRow
from summit.jobs.models import Heartbeat, PeriodicRun
from summit.links.models import LinkUse, SealedLink
from summit.meetings import rights as _meetings_rights
from summit.meetings.models import *
from summit.notices.models import Notice
from summit.programme import rights as _programme_rights
from summit.programme.models import ItemPerson, ProgrammeItem
from summit.tasks import rights as _tasks_rights
from summit.tasks.models import *
