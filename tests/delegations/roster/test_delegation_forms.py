"""Entering a delegation and changing it: choices, errors, clashes, rights."""

import pytest
from django.urls import reverse

from delegations.roster.models import Delegation
from summit import audit
from tests import factories
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english")]


def data_of(organisation, **fields):
    names = {"name_0": "Délégation du Niger", "name_1": "وفد النيجر", "name_2": "Delegation of Niger"}
    return {
        "code": "ner",
        "organisation": organisation.public_id,
        "delegation_type": "state",
        **names,
        **fields,
    }


@pytest.fixture
def niger(summit):
    return factories.make_organisation("niger", summit=summit, org_type="state", country="NE")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_both_forms_open_in_every_language(language, as_user, protocol, delegation):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    client = as_user(protocol)
    for url in (reverse("delegation-new"), reverse("delegation-edit", args=[delegation.public_id])):
        assert client.get(url).status_code == 200


def test_a_delegation_is_entered_with_its_code_in_capitals(as_user, protocol, niger):
    response = as_user(protocol).post(reverse("delegation-new"), data_of(niger))
    row = Delegation.objects.get()
    assert response.url == row.get_absolute_url()
    assert (row.code, row.state, row.sort_key, row.country) == ("NER", "invited", "ner", "NE")
    assert "وفد" in row.search_text
    assert [entry.verb for entry in audit.history(row)] == ["create"]


def test_only_states_and_organisations_without_a_delegation_are_offered(
    as_user, protocol, niger, summit, delegation, other_summit
):
    ministry = factories.make_ministry("roads", summit=summit)
    asleep = factories.make_organisation("asleep", summit=summit, org_type="state", state="suspended")
    theirs = factories.make_organisation("theirs", summit=other_summit, org_type="state")
    offered = as_user(protocol).get(reverse("delegation-new")).context["form"].fields["organisation"].queryset
    assert list(offered) == [niger]
    for refused in (delegation.organisation, ministry, asleep, theirs):
        response = as_user(protocol).post(reverse("delegation-new"), data_of(refused))
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["organisation"])
    assert Delegation.objects.count() == 1


def test_all_errors_come_at_once_and_nothing_typed_is_lost(as_user, protocol, niger, delegation):
    wrong = data_of(niger, code="BFA", focal_email="nobody", accepted_on="31/31", terms="1 + 4")
    response = as_user(protocol).post(reverse("delegation-new"), wrong)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["accepted_on", "code", "focal_email"]
    assert response.context["form"].errors["code"] == ["This code is already taken."]
    assert "1 + 4" in response.text
    assert Delegation.objects.count() == 1


def test_the_focal_point_is_named_by_a_note_of_this_delegation(
    as_user, protocol, delegation, other_delegation
):
    mine = making.make_note(delegation, direction="in", state="received", number=1)
    making.make_note(other_delegation, direction="in", state="received", number=2)
    making.make_note(delegation, direction="out", state="sent", number=1)
    making.make_note(delegation, direction="in")  # a draft
    client, url = as_user(protocol), reverse("delegation-edit", args=[delegation.public_id])
    assert list(client.get(url).context["form"].fields["focal_note"].queryset) == [mine]
    sent = data_of(
        delegation.organisation,
        code="BFA",
        focal_name="Ada",
        focal_note=mine.public_id,
        revision=delegation.revision,
    )
    assert client.post(url, sent).status_code == 302
    delegation.refresh_from_db()
    assert (delegation.focal_name, delegation.focal_note) == ("Ada", mine)
    page = client.get(delegation.get_absolute_url())
    assert mine.get_absolute_url() in page.text
    entry = audit.history(delegation).first()
    assert entry.changes["focal_name"] is None  # personal: only that it changed


def test_who_is_late_sees_both_versions_and_keeps_the_own(as_user, protocol, delegation):
    client, url = as_user(protocol), reverse("delegation-edit", args=[delegation.public_id])
    sent = data_of(delegation.organisation, code="BFA", revision=delegation.revision)
    assert client.post(url, sent | {"languages": "French"}).status_code == 302
    late = client.post(url, sent | {"languages": "Arabic"})
    assert late.status_code == 422
    assert [(label, theirs, yours) for label, theirs, yours in late.context["form"].clashes] == [
        ("Languages", "French", "Arabic")
    ]
    assert 'value="Arabic"' in late.text
    delegation.refresh_from_db()
    assert (delegation.languages, delegation.revision) == ("French", 2)


def test_who_may_write(
    as_user, protocol, chief, coordinator, liaison, lodging, authority, stranger, delegation
):
    edit = reverse("delegation-edit", args=[delegation.public_id])
    for user, status in (
        (protocol, 200), (chief, 200), (coordinator, 200), (liaison, 403), (lodging, 403), (authority, 403), (stranger, 403),
    ):  # fmt: skip
        client = as_user(user)
        assert (client.get(edit).status_code, client.get(reverse("delegation-new")).status_code) == (
            status,
            status,
        )


def test_the_rescue_admin_edits_by_the_pages_form(as_user, coordinator, protocol, delegation):
    making.make_category(summit=delegation.summit)
    client = as_user(coordinator)
    for model in ("delegation", "quota", "liaisonassignment", "rankclass", "category"):
        assert client.get(reverse(f"admin:delegations_{model}_changelist")).status_code == 200
    url = reverse("admin:delegations_delegation_change", args=[delegation.public_id])
    sent = data_of(delegation.organisation, code="BFA", languages="French", revision=delegation.revision)
    assert client.post(url, sent).status_code == 302
    delegation.refresh_from_db()
    assert delegation.languages == "French"
    assert as_user(protocol).get(url).status_code in (302, 403)
