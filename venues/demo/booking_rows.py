"""The programme's items and the bookings of the halls, from 4 to 23 December, as they stood at one moment.

Every booking holds its parts as one of an officer would: a slip in the story ends the loading.
"""

import datetime as dt

from delegations.demo.story import happened, moment
from summit import audit
from summit.demo.ground import lasting_id, text
from summit.meetings.models import Meeting
from summit.programme.models import ProgrammeItem
from venues.demo.hall_rows import told
from venues.halls import holding
from venues.halls.models import HallBooking

MEETING_ROOM = "PRIM-2"
DAY = dt.timedelta(days=1)


def lay(ground, halls, instant) -> None:
    for row in told("halls")["items"]:
        if happened(row["told"], instant):
            lay_item(ground, halls, row, instant)
    for row in told("halls")["bookings"]:
        if happened(row["told"], instant):
            lay_booking(ground, halls, row, instant)
    for meeting in Meeting.objects.of(ground.summit).standing():
        lay_meeting(ground, halls[MEETING_ROOM], meeting, instant)


def lay_item(ground, halls, row, instant) -> None:
    """An item with its hall; where the story moved it, at its last time, the move in its history."""
    moved = [one for one in row["moves"] if happened(one[0], instant)]
    _when, starts, ends = moved[-1] if moved else (None, row["starts"], row["ends"])
    item = ProgrammeItem.objects.create(
        summit=ground.summit,
        public_id=lasting_id("item", row["code"]),
        title=text(row["title"]),
        starts_at=moment(starts),
        ends_at=moment(ends),
        site=ground.sites[row["site"]],
        place=halls[row["hall"]].name if row["hall"] else "",
    )
    protocol = ground.people["protocol"]
    audit.record_past(
        [(moment(row["told"]), item, "create", protocol, None)]
        + [
            (moment(when), item, "edit", protocol, {"starts_at": [row["starts"], begins]})
            for when, begins, _ends in moved
        ]
    )
    if row["hall"]:
        fields = {"item": item, "remarks": row["remarks"]}
        fields |= {name: row[name] for name in ("languages", "equipment")}
        moves = [[when, row["hall"], begins, until] for when, begins, until in row["moves"]]
        lay_booking(ground, halls, row | {"moves": moves, "by": "conference"}, instant, **fields)


def lay_meeting(ground, hall, meeting, instant) -> None:
    """The steering committee's room, option and confirmation two days before it meets."""
    made = (meeting.starts_at - 2 * DAY).replace(tzinfo=None).isoformat(timespec="minutes")
    row = {
        "code": meeting.code,
        "hall": hall.code,
        "starts": meeting.starts_at.replace(tzinfo=None).isoformat(timespec="minutes"),
        "ends": meeting.over_at.replace(tzinfo=None).isoformat(timespec="minutes"),
        "told": made,
        "confirmed": made,
        "layout": "horseshoe",
        "seats": 26,
        "moves": [],
        "by": "conference",
    }
    if happened(made, instant):
        lay_booking(ground, {hall.code: hall}, row, instant, meeting=meeting)


def lay_booking(ground, halls, row, instant, **fields) -> None:
    moved = [one for one in row["moves"] if happened(one[0], instant)]
    _when, code, starts, ends = moved[-1] if moved else (None, row["hall"], row["starts"], row["ends"])
    hall, by = halls[code], ground.people[row["by"]]
    before, after = row.get("buffers") or (hall.setup_minutes, hall.clearing_minutes)
    if fields.keys().isdisjoint({"item", "meeting"}):
        fields |= {"title": text(row["title"]), "remarks": row["remarks"]}
    booking = HallBooking(
        summit=ground.summit,
        public_id=lasting_id("booking", row["code"]),
        hall=hall,
        purpose=row.get("purpose", "session"),
        starts_at=moment(starts),
        ends_at=moment(ends),
        setup_minutes=before,
        clearing_minutes=after,
        layout=hall.layouts.filter(layout=row.get("layout", "")).first(),
        seats_asked=row["seats"],
        hold_until=moment(row.get("hold_until")) or moment(row["told"]) + 2 * DAY,
        asked_by=by,
        **fields,
    )
    booking.state = state_of(row, booking, instant)
    if booking.state != HallBooking.State.HELD:
        booking.hold_until = None
    booking.save()
    holding.hold(booking)
    audit.record_past(acts(ground, row, booking, moved, by))


def state_of(row, booking, instant) -> str:
    """Where the booking stands: what is over has freed its hall."""
    if row.get("cancelled") and happened(row["cancelled"][0], instant):
        return HallBooking.State.CANCELLED
    if not happened(row["confirmed"], instant):
        return HallBooking.State.HELD if booking.hold_until > instant else HallBooking.State.FREED
    if booking.ends_at <= instant:
        return HallBooking.State.FREED
    return HallBooking.State.USED if booking.starts_at <= instant else HallBooking.State.CONFIRMED


def acts(ground, row, booking, moved, by):
    """What was done to it, in order of time."""
    done = [(moment(row["told"]), booking, "create", by, None)]
    if booking.state not in {"held", "cancelled"} and row["confirmed"]:
        changes = {"state": ["held", "confirmed"]}
        done.append((moment(row["confirmed"]), booking, "confirm", ground.people["conference"], changes))
    was, since = row["hall"], row["starts"]
    for when, code, starts, _ends in moved:
        changes = {"starts_at": [since, starts]} if since != starts else {}
        changes |= {"hall": [was, code]} if was != code else {}
        done.append((moment(when), booking, "move", ground.people["conference"], changes))
        was, since = code, starts
    if booking.state == HallBooking.State.CANCELLED:
        done.append(
            (moment(row["cancelled"][0]), booking, "cancel", by, {"state": ["confirmed", "cancelled"]})
        )
    return sorted(done, key=lambda act: act[0])
