"""The entries of the audit and the chain that seals them."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.audit.recording import name_of
from summit.constraints import AppendOnly


class EntryQuerySet(models.QuerySet):
    def about(self, obj):
        """The entries of one row."""
        return self.filter(kind=obj._meta.label_lower, object_id=name_of(obj))

    def unsealed(self):
        """Entries that no seal holds yet, oldest first.

        Asked for by absence, never by a highest number seen: an act that began earlier may
        commit later, and its entry would be passed over.
        """
        return self.filter(seal__isnull=True).order_by("pk")


class Entry(models.Model):
    """One act. Values of personal and restricted fields are not kept here, only their names."""

    summit = models.ForeignKey("summit.Summit", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("time"), default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_label = models.CharField(_("by"), max_length=200, blank=True)
    verb = models.CharField(_("act"), max_length=50)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(_("object"), max_length=60)
    object_label = models.CharField(_("name of the object"), max_length=200, blank=True)
    note = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["kind", "object_id"], name="entry_object"),
            models.Index(fields=["summit", "at"], name="entry_time"),
        ]
        constraints = [AppendOnly(name="audit_entry_stands")]

    def __str__(self):
        return f"{self.verb} {self.kind} {self.object_id}"


class Seal(models.Model):
    """A link of the chain: the digest of one entry and of the seal before it."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal")
    digest = models.CharField(_("digest"), max_length=64)
    previous = models.CharField(_("digest before"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed"), default=clock.real_now)

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        constraints = [AppendOnly(name="audit_seal_stands")]

    def __str__(self):
        return str(self.number)
