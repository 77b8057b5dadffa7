"""Index of the tables of this app: each slice adds one line of imports here."""

from venues.accommodation import rights as _accommodation_rights
from venues.accommodation.models import *
from venues.halls import rights as _halls_rights
from venues.halls.models import *
