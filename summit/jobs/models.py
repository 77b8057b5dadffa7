"""Who does a periodic duty now, and which job is alive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock


class PeriodicRun(models.Model):
    """The lease of one periodic duty. All times are real ones."""

    name = models.CharField(_("duty"), max_length=80, unique=True)
    holder = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(_("taken until"), null=True)
    last_started = models.DateTimeField(_("last begun"), null=True)
    last_finished = models.DateTimeField(_("last finished"), null=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)

    class Meta:
        verbose_name = _("periodic duty")
        verbose_name_plural = _("periodic duties")

    def __str__(self):
        return self.name


class Heartbeat(models.Model):
    """The last sign of life of a running job."""

    job = models.UUIDField(primary_key=True)
    seen_at = models.DateTimeField(default=clock.real_now)

    class Meta:
        verbose_name = _("sign of life of a job")
        verbose_name_plural = _("signs of life of jobs")

    def __str__(self):
        return str(self.job)
