"""The person who signs in."""

import copy

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from summit import clock, rights
from summit.base import Public, Revised
from summit.event.models import Summit
from summit.text import fold

SYSTEM = "system"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People with a duty in the summit in work, whom the coordinator manages."""
        if not user.has_perm("summit.view_user"):
            return self.none()
        return self.known_in(user.summit)

    def known_in(self, summit):
        """People with a past, present or future duty in ``summit`` or of one of its ministries."""
        duties = apps.get_model("summit.Duty")._base_manager.filter(summit=summit)
        return self.filter(Q(pk__in=duties.values("user")) | Q(ministry__summit=summit)).exclude(
            username=SYSTEM
        )

    def active(self):
        return self.filter(is_active=True)

    def with_duty(self, summit, *portfolios, roles=()):
        """Active people with a duty of today in one of ``portfolios``, as ``rights.holds`` asks it.

        Their ministry holds the portfolio and the duty is narrowed to nothing; without ``roles``
        any role will do.
        """
        named = {"portfolio__code__in": portfolios, "role__in": roles or rights.PORTFOLIO_ROLES}
        duty, mandate = apps.get_model("summit.Duty"), apps.get_model("summit.Mandate")
        given = mandate._base_manager.filter(
            summit=summit, portfolio=OuterRef("portfolio"), ministry=OuterRef("user__ministry")
        )
        duties = duty.objects.of(summit).in_force(clock.today(summit)).filter(narrowed_to="", **named)
        return self.active().filter(pk__in=duties.filter(Exists(given)).values("user"))

    def for_list(self):
        return self.select_related("ministry").order_by("name", "username")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, email="", password=None, **fields):
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def system(self):
        """The user in whose name the program itself acts; it cannot sign in."""
        return self.get_or_create(
            username=SYSTEM, defaults={"name": "Système", "is_active": False, "password": "!"}
        )[0]


class User(AbstractBaseUser, Public, Revised):
    """A member of staff, a ministry's focal point or a press officer. An e-mail is optional."""

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is already taken.")},
    )
    name = models.CharField(_("name shown"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    ministry = models.ForeignKey(
        "summit.Ministry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("ministry"),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=clock.now, editable=False)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)

    KEYS = ("search_text",)
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()
    view_right = "summit.view_user"
    sensitivity = {"name": "S2", "email": "S2", "phone": "S2", "password": "S3"}

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="user_email",
                violation_error_message=_("This e-mail address already belongs to somebody."),
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The column for search; writers that do not save() call it themselves."""
        self.search_text = fold(f"{self.name} {self.username}")

    def get_absolute_url(self):
        return reverse("user", args=[self.public_id])

    def get_full_name(self):
        return self.name

    @property
    def is_system(self):
        return self.username == SYSTEM

    @property
    def is_staff(self):
        """Django's admin asks this name; the right behind it is the coordinator's."""
        return self.has_perm("summit.use_admin")

    is_superuser = False

    # -- the summit in work and what the person may do there ------------------------------

    @property
    def summit(self):
        """The summit in work: the one chosen on this request, else the only or the next one."""
        if not hasattr(self, "_summit"):
            open_to_me = Summit.objects.visible_to(self)
            self._summit = open_to_me.in_work() or open_to_me.order_by("-starts_on").first()
        return self._summit

    @summit.setter
    def summit(self, summit):
        self.__dict__.pop("duties", None)
        self.__dict__.pop("portfolios", None)
        self._summit = summit

    def at(self, summit):
        """This user at work on ``summit``; returns self, for chains and commands."""
        self.summit = summit
        return self

    @cached_property
    def duties(self):
        """The person's duties of today in the summit in work, each with its portfolio."""
        if self.summit is None:
            return []
        mandate = apps.get_model("summit.Mandate")._base_manager
        held = mandate.filter(
            summit=OuterRef("summit"), portfolio=OuterRef("portfolio"), ministry=self.ministry_id
        )
        mine = self.all_duties.in_force(clock.today(self.summit)).filter(summit=self.summit)
        return list(mine.annotate(is_held=Exists(held)))

    def without_narrowed_duties(self):
        """The same person with those duties alone that are for the whole summit."""
        other = copy.copy(self)
        other.__dict__.pop("portfolios", None)
        other.__dict__["duties"] = [duty for duty in self.duties if not duty.narrowed_to]
        return other

    @cached_property
    def portfolios(self):
        """Codes of the portfolios in which the person has a duty and which the person's ministry holds."""
        return frozenset(duty.portfolio_code for duty in self.duties if duty.portfolio_id and duty.is_held)

    def has_perm(self, perm, obj=None):
        return rights.allows(self, perm, obj)

    def has_module_perms(self, app_label):
        return self.has_perm("summit.use_admin")
