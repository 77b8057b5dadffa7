"""Deactivation, passwords and the last coordinator."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from summit import audit, clock
from summit.accounts import standing
from summit.accounts.coordination import LastCoordinator
from summit.accounts.models import Duty, User
from summit.event.models import Summit
from tests import factories
from tests.racing import race


def test_deactivation_ends_every_session_at_once(as_user, coordinator, focal):
    browser, phone = Client(), Client()
    for client in (browser, phone):
        client.force_login(focal)
        assert client.get(reverse("profile")).status_code == 200
    url = reverse("user-deactivate", args=[focal.public_id])
    assert as_user(coordinator).post(url, {"note": "Left the ministry"}).status_code == 302
    for client in (browser, phone):
        assert client.get(reverse("profile")).status_code == 302
    assert Session.objects.count() == 1  # the coordinator's
    entry = audit.history(focal).first()
    assert (entry.verb, entry.note, entry.actor) == ("deactivate", "Left the ministry", coordinator)


def test_a_session_from_before_stays_closed_after_reactivation(as_user, coordinator, focal):
    client = Client()
    client.force_login(focal)
    User.objects.filter(pk=focal.pk).update(is_active=False)
    focal.refresh_from_db()
    as_user(coordinator).post(reverse("user-reactivate", args=[focal.public_id]))
    focal.refresh_from_db()
    assert focal.is_active
    assert client.get(reverse("profile")).status_code == 302


def test_an_inactive_person_is_out_at_the_next_request(as_user, focal):
    """Even where the session itself was overlooked."""
    client = as_user(focal)
    assert client.get(reverse("profile")).status_code == 200
    User.objects.filter(pk=focal.pk).update(is_active=False)
    assert client.get(reverse("profile")).status_code == 302


def test_deactivation_asks_why(as_user, coordinator, focal):
    response = as_user(coordinator).post(reverse("user-deactivate", args=[focal.public_id]), {"note": " "})
    assert response.status_code == 422
    focal.refresh_from_db()
    assert focal.is_active


def test_a_deactivated_person_cannot_sign_in(client, focal):
    User.objects.filter(pk=focal.pk).update(is_active=False)
    client.post(reverse("account_login"), {"login": "focal", "password": factories.PASSWORD})
    assert client.get(reverse("profile")).status_code == 302


def test_an_initial_password_is_shown_once_and_works(client, as_user, coordinator, focal):
    before = Client()
    before.force_login(focal)
    page = as_user(coordinator).post(reverse("user-password", args=[focal.public_id]))
    password = page.context["password"]
    assert password in page.text
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert password not in client.get(reverse("user", args=[focal.public_id])).text
    assert before.get(reverse("profile")).status_code == 302
    fresh = Client()
    fresh.post(reverse("account_login"), {"login": "focal", "password": password})
    assert fresh.get(reverse("profile")).status_code == 200
    assert audit.history(focal).first().changes == {}


def test_the_link_to_choose_a_password_comes_in_the_persons_language(as_user, coordinator, focal):
    User.objects.filter(pk=focal.pk).update(email="focal@example.org", language="fr")
    response = as_user(coordinator).post(reverse("user-link", args=[focal.public_id]))
    assert response.url == focal.get_absolute_url()
    (message,) = mail.outbox
    assert message.to == ["focal@example.org"]
    assert "mot de passe" in message.body
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    page = Client().get(
        link.removeprefix("http://testserver").removeprefix("https://testserver"), follow=True
    )
    assert page.status_code == 200


def test_without_an_address_no_link_is_sent(as_user, coordinator, focal):
    client = as_user(coordinator)
    client.post(reverse("user-link", args=[focal.public_id]))
    assert mail.outbox == []
    assert [entry.verb for entry in audit.history(focal)] == []


# -- the last coordinator --------------------------------------------------------------------


def the_duty(person):
    return Duty.objects.get(user=person)


def test_the_last_coordinator_stays(as_user, coordinator):
    client = as_user(coordinator)
    duty = the_duty(coordinator)
    closed = client.post(reverse("user-deactivate", args=[coordinator.public_id]), {"note": "Enough"})
    ended = client.post(reverse("duty-end", args=[duty.public_id]), {"note": "Enough"})
    changed = client.post(
        reverse("duty-edit", args=[duty.public_id]), {"role": "auditor", "revision": duty.revision}
    )
    for response in (closed, ended, changed):
        assert response.status_code == 422
        assert "is the last coordinator of TEST" in response.text
    coordinator.refresh_from_db()
    duty.refresh_from_db()
    assert (coordinator.is_active, duty.role, duty.valid_until) == (True, "coordinator", None)
    assert list(audit.history(duty)) == []


def test_an_end_before_the_summit_counts_as_a_loss(as_user, coordinator, summit):
    duty = the_duty(coordinator)
    data = {"role": "coordinator", "revision": duty.revision}
    data["valid_until"] = clock.today(summit) + dt.timedelta(days=1)
    Summit.objects.filter(pk=summit.pk).update(ends_on=clock.today(summit) + dt.timedelta(days=30))
    client, url = as_user(coordinator), reverse("duty-edit", args=[duty.public_id])
    assert client.post(url, data).status_code == 422
    factories.make_person("second", "coordinator", summit=summit)
    assert client.post(url, data).status_code == 302


def test_one_of_two_coordinators_may_go(coordinator, summit):
    second = factories.make_person("second", "coordinator", summit=summit)
    standing.deactivate(coordinator, by=second, note="Called elsewhere")
    with pytest.raises(LastCoordinator):
        standing.end_duty(the_duty(second), by=second, note="Enough")


def test_a_deactivated_coordinator_does_not_count(coordinator, summit):
    second = factories.make_person("second", "coordinator", summit=summit)
    standing.deactivate(second, by=coordinator, note="Left")
    with pytest.raises(LastCoordinator):
        standing.deactivate(coordinator, by=coordinator, note="Left too")


def test_an_ended_duty_opens_nothing(as_user, coordinator, focal):
    duty = the_duty(focal)
    url = reverse("duty-end", args=[duty.public_id])
    as_user(coordinator).post(url, {"note": "Replaced"})
    assert User.objects.get(pk=focal.pk).duties == []
    assert Duty.objects.filter(pk=duty.pk).exists()
    assert audit.history(duty).first().verb == "end"


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_cannot_remove_each_other(coordinator, summit):
    second = factories.make_person("second", "coordinator", summit=summit)
    outcomes = race(
        lambda: standing.deactivate(User.objects.get(pk=second.pk), by=coordinator, note="Out"),
        lambda: standing.end_duty(the_duty(coordinator), by=second, note="Out"),
        refusals=(LastCoordinator,),
    )
    assert outcomes == ["LastCoordinator", "done"]
    in_force = Duty.objects.of(summit).in_force(clock.today(summit))
    assert in_force.filter(role="coordinator", user__is_active=True).count() == 1
