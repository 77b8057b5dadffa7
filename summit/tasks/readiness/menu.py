"""Entry of the menu, and the counter that the plan itself brings."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from summit import navigation
from summit.counters import Count, counter
from summit.tasks.models import Milestone, Risk

navigation.add("plan", _("Readiness"), "readiness", right="summit.view_readiness", order=5)


@counter("milestones", _("Milestones reached"))
def milestones(summit):
    stones = Milestone.objects.of(summit)
    reached = stones.filter(state=Milestone.State.REACHED).count()
    return Count(done=reached, total=stones.count(), url=str(reverse_lazy("milestones")))


@counter("risks", _("Risks closed"))
def risks(summit):
    rows = Risk.objects.of(summit)
    closed = rows.filter(state=Risk.State.CLOSED).count()
    return Count(done=closed, total=rows.count(), url=str(reverse_lazy("risks")))
