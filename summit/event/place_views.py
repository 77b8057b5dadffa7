"""Pages of the sites and the access zones."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from summit import writing
from summit.editing import edit_page
from summit.event.forms import SiteForm, ZoneForm
from summit.event.models import Site, Zone
from summit.event.views import form_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires


def around_sites(request, listing):
    sites = Site.objects.visible_to(request.user)
    count, backed = sites.count(), sites.filter(power_backup=True).count()
    said = [ngettext("%(count)d site", "%(count)d sites", count) % {"count": count}]
    if backed:
        generator = ngettext("%(count)d with a generator", "%(count)d with a generator", backed)
        said.append(generator % {"count": backed})
    return {"may_edit": request.user.has_perm("summit.edit_site"), "answer": writing.listed(said) + "."}


def around_zones(request, listing):
    count = Zone.objects.visible_to(request.user).count()
    return {
        "may_edit": request.user.has_perm("summit.edit_site"),
        "answer": ngettext("%(count)d access zone.", "%(count)d access zones.", count) % {"count": count},
    }


SITES = ListSpec(
    template="summit/event/sites.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=["code"]),
        Column(name="name", label=gettext_lazy("Name")),
        Column(name="type", label=gettext_lazy("Type"), sort=["site_type", "code"]),
        Column(name="seats", label=gettext_lazy("Seats"), css="num"),
        Column(name="power", label=gettext_lazy("Generator")),
        Column(name="network", label=gettext_lazy("Network places"), css="num"),
        Column(name="zones", label=gettext_lazy("Zones")),
    ),
    default_sort="code",
    searches=False,
    context=around_sites,
)
ZONES = ListSpec(
    template="summit/event/zones.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=["code"]),
        Column(name="name", label=gettext_lazy("Name")),
        Column(name="site", label=gettext_lazy("Site")),
        Column(name="parent", label=gettext_lazy("Inside the zone")),
    ),
    default_sort="code",
    searches=False,
    context=around_zones,
)


@require_GET
@requires("summit.view_site")
def sites(request):
    return list_page(request, Site.objects.visible_to(request.user).prefetch_related("zones"), SITES)


@form_page
@requires("summit.edit_site")
def site_new(request):
    form = SiteForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New site"), cancel_url="sites", done_url="sites")


@form_page
@requires("summit.edit_site")
def site_edit(request, public_id):
    site = fetch(request, Site.objects.all(), "summit.edit_site", public_id=public_id)
    form = SiteForm(request.POST or None, instance=site, user=request.user)
    return edit_page(request, form, title=str(site), cancel_url="sites", done_url="sites")


@require_GET
@requires("summit.view_site")
def zones(request):
    return list_page(request, Zone.objects.visible_to(request.user).select_related("site", "parent"), ZONES)


@form_page
@requires("summit.edit_site")
def zone_new(request):
    form = ZoneForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New zone"), cancel_url="zones", done_url="zones")


@form_page
@requires("summit.edit_site")
def zone_edit(request, public_id):
    zone = fetch(request, Zone.objects.all(), "summit.edit_site", public_id=public_id)
    form = ZoneForm(request.POST or None, instance=zone, user=request.user)
    return edit_page(request, form, title=str(zone), cancel_url="zones", done_url="zones")
