"""Index of the tables of this app: each slice adds one line of imports here."""

from delegations.protocol import rights as _protocol_rights
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from delegations.roster import rights as _roster_rights
from delegations.roster.models import *
from delegations.sessions import rights as _sessions_rights
from delegations.sessions.models import Seat
from delegations.travel import rights as _travel_rights
from delegations.travel.models import *
