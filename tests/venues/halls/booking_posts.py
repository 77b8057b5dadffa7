"""What the forms of bookings send."""

from tests.venues.making import HOUR, NINE


def local(moment):
    return moment.strftime("%Y-%m-%dT%H:%M")


def asked(hall, *, starts_at=NINE, hours=1, **more):
    """A new booking in words, as an option with the times proposed."""
    times = {"starts_at": local(starts_at), "ends_at": local(starts_at + hours * HOUR)}
    return (
        {
            "hall": hall.public_id,
            "title_2": "Experts",
            "keep": "held",
            "setup_minutes": 15,
            "clearing_minutes": 15,
        }
        | times
        | more
    )


def stored(booking, **more):
    """A booking as its form sends it back, unchanged."""
    sent = {
        "hall": booking.hall.public_id,
        "starts_at": local(booking.starts_at),
        "ends_at": local(booking.ends_at),
        "setup_minutes": booking.setup_minutes,
        "clearing_minutes": booking.clearing_minutes,
        "seats_asked": booking.seats_asked or "",
        "layout": booking.layout.layout if booking.layout_id else "",
        "languages": booking.languages,
        "equipment": booking.equipment,
        "remarks": booking.remarks,
        "hold_until": local(booking.hold_until) if booking.hold_until else "",
        "revision": booking.revision,
    }
    for name in ("meeting", "item"):
        served = getattr(booking, name)
        sent[name] = served.public_id if served else ""
    for place, lang in enumerate(("fr", "ar", "en")):
        sent[f"title_{place}"] = booking.title.data[lang] if booking.title else ""
    return sent | more
