"""A person's own page and language."""

from http import HTTPStatus

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from summit.accounts import access
from summit.accounts.adapter import remember_language
from summit.accounts.forms import ProfileForm
from summit.accounts.people import User
from summit.accounts.views import form_page
from summit.editing import edit_page
from summit.policy import public, signed_in

# Where allauth keeps what only the person may change.
DOORS = (
    ("account_change_password", gettext_lazy("Password")),
    ("mfa_index", gettext_lazy("Second factor, passkeys and recovery codes")),
    ("usersessions_list", gettext_lazy("Open sessions")),
)


@form_page
@signed_in
def profile(request):
    person = User.objects.select_related("ministry").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person, user=request.user)
    response = edit_page(
        request,
        form,
        title=_("My page"),
        cancel_url="desk",
        done_url="profile",
        template="summit/accounts/profile.html",
        person=person,
        doors=DOORS,
        duties=request.user.duties,
        second_factor=access.has_second_factor(request.user),
    )
    if response.status_code == HTTPStatus.FOUND:
        remember_language(response, person.language)
    return response


@require_POST
@public
def set_language(request):
    """Django's own view, which keeps the language in a cookie; a signed-in person keeps it too."""
    response = django_set_language(request)
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).exclude(language=language).update(language=language)
    return response


@signed_in
def email(request):
    """Stands before allauth's page of addresses: a person has one, on the profile, with its audit."""
    return redirect("profile")
