"""What the steps of a clearance write, and whom they tell."""

from django.apps import apps

from summit import clock
from summit.rights import HEAD, OFFICER


def opinions_asked(flight, *, by, data):
    """Opinions are given on what is asked now: an amendment wants them anew."""
    return dict.fromkeys(("defence_by", "defence_at", "aviation_by", "aviation_at")) | {
        "defence_opinion": "",
        "aviation_opinion": "",
    }


def defence_opinion(flight, *, by, data):
    return {"defence_opinion": data["opinion"], "defence_by": by, "defence_at": clock.now()}


def aviation_opinion(flight, *, by, data):
    return {"aviation_opinion": data["opinion"], "aviation_by": by, "aviation_at": clock.now()}


def granted(flight, *, by, data):
    return {name: data[name] for name in ("clearance_number", "valid_from", "valid_until")}


def amended(flight, *, by, data):
    return {"amendment": flight.amendment + 1}


def those_of(flight, *portfolios):
    """The heads and officers of these portfolios."""
    return apps.get_model("summit.User").objects.with_duty(flight.summit, *portfolios, roles=[HEAD, OFFICER])


def who_opines(flight):
    return those_of(flight, "security", "airport")


def who_receives(flight):
    return those_of(flight, "protocol", "airport")
