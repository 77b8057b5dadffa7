"""Go or no-go for a site: the day on which one says so, and the hall that replaces it if not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.workflow import Step, Workflow
from venues.halls import inspection_acts as acts
from venues.halls.hall import Hall


class DecisionQuerySet(ScopedQuerySet):
    def pending(self):
        return self.filter(state=SiteDecision.State.PENDING)

    def for_list(self):
        return self.select_related("site", "fallback__site", "decided_by", "summit")


class SiteDecision(SummitRow, Public, Revised):
    """The day on which one says go or no-go for a site, and the hall that replaces it if not."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("site", "To decide")
        GO = "go", pgettext_lazy("site", "Go")
        NO_GO = "no_go", pgettext_lazy("site", "No-go: the fallback is used")

    site = models.ForeignKey("summit.Site", models.PROTECT, related_name="decisions", verbose_name=_("site"))
    decide_on = models.DateField(_("decide on"))
    fallback = models.ForeignKey(
        Hall, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fallback hall")
    )
    criteria = models.TextField(_("what must be true"), blank=True, max_length=2000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING, editable=False)

    objects = DecisionQuerySet.as_manager()
    view_right = "venues.view_inspection"

    workflow = Workflow(
        Step(
            name="go",
            label=pgettext_lazy("step", "Go"),
            sources={State.PENDING},
            target=State.GO,
            right="venues.decide_site",
            reason_required=True,
            sets=acts.decided,
            style="primary",
        ),
        Step(
            name="no_go",
            label=pgettext_lazy("step", "No-go"),
            sources={State.PENDING},
            target=State.NO_GO,
            right="venues.decide_site",
            reason_required=True,
            sets=acts.decided,
            style="danger",
        ),
        Step(
            name="reconsider",
            label=_("Decide again"),
            sources={State.GO, State.NO_GO},
            target=State.PENDING,
            right="venues.decide_site",
            reason_required=True,
            sets=acts.undecided,
        ),
    )

    class Meta:
        verbose_name = _("go or no-go")
        verbose_name_plural = _("go or no-go decisions")
        ordering = ["decide_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(state="pending"),
                name="one_pending_decision_per_site",
                violation_error_message=_("A decision on this site is already awaited."),
            ),
            one_of("state", ["pending", "go", "no_go"], name="site_decision_state"),
        ]

    def __str__(self):
        return f"{self.site} {self.decide_on}"

    def get_absolute_url(self):
        return reverse("site-decision", args=[self.public_id])

    @property
    def code(self) -> str:
        return self.site.code

    @property
    def headline(self) -> str:
        return str(self.site)

    @property
    def look(self) -> str:
        return {"pending": "wait", "go": "done", "no_go": "late"}[self.state]
