"""Server time of the overview of rooms with 2,000 people over 60 nights, most of them lodged and all of them waiting:

    .venv/bin/python -m tests.benchmarks.rooms_overview [--runs 20]

Prints one JSON object. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import datetime as dt
import sys
from io import StringIO

from tests.benchmarks import readiness

PEOPLE, NIGHTS, HOTELS, TYPES = 2_000, 60, 9, 5
LIMITS = {"overview": 150}  # milliseconds of server time
FIRST = dt.date(2025, 11, 10)
DAY = dt.timedelta(days=1)


def main() -> int:
    readiness.LIMITS.update(LIMITS)
    return readiness.run("Server time of the overview of rooms.", measured)


def measured(runs: int) -> dict:
    from django.db import connection

    summits = {share: summit_of(f"ROOMS-{share}", share) for share in (0, 75)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages = []
    for share, officer in summits.items():
        found = readiness.timed("overview", PEOPLE, "/hotels/", officer, runs)
        cpu = {"cpu_ratio": round(found["cpu_ms"] / found["limit_ms"], 2)}
        pages.append({"lodged_percent": share} | found | cpu | {"people": found.pop("tasks")})
    return {"engine": connection.vendor, "runs": runs, "nights": NIGHTS, "pages": pages}


def summit_of(code: str, lodged: int):
    """A summit whose people travel by four groups of each delegation; returns its lodging officer."""
    from django.core.management import call_command

    from tests import factories

    summit = factories.make_summit(code, starts_on=FIRST + 40 * DAY, ends_on=FIRST + 42 * DAY)
    ministry = factories.make_ministry("foreign", summit=summit)
    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    call_command("make_people", str(PEOPLE), "--delegations", "60", summit=summit.code, **quiet)
    officer = factories.make_person(f"lodging-{code}", "officer", "lodging", ministry=ministry)
    travels(summit)
    lodge(summit, lodged)
    print(f"{code} stands", file=sys.stderr)
    return officer


def travels(summit) -> None:
    from delegations.roster.models import Delegation, Membership
    from delegations.travel.models import Movement, Passenger
    from tests.delegations.making import make_movement

    for number, delegation in enumerate(Delegation.objects.of(summit)):
        groups = []
        for group in range(4):
            at = dt.datetime.combine(FIRST + (number + 9 * group) % 40 * DAY, dt.time(10), tzinfo=dt.UTC)
            ways = (
                (Movement.Direction.ARRIVAL, at),
                (Movement.Direction.DEPARTURE, at + (3 + group * 5) * DAY),
            )
            groups.append([make_movement(delegation, direction=way, planned_at=when) for way, when in ways])
        members = Membership.objects.filter(delegation=delegation)
        Passenger.objects.bulk_create(
            Passenger(summit=summit, movement=movement, membership=member)
            for place, member in enumerate(members)
            for movement in groups[place % 4]
        )


def lodge(summit, share: int) -> None:
    """Blocks of every type in every hotel for all nights; of 100 people ``share`` have a room."""
    from tests.venues.accommodation import making
    from venues.accommodation.entitled import in_need
    from venues.accommodation.models import BlockNight, HeldNight, RoomAssignment
    from venues.accommodation.stays import stays

    types = [making.make_type(summit=summit, order=place, is_suite=place == 0) for place in range(TYPES)]
    hotels = [making.make_hotel(summit=summit) for _each in range(HOTELS)]
    last = FIRST + NIGHTS * DAY
    blocks = [
        making.make_block(hotel, kind, rooms=40, first=FIRST, last=last) for kind in types for hotel in hotels
    ]
    people = list(in_need(summit).select_related("summit", "delegation"))
    days = stays(people)
    chosen = [one for place, one in enumerate(people) if place % 100 < share]
    rows = RoomAssignment.objects.bulk_create(
        RoomAssignment(
            summit=summit, delegation=one.delegation, occupant=one, hotel=block.hotel, room_type=block.room_type,
            block=block, check_in=days[one.pk].check_in, check_out=days[one.pk].check_out, state="confirmed",
        )
        for one, block in ((one, blocks[place % len(blocks)]) for place, one in enumerate(chosen))
    )  # fmt: skip
    nights = {(one.block_id, one.night): one for one in BlockNight.objects.filter(block__in=blocks)}
    places: dict[int, int] = {}
    held = []
    for row in rows:
        for count in range(row.nights):
            night = nights.get((row.block_id, row.check_in + count * DAY))
            if night:
                places[night.pk] = places.get(night.pk, 0) + 1
                held.append(HeldNight(
                    summit=summit, lodging=row, night=night, place=places[night.pk], rooms=night.rooms,
                    check_in=row.check_in, check_out=row.check_out, state=row.state,
                ))  # fmt: skip
    HeldNight.objects.bulk_create(held, batch_size=2000)


if __name__ == "__main__":
    sys.exit(main())
