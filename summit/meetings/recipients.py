"""Who is told: the people whose duties of today make a meeting or a decision theirs."""

from django.apps import apps

from summit import clock
from summit.rights import FOCAL, HEAD
from summit.tasks.rights import PLAN


def duties_of_today(summit):
    return apps.get_model("summit.Duty").objects.of(summit).in_force(clock.today(summit))


def people_with(duties):
    return list(apps.get_model("summit.User").objects.active().filter(pk__in=duties.values("user")))


def plan_contacts(summit, ministries):
    """Heads and focal points of the plan in ``ministries`` (keys, or a query of keys)."""
    duties = duties_of_today(summit).filter(portfolio__code=PLAN, role__in=[HEAD, FOCAL])
    return people_with(duties.filter(user__ministry__in=ministries))


def holders_of(summit, *roles):
    """People with one of these duties in the committee."""
    return people_with(duties_of_today(summit).filter(portfolio__isnull=True, role__in=roles))
