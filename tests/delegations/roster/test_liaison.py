"""Shifts of liaison officers: who may be one, one delegation at a time, steps, rights."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster.models import LiaisonAssignment
from summit import audit
from summit.notices.models import Notice
from tests import factories, racing
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]


def at(day, hour):
    return dt.datetime(2025, 12, day, hour, tzinfo=dt.UTC)


def sent(officer, start="2025-12-19T06:00", end="2025-12-24T22:00", **fields):
    return {"officer": officer.public_id, "starts_at": start, "ends_at": end, **fields}


def new_url(delegation):
    return reverse("liaison-new", args=[delegation.public_id])


def edit_url(shift):
    return reverse("liaison-edit", args=[shift.public_id])


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_both_forms_open_in_every_language(language, as_user, protocol, liaison, delegation):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    shift = making.make_shift(delegation, liaison)
    for url in (new_url(delegation), edit_url(shift)):
        assert as_user(protocol).get(url).status_code == 200


def test_a_shift_is_entered_proposed(as_user, protocol, liaison, delegation):
    data = sent(liaison, languages="French", vehicle="BK 0040", briefed_on="2025-12-14")
    response = as_user(protocol).post(new_url(delegation), data)
    assert response.url == delegation.get_absolute_url()
    shift = LiaisonAssignment.objects.get()
    assert (shift.officer, shift.delegation, shift.state) == (liaison, delegation, "proposed")
    assert (shift.starts_at, shift.ends_at) == (at(19, 6), at(24, 22))
    entry = audit.history(shift).first()
    assert (entry.verb, entry.object_label) == ("create", f"BFA {shift.public_id}")  # no person's name


def test_people_with_a_duty_in_liaison_are_offered(
    as_user, protocol, liaison, delegation, foreign, other_summit, stranger
):
    over = factories.make_user("over", ministry=foreign)
    factories.make_duty(over, "officer", "liaison", valid_until=dt.date(2025, 12, 1))
    shut = factories.make_user("shut", ministry=foreign, is_active=False)
    factories.make_duty(shut, "officer", "liaison")
    later = factories.make_user("later", ministry=foreign)
    factories.make_duty(later, "officer", "liaison", valid_from=dt.date(2025, 12, 18))
    factories.make_person(
        "theirs", "officer", "liaison", ministry=factories.make_ministry("x", summit=other_summit)
    )
    field = as_user(protocol).get(new_url(delegation)).context["form"].fields["officer"]
    assert list(field.queryset) == [later, liaison]
    for refused in (over, shut, stranger, protocol):
        response = as_user(protocol).post(new_url(delegation), sent(refused))
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["officer"])
    assert LiaisonAssignment.objects.count() == 0


def test_an_officer_is_with_one_delegation_at_a_time_and_the_form_says_with_which(
    as_user, protocol, liaison, delegation, other_delegation
):
    making.make_shift(other_delegation, liaison, starts_at=at(20, 6), ends_at=at(20, 18))
    client = as_user(protocol)
    response = client.post(new_url(delegation), sent(liaison, vehicle="BK 0040"))
    assert response.status_code == 422
    [error] = response.context["form"].errors["officer"]
    said = "Liaison is with Delegation of NER from Sat 20 Dec, 06:00 to Sat 20 Dec, 18:00."
    assert error.replace("\xa0", " ") == said
    assert list(response.context["form"].errors) == ["officer"]
    assert "BK 0040" in response.text
    assert LiaisonAssignment.objects.count() == 1
    # half-open: one begins when the other ends
    beside = sent(liaison, "2025-12-20T18:00", "2025-12-21T06:00")
    assert client.post(new_url(delegation), beside).status_code == 302


def test_an_edit_that_would_overlap_is_refused_too(as_user, protocol, liaison, delegation, other_delegation):
    making.make_shift(other_delegation, liaison, starts_at=at(20, 6), ends_at=at(20, 18))
    shift = making.make_shift(delegation, liaison, starts_at=at(21, 6), ends_at=at(21, 18))
    late = sent(liaison, "2025-12-20T10:00", "2025-12-21T18:00", revision=shift.revision)
    response = as_user(protocol).post(edit_url(shift), late)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["officer"])
    shift.refresh_from_db()
    assert shift.starts_at == at(21, 6)


def test_a_released_shift_holds_nobody(as_user, protocol, liaison, delegation, other_delegation):
    making.make_shift(other_delegation, liaison, state="released")
    assert as_user(protocol).post(new_url(delegation), sent(liaison)).status_code == 302


def test_the_end_comes_after_the_start(as_user, protocol, liaison, delegation):
    for end in ("2025-12-19T06:00", "2025-12-18T06:00"):
        response = as_user(protocol).post(new_url(delegation), sent(liaison, end=end))
        assert response.status_code == 422
        assert "The end is not after the start." in response.text
    response = as_user(protocol).post(new_url(delegation), sent(liaison, start="", end="never"))
    assert sorted(response.context["form"].errors) == ["ends_at", "starts_at"]


def test_who_is_late_sees_both_versions(as_user, protocol, liaison, delegation):
    shift = making.make_shift(delegation, liaison)
    client, late = as_user(protocol), sent(liaison, vehicle="BK 2", revision=shift.revision)
    assert client.post(edit_url(shift), late | {"vehicle": "BK 1"}).status_code == 302
    response = client.post(edit_url(shift), late)
    assert response.status_code == 422
    assert [(theirs, yours) for _label, theirs, yours in response.context["form"].clashes] == [
        ("BK 1", "BK 2")
    ]


def test_the_steps_of_a_shift_stand_on_the_file(as_user, protocol, liaison, delegation):
    shift = making.make_shift(delegation, liaison)

    def steps(user):
        page = as_user(user).get(delegation.get_absolute_url()).text
        names = ("assign", "begin", "release")
        return [n for n in names if reverse("step", args=["liaisonassignment", shift.public_id, n]) in page]

    assert steps(protocol) == ["assign", "release"]
    assert steps(liaison) == []
    assign = reverse("step", args=["liaisonassignment", shift.public_id, "assign"])
    assert as_user(protocol).post(assign).url == delegation.get_absolute_url()
    assert Notice.objects.filter(user=liaison).count() == 1
    assert steps(liaison) == ["begin"]
    begin = reverse("step", args=["liaisonassignment", shift.public_id, "begin"])
    assert as_user(liaison).post(begin).status_code == 302
    shift.refresh_from_db()
    assert shift.state == "on_duty"


def test_a_released_officer_no_longer_stands_on_the_file(as_user, protocol, liaison, delegation):
    making.make_shift(delegation, liaison, state="released")
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert page.context["shifts"] == []
    assert "Nobody accompanies the delegation yet." in page.text


def test_the_one_now_stands_in_the_head_with_the_phone(as_user, protocol, foreign, liaison, delegation):
    type(liaison).objects.filter(pk=liaison.pk).update(phone="+223 00 40")
    later = factories.make_user("later", ministry=foreign, phone="+223 00 41")
    making.make_shift(delegation, later, starts_at=at(16, 6), ends_at=at(17, 6), state="assigned")
    making.make_shift(delegation, liaison, starts_at=at(14, 6), ends_at=at(16, 6), state="on_duty")
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert page.context["shift"].officer == liaison
    assert "Liaison officer: <bdi>Liaison</bdi>" in page.text
    assert page.text.count("+223 00 40") == 2


def test_who_may_write(as_user, protocol, chief, liaison, lodging, stranger, outsider, delegation):
    shift = making.make_shift(delegation, liaison)
    expected = ((protocol, 200), (chief, 200), (liaison, 403), (lodging, 403), (stranger, 403))
    for user, status in expected:
        client = as_user(user)
        assert (client.get(new_url(delegation)).status_code, client.get(edit_url(shift)).status_code) == (
            status,
            status,
        ), user
    assert as_user(outsider).get(edit_url(shift)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_delegations_at_once_one_gets_the_officer(protocol, liaison, delegation, other_delegation):
    from django.db import IntegrityError

    def enter(row):
        return lambda: making.make_shift(row, liaison)

    outcome = racing.race(enter(delegation), enter(other_delegation), refusals=(IntegrityError,))
    assert outcome == ["IntegrityError", "done"]
    assert LiaisonAssignment.objects.count() == 1
