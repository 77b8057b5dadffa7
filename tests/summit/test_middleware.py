"""What every request carries, and the two questions of a balancer."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from summit import health, logs
from tests import factories


@pytest.fixture
def shared(summit, other_summit):
    """Who works in two summits."""
    user = factories.make_person("shared", "authority", summit=summit)
    factories.make_duty(user, "authority", summit=other_summit)
    return user


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_person_s_language_wins_over_the_browser_s(language, direction, as_user, focal):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    response = as_user(focal).get("/", headers={"Accept-Language": "en" if language != "en" else "fr"})
    assert response["Content-Language"] == language
    assert f'<html lang="{language}" dir="{direction}"' in response.text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_before_signing_in_the_browser_s_language_is_spoken(language, client, db):
    response = client.get("/accounts/login/", headers={"Accept-Language": language})
    assert f'<html lang="{language}"' in response.text


def test_hours_are_those_of_the_summit_in_work(as_user, focal, summit):
    type(summit).objects.update(zone="Asia/Kolkata")
    response = as_user(focal).get("/")
    assert response.context["clock"]["now"].utcoffset() == dt.timedelta(hours=5, minutes=30)
    assert timezone.get_current_timezone() == timezone.get_default_timezone()


def test_a_request_number_ends_with_its_request(as_user, focal):
    before = logs.request_id.get()
    as_user(focal).get("/")
    assert logs.request_id.get() == before


def test_the_summit_at_work_is_the_next_that_is_not_over(as_user, shared, summit, other_summit):
    client = as_user(shared)
    type(summit).objects.filter(pk=other_summit.pk).update(starts_on=dt.date(2025, 11, 1))
    assert client.get("/").context["summit"] == other_summit
    type(summit).objects.filter(pk=other_summit.pk).update(state="closed")
    assert client.get("/").context["summit"] == summit


def test_a_chosen_summit_stays_until_the_duty_ends(as_user, shared, summit, other_summit):
    client = as_user(shared)
    client.post(reverse("switch-summit"), {"summit": other_summit.public_id})
    assert client.get("/").context["summit"] == other_summit
    shared.all_duties.filter(summit=other_summit).delete()
    assert client.get("/").context["summit"] == summit


def test_who_has_no_duty_has_no_summit(as_user, visitor):
    response = as_user(visitor).get("/")
    assert (response.status_code, response.context["summit"], list(get_messages(response.wsgi_request))) == (
        200,
        None,
        [],
    )


def test_the_process_is_alive_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.logs_errors
def test_a_missing_database_means_no_traffic(client, db, monkeypatch):
    def gone(*_given):
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", gone)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "database"})


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("waiting", "status", "said"), [([], 200, "ok"), ([("summit", "0001")], 503, "migrations")]
)
def test_a_waiting_migration_means_no_traffic(waiting, status, said, client, db, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: waiting)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (status, {"status": said})


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_what_is_not_there_is_said_inside_the_frame(language, as_user, focal):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    response = as_user(focal).get("/nowhere/")
    assert response.status_code == 404
    assert response.text.count("<h1") == 1
    assert f'<html lang="{language}"' in response.text
