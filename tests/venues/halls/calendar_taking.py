"""Taking a calendar over in tests: what was foreseen is checked against what was done, and the figures added up."""

import pytest

from tests import factories
from tests.venues.making import make_hall
from venues.halls.calendar_importing import figures, foresee, take_over
from venues.halls.models import HallBooking


@pytest.fixture(name="hall")
def the_hall(cicb):
    return make_hall(
        "DJ", site=cicb, name=factories.named("Salle Djoliba"), setup_minutes=30, clearing_minutes=10
    )


def take(content, summit, by):
    """What a dry run says, checked against what the real one then says."""
    foreseen = figures(foresee(content, summit, by=by))
    done = figures(take_over(content, summit, by=by, filename="programme.ics"))
    assert foreseen == done
    rejected = {one["uid"] for one in done["rejected"]}
    assert done["events"] == done["created"] + done["updated"] + done["unchanged"] + len(rejected)
    return done


def counts(found):
    return tuple(found[name] for name in ("events", "created", "updated", "unchanged"))


def bookings():
    rows = HallBooking.objects.order_by("starts_at", "pk").select_related("hall")
    return [(one.hall.code, f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.state) for one in rows]
