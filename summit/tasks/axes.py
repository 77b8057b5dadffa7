"""The axes of preparation, which the steering committee reviews one by one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow


class Axis(SummitRow, Public, Revised):
    """An axis of preparation that the steering committee reviews: technical, logistic, security."""

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_axis"

    class Meta:
        verbose_name = _("axis")
        verbose_name_plural = _("axes")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="axis_code", violation_error_message=TAKEN
            )
        ]

    def __str__(self):
        return str(self.name)
