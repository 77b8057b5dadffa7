"""Rights on people, bodies and duties: the coordinator manages them, the auditor reads them."""

from django.apps import apps
from django.db.models import Q

from summit import clock
from summit.rights import ANYONE, AUDITOR, COORDINATOR, Rule, committee, define


def coordinated_summits(user):
    """Primary keys of the summits that the user coordinates today."""
    duties = user.all_duties.in_force(clock.today(user.summit)).filter(role=COORDINATOR, portfolio=None)
    return set(duties.values_list("summit", flat=True))


def at_work_elsewhere(user):
    """People with a duty, or a ministry, in a summit that the user does not coordinate."""
    ours = coordinated_summits(user)
    duties = apps.get_model("summit.Duty").objects.exclude(summit__in=ours)
    ministries = apps.get_model("summit.Ministry").objects.exclude(summit__in=ours)
    return Q(pk__in=duties.values("user")) | Q(ministry__in=ministries.values("pk"))


# Without this rule the coordinator of one summit could give a coordinator of another a new password.
ours_alone = Rule(
    lambda user, obj: (
        obj is None or not type(obj).objects.filter(at_work_elsewhere(user), pk=obj.pk).exists()
    ),
    lambda user: ~at_work_elsewhere(user),
)

define(
    {
        "summit.view_user": committee(COORDINATOR, AUDITOR),
        "summit.edit_user": committee(COORDINATOR) & ours_alone,
        "summit.view_duty": committee(COORDINATOR, AUDITOR),
        "summit.edit_duty": committee(COORDINATOR),
        "summit.view_mandate": committee(COORDINATOR, AUDITOR),
        "summit.edit_mandate": committee(COORDINATOR),
        "summit.view_organisation": ANYONE,
        "summit.edit_organisation": committee(COORDINATOR),
        "summit.view_commission": ANYONE,
        "summit.edit_commission": committee(COORDINATOR),
    }
)
