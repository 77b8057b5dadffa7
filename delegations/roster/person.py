"""The person, typed once, and what was known of the person before."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from delegations.roster import naming
from summit import clock
from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.search_index import SearchIndex
from summit.secrecy import S2, S3, EncryptedJSONField
from summit.secrecy.purging import empty_value
from summit.text import SortKeyField, fold, sort_key


class PersonQuerySet(ScopedQuerySet):
    """People; of those narrowed to a reader only the lines that the reader may see are loaded with them."""

    reader = None

    def _clone(self):
        clone = super()._clone()
        clone.reader = self.reader
        return clone

    def visible_to(self, user):
        rows = super().visible_to(user)
        rows.reader = user
        return rows

    def active(self):
        """People who were not merged into another record nor anonymised."""
        return self.filter(state=Person.State.ACTIVE)

    def for_list(self):
        """People with their standing memberships, two queries however many they are."""
        lines = standing_memberships(self.reader)
        memberships = models.Prefetch("memberships", queryset=lines, to_attr="standing")
        return self.select_related("photo").prefetch_related(memberships)


def standing_memberships(reader=None):
    """Lines that stand, with what a list shows of them; with a ``reader`` those that this user may see."""
    from delegations.roster.membership import Membership  # noqa: PLC0415 - memberships point at people

    rows = Membership.objects.visible_to(reader) if reader else Membership.objects.all()
    rows = rows.live().select_related("delegation__organisation", "category", "rank_class")
    return rows.order_by("delegation__sort_key", "pk")


class Person(SummitRow, Public, Revised):
    """A human being, once per summit, however many delegations or tasks.

    ``surname`` and ``given_names`` stand as in the passport, in Latin letters; ``arabic_name``
    as the person writes it. Forms of address are stored, never composed: the same office is
    addressed differently from state to state.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", _("female")
        MALE = "M", _("male")
        OTHER = "X", pgettext_lazy("sex", "other")

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("person", "Active")
        MERGED = "merged", pgettext_lazy("person", "Merged")
        ANONYMISED = "anonymised", _("Anonymised")

    class Photo(models.TextChoices):
        NONE = "", _("no photo")
        UNSEEN = "unseen", _("to look at")
        GOOD = "good", pgettext_lazy("photo", "good")
        BAD = "bad", pgettext_lazy("photo", "not usable")

    surname = models.CharField(_("surname"), max_length=200)
    given_names = models.CharField(_("given names"), max_length=200, blank=True)
    arabic_name = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    print_name = models.CharField(
        _("name to print"), max_length=200, blank=True, help_text=_("Empty: given names, then SURNAME.")
    )
    title = I18nCharField(_("form of address on lists"), max_length=600, blank=True)
    spoken_title = I18nCharField(_("form of address in speech"), max_length=600, blank=True)
    title_source = models.CharField(_("source of the form of address"), max_length=200, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=200, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    photo = models.ForeignKey(
        "summit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    photo_taken_on = models.DateField(_("photo taken on"), null=True, blank=True)
    photo_verdict = models.CharField(
        _("photo"), max_length=10, choices=Photo, blank=True, default=Photo.NONE, editable=False
    )
    photo_fault = models.CharField(_("what is wrong with the photo"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ACTIVE, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    search_text = models.TextField(default="", editable=False)
    sort_key = SortKeyField(default="")

    objects = PersonQuerySet.as_manager()
    view_right = "delegations.view_person"
    sensitivity = dict.fromkeys(
        (
            "surname", "given_names", "arabic_name", "print_name", "title", "spoken_title", "sex", "birth_date",
            "birth_place", "nationality", "languages", "email", "phone", "remarks", "photo", "photo_taken_on",
            "photo_verdict", "photo_fault", "search_text", "sort_key",
        ),
        S2,
    )  # fmt: skip
    retention = {S2: 90}
    KEYS = ("search_text", "sort_key")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["summit", "sort_key", "id"], name="person_sorted"),
            models.Index(fields=["summit", "state", "photo_verdict"], name="person_verdicts"),
            SearchIndex(name="person_search"),
        ]
        constraints = [
            one_of("sex", ["", "F", "M", "X"], name="person_sex"),
            one_of("photo_verdict", ["", "unseen", "good", "bad"], name="person_photo"),
            one_of("state", ["active", "merged", "anonymised"], name="person_state"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="person_merged_into_somebody",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="person_not_merged_into_itself",
            ),
        ]

    def __str__(self):
        return self.name_on_list

    @property
    def audit_label(self):
        """How the audit names the person: it keeps no personal names."""
        return f"person {self.public_id}"

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; bulk writers call it themselves."""
        names = [self.surname, self.given_names, self.arabic_name, self.print_name]
        self.search_text = fold(" ".join(filter(None, names)))
        self.sort_key = sort_key(f"{self.surname} {self.given_names}".strip() or self.arabic_name)[:200]

    def get_absolute_url(self):
        return reverse("person", args=[self.public_id])

    @property
    def name_on_list(self) -> str:
        """``Moussa DIARRA``: given names, then the surname in capitals (the order of protocol lists)."""
        latin = naming.on_list(self.given_names, self.surname)
        return str(self.print_name or latin or self.arabic_name)

    @classmethod
    def erase(cls, rows, fields):
        """Empty personal data whose time is over; who was merged stays merged, everybody else is anonymised."""
        emptied = {name: empty_value(cls._meta.get_field(name)) for name in fields}
        merged = When(state=cls.State.MERGED, then=Value(cls.State.MERGED))
        return rows.update(**emptied, state=Case(merged, default=Value(cls.State.ANONYMISED)))


class PersonVersion(SummitRow):
    """What was known of a person before one act: the audit keeps names of fields, this keeps the values.

    ``purge`` clears it with the person's other restricted data.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="versions", verbose_name=_("person"))
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    verb = models.CharField(_("act"), max_length=50)
    values = EncryptedJSONField(_("values before"), default=dict)

    sensitivity = {"values": S3}
    retention = {S3: 30}

    class Meta:
        verbose_name = _("earlier version of a person")
        verbose_name_plural = _("earlier versions of people")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"


class Resemblance(SummitRow, Public, Revised):
    """Two people who may be one. Nobody is merged without a person's word.

    ``score`` runs from 0 to 100, ``reason`` is a code of ``delegations.roster.likeness``.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("resemblance", "To decide")
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Two people")

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("first"))
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("second"))
    score = models.PositiveSmallIntegerField(_("likeness"))
    reason = models.CharField(_("reason"), max_length=30)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = ScopedQuerySet.as_manager()
    view_right = "delegations.merge_person"

    class Meta:
        verbose_name = _("resemblance")
        verbose_name_plural = _("resemblances")
        indexes = [models.Index(fields=["summit", "state", "score"], name="resemblance_queue")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="resemblance_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="resemblance_ordered"),
            models.CheckConstraint(condition=Q(score__lte=100), name="resemblance_score"),
            one_of("state", ["open", "same", "different"], name="resemblance_state"),
        ]

    def __str__(self):
        return self.public_id

    def get_absolute_url(self):
        return reverse("resemblance", args=[self.public_id])
