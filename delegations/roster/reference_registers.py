"""The tables of reference of a summit: its classes of rank and its categories of people."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from i18nfield.strings import LazyI18nString

from delegations.roster.reference import Category, RankClass
from delegations.roster.reference_forms import CategoryForm, RankClassForm
from delegations.roster.reference_presets import CATEGORIES, RANKS
from summit import audit, history
from summit.listing import Column, ListSpec
from summit.policy import fetch, requires
from summit.registers import Register, columns, facts

VIEW, EDIT = "delegations.view_reference", "delegations.edit_reference"
LANGUAGES = ("fr", "ar", "en")


class Reference(Register):
    """A register whose rows have no life of their own: they stand until somebody changes them."""

    def page_view(self):
        @requires(self.view)
        @require_safe
        def row(request, public_id):
            obj = fetch(request, self.model.objects.for_list(), public_id=public_id)
            may_edit = request.user.has_perm(self.edit, obj)
            context = {
                "obj": obj,
                "register": self,
                "facts": facts(obj, self.facts),
                "entries": history.lines(obj),
                "edit_url": reverse(f"{self.name}-edit", args=[public_id]) if may_edit else "",
            }
            return render(request, "delegations/roster/reference.html", context)

        return row


def answer_of_ranks(rows, today):
    count = rows.count()
    said = ngettext(
        "%(count)d class of rank, the first before all others.",
        "%(count)d classes of rank, the first before all others.",
        count,
    )
    return said % {"count": count} if count else _("No class of rank yet: orders of precedence need them.")


def answer_of_categories(rows, today):
    count = rows.count()
    said = ngettext("%(count)d category of people.", "%(count)d categories of people.", count)
    return said % {"count": count} if count else _("No category yet: lists and badges need them.")


RANK_CLASSES = Reference(
    name="rank-class",
    plural="rank-classes",
    model=RankClass,
    form=RankClassForm,
    view=VIEW,
    add=EDIT,
    edit=EDIT,
    facts=["name", "order"],
    title=gettext_lazy("Classes of rank"),
    new_label=gettext_lazy("New class of rank"),
    answer=answer_of_ranks,
    listing=ListSpec(
        template="delegations/roster/reference_ranks.html",
        columns=[
            Column(name="order", label=gettext_lazy("Order"), sort=("order", "code"), css="num"),
            Column(name="name", label=gettext_lazy("Name")),
            Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
        ],
        default_sort="order",
        searches=False,
        export=columns(
            (gettext_lazy("Order"), "order"), (gettext_lazy("Code"), "code"), (gettext_lazy("Name"), "name")
        ),
        export_name="rank-classes",
    ),
)

CATEGORY_TABLE = Reference(
    name="category",
    plural="categories",
    model=Category,
    form=CategoryForm,
    view=VIEW,
    add=EDIT,
    edit=EDIT,
    facts=["name", "colour", "needs_photo", "needs_document", "order"],
    title=gettext_lazy("Categories of people"),
    new_label=gettext_lazy("New category"),
    answer=answer_of_categories,
    listing=ListSpec(
        template="delegations/roster/reference_categories.html",
        columns=[
            Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
            Column(name="name", label=gettext_lazy("Name")),
            Column(name="photo", label=gettext_lazy("Photo wanted")),
            Column(name="document", label=gettext_lazy("Document wanted")),
            Column(name="order", label=gettext_lazy("Order"), sort=("order", "code"), css="num"),
        ],
        default_sort="order",
        searches=False,
        export=columns(
            (gettext_lazy("Code"), "code"),
            (gettext_lazy("Name"), "name"),
            (gettext_lazy("colour"), "colour"),
            (gettext_lazy("Photo wanted"), "needs_photo"),
            (gettext_lazy("Document wanted"), "needs_document"),
            (gettext_lazy("Order"), "order"),
        ),
        export_name="categories",
    ),
)


def named(*texts):
    return LazyI18nString(dict(zip(LANGUAGES, texts, strict=True)))


def usual_ranks(summit):
    for order, (code, *names) in enumerate(RANKS, start=1):
        yield RankClass(summit=summit, code=code, name=named(*names), order=order)


def usual_categories(summit):
    for order, (code, fr, ar, en, colour, photo, document) in enumerate(CATEGORIES, start=1):
        yield Category(
            summit=summit,
            code=code,
            name=named(fr, ar, en),
            colour=colour,
            needs_photo=photo,
            needs_document=document,
            order=order * 10,
        )


def usual_view(register, build):
    """One press that enters the usual rows, where the summit has none yet."""

    @requires(register.edit)
    @require_POST
    def usual(request):
        try:
            enter_usual(register.model, build(request.user.summit), by=request.user)
        except (AlreadyThere, IntegrityError):  # two people pressed at once: the unique code keeps one set
            messages.error(request, _("There are some already: nothing was added."))
        else:
            messages.success(request, _("Entered. Change what your summit does otherwise."))
        return redirect(register.plural)

    return usual


class AlreadyThere(Exception):
    """The table is not empty."""


@transaction.atomic
def enter_usual(model, rows, *, by):
    """Write the usual rows. Raises ``AlreadyThere`` where the summit has any."""
    if model.objects.of(by.summit).exists():
        raise AlreadyThere
    rows = model.objects.bulk_create(rows)
    audit.record_many(rows, "create", by=by, changes=lambda row: {"code": [None, row.code]})
    return rows


urlpatterns = [
    path("rank-classes/usual/", usual_view(RANK_CLASSES, usual_ranks), name="rank-classes-usual"),
    path("categories/usual/", usual_view(CATEGORY_TABLE, usual_categories), name="categories-usual"),
    *RANK_CLASSES.urls,
    *CATEGORY_TABLE.urls,
]
