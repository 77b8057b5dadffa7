"""The page of all findings that a person may read."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from summit import clock, navigation
from summit.findings import all_findings
from summit.policy import signed_in

navigation.add("desk", _("Findings"), "findings", right=None, order=40)


@signed_in
@require_safe
def findings(request):
    user = request.user
    found = all_findings(user.summit, today=clock.today(user.summit), user=user) if user.summit else []
    return render(
        request, "summit/findings.html", {"findings": found, "alerts": sum(f.level == "alert" for f in found)}
    )
