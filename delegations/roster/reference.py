"""What a summit says about people in general: their ranks and their categories of badge."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from summit.accounts.bodies import TAKEN
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.event.models import colour
from summit.secrecy import S0


class RankClass(SummitRow, Public, Revised):
    """A class of precedence: heads of state before heads of government, and so on.

    ``order`` counts from 1, the highest; members of one class are told apart by their rank date.
    """

    code = models.SlugField(_("code"), max_length=30)
    name = I18nCharField(_("name"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"))

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.view_reference"

    class Meta:
        verbose_name = _("class of rank")
        verbose_name_plural = _("classes of rank")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="rankclass_code", violation_error_message=TAKEN
            ),
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("rank-class", args=[self.public_id])


class Category(SummitRow, Public, Revised):
    """A category of people with the colour of its badge: ministers, delegates, protection, press."""

    code = models.CharField(_("code"), max_length=4)
    name = I18nCharField(_("name"), max_length=300)
    colour = models.CharField(_("colour"), max_length=7, default="#6a7383", validators=[colour])
    needs_photo = models.BooleanField(_("photo wanted"), default=True)
    needs_document = models.BooleanField(_("document wanted"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.view_reference"
    sensitivity = {"needs_photo": S0}

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["summit", "code"], name="category_code", violation_error_message=TAKEN
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("category", args=[self.public_id])
