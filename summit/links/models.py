"""Links that were issued, and each time one was used."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from summit import clock
from summit.base import Public, SummitRow
from summit.constraints import AppendOnly
from summit.secrecy.levels import S2, S3


class SealedLinkQuerySet(models.QuerySet):
    def live(self):
        """Links that still open."""
        return self.filter(revoked_at=None, expires_at__gt=clock.real_now())

    def about(self, obj):
        return self.filter(kind=obj._meta.label_lower, object_id=obj.public_id)


class SealedLink(SummitRow, Public):
    """A secret address for one recipient. Times are real ones, whatever a demonstration's clock says."""

    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(_("object"), max_length=16)
    verb = models.CharField(_("may"), max_length=50)
    recipient = models.CharField(_("recipient"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued"), default=clock.real_now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = SealedLinkQuerySet.as_manager()
    sensitivity = {"recipient": S2, "email": S2, "secret_hash": S3}
    retention = {S2: 90}

    class Meta:
        verbose_name = _("sealed link")
        verbose_name_plural = _("sealed links")
        indexes = [models.Index(fields=["kind", "object_id"], name="sealedlink_object")]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="sealedlink_lasts"),
        ]

    def __str__(self):
        return self.recipient

    @property
    def audit_label(self):
        """How the audit names the link: it keeps no personal names."""
        return f"link {self.public_id}"

    def is_live(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.real_now()

    def target(self) -> models.Model:
        """The row that the link speaks of."""
        rows = apps.get_model(self.kind)._base_manager
        return rows.get(summit=self.summit_id, public_id=self.object_id)


class LinkUse(models.Model):
    """One use of a link. The network address is kept as a keyed digest, to compare and not to read."""

    link = models.ForeignKey(SealedLink, models.PROTECT, related_name="uses")
    at = models.DateTimeField(_("time"), default=clock.real_now)
    address_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        constraints = [AppendOnly(name="linkuse_stands")]

    def __str__(self):
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}"
