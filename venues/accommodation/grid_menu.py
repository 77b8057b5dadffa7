"""What the overview of rooms, the floors and the lists hang into the registries."""

from django.utils.translation import gettext_lazy as _

from summit import navigation, telling
from venues.accommodation import link_mail  # noqa: F401 - loading it makes its mail known to the worker
from venues.accommodation.list_page import SENT

navigation.add("places", _("Rooms"), "hotels", right="venues.view_hotel", order=30)
telling.VERBS[SENT] = _("Rooming list taken out")
