"""The table of quotas: all kinds at once, errors at their rows, clashes, and raising without a question."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from delegations.roster import quota_use
from delegations.roster.models import Quota
from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.delegation_making import grant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]


def address(row):
    return reverse("delegation-quotas", args=[row.public_id])


def sent(row, **fields):
    """The whole table as the browser sends it; ``people=5`` or ``people=(5, "own", "1 + 4")`` change a row."""
    data = {}
    stored = {quota.quota_type: quota for quota in row.quotas.all()}
    for kind in Quota.Kind.values:
        quota = stored.get(kind)
        values = (quota.granted, quota.paid_by, quota.basis) if quota else ("", "host", "")
        if kind in fields:
            given = fields[kind]
            values = given if isinstance(given, tuple) else (given, *values[1:])
        data |= dict(zip((f"{kind}-granted", f"{kind}-paid_by", f"{kind}-basis"), values, strict=True))
        if quota:
            data[f"{kind}-revision"] = quota.revision
    return data


def stored(row):
    return {quota.quota_type: (quota.granted, quota.paid_by, quota.basis) for quota in row.quotas.all()}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_table_opens_in_every_language(language, as_user, chief, delegation):
    type(chief).objects.filter(pk=chief.pk).update(language=language)
    grant(delegation, "rooms", 5, basis="1 + 4")
    page = as_user(chief).get(address(delegation))
    assert page.status_code == 200
    assert 'value="1 + 4"' in page.text


def test_only_what_is_filled_in_is_granted(as_user, chief, delegation):
    client = as_user(chief)
    response = client.post(
        address(delegation), sent(delegation, rooms=(5, "host", "1 + 4"), badges=(0, "own", ""))
    )
    assert response.url == delegation.get_absolute_url()
    assert stored(delegation) == {"rooms": (5, "host", "1 + 4"), "badges": (0, "own", "")}
    assert [entry.verb for entry in audit.history(delegation.quotas.get(quota_type="rooms"))] == ["create"]
    client.post(address(delegation), sent(delegation))
    assert [quota.revision for quota in delegation.quotas.all()] == [1, 1]  # nothing changed, nothing written


def test_raising_and_lowering_above_the_people_need_no_question(as_user, chief, delegation):
    making.make_member(delegation)
    quota = grant(delegation, granted=10)
    client = as_user(chief)
    for number in (20, 1):
        response = client.post(address(delegation), sent(delegation, people=number))
        assert response.url == delegation.get_absolute_url()
        quota.refresh_from_db()
        assert quota.granted == number
    assert audit.history(quota).first().changes == {"granted": [20, 1]}


def test_every_wrong_row_says_so_and_nothing_is_stored(as_user, chief, delegation):
    grant(delegation, "rooms", 5)
    wrong = sent(
        delegation,
        rooms="",
        seats="many",
        badges=-1,
        vehicles=("", "host", "1 + 4"),
        floaters=7,
        pool_cards=9999999,
    )
    response = as_user(chief).post(address(delegation), wrong)
    assert response.status_code == 422
    table = response.context["table"]
    assert {form.instance.quota_type for form in table.forms if form.errors} == {
        "rooms", "seats", "badges", "vehicles", "pool_cards",
    }  # fmt: skip
    assert "Write a number; 0 grants none." in response.text
    assert 'value="many"' in response.text
    assert 'value="7"' in response.text
    assert stored(delegation) == {"rooms": (5, "host", "")}


def test_who_is_late_sees_both_numbers_and_nothing_of_the_rest_is_stored(as_user, chief, delegation):
    grant(delegation, "rooms", 5)
    late = sent(delegation, rooms=7, vehicles=3)
    client = as_user(chief)
    client.post(address(delegation), sent(delegation, rooms=6))
    response = client.post(address(delegation), late)
    assert response.status_code == 422
    [clash] = [form.clashes for form in response.context["table"].forms if form.clashes]
    assert [(theirs, yours) for _label, theirs, yours in clash] == [(6, 7)]
    assert stored(delegation) == {"rooms": (6, "host", "")}


def test_the_same_kind_set_by_two_is_stored_once(as_user, chief, delegation):
    late = sent(delegation, rooms=7, vehicles=3)
    grant(delegation, "rooms", 6)
    response = as_user(chief).post(address(delegation), late)
    assert response.status_code == 422
    assert stored(delegation) == {"rooms": (6, "host", "")}
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(delegation, "rooms", 7)


def test_a_first_quota_below_the_people_is_what_was_granted(as_user, chief, delegation):
    making.make_member(delegation)
    making.make_member(delegation)
    as_user(chief).post(address(delegation), sent(delegation, people=1))
    assert stored(delegation) == {"people": (1, "host", "")}
    assert delegation.memberships.live().count() == 2
    page = as_user(chief).get(delegation.get_absolute_url())
    assert reverse("quota-cut", args=[delegation.public_id, delegation.quotas.get().public_id]) in page.text


@pytest.mark.parametrize("kind", ["people", "badges"])
def test_fewer_places_than_people_are_not_written_but_asked(kind, as_user, chief, delegation):
    making.make_member(delegation)
    making.make_member(delegation)
    quota = grant(delegation, kind, 5)
    client = as_user(chief)
    response = client.post(address(delegation), sent(delegation, **{kind: (1, "own", "note 7")}, rooms=3))
    cut = reverse("quota-cut", args=[delegation.public_id, quota.public_id])
    assert response.url == f"{cut}?granted=1&paid_by=own&basis=note+7"
    assert stored(delegation) == {kind: (5, "host", ""), "rooms": (3, "host", "")}
    assert delegation.memberships.live().count() == 2


def test_two_that_fall_are_asked_one_after_the_other(as_user, chief, delegation):
    making.make_member(delegation)
    for kind in ("people", "badges"):
        grant(delegation, kind, 5)
    response = as_user(chief).post(address(delegation), sent(delegation, people=0, badges=0), follow=True)
    assert response.context["quota"].quota_type == "people"
    assert "Badges: not lowered yet." in response.text


def test_who_may_grant(
    as_user, chief, coordinator, protocol, liaison, lodging, stranger, outsider, delegation
):
    for user, status in (
        (chief, 200), (coordinator, 200), (protocol, 403), (liaison, 403), (lodging, 403), (stranger, 403), (outsider, 404),
    ):  # fmt: skip
        assert as_user(user).get(address(delegation)).status_code == status, user
    assert as_user(protocol).post(address(delegation), sent(delegation, rooms=3)).status_code == 403
    assert stored(delegation) == {}


def test_a_later_slice_tells_what_is_used(as_user, chief, delegation, monkeypatch):
    from delegations.roster.delegation_figures import amount
    from delegations.roster.models import NoteVerbale

    monkeypatch.setattr(quota_use, "USES", dict(quota_use.USES))
    quota_use.used("floaters")(lambda: amount(NoteVerbale.objects.all()))
    grant(delegation, "floaters", 5)
    making.make_note(delegation)
    page = as_user(chief).get(delegation.get_absolute_url())
    assert [(line["quota"].quota_type, line["used"]) for line in page.context["quotas"]] == [("floaters", 1)]
    assert as_user(chief).get(address(delegation)).context["uses"] == {
        "people": 0, "badges": 0, "rooms": 0, "floaters": 1,
    }  # fmt: skip
    with pytest.raises(ValueError, match="floaters is counted twice"):
        quota_use.used("floaters")(lambda: None)
