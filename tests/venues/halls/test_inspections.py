"""Visits of sites: what was found, who lifts it, who checks it, and whether one goes there."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from summit import findings
from summit.workflow import OutOfStep
from tests import factories
from tests.venues import making
from tests.venues.world import PNG
from venues.halls import sites
from venues.halls.models import SiteDecision, SiteInspection, SiteReserve

pytestmark = pytest.mark.django_db
SIGNED = {"state": "signed", "signed_at": making.NINE}
J_2 = dt.datetime(2025, 12, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def two_days_before():
    with time_machine.travel(J_2, tick=False):
        yield


@pytest.fixture
def site(summit):
    return factories.make_site("CICB", summit=summit)


@pytest.fixture
def visit(site, conference):
    return making.make_inspection(site, signed_by=conference, **SIGNED)


def sent(site, **fields):
    return {
        "site": site.public_id,
        "visited_on": "2025-12-20",
        "completion": "95",
        "team": "Protocol",
    } | fields


def test_a_visit_is_written_down_signed_and_then_stands(client, conference, site):
    client.force_login(conference)
    answer = client.post(reverse("inspection-new"), sent(site, completion="101", visited_on="2025-12-21"))
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["completion", "visited_on"]
    assert b"Protocol" in answer.content
    client.post(reverse("inspection-new"), sent(site))
    visit = SiteInspection.objects.get()
    assert client.get(visit.get_absolute_url()).status_code == 200
    visit.workflow.run(visit, "sign", by=conference)
    visit.refresh_from_db()
    assert (visit.state, visit.signed_by, visit.signed_at) == ("signed", conference, J_2)
    assert client.get(reverse("inspection-edit", args=[visit.public_id])).status_code == 403
    with pytest.raises(OutOfStep):
        visit.workflow.run(visit, "sign", by=conference)


def test_two_reports_of_one_site_and_day_are_refused_at_the_field(client, conference, site):
    making.make_inspection(site, dt.date(2025, 12, 20))
    client.force_login(conference)
    answer = client.post(reverse("inspection-new"), sent(site))
    assert answer.status_code == 422
    assert "visited_on" in answer.context["form"].errors


def test_a_reserve_has_an_owner_a_day_and_a_photo(client, conference, focal, visit):
    client.force_login(conference)
    url = reverse("reserve-new", args=[visit.public_id])
    data = {
        "text": "Light the stairs",
        "ministry": focal.ministry.public_id,
        "owner": "",
        "due_on": "2025-12-01",
    }
    text = SimpleUploadedFile("note.pdf", b"%PDF-1.4\ntrailer\n%%EOF\n", "application/pdf")
    answer = client.post(url, data | {"upload": text})
    assert sorted(answer.context["form"].errors) == ["due_on", "upload"]
    picture = SimpleUploadedFile("stairs.png", PNG, "image/png")
    client.post(url, data | {"due_on": "2025-12-21", "upload": picture})
    client.post(url, data | {"due_on": "2025-12-22"})
    first, second = SiteReserve.objects.order_by("number")
    assert (first.number, second.number, bool(first.photo), bool(second.photo)) == (1, 2, True, False)
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(reverse("file", args=[first.photo.public_id])).getvalue().startswith(b"\x89PNG")


def test_who_lifts_a_reserve_does_not_check_it(client, conference, focal, stranger, visit):
    reserve = making.make_reserve(visit, ministry=focal.ministry)
    assert not stranger.has_perm("venues.lift_reserve", reserve)
    reserve.workflow.run(reserve, "lift", by=focal)
    assert reserve.lifted_by == focal
    reserve.workflow.run(reserve, "close", by=conference)
    reserve.refresh_from_db()
    assert (reserve.state, reserve.closed_by) == ("closed", conference)
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteReserve.objects.update(closed_by=focal)
    reserve.workflow.run(reserve, "reopen", by=conference, note="Still dark")
    assert SiteReserve.objects.values_list("state", "lifted_by", "closed_by").get() == ("open", None, None)


@pytest.mark.parametrize(
    ("completion", "due_on", "state"),
    [(100, None, "ready"), (100, dt.date(2025, 12, 22), "reserves"), (100, dt.date(2025, 12, 19), "not_ready"),
     (99, None, "not_ready")],
)  # fmt: skip
def test_a_site_is_ready_when_nothing_is_left(summit, site, conference, completion, due_on, state):
    visit = making.make_inspection(site, completion=completion, signed_by=conference, **SIGNED)
    if due_on:
        making.make_reserve(visit, due_on=due_on)
    assert [stand.state for stand in sites.readiness_of(summit)] == [state]


def test_the_page_of_the_sites_costs_the_same_for_one_and_for_ten(
    client, conference, visit, django_assert_max_num_queries
):
    client.force_login(conference)
    making.make_reserve(visit)
    making.make_decision(visit.site)
    url = reverse("site-readiness")
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        page = client.get(url)
    assert "0 of 1 site is ready" in page.text
    for _number in range(9):
        other = making.make_inspection(signed_by=conference, **SIGNED)
        making.make_inspection(other.site, dt.date(2025, 12, 19), signed_by=conference, **SIGNED)
        making.make_reserve(other)
        making.make_decision(other.site)
    with django_assert_max_num_queries(12) as many:
        client.get(url)
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["inspections", "reserves", "site-decisions"])
def test_lists_cost_the_same_for_one_and_for_thirty(
    client, conference, visit, name, django_assert_max_num_queries
):
    client.force_login(conference)
    making.make_reserve(visit)
    making.make_decision(visit.site)
    client.get(reverse(name))
    with django_assert_max_num_queries(12) as few:
        assert client.get(reverse(name)).status_code == 200
    for _number in range(29):
        other = making.make_inspection(signed_by=conference, **SIGNED)
        making.make_reserve(other)
        making.make_decision(other.site)
    with django_assert_max_num_queries(12) as many:
        client.get(reverse(name))
    assert len(many) == len(few)


def test_go_or_no_go_is_said_once_with_a_reason(client, conference, coordinator, site):
    client.force_login(conference)
    near = making.make_hall("NEAR", site=site)
    far = making.make_hall("FAR")
    data = {"site": site.public_id, "decide_on": "2025-12-21", "criteria": "Six booths"}
    answer = client.post(reverse("site-decision-new"), data | {"fallback": near.public_id})
    assert list(answer.context["form"].errors) == ["fallback"]
    client.post(reverse("site-decision-new"), data | {"fallback": far.public_id})
    decision = SiteDecision.objects.get()
    again = client.post(reverse("site-decision-new"), data | {"decide_on": "2025-12-22"})
    assert again.status_code == 422
    assert not conference.has_perm("venues.decide_site", decision)
    decision.workflow.run(decision, "no_go", by=coordinator, note="The basement is flooded")
    assert (decision.state, decision.decided_by) == ("no_go", coordinator)


def test_what_is_late_is_found(summit, conference, focal, stranger, visit):
    making.make_reserve(visit, "Light the stairs", ministry=focal.ministry, due_on=dt.date(2025, 12, 19))
    making.make_decision(visit.site, dt.date(2025, 12, 19))
    making.make_inspection(factories.make_site(summit=summit), dt.date(2025, 12, 18))
    wanted = {"venues.reserve_late", "venues.decision_due", "venues.visit_unsigned"}

    def codes(user):
        found = findings.all_findings(summit, today=J_2.date(), user=user)
        return {one.code for one in found} & wanted

    assert codes(conference) == wanted - {"venues.reserve_late"}
    assert codes(focal) == wanted
    assert "venues.reserve_late" not in codes(stranger)


def test_another_summit_sees_no_visit(client, visit, outsider, stranger):
    client.force_login(outsider)
    assert client.get(visit.get_absolute_url()).status_code == 404
    client.force_login(stranger)
    assert client.get(visit.get_absolute_url()).status_code == 200
