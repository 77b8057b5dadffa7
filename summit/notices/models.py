"""The notice: what one person is told, once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.base import Public


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own notices of the summit in work."""
        return self.filter(user=user, summit=user.summit)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(Public):
    """A sentence for one person; ``key`` makes it unique, so that no reminder comes twice."""

    summit = models.ForeignKey("summit.Summit", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    url = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(_("written"), default=clock.now)
    mailed_at = models.DateTimeField(_("mailed"), null=True, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-written_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [models.Index(fields=["key"], name="notice_by_key")]

    def __str__(self):
        return self.subject
