"""The small register of parts: what is held once at a time."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from summit import writing
from summit.editing import edit_page
from summit.forms import EditForm
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from summit.registers import columns
from venues.halls.hall import HallPart

form_page = require_http_methods(["GET", "HEAD", "POST"])


class PartForm(EditForm):
    class Meta:
        model = HallPart
        fields = ["code", "name", "site"]

    def clean_site(self):
        """The parts of a hall lie on its site, so a part in use does not move."""
        site = self.cleaned_data["site"]
        halls = self.instance.halls.all() if self.instance.pk else ()
        elsewhere = [hall.code for hall in halls if hall.site_id != site.pk]
        if elsewhere:
            message = _("It is a part of %(halls)s and stays on that site.")
            raise ValidationError(message, params={"halls": writing.listed(elsewhere)})
        return site


def around(request, listing):
    rows = HallPart.objects.visible_to(request.user)
    return {"answer": answer(rows), "may_edit": request.user.has_perm("venues.edit_hall")}


def answer(rows) -> str:
    in_none = Q(made_into__isnull=True)
    counts = rows.order_by().aggregate(
        count=Count("pk", distinct=True), alone=Count("pk", distinct=True, filter=in_none)
    )
    count, alone = counts["count"], counts["alone"]
    if not count:
        return _("No part is entered yet.")
    parts = ngettext("%(count)d part", "%(count)d parts", count) % {"count": count}
    if not alone:
        return _("%(parts)s, each in a hall.") % {"parts": parts}
    left = ngettext("%(count)d in no hall", "%(count)d in no hall", alone) % {"count": alone}
    return _("%(parts)s, %(left)s.") % {"parts": parts, "left": left}


PARTS = ListSpec(
    template="venues/halls/hall_parts.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
        Column(name="name", label=gettext_lazy("Part")),
        Column(name="site", label=gettext_lazy("Site"), sort=("site__code", "code")),
        Column(name="halls", label=gettext_lazy("Halls that it is a part of")),
    ),
    default_sort="site",
    searches=False,
    export=columns(
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Part"), "name"),
        (gettext_lazy("Site"), "site.code"),
        (gettext_lazy("Halls"), lambda row: [hall.code for hall in row.halls.all()]),
    ),
    export_name="hall-parts",
    context=around,
)


@requires("venues.edit_hall")
@require_safe
def parts(request):
    rows = HallPart.objects.visible_to(request.user).select_related("site", "summit")
    return list_page(request, rows.prefetch_related("halls"), PARTS)


@requires("venues.edit_hall")
@form_page
def new(request):
    form = PartForm(request.POST or None, instance=HallPart(summit=request.user.summit), user=request.user)
    return edit_page(
        request, form, title=_("New part"), cancel_url="hall-parts", done_url="hall-parts", explanation=WHAT
    )


@requires("venues.edit_hall")
@form_page
def edit(request, public_id):
    part = fetch(request, HallPart.objects.all(), "venues.edit_hall", public_id=public_id)
    form = PartForm(request.POST or None, instance=part, user=request.user)
    return edit_page(
        request, form, title=str(part), cancel_url="hall-parts", done_url="hall-parts", explanation=WHAT
    )


WHAT = gettext_lazy("A room, or one side of a hall with a moving wall: it is given once at a time.")
