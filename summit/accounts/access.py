"""Who needs a second factor, and what is open to them until they have one."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect

from summit import rights

PRIVILEGED_ROLES = frozenset({rights.COORDINATOR, rights.SECRETARY, rights.HEAD, rights.AUDITOR})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one
OPEN_MEANWHILE = frozenset(
    {
        "account_change_password",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "set_language",
        "summit-css",
    }
)


def second_factor_wanted() -> bool:
    """Whether this installation asks it at all: the personas of the demo share one known password."""
    return settings.SECOND_FACTOR_REQUIRED


def is_privileged(user) -> bool:
    """Whether the person's duties in the summit in work open other people's data.

    A duty in another summit opens nothing until that summit is the one in work.
    """
    return user.summit is not None and any(duty.role in PRIVILEGED_ROLES for duty in user.duties)


def has_second_factor(user) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def signed_in_with_second_factor(request) -> bool:
    """Whether this session was opened with one; it costs no query.

    Who takes the last one away while signed in is asked for a new one at the next sign-in.
    """
    used = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(record.get("method") == "mfa" for record in used)


def must_set_up_second_factor(request) -> bool:
    """Whether the person must set up a second factor before anything else is shown.

    The pages of the set-up itself, sign-out and the language stay open. To be asked once the
    view is known and ``request.user.summit`` is the summit in work.
    """
    user = request.user
    if not second_factor_wanted() or not user.is_authenticated or signed_in_with_second_factor(request):
        return False
    if request.resolver_match.url_name in OPEN_MEANWHILE:
        return False
    return is_privileged(user) and not has_second_factor(user)


def to_second_factor():
    """Where the middleware sends the person: the page that offers an app or a passkey."""
    return redirect("mfa_index")
