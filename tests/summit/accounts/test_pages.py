"""Pages of people, bodies and mandates: they open, they refuse, they keep what was typed."""

import pytest
from django.urls import reverse

from summit import audit
from summit.accounts.models import Commission, Duty, Mandate, Ministry, Organisation, User
from tests import factories

LISTS = ["users", "mandates", "organisations", "ministries", "commissions"]
NEW = ["user-new", "organisation-new", "ministry-new", "commission-new"]
LANGUAGES = ["fr", "ar", "en"]


def in_three(name, text):
    """The three inputs of a name as the browser sends them."""
    return {f"{name}_{place}": f"{text} {lang}" for place, lang in enumerate(LANGUAGES)}


@pytest.fixture
def filled(summit, transport, defence, focal):
    """Rows for each page to show."""
    factories.make_organisation("energy", summit=summit)
    commission = factories.make_commission("logistics", summit=summit, president=focal)
    commission.ministries.add(transport)
    commission.members.create(summit=summit, user=focal)
    return commission


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS + NEW)
def test_pages_open_in_every_language(name, language, as_user, coordinator, filled):
    User.objects.filter(pk=coordinator.pk).update(language=language)
    response = as_user(coordinator).get(reverse(name))
    assert response.status_code == 200
    assert f'lang="{language}"' in response.text


def test_rows_have_pages(as_user, coordinator, filled, focal, transport):
    client = as_user(coordinator)
    energy = Organisation.objects.get(code="energy")
    for row in (focal, transport, energy, filled):
        assert client.get(row.get_absolute_url()).status_code == 200
    duty = focal.all_duties.get()
    for name, public_id in [
        ("user-edit", focal.public_id),
        ("user-deactivate", focal.public_id),
        ("user-second-factor", focal.public_id),
        ("duty-new", focal.public_id),
        ("duty-edit", duty.public_id),
        ("duty-end", duty.public_id),
        ("organisation-edit", transport.public_id),
        ("organisation-edit", energy.public_id),
        ("commission-edit", filled.public_id),
    ]:
        assert client.get(reverse(name, args=[public_id])).status_code == 200, name


@pytest.mark.parametrize("name", ["users", "mandates", *NEW])
def test_a_focal_point_is_refused(name, as_user, focal):
    assert as_user(focal).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["user-edit", "user-deactivate", "duty-new"])
def test_the_auditor_reads_but_does_not_write(name, as_user, auditor, focal):
    client = as_user(auditor)
    page = client.get(reverse("user", args=[focal.public_id]))
    assert page.status_code == 200
    assert reverse("user-edit", args=[focal.public_id]) not in page.text
    assert client.post(reverse(name, args=[focal.public_id])).status_code == 403


def test_another_summit_does_not_exist(as_user, outsider, filled, focal, transport):
    client = as_user(outsider)
    for row in (focal, transport, filled):
        assert client.get(row.get_absolute_url()).status_code == 404
    for name in ("user-edit", "user-deactivate", "duty-new"):
        assert client.post(reverse(name, args=[focal.public_id])).status_code == 404
    assert focal.public_id not in client.get(reverse("users")).text


def test_somebody_at_work_elsewhere_is_not_ours_to_change(as_user, coordinator, other_summit, focal):
    """Or one summit's coordinator could take over another one's account."""
    factories.make_duty(focal, "authority", summit=other_summit)
    client = as_user(coordinator)
    assert client.get(reverse("user", args=[focal.public_id])).status_code == 200
    assert client.post(reverse("user-password", args=[focal.public_id])).status_code == 403
    factories.make_duty(coordinator, "coordinator", summit=other_summit)
    assert client.post(reverse("user-password", args=[focal.public_id])).status_code == 200


def test_a_list_costs_the_same_for_1_and_30_people(
    as_user, coordinator, transport, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(coordinator)
    client.get(reverse("users"))
    with django_assert_max_num_queries(9) as few:
        client.get(reverse("users"))
    for _each in range(30):
        factories.make_person("", "focal", "plan", ministry=transport)
    with django_assert_num_queries(len(few)):
        client.get(reverse("users"))


def test_people_are_found_without_accents(as_user, coordinator, transport):
    factories.make_user("atraore", name="Awa Traoré", ministry=transport)
    page = as_user(coordinator).get(reverse("users"), {"q": "traore"})
    assert "Awa Traoré" in page.text
    assert "Coordinator" not in page.text.split("<tbody>")[1].split("</tbody>")[0]


@pytest.mark.parametrize(("invited", "chips"), [("true", ["Yes"]), ("false", ["No"]), ("", [])])
def test_bodies_are_sorted_out_by_whether_they_are_invited(invited, chips, as_user, coordinator):
    User.objects.filter(pk=coordinator.pk).update(language="en")
    page = as_user(coordinator).get(reverse("organisations"), {"invited": invited})
    assert [chip["value"] for chip in page.context["listing"].chips] == chips
    assert all(row.invited is (invited == "true") for row in page.context["listing"].rows if invited)
    assert "---" not in page.text


@pytest.mark.parametrize(("may", "shown", "said"), [("true", True, "Yes"), ("false", False, "No")])
def test_people_are_sorted_out_by_whether_they_may_sign_in(may, shown, said, as_user, coordinator, focal):
    User.objects.filter(pk=coordinator.pk).update(language="en")
    page = as_user(coordinator).get(reverse("users"), {"is_active": may})
    assert (focal.public_id in page.text) is shown
    assert [chip["value"] for chip in page.context["listing"].chips] == [said]
    assert "Unknown" not in page.text


def test_filters_of_people(as_user, coordinator, focal, stranger):
    page = as_user(coordinator).get(reverse("users"), {"ministry": "defence", "role": "focal"})
    rows = page.text.split("<tbody>")[1].split("</tbody>")[0]
    assert "Stranger" in rows
    assert "Focal<" not in rows


# -- making and editing ----------------------------------------------------------------------


def test_a_new_person_gets_a_duty_and_no_password(as_user, coordinator, transport):
    plan = factories.make_portfolio("plan", summit=transport.summit)
    data = {"name": "Awa Coulibaly", "username": " ACoulibaly ", "email": "Awa@Example.org", "phone": ""}
    data |= {"language": "fr", "ministry": transport.public_id, "role": "focal", "portfolio": plan.public_id}
    response = as_user(coordinator).post(reverse("user-new"), data)
    person = User.objects.get(username="acoulibaly")
    assert response.url == person.get_absolute_url()
    assert (person.email, person.search_text) == ("awa@example.org", "awa coulibaly acoulibaly")
    assert not person.has_usable_password()
    duty = person.all_duties.get()
    assert (duty.role, duty.portfolio, duty.summit) == ("focal", plan, transport.summit)
    assert [entry.verb for entry in audit.history(person)] == ["create"]
    assert [entry.verb for entry in audit.history(duty)] == ["create"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"username": "Coordinator"}, "username"),
        ({"username": "SYSTEM"}, "username"),
        ({"username": "two words"}, "username"),
        ({"name": ""}, "name"),
        ({"email": "no address"}, "email"),
        ({"ministry": ""}, "ministry"),
        ({"role": "focal"}, "portfolio"),
        ({"ministry": "elsewhere"}, "ministry"),
    ],
)
def test_errors_stand_at_their_field_and_what_was_typed_stays(data, field, as_user, coordinator, transport):
    typed = {"name": "Awa Coulibaly", "username": "acoulibaly", "email": "", "phone": "+223 70 00 00 00"}
    typed |= {"language": "fr", "ministry": transport.public_id, "role": "", "portfolio": ""} | data
    response = as_user(coordinator).post(reverse("user-new"), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "+223 70 00 00 00" in response.text
    assert User.objects.filter(phone="+223 70 00 00 00").count() == 0


def test_a_committee_role_has_no_portfolio(as_user, coordinator, focal):
    plan = factories.make_portfolio("plan", summit=coordinator.summit)
    response = as_user(coordinator).post(
        reverse("duty-new", args=[focal.public_id]), {"role": "auditor", "portfolio": plan.public_id}
    )
    assert response.status_code == 422
    assert "A role in the committee has no portfolio" in response.text


def test_a_duty_is_given_once(as_user, coordinator, focal):
    plan = factories.make_portfolio("plan", summit=coordinator.summit)
    data = {"role": "focal", "portfolio": plan.public_id}
    response = as_user(coordinator).post(reverse("duty-new", args=[focal.public_id]), data)
    assert response.status_code == 422
    assert "This person already has this duty." in response.text
    assert focal.all_duties.count() == 1


def test_a_second_edit_from_an_old_page_shows_both_versions(as_user, coordinator, focal):
    client, url = as_user(coordinator), reverse("user-edit", args=[focal.public_id])
    typed = {"username": "focal", "email": "", "phone": "", "language": "en", "revision": focal.revision}
    typed["ministry"] = focal.ministry.public_id
    assert client.post(url, typed | {"name": "First"}).status_code == 302
    response = client.post(url, typed | {"name": "Second"})
    assert response.status_code == 422
    assert response.context["form"].clashes == [("Name shown", "First", "Second")]
    focal.refresh_from_db()
    assert focal.name == "First"


def test_editing_keeps_the_ministry_that_was_chosen(as_user, coordinator, focal, transport):
    page = as_user(coordinator).get(reverse("user-edit", args=[focal.public_id]))
    assert f'<option value="{transport.public_id}" selected>' in page.text


def test_a_ministry_is_made_and_changed(as_user, coordinator):
    client = as_user(coordinator)
    data = {"code": "foreign", "rank": "1", "coordinated": "on"}
    data |= in_three("name", "Ministry of Foreign Affairs") | in_three("short_name", "Foreign Affairs")
    assert client.post(reverse("ministry-new"), data).status_code == 302
    ministry = Ministry.objects.get(code="foreign")
    assert (ministry.org_type, ministry.summit) == ("ministry", coordinator.summit)
    data |= {"rank": "3", "revision": ministry.revision}
    assert client.post(reverse("organisation-edit", args=[ministry.public_id]), data).status_code == 302
    ministry.refresh_from_db()
    assert (ministry.rank, ministry.revision) == (3, 2)
    taken = client.post(reverse("ministry-new"), data)
    assert (taken.status_code, list(taken.context["form"].errors)) == (422, ["code"])


def test_an_organisation_is_suspended_through_its_step(as_user, coordinator, summit):
    body = factories.make_organisation("energy", summit=summit)
    client = as_user(coordinator)
    url = reverse("step", args=["organisation", body.public_id, "suspend"])
    assert url in client.get(body.get_absolute_url()).text
    assert client.post(url, {"note": "Merged with another body"}).status_code == 302
    body.refresh_from_db()
    assert body.state == "suspended"


def test_a_commission_names_its_people(as_user, coordinator, focal, head, stranger, transport):
    client = as_user(coordinator)
    data = {
        "code": "logistics",
        "order": "1",
        "president": head.public_id,
        "ministries": [transport.public_id],
    }
    data |= in_three("name", "Logistics") | {"members": [focal.public_id, stranger.public_id]}
    assert client.post(reverse("commission-new"), data).status_code == 302
    commission = Commission.objects.get(code="logistics")
    assert commission.president == head
    assert {seat.user for seat in commission.members.all()} == {focal, stranger}
    data |= {"members": [focal.public_id], "revision": commission.revision}
    url = reverse("commission-edit", args=[commission.public_id])
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 422  # the revision was used up by the change of members
    assert [seat.user for seat in commission.members.all()] == [focal]
    newest = audit.history(commission).first()
    assert (newest.verb, newest.changes) == ("seat", {"members": [["focal", "stranger"], ["focal"]]})


def test_people_of_another_summit_cannot_be_chosen(as_user, coordinator, outsider):
    data = {"code": "logistics", "order": "1", "president": outsider.public_id} | in_three(
        "name", "Logistics"
    )
    response = as_user(coordinator).post(reverse("commission-new"), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["president"])


# -- mandates --------------------------------------------------------------------------------


def test_a_mandate_opens_and_closes_the_portfolio(as_user, coordinator, transport, defence):
    press = factories.make_person("press", "officer", "press", ministry=transport)
    client = as_user(coordinator)
    mandate = Mandate.objects.get(portfolio__code="press")
    assert press.portfolios == {"press"}
    url = reverse("mandate-withdraw", args=[mandate.public_id])
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert User.objects.get(pk=press.pk).portfolios == frozenset()
    assert "Duties without effect" in client.get(reverse("mandates")).text
    client.post(reverse("mandate-give", args=["press", "transport"]))
    client.post(reverse("mandate-give", args=["press", "transport"]))
    assert Mandate.objects.filter(portfolio__code="press").count() == 1
    assert Duty.objects.filter(user=press).count() == 1
