"""Items of the programme in their first form, and the people that a calendar names with them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from summit.base import Public, Revised, ScopedQuerySet, SummitRow
from summit.constraints import one_of
from summit.secrecy.levels import S2
from summit.text import SortKeyField, fold, sort_key, wordings
from summit.workflow import Step, Workflow


class ItemQuerySet(ScopedQuerySet):
    def standing(self):
        """Items that take place or may yet."""
        return self.exclude(state=ProgrammeItem.State.CANCELLED)

    def for_list(self):
        return self.select_related("site", "summit")


class ProgrammeItem(SummitRow, Public, Revised):
    """One thing of the programme: what, from when until when, where.

    ``uid`` is the identity that an imported calendar gave it, ``UID@start`` for one instance of a
    series (RFC 5545): a second import finds it again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("programme item", "Draft")
        CANCELLED = "cancelled", pgettext_lazy("programme item", "Cancelled")

    title = I18nCharField(_("title"), max_length=900)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    site = models.ForeignKey(
        "summit.Site", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    place = I18nCharField(
        _("room or place"), max_length=600, blank=True, help_text=_("As announced; a hall is booked apart.")
    )
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    uid = models.CharField(_("calendar identity"), max_length=300, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = SortKeyField()

    KEYS = ("search_text", "sort_key")
    objects = ItemQuerySet.as_manager()
    view_right = "summit.view_item"

    workflow = Workflow(
        Step(
            name="cancel",
            label=_("Cancel the item"),
            sources={State.DRAFT},
            target=State.CANCELLED,
            right="summit.edit_item",
            reason_required=True,
            style="danger",
        ),
        Step(
            name="restore",
            label=_("Take it up again"),
            sources={State.CANCELLED},
            target=State.DRAFT,
            right="summit.edit_item",
        ),
    )

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["summit", "starts_at"], name="item_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["summit", "uid"], condition=~Q(uid=""), name="item_uid"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="item_ends_after_it_begins",
                violation_error_message=_("The end is not after the start."),
            ),
            one_of("state", ["draft", "cancelled"], name="item_state"),
        ]

    def __str__(self):
        return str(self.title)

    def save(self, **kwargs):
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self):
        """The columns for search and order; writers that do not save() call it themselves."""
        texts = [text for field in (self.title, self.place) for text in wordings(field)]
        self.search_text, self.sort_key = fold(" ".join(texts)), sort_key(" ".join(texts[:1]))

    def get_absolute_url(self):
        return reverse("item", args=[self.public_id])

    @property
    def look(self) -> str:
        return {"draft": "todo", "cancelled": "void"}[self.state]


class ItemPerson(SummitRow):
    """Somebody whom an imported calendar names with an item; ``key`` tells people apart.

    The key is the e-mail address where there is one, else the folded name.
    """

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        ATTENDEE = "attendee", _("Attendee")

    item = models.ForeignKey(ProgrammeItem, models.CASCADE, related_name="people", verbose_name=_("item"))
    key = models.CharField(max_length=254, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ATTENDEE)

    objects = ScopedQuerySet.as_manager()
    view_right = "summit.view_item"
    sensitivity = {"key": S2, "name": S2, "email": S2}
    retention = {S2: 90}

    class Meta:
        verbose_name = _("person named with an item")
        verbose_name_plural = _("people named with an item")
        ordering = ["role", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "key"], name="item_person_once"),
            one_of("role", ["organiser", "attendee"], name="item_person_role"),
        ]

    def __str__(self):
        return self.name or self.email

    @classmethod
    def erase(cls, rows, fields):
        """A person whose time is over is named no more; an emptied row would only stand in another's way."""
        return rows.delete()[0]

    @property
    def audit_label(self):
        """How the audit names the row: no personal names."""
        return f"{self.item.public_id} {self.role}"
