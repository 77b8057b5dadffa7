"""What the rows of every slice share: a summit, an address, a revision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit import clock, rights
from summit.text import new_public_id


class ScopedQuerySet(models.QuerySet):
    """Rows of one summit, narrowed to what a user may see."""

    def of(self, summit):
        return self.filter(summit=summit)

    def visible_to(self, user):
        """Rows of the summit in work that the model's ``view_right`` opens to ``user``."""
        if not user.is_authenticated or user.summit is None:
            return self.none()
        return self.of(user.summit).filter(rights.rows(user, self.model.view_right))

    def for_list(self):
        """Rows with all that one line of a list shows; slices override it."""
        return self


class SummitRow(models.Model):
    """A row that belongs to exactly one summit."""

    summit = models.ForeignKey(
        "summit.Summit", models.PROTECT, related_name="+", editable=False, verbose_name=_("summit")
    )

    class Meta:
        abstract = True


class Public(models.Model):
    """A row with a random name of its own for addresses and tokens."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True

    @property
    def kind(self):
        """The model's name in addresses: ``task``, ``handover``."""
        return self._meta.model_name


class Revised(models.Model):
    """A row that several people edit: each saved change raises ``revision`` by one."""

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), default=clock.now, editable=False)

    class Meta:
        abstract = True
