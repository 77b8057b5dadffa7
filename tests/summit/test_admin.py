"""The rescue admin: the same rights, steps, forms and audit as the pages."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from summit import audit
from summit.accounts.models import Duty, Organisation, User
from summit.event.models import Site
from summit.site_admin import site
from tests import factories

LANGUAGES = ["fr", "ar", "en"]


def in_three(name, text):
    return {f"{name}_{place}": f"{text} {lang}" for place, lang in enumerate(LANGUAGES)}


def change_url(row):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.public_id])


def list_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("persona", ["focal", "head", "auditor", "secretary", "visitor"])
def test_only_coordinators_come_in(persona, request, as_user, summit):
    client = as_user(request.getfixturevalue(persona))
    assert client.get(reverse("admin:index")).status_code == 403
    assert client.get(list_url(Site)).status_code == 403


def test_visitors_are_sent_to_sign_in(client, db):
    response = client.get(reverse("admin:index"))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_opens_in_every_language(language, as_user, coordinator, focal, summit):
    User.objects.filter(pk=coordinator.pk).update(language=language)
    factories.make_organisation("energy", summit=summit)
    factories.make_commission("logistics", summit=summit)
    factories.make_zone("A", summit=summit, site=factories.make_site("cicb", summit=summit))
    client = as_user(coordinator)
    assert client.get(reverse("admin:index")).status_code == 200
    for model in site._registry:
        assert client.get(list_url(model)).status_code == 200, model
        for row in model.objects.visible_to(coordinator)[:1] if hasattr(model.objects, "visible_to") else ():
            assert client.get(change_url(row)).status_code == 200, model


def test_nothing_can_be_deleted(as_user, coordinator, summit, rf):
    row = factories.make_site("cicb", summit=summit)
    client = as_user(coordinator)
    assert client.post(change_url(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
    request = rf.get("/")
    request.user = coordinator
    for model_admin in site._registry.values():
        assert not model_admin.has_delete_permission(request)
        assert "delete_selected" not in model_admin.get_actions(request)
    assert Site.objects.filter(pk=row.pk).exists()


def test_rows_of_another_summit_do_not_exist(as_user, coordinator, other_summit):
    row = factories.make_site("elsewhere", summit=other_summit)
    client = as_user(coordinator)
    assert client.get(change_url(row)).status_code == 302  # Django's answer for a row that is not there
    assert "elsewhere" not in client.get(list_url(Site)).text


def test_no_database_id_leaves(as_user, coordinator, summit):
    User.objects.bulk_create(User(pk=987650 + n, username=f"u{n}", name="x") for n in range(2))
    row = Organisation.objects.create(
        pk=987654, summit=summit, code="energy", name=factories.named("Energy"), org_type="public"
    )
    client = as_user(coordinator)
    for url in (list_url(Organisation), change_url(row)):
        page = client.get(url)
        assert page.status_code == 200
        assert "987654" not in page.text


def test_saving_goes_through_the_pages_form(as_user, coordinator, summit):
    row = factories.make_site("cicb", summit=summit)
    data = {"code": "cicb", "site_type": "conference", "address": "Bamako", "revision": 1}
    data |= in_three("name", "Centre")
    client = as_user(coordinator)
    assert client.post(change_url(row), data).status_code == 302
    row.refresh_from_db()
    assert (row.address, row.revision) == ("Bamako", 2)
    assert audit.history(row).first().changes["address"] == ["", "Bamako"]
    assert LogEntry.objects.count() == 0
    late = client.post(change_url(row), data | {"address": "Elsewhere"})
    assert late.status_code == 200
    assert "Someone changed this while you were writing" in late.text
    assert "Elsewhere" in late.text
    row.refresh_from_db()
    assert row.address == "Bamako"


def test_a_row_is_added_in_the_summit_in_work(as_user, coordinator, summit, other_summit):
    data = {"code": "palace", "site_type": "palace"} | in_three("name", "Palace")
    client = as_user(coordinator)
    assert client.post(reverse("admin:summit_site_add"), data).status_code == 302
    assert Site.objects.get(code="palace").summit == summit
    again = client.post(reverse("admin:summit_site_add"), data)
    assert (again.status_code, Site.objects.count()) == (200, 1)


def test_steps_are_offered_as_acts(as_user, coordinator, summit):
    rows = [factories.make_organisation(code, summit=summit, state="suspended") for code in ("a", "b")]
    factories.make_organisation("c", summit=summit)
    ticked = {"action": "restore", "_selected_action": [row.public_id for row in rows]}
    client = as_user(coordinator)
    assert client.post(list_url(Organisation), ticked).status_code == 302
    assert set(Organisation.objects.values_list("state", flat=True)) == {"active"}
    assert [entry.verb for entry in audit.history(rows[0])] == ["restore"]


def test_a_step_with_a_reason_leads_to_its_page(as_user, coordinator, summit):
    row = factories.make_organisation("a", summit=summit)
    client = as_user(coordinator)
    response = client.post(list_url(Organisation), {"action": "suspend", "_selected_action": [row.public_id]})
    assert response.url == reverse("step", args=["organisation", row.public_id, "suspend"])
    row.refresh_from_db()
    assert row.state == "active"


def test_state_is_no_field(as_user, coordinator, summit):
    row = factories.make_organisation("a", summit=summit)
    data = {"code": "a", "org_type": "public", "state": "suspended", "revision": 1} | in_three("name", "A")
    as_user(coordinator).post(change_url(row), data)
    row.refresh_from_db()
    assert row.state == "active"


def test_the_last_coordinator_stays_here_too(as_user, coordinator):
    duty = Duty.objects.get(user=coordinator)
    response = as_user(coordinator).post(change_url(duty), {"role": "auditor", "revision": 1})
    assert response.status_code == 200
    assert "is the last coordinator of TEST" in response.text
    duty.refresh_from_db()
    assert duty.role == "coordinator"


def test_the_audit_is_read_only(as_user, coordinator, summit):
    row = factories.make_site("cicb", summit=summit)
    data = {"code": "cicb", "site_type": "palace", "revision": 1} | in_three("name", "Centre")
    client = as_user(coordinator)
    client.post(change_url(row), data)
    page = client.get(reverse("admin:summit_entry_changelist"))
    assert page.status_code == 200
    assert "Centre en" in page.text
    assert client.get(reverse("admin:summit_entry_add")).status_code == 403


def test_passwords_and_signing_out_are_where_they_are_for_everybody(as_user, coordinator):
    client = as_user(coordinator)
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    client.post(reverse("admin:logout"))
    assert client.get(reverse("profile")).status_code == 302
