"""A movement in words: who comes, from where, in what state, and what is still missing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.travel.movements import stand_of
from summit import clock, writing

CLEARED = {"granted", "used"}


def leader(movement, *, names: bool = True) -> str:
    """Who leads the group: a head by office, others by name, nobody known by the delegation.

    Without ``names`` (for a hall, a calendar, a reader without the right) never a person's name.
    """
    principal = movement.principal
    office = str(principal.function) if principal else ""
    if office and (principal.is_head or not names):
        return office
    return principal.person.name_on_list if principal and names else str(movement.delegation)


def others(movement) -> int:
    """People beside the one named; all of them where a delegation stands for the group."""
    return movement.party - 1 if movement.principal_id else movement.party


def group(movement, *, names: bool = True) -> str:
    """``President of Niger and 12 others``; ``Delegation of Niger, 13 people``."""
    who, count = leader(movement, names=names), others(movement)
    if movement.principal_id is None:
        people = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
        return writing.listed((who, people))
    if not count:
        return who
    return ngettext("%(who)s and %(count)d other", "%(who)s and %(count)d others", count) % {
        "who": who,
        "count": count,
    }


def carried_by(movement) -> str:
    """The flight's number, the special flight's call sign, or how else they come."""
    if movement.flight_no:
        return movement.flight_no
    if movement.flight_id:
        return movement.flight.callsign
    return movement.carrier or str(movement.get_mode_display())


def greeted_by(movement, *, names: bool = True) -> str:
    """The welcoming authority, else the greeting officer."""
    greeter = str(movement.greeter) if names and movement.greeter_id else ""
    return movement.welcomed_by or greeter


def standing(movement) -> tuple[str, str]:
    """Look and words of the state; a special flight without clearance waits for it."""
    flight = movement.flight
    if flight and flight.state not in CLEARED and movement.state in ("announced", "confirmed"):
        return "wait", _("Clearance awaited")
    return movement.look, str(movement.state_words)


def gaps(movement) -> list[str]:
    """What is still missing for a movement that is ahead, as parts of one sentence."""
    if not movement.is_ahead:
        return []
    arrives = movement.is_arrival
    missing = (
        (movement.flight_id and movement.flight.state not in CLEARED, _("no clearance")),
        (movement.flight_id and arrives and stand_of(movement) is None, _("no stand given")),
        (movement.flight_id and arrives and stand_elsewhen(movement), _("stand not held at that time")),
        (arrives and not (movement.welcomed_by or movement.greeter_id), _("nobody to greet them")),
        (not movement.vehicles, _("no vehicles")),
        (movement.state == movement.State.ANNOUNCED, _("time not confirmed")),
    )
    return [words for is_missing, words in missing if is_missing]


def stand_elsewhen(movement) -> bool:
    """A stand is given, and held for another time."""
    held = stand_of(movement)
    return held is not None and not held.occupied_from <= movement.best_time <= held.occupied_until


def lateness(movement) -> str:
    """``on time``, ``3 minutes late``, ``1 h 30 early``."""
    minutes = movement.minutes_late
    if not minutes:
        return _("on time")
    length = lasting(abs(minutes))
    return (_("%(time)s late") if minutes > 0 else _("%(time)s early")) % {"time": length}


def lasting(minutes: int) -> str:
    """``1 minute``, ``18 minutes``, ``2 h 05``, ``1 day``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if hours < 24:
        return _("%(hours)d h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02d}"}
    return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}


def said_time(moment, summit) -> str:
    """``today at 10:38``, else the day and the hour."""
    local = moment.astimezone(summit.tz)
    if local.date() == clock.today(summit):
        return _("today at %(hour)s") % {"hour": writing.hour(local)}
    return writing.short_time(local, summit)


def until(moment, now=None) -> str:
    """``in 18 minutes``, ``now``, ``12 minutes ago``."""
    minutes = round((moment - (now or clock.now())).total_seconds() / 60)
    if not minutes:
        return _("now")
    length = lasting(abs(minutes))
    return (_("in %(time)s") if minutes > 0 else _("%(time)s ago")) % {"time": length}
