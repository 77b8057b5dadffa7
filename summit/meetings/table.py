"""What lies on the committee's table: the agenda with its minutes, and who sat around it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from summit import writing
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.meetings.gatherings import Meeting
from summit.secrecy import S2


class AgendaEntry(SummitRow, Public, Revised):
    """One item of the agenda, and later what the minutes say about it.

    The text has a revision of its own, so that two people may write at two items at once.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("order"))
    title = I18nCharField(_("item"), max_length=900)
    presenter = models.ForeignKey(
        "summit.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("presented by"),
    )
    minutes = I18nTextField(_("minutes"), blank=True, max_length=12000)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_agenda"

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of an agenda")
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.meeting.code}.{self.order} {self.title}"

    def get_absolute_url(self):
        return self.meeting.get_absolute_url()


class AttendanceQuerySet(ScopedQuerySet):
    def came(self):
        return self.filter(presence__in=[Attendance.Presence.PRESENT, Attendance.Presence.SUBSTITUTE])


class Attendance(SummitRow, Public, Revised):
    """A seat at the meeting: whose it is, and whether that person, a substitute or nobody took it."""

    class Presence(models.TextChoices):
        INVITED = "invited", _("Invited")
        PRESENT = "present", _("Present")
        SUBSTITUTE = "substitute", _("Substitute came")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(
        "summit.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body")
    )
    office = I18nCharField(_("office"), max_length=600, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    presence = models.CharField(_("presence"), max_length=20, choices=Presence, default=Presence.INVITED)
    substitute = models.CharField(_("who came instead"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = AttendanceQuerySet.as_manager()
    view_right = "summit.view_agenda"
    sensitivity = {"substitute": S2}
    retention = {S2: 90}

    class Meta:
        verbose_name = _("seat at a meeting")
        verbose_name_plural = _("seats at a meeting")
        ordering = ["order", "pk"]
        constraints = [
            one_of(
                "presence",
                ["invited", "present", "substitute", "excused", "absent"],
                name="attendance_presence",
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="one_seat_a_person",
                violation_error_message=_("This person is already listed."),
            ),
        ]

    def __str__(self):
        return f"{self.meeting.code}{writing.colon()}{self.who}"

    def get_absolute_url(self):
        return self.meeting.get_absolute_url()

    @property
    def audit_label(self):
        """Whose seat it is, without any person's name: the audit outlives it."""
        return f"{self.meeting.code} {self.organisation.code if self.organisation_id else self.office}"

    @property
    def who(self):
        """The office, the person or the body, whichever is known first."""
        return str(self.office) or str(self.user or self.organisation or "")

    @property
    def look(self):
        looks = {"present": "done", "substitute": "doing", "absent": "late"}
        return looks.get(self.presence, "todo")
