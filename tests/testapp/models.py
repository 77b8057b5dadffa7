"""One model for each mechanism, with no meaning of its own."""
# ruff: noqa: DJ008 - nobody reads their names

from django.db import models
from django.db.models import F, Q

from summit.base import Public, ScopedQuerySet, SummitRow
from summit.constraints import Acyclic, AppendOnly, CarriedRank, NoOverlap, one_of
from summit.rights import committee, define
from summit.secrecy import S0, S2, S3, BlindIndexField, EncryptedJSONField, EncryptedTextField


class Room(models.Model):
    number = models.CharField(max_length=10)


class Stay(models.Model):
    class State(models.TextChoices):
        HELD = "held"
        CONFIRMED = "confirmed"
        RELEASED = "released"

    room = models.ForeignKey(Room, models.PROTECT)
    check_in = models.DateField()
    check_out = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    note = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(check_out__gt=F("check_in")), name="stay_ends_after_it_starts"
            ),
            one_of("state", ["held", "confirmed", "released"]),
            NoOverlap(
                resource="room",
                start="check_in",
                end="check_out",
                condition=Q(state__in=["held", "confirmed"]),
                name="one_stay_per_room_and_night",
                violation_error_message="taken",
            ),
        ]


class Booking(models.Model):
    hall = models.ForeignKey(Room, models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            NoOverlap(resource="hall", start="starts_at", end="ends_at", name="one_booking_per_hall")
        ]


class Line(models.Model):
    text = models.CharField(max_length=50)

    class Meta:
        constraints = [AppendOnly(name="line_stands")]


class Job(models.Model):
    name = models.CharField(max_length=10)
    rank = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["id", "rank"], name="job_rank_key")]


class Need(models.Model):
    job = models.ForeignKey(Job, models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Job, models.PROTECT, related_name="needed_by")
    job_rank = CarriedRank("job")
    needed_rank = CarriedRank("needed")

    class Meta:
        constraints = [
            Acyclic(source="job", target="needed", rank="rank", name="need_acyclic"),
            models.UniqueConstraint(fields=["job", "needed"], name="need_once"),
        ]


class Dossier(SummitRow, Public):
    """Something about an invented person."""

    name = models.CharField(max_length=100, blank=True)
    passport = EncryptedTextField(blank=True)
    passport_key = BlindIndexField(source="passport", purpose="passport")
    health = EncryptedJSONField(null=True, blank=True)
    photo = models.ForeignKey("summit.StoredFile", models.PROTECT, null=True)

    objects = ScopedQuerySet.as_manager()
    view_right = "testapp.view_dossier"
    reveal_right = "testapp.reveal_dossier"
    sensitivity = {"public_id": S0, "name": S2, "passport": S3, "passport_key": S3, "health": S3}
    retention = {S3: 30, S2: 90}

    def __str__(self):
        return self.name


define(
    {
        "testapp.view_dossier": committee("coordinator", "auditor"),
        "testapp.reveal_dossier": committee("coordinator"),
    }
)
