"""What allauth asks us: nobody signs up, names are folded, the person's language is taken up."""

import unicodedata

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from summit.accounts import access
from summit.accounts.people import SYSTEM
from summit.secrecy.keys import decrypt, encrypt

# The page that follows says as much: a line of its own would only be in the way.
SILENT = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


def fold_username(username: str) -> str:
    """The one spelling of a user name: no stray spaces, one Unicode form, small letters."""
    return unicodedata.normalize("NFKC", username).strip().lower()


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """The coordinator opens accounts; whoever could open one would be inside."""
        return False

    def clean_username(self, username, shallow=False):
        username = fold_username(username)
        if username == SYSTEM:
            raise self.validation_error("username_blacklisted")
        return super().clean_username(username, shallow=shallow)

    def get_login_redirect_url(self, request):
        return reverse("desk")

    def post_login(self, request, user, **kwargs):
        translation.activate(user.language)
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)


def remember_language(response, language):
    """Keep the language in the cookie that Django reads, for the pages before signing in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are encrypted at rest like every S3 value."""

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        """The last factor of somebody who must have one stays until another is there."""
        if authenticator.type not in access.FACTORS or not access.second_factor_wanted():
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=access.FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not access.is_privileged(authenticator.user)
