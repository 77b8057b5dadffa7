"""Pages of organisations, ministries and commissions: everybody reads, the coordinator writes."""

import django_filters
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from summit import history
from summit.accounts import answers
from summit.accounts.bodies import Commission, Ministry, Organisation
from summit.accounts.body_forms import CommissionForm, MinistryForm, OrganisationForm
from summit.accounts.filters import YesNoFilter
from summit.accounts.views import form_page
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires


class OrganisationFilter(django_filters.FilterSet):
    org_type = django_filters.ChoiceFilter(
        choices=Organisation.Kind, label=gettext_lazy("Type"), empty_label=gettext_lazy("All")
    )
    state = django_filters.ChoiceFilter(
        choices=Organisation.State, label=gettext_lazy("State"), empty_label=gettext_lazy("All")
    )
    invited = YesNoFilter(label=gettext_lazy("Invited"))

    class Meta:
        model = Organisation
        fields = ["org_type", "state", "invited"]


ORGANISATIONS = ListSpec(
    template="summit/accounts/organisations.html",
    columns=(
        Column(name="code", label=gettext_lazy("Code"), sort=["code"]),
        Column(name="name", label=gettext_lazy("Name")),
        Column(name="type", label=gettext_lazy("Type"), sort=["org_type", "code"]),
        Column(name="country", label=gettext_lazy("Country"), sort=["country"]),
        Column(name="state", label=gettext_lazy("State"), sort=["state"]),
    ),
    default_sort="code",
    filterset=OrganisationFilter,
    searches=False,
    context=lambda request, listing: {
        "may_edit": request.user.has_perm("summit.edit_organisation"),
        "answer": answers.of_organisations(request.user),
    },
)
MINISTRIES = ListSpec(
    template="summit/accounts/ministries.html",
    columns=(
        Column(name="order", label=gettext_lazy("Order"), sort=["rank", "code"], css="num"),
        Column(name="code", label=gettext_lazy("Code"), sort=["code"]),
        Column(name="name", label=gettext_lazy("Name")),
        Column(name="portfolios", label=gettext_lazy("Portfolios")),
        Column(name="people", label=gettext_lazy("People"), css="num"),
    ),
    default_sort="order",
    searches=False,
    context=lambda request, listing: {
        "may_edit": request.user.has_perm("summit.edit_organisation"),
        "answer": answers.of_ministries(request.user),
    },
)
COMMISSIONS = ListSpec(
    template="summit/accounts/commissions.html",
    columns=(
        Column(name="order", label=gettext_lazy("Order"), sort=["order", "code"], css="num"),
        Column(name="name", label=gettext_lazy("Name")),
        Column(name="president", label=gettext_lazy("President")),
        Column(name="vice_president", label=gettext_lazy("Vice-president")),
        Column(name="rapporteur", label=gettext_lazy("Rapporteur")),
        Column(name="members", label=gettext_lazy("Members"), css="num"),
    ),
    default_sort="order",
    searches=False,
    context=lambda request, listing: {
        "may_edit": request.user.has_perm("summit.edit_commission"),
        "answer": answers.of_commissions(request.user),
    },
)


@require_GET
@requires("summit.view_organisation")
def organisations(request):
    return list_page(request, Organisation.objects.visible_to(request.user), ORGANISATIONS)


@require_GET
@requires("summit.view_organisation")
def ministries(request):
    rows = Ministry.objects.visible_to(request.user).prefetch_related("mandates__portfolio")
    return list_page(
        request, rows.annotate(people=Count("staff", filter=Q(staff__is_active=True))), MINISTRIES
    )


@require_GET
@requires("summit.view_organisation")
def organisation(request, public_id):
    body = fetch(request, Organisation.objects.all(), public_id=public_id)
    ministry = Ministry.objects.filter(pk=body.pk).first()
    context = {
        "body": body,
        "ministry": ministry,
        "may_edit": request.user.has_perm("summit.edit_organisation", body),
        "entries": sorted([*history.lines(body), *told(ministry)], key=lambda line: line.when, reverse=True),
    }
    if ministry:
        context["portfolios"] = [
            mandate.portfolio for mandate in ministry.mandates.select_related("portfolio")
        ]
        context["commissions"] = ministry.commissions.all()
        context["staff"] = (
            ministry.staff.active().for_list() if request.user.has_perm("summit.view_user") else None
        )
    return render(request, "summit/accounts/organisation.html", context)


def told(ministry):
    """What was done to the ministry's own half: its steps are recorded at the organisation."""
    return history.lines(ministry) if ministry else []


@form_page
@requires("summit.edit_organisation")
def organisation_new(request):
    form = OrganisationForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New organisation"), cancel_url="organisations")


@form_page
@requires("summit.edit_organisation")
def ministry_new(request):
    form = MinistryForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New ministry"), cancel_url="ministries")


@form_page
@requires("summit.edit_organisation")
def organisation_edit(request, public_id):
    body = fetch(request, Organisation.objects.all(), "summit.edit_organisation", public_id=public_id)
    ministry = Ministry.objects.filter(pk=body.pk).first()
    form_class = MinistryForm if ministry else OrganisationForm
    form = form_class(request.POST or None, instance=ministry or body, user=request.user)
    return edit_page(request, form, title=str(body), cancel_url=body.get_absolute_url())


@require_GET
@requires("summit.view_commission")
def commissions(request):
    rows = Commission.objects.visible_to(request.user).for_list().annotate(seats=Count("members"))
    return list_page(request, rows, COMMISSIONS)


@require_GET
@requires("summit.view_commission")
def commission(request, public_id):
    body = fetch(request, Commission.objects.for_list(), public_id=public_id)
    context = {
        "commission": body,
        "members": [
            seat.user for seat in body.members.select_related("user__ministry").order_by("user__name")
        ],
        "ministries": body.ministries.all(),
        "may_edit": request.user.has_perm("summit.edit_commission", body),
        "entries": history.lines(body),
    }
    return render(request, "summit/accounts/commission.html", context)


@form_page
@requires("summit.edit_commission")
def commission_new(request):
    form = CommissionForm(request.POST or None, user=request.user)
    return edit_page(request, form, title=_("New commission"), cancel_url="commissions")


@form_page
@requires("summit.edit_commission")
def commission_edit(request, public_id):
    body = fetch(request, Commission.objects.for_list(), "summit.edit_commission", public_id=public_id)
    form = CommissionForm(request.POST or None, instance=body, user=request.user)
    return edit_page(request, form, title=str(body), cancel_url=body.get_absolute_url())
