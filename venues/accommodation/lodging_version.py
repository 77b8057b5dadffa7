"""What a lodging was at each moment, so that a hotel is told only what changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.base import ScopedQuerySet, SummitRow
from summit.constraints import AppendOnly
from venues.accommodation.assignment import RoomAssignment
from venues.accommodation.hotel import Hotel, Room, RoomType


class LodgingVersion(SummitRow):
    """A lodging as it was from ``at`` on; the newest one before a moment tells what it was then."""

    lodging = models.ForeignKey(RoomAssignment, models.PROTECT, related_name="versions")
    at = models.DateTimeField(default=clock.now)
    hotel = models.ForeignKey(Hotel, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    room_type = models.ForeignKey(RoomType, models.PROTECT, related_name="+")
    check_in = models.DateField()
    check_out = models.DateField()
    state = models.CharField(max_length=20)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a lodging")
        verbose_name_plural = _("versions of lodgings")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["hotel", "at"], name="lodging_version_of_hotel")]
        constraints = [AppendOnly(name="lodging_version_stands")]

    def __str__(self):
        return f"{self.lodging_id} {self.at:%d.%m. %H:%M}"
