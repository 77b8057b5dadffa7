"""Opinions on a clearance, and how each is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.TextChoices):
    NONE = "", _("awaited")
    FAVOURABLE = "favourable", _("favourable")
    RESERVE = "reserve", _("with reserve")
    UNFAVOURABLE = "unfavourable", _("unfavourable")


GOOD = (Opinion.FAVOURABLE, Opinion.RESERVE)
LOOKS = {"": "wait", "favourable": "done", "reserve": "doing", "unfavourable": "blocked"}
