"""The register of acts, for the coordinator and the auditor."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from summit import exports
from summit.audit.models import Entry
from summit.listing import Column, ListSpec, list_page
from summit.policy import requires


class EntryFilter(django_filters.FilterSet):
    actor = django_filters.CharFilter(field_name="actor_label", lookup_expr="icontains", label=_("Who"))
    verb = django_filters.CharFilter(label=_("Act"))
    kind = django_filters.CharFilter(label=_("Kind"))
    label = django_filters.CharFilter(field_name="object_label", lookup_expr="icontains", label=_("What"))

    class Meta:
        model = Entry
        fields: list[str] = []


def columns_of(request):
    return [
        exports.Column(_("When"), "at"),
        exports.Column(_("Who"), "actor_label"),
        exports.Column(_("Act"), "verb"),
        exports.Column(_("Kind"), "kind"),
        exports.Column(_("What"), "object_label"),
        exports.Column(_("Reason"), "note"),
    ]


REGISTER = ListSpec(
    template="summit/audit/list.html",
    columns=[
        Column(name="at", label=_("When"), sort=("at",)),
        Column(name="actor", label=_("Who")),
        Column(name="verb", label=_("Act")),
        Column(name="label", label=_("What")),
        Column(name="changes", label=_("Before and after")),
        Column(name="note", label=_("Reason")),
    ],
    default_sort="-at",
    filterset=EntryFilter,
    searches=False,
    export=columns_of,
    export_name="audit",
)


@requires("summit.view_audit")
@require_safe
def entries(request):
    rows = Entry.objects.filter(summit=request.user.summit).select_related("actor")
    return list_page(request, rows, REGISTER)
