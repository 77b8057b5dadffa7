"""The register of acts: who reads it, what it says, and what it never shows."""

import pytest
from django.db import transaction
from django.urls import reverse

from summit import audit
from summit.audit.models import Entry
from tests import factories

URL = "/audit/"


@pytest.fixture
def acts(coordinator, head, focal, transport):
    """Three acts on one task, by two people."""
    task = factories.make_task("T-104", ministry=transport, owner=focal)
    task.workflow.run(task, "start", by=focal)
    task.workflow.run(task, "submit", by=focal)
    task.workflow.run(task, "send_back", by=coordinator, note="Photos miss")
    return task


def shown(response):
    return [entry.verb for entry in response.context["listing"].rows]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("who", ["coordinator", "auditor"])
def test_it_opens_in_every_language_newest_first(who, language, request, as_user, acts):
    user = request.getfixturevalue(who)
    type(user).objects.filter(pk=user.pk).update(language=language)
    response = as_user(user).get(URL)
    assert response.status_code == 200
    assert shown(response) == ["send_back", "submit", "start"]
    assert "Photos miss" in response.text


@pytest.mark.parametrize("who", ["authority", "secretary", "head", "focal", "visitor"])
def test_others_are_refused(who, request, as_user, acts):
    assert as_user(request.getfixturevalue(who)).get(URL).status_code == 403


def test_another_summit_reads_its_own(as_user, outsider, acts, other_summit):
    with transaction.atomic():
        audit.record(factories.make_task(summit=other_summit), "create", by=outsider)
    assert shown(as_user(outsider).get(URL)) == ["create"]


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ("verb=submit", ["submit"]),
        ("actor=COORD", ["send_back"]),
        ("label=t-104&verb=start", ["start"]),
        ("kind=summit.risk", []),
    ],
)
def test_filters_stay_in_the_address(query, verbs, as_user, auditor, acts):
    assert shown(as_user(auditor).get(f"{URL}?{query}")) == verbs


def test_personal_values_are_not_in_it(as_user, auditor, summit):
    user = factories.make_person("awa", "reader", "plan", ministry=factories.make_ministry(summit=summit))
    with transaction.atomic():
        audit.record(user, "edit", by=auditor, changes={"phone": ["70 00 00 01", "70 00 00 02"]})
    Entry.objects.get()
    assert "70 00 00" not in as_user(auditor).get(URL).text


def test_download_is_what_is_shown(as_user, auditor, acts):
    text = b"".join(as_user(auditor).get(URL + "?export=csv&verb=submit")).decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 2
    assert "T-104" in text


def test_nobody_writes_through_it(as_user, coordinator, acts):
    assert as_user(coordinator).post(URL).status_code == 405


def test_costs_the_same_for_1_and_30_entries(
    as_user, auditor, summit, coordinator, django_assert_num_queries
):
    client, start = as_user(auditor), 0
    client.get(reverse("audit"))
    for amount in (1, 30):
        for _each in range(start, amount):
            with transaction.atomic():
                audit.record(factories.make_task(summit=summit), "create", by=coordinator)
        with django_assert_num_queries(6):  # session, user, summits, duties, count, rows
            client.get(reverse("audit"))
