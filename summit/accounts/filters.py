"""A filter of lists that asks yes or no."""

import django_filters
from django.utils.translation import gettext_lazy as _

TRUTH = {"true": True, "false": False}


class YesNoFilter(django_filters.ChoiceFilter):
    """``?is_active=false``: what is not asked for is said as in every other filter, and so is the chip."""

    def __init__(self, **kwargs):
        choices = [("true", _("Yes")), ("false", _("No"))]
        super().__init__(choices=choices, empty_label=_("All"), **kwargs)

    def filter(self, qs, value):
        return super().filter(qs, TRUTH.get(value, value))
