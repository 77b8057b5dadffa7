"""Signing in and out, the second factor, the language."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from summit.accounts import access
from summit.accounts.models import User
from tests import factories


@pytest.fixture(autouse=True)
def fresh_limits():
    """The limits on sign-in live in the cache, which the tests share."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def required(settings):
    """As in production: privileged duties need a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


def sign_in(username, password=factories.PASSWORD):
    client = Client()
    return client, client.post(reverse("account_login"), {"login": username, "password": password})


def code_of(secret):
    """The code that an authenticator app shows."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def set_up_totp(client):
    """Walk through the pages as a person does, the password asked again included."""
    url = reverse("mfa_activate_totp")
    page = client.get(url)
    if page.status_code == 302:
        client.post(page.url, {"password": factories.PASSWORD})
        page = client.get(url)
    secret = page.context["form"].secret
    return secret, client.post(url, {"code": code_of(secret)})


# -- in and out ------------------------------------------------------------------------------


def test_signing_in_and_out(focal):
    client, response = sign_in("focal")
    assert response.status_code == 302
    assert client.get(reverse("profile")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("profile")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("profile")).url.startswith(reverse("account_login"))


def test_the_name_is_taken_as_people_type_it(focal):
    client, response = sign_in(" FOCAL")
    assert response.status_code == 302
    assert client.get(reverse("profile")).status_code == 200


def test_nobody_signs_up(client, db):
    data = {"username": "intruder", "password1": factories.PASSWORD, "password2": factories.PASSWORD}
    assert "intruder" not in client.get(reverse("account_signup")).text
    client.post(reverse("account_signup"), data)
    assert not User.objects.filter(username="intruder").exists()


def test_the_system_user_cannot_sign_in(db):
    User.objects.system()
    client, _response = sign_in("system", "!")
    assert client.get(reverse("profile")).status_code == 302


def test_too_many_bad_passwords_close_the_door_for_a_while(focal):
    for _attempt in range(6):
        sign_in("focal", "wrong")
    client, response = sign_in("focal")
    assert client.get(reverse("profile")).status_code == 302
    assert response.status_code in (200, 429)


def test_open_sessions_are_listed_and_ended(focal):
    here, _response = sign_in("focal")
    there, _response = sign_in("focal")
    for client in (here, there):
        client.get(reverse("profile"))
    assert here.get(reverse("usersessions_list")).status_code == 200
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("profile")).status_code == 200
    assert there.get(reverse("profile")).status_code == 302


# -- the second factor -----------------------------------------------------------------------


def test_after_set_up_the_next_sign_in_asks_the_code(focal):
    client, _response = sign_in("focal")
    secret, response = set_up_totp(client)
    assert response.status_code == 302
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    again, response = sign_in("focal")
    assert response.url == reverse("mfa_authenticate")
    assert again.get(reverse("profile")).status_code == 302
    again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert again.get(reverse("profile")).status_code == 302
    again.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert again.get(reverse("profile")).status_code == 200


def test_a_recovery_code_opens_once(focal):
    client, _response = sign_in("focal")
    set_up_totp(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (200, 302):
        again, _response = sign_in("focal")
        again.post(reverse("mfa_authenticate"), {"code": code})
        assert again.get(reverse("profile")).status_code == expected


def test_secrets_are_encrypted_at_rest(focal):
    client, _response = sign_in("focal")
    secret, _response = set_up_totp(client)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


@pytest.mark.parametrize("role", sorted(access.PRIVILEGED_ROLES))
def test_a_privileged_duty_needs_a_second_factor(role, required, summit, transport):
    portfolio, ministry = ("plan", transport) if role == "head" else ("", None)
    factories.make_person("person", role, portfolio, ministry=ministry, summit=summit)
    client, _response = sign_in("person")
    assert client.get(reverse("commissions")).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("summit-css")).status_code == 200
    set_up_totp(client)
    assert client.get(reverse("commissions")).status_code == 200


@pytest.mark.parametrize("role", ["focal", "officer", "reader"])
def test_other_duties_do_not(role, required, transport):
    factories.make_person("person", role, "plan", ministry=transport)
    client, _response = sign_in("person")
    assert client.get(reverse("commissions")).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(required, coordinator):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not access.has_second_factor(coordinator)


def test_a_session_with_second_factor_costs_no_query_to_tell(
    required, coordinator, rf, django_assert_num_queries
):
    request = rf.get("/")
    request.user, request.session = coordinator, {"account_authentication_methods": [{"method": "mfa"}]}
    with django_assert_num_queries(0):
        assert not access.must_set_up_second_factor(request)


def test_the_last_factor_of_a_coordinator_stays(required, coordinator):
    client, _response = sign_in("coordinator")
    set_up_totp(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert access.has_second_factor(coordinator)


def test_the_coordinator_takes_the_factor_of_a_lost_phone(as_user, coordinator, focal):
    client, _response = sign_in("focal")
    set_up_totp(client)
    url = reverse("user-second-factor", args=[focal.public_id])
    assert as_user(coordinator).post(url, {"note": "Phone lost"}).status_code == 302
    assert not access.has_second_factor(focal)
    assert client.get(reverse("profile")).status_code == 302


# -- language and profile --------------------------------------------------------------------


def test_the_persons_language_comes_with_signing_in(focal):
    User.objects.filter(pk=focal.pk).update(language="ar")
    client, response = sign_in("focal")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    page = client.get(reverse("profile"))
    assert 'lang="ar" dir="rtl"' in page.text
    client.post(reverse("account_logout"))
    assert 'lang="ar"' in client.get(reverse("account_login")).text


def test_a_language_chosen_in_the_frame_is_kept_on_the_person(as_user, focal):
    client = as_user(focal)
    response = client.post(reverse("set_language"), {"language": "fr", "next": reverse("profile")})
    assert response.url == reverse("profile")
    focal.refresh_from_db()
    assert focal.language == "fr"
    client.post(reverse("set_language"), {"language": "de"})
    focal.refresh_from_db()
    assert focal.language == "fr"


def test_a_visitor_keeps_it_in_a_cookie(client, db):
    response = client.post(reverse("set_language"), {"language": "ar", "next": reverse("account_login")})
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    assert client.get(reverse("set_language")).status_code == 405


def test_the_profile_changes_what_is_ones_own(as_user, focal):
    client = as_user(focal)
    data = {"name": "Awa Coulibaly", "email": "awa@example.org", "phone": "", "language": "ar"}
    data |= {"revision": focal.revision, "username": "root", "ministry": "", "is_active": ""}
    response = client.post(reverse("profile"), data)
    assert response.url == reverse("profile")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    person = User.objects.get(pk=focal.pk)
    assert (person.name, person.language, person.username) == ("Awa Coulibaly", "ar", "focal")
    assert (person.ministry, person.is_active) == (focal.ministry, True)
    assert person.search_text == "awa coulibaly focal"


def test_somebody_without_any_duty_has_a_profile(as_user, visitor):
    assert as_user(visitor).get(reverse("profile")).status_code == 200


def test_addresses_are_kept_on_the_profile_alone(as_user, focal):
    client = as_user(focal)
    assert client.post(reverse("account_email"), {"email": "b@example.org"}).url == reverse("profile")
    assert EmailAddress.objects.count() == 0


def test_an_old_address_opens_nothing(as_user, coordinator, focal):
    User.objects.filter(pk=focal.pk).update(email="old@example.org")
    EmailAddress.objects.create(user=focal, email="old@example.org", primary=True)
    data = {"name": "Focal", "username": "focal", "email": "new@example.org", "phone": "", "language": "en"}
    data |= {"ministry": focal.ministry.public_id, "revision": focal.revision}
    as_user(coordinator).post(reverse("user-edit", args=[focal.public_id]), data)
    Client().post(reverse("account_reset_password"), {"email": "old@example.org"})
    assert [message.to for message in mail.outbox if "/password/reset/key/" in message.body] == []
    Client().post(reverse("account_reset_password"), {"email": "new@example.org"})
    assert [message.to for message in mail.outbox if "/password/reset/key/" in message.body] == [
        ["new@example.org"]
    ]
