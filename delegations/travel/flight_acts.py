"""What the steps of a clearance write, and whom they tell."""

from django.apps import apps

from summit import clock


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


def with_duty(flight, *portfolios):
    duties = apps.get_model("summit.Duty").objects.filter(
        summit=flight.summit_id, portfolio__code__in=portfolios, role__in=["head", "officer"]
    )
    return apps.get_model("summit.User").objects.active().filter(pk__in=duties.values("user"))


def who_opines(flight):
    return with_duty(flight, "security", "airport")


def who_receives(flight):
    return with_duty(flight, "protocol", "airport")
