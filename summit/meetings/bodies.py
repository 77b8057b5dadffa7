"""The bodies that meet and decide: the steering committee, the organizing commission."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow


class CommitteeBody(SummitRow, Public, Revised):
    """A body with meetings of its own; ``code`` stands before their numbers: ``CP`` gives ``CP-01``.

    ``meetings_given`` is the last number given. Raising it is the lock that lets two meetings
    convened at once follow each other without a gap.
    """

    code = models.SlugField(_("code"), max_length=12)
    name = I18nCharField(_("name"), max_length=600)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    meetings_given = models.PositiveIntegerField(default=0, editable=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_body"

    class Meta:
        verbose_name = _("body that meets")
        verbose_name_plural = _("bodies that meet")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="body_code", violation_error_message=TAKEN
            )
        ]

    def __str__(self):
        return str(self.name)

    def next_number(self) -> int:
        """The next meeting's number, kept for the caller's transaction alone until it ends."""
        CommitteeBody.objects.filter(pk=self.pk).update(meetings_given=F("meetings_given") + 1)
        return CommitteeBody.objects.values_list("meetings_given", flat=True).get(pk=self.pk)

    def mark_given(self, number: int) -> None:
        """Count a number that came from elsewhere (an import, the demo) as given."""
        CommitteeBody.objects.filter(pk=self.pk, meetings_given__lt=number).update(meetings_given=number)
