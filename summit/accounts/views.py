"""Pages of the people who work on the summit, for the coordinator."""

import smtplib

import django_filters
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from summit import clock, history
from summit.accounts import access, answers, standing
from summit.accounts.bodies import Ministry
from summit.accounts.coordination import LastCoordinator
from summit.accounts.duties import Duty
from summit.accounts.filters import YesNoFilter
from summit.accounts.forms import LAST_COORDINATOR, NewUserForm, ReasonForm, UserForm
from summit.accounts.people import User
from summit.editing import edit_page
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires

form_page = require_http_methods(["GET", "HEAD", "POST"])


def ministries_in_work(request):
    return Ministry.objects.visible_to(request.user)


class UserFilter(django_filters.FilterSet):
    ministry = django_filters.ModelChoiceFilter(
        queryset=ministries_in_work,
        to_field_name="code",
        label=gettext_lazy("Ministry"),
        empty_label=gettext_lazy("All"),
    )
    role = django_filters.ChoiceFilter(
        choices=Duty.Role.choices,
        method="with_role",
        label=gettext_lazy("Role"),
        empty_label=gettext_lazy("Any role"),
    )
    is_active = YesNoFilter(label=gettext_lazy("May sign in"))

    class Meta:
        model = User
        fields = ["ministry", "role", "is_active"]

    def with_role(self, queryset, name, value):
        summit = self.request.user.summit
        duties = Duty.objects.of(summit).in_force(clock.today(summit)).filter(role=value)
        return queryset.filter(pk__in=duties.values("user"))


USERS = ListSpec(
    template="summit/accounts/users.html",
    columns=(
        Column(name="name", label=gettext_lazy("Name"), sort=["name"]),
        Column(name="username", label=gettext_lazy("User name"), sort=["username"]),
        Column(name="ministry", label=gettext_lazy("Ministry")),
        Column(name="duties", label=gettext_lazy("Duties today")),
        Column(name="seen", label=gettext_lazy("Last sign-in")),
        Column(name="active", label=gettext_lazy("May sign in")),
    ),
    default_sort="name",
    filterset=UserFilter,
    context=lambda request, listing: {
        "may_edit": request.user.has_perm("summit.edit_user"),
        "answer": answers.of_users(request.user),
    },
)


@require_GET
@requires("summit.view_user")
def users(request):
    summit = request.user.summit
    in_force = Duty.objects.of(summit).in_force(clock.today(summit))
    people = User.objects.visible_to(request.user).for_list()
    return list_page(
        request, people.prefetch_related(Prefetch("all_duties", in_force, to_attr="in_force")), USERS
    )


@require_GET
@requires("summit.view_user")
def user(request, public_id):
    person = fetch(request, User.objects.for_list(), public_id=public_id)
    return render(request, "summit/accounts/user.html", user_context(request, person))


def user_context(request, person):
    summit, today = request.user.summit, clock.today(request.user.summit)
    duties = list(person.all_duties.of(summit).for_list())
    for duty in duties:
        duty.in_force = duty.runs_on(today)
    return {
        "person": person,
        "duties": duties,
        "sessions": person.usersession_set.order_by("-last_seen_at"),
        "second_factor": access.has_second_factor(person),
        "may_edit": request.user.has_perm("summit.edit_user", person),
        "may_edit_duty": request.user.has_perm("summit.edit_duty"),
        "entries": history.lines(person),
    }


@form_page
@requires("summit.edit_user")
def user_new(request):
    form = NewUserForm(request.POST or None, user=request.user)
    return edit_page(
        request,
        form,
        title=_("New person"),
        cancel_url="users",
        explanation=_("You give the password, or a link to choose one, on the next page."),
    )


@form_page
@requires("summit.edit_user")
def user_edit(request, public_id):
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    form = UserForm(request.POST or None, instance=person, user=request.user)
    return edit_page(request, form, title=str(person), cancel_url=person.get_absolute_url())


# -- acts on a person's way in ------------------------------------------------------------


def with_reason(request, person, *, title, explanation, act):
    """Ask the reason, then ``act(note)``; what is refused stays on the page with its reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["note"])
        except LastCoordinator as refusal:
            form.add_error(None, LAST_COORDINATOR % {"summit": refusal.summit})
        else:
            return redirect(person)
    context = {"form": form, "person": person, "title": title, "explanation": explanation}
    return render(request, "summit/accounts/reason.html", context, status=422 if form.is_bound else 200)


@form_page
@requires("summit.edit_user")
def user_deactivate(request, public_id):
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    return with_reason(
        request,
        person,
        title=_("Deactivate"),
        explanation=_(
            "The person is signed out everywhere at once and cannot sign in again until reactivated."
        ),
        act=lambda note: standing.deactivate(person, by=request.user, note=note),
    )


@require_POST
@requires("summit.edit_user")
def user_reactivate(request, public_id):
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    standing.reactivate(person, by=request.user)
    return redirect(person)


@form_page
@requires("summit.edit_user")
def user_second_factor(request, public_id):
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    return with_reason(
        request,
        person,
        title=_("Remove the second factor"),
        explanation=_("For a lost phone or key. The person sets up a new one at the next sign-in."),
        act=lambda note: standing.take_second_factor(person, by=request.user, note=note),
    )


@require_POST
@requires("summit.edit_user")
@never_cache
def user_password(request, public_id):
    """Shown once, in the answer itself: a redirect would have to keep it somewhere."""
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    password = standing.give_password(person, by=request.user)
    return render(request, "summit/accounts/password.html", {"person": person, "password": password})


@require_POST
@requires("summit.edit_user")
def user_link(request, public_id):
    person = fetch(request, User.objects.for_list(), "summit.edit_user", public_id=public_id)
    try:
        sent = standing.send_link(person, request=request)
    except (OSError, smtplib.SMTPException):
        messages.error(request, _("The mail server does not answer. Try again later, or set a password."))
        return redirect(person)
    if sent:
        messages.success(request, _("The link is on its way to %(address)s.") % {"address": person.email})
    else:
        messages.error(request, _("There is no address to write to, or the person may not sign in."))
    return redirect(person)
