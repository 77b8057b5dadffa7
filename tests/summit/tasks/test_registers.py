"""The plan's five registers, asked the same questions: list, page, form, download, errors."""

import pytest
from django.urls import reverse

from summit import audit
from summit.tasks.models import Handover, Milestone, Risk
from tests import factories
from tests.summit.tasks.register_rows import MODELS, NAMES, PLURALS, form_data, handover_data, make, writer_of

pytestmark = pytest.mark.usefixtures("clock_at_j_7")

STRANGE = "“L’'été” <b>%s</b> {{ x }} عربي"


@pytest.fixture
def rows(transport, focal):
    return {name: make(name, transport, by=focal) for name in NAMES}


# -- what is shown -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_list_page_and_form_open_in_every_language(name, language, as_user, coordinator, focal, rows):
    user = writer_of(name, focal, coordinator)
    type(user).objects.filter(pk=user.pk).update(language=language)
    client = as_user(user)
    listed = client.get(reverse(PLURALS[name]))
    assert (listed.status_code, rows[name].get_absolute_url() in listed.text) == (200, True)
    page = client.get(rows[name].get_absolute_url())
    assert (page.status_code, page.text.count("<h1")) == (200, 1)
    for url in (reverse(f"{name}-new"), reverse(f"{name}-edit", args=[rows[name].public_id])):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_register_says_what_it_is_for(name, as_user, coordinator):
    assert 'class="void-list"' in as_user(coordinator).get(reverse(PLURALS[name])).text


def test_page_writes_days_and_hours_as_people_do(as_user, coordinator, rows):
    client = as_user(coordinator)
    closure = client.get(rows["closure"].get_absolute_url()).text
    assert "Mon\u00a022\u00a0Dec, 08:00" in closure
    assert "2025-12-22 08:00" not in closure
    assert "Yes" in client.get(rows["welcome"].get_absolute_url()).text.replace("yes", "Yes")
    assert "Mon\u00a015\u00a0Dec</bdi>" in client.get(rows["handover"].get_absolute_url()).text


@pytest.mark.parametrize("name", NAMES)
def test_costs_the_same_for_1_and_30_rows(
    name, as_user, coordinator, focal, transport, django_assert_max_num_queries
):
    client, costs = as_user(coordinator), []
    client.get(reverse(PLURALS[name]))
    for numbers in (range(1, 2), range(2, 31)):
        for number in numbers:
            make(name, transport, by=focal, number=number)
        with django_assert_max_num_queries(10) as asked:
            client.get(reverse(PLURALS[name]))
        with django_assert_max_num_queries(8) as taken:
            b"".join(client.get(reverse(PLURALS[name]) + "?export=csv"))
        costs.append((len(asked), len(taken)))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("name", NAMES)
def test_download_has_the_rows_that_are_shown(name, as_user, coordinator, rows):
    client, url = as_user(coordinator), reverse(PLURALS[name])
    text = b"".join(client.get(url + "?export=csv")).decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 2
    assert "Line 1" in text
    assert b"".join(client.get(url + "?export=xlsx"))[:2] == b"PK"


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("risk", "state=open", True),
        ("risk", "state=closed", False),
        ("risk", "ministry=transport", True),
        ("closure", "axis_code=a1", True),
        ("closure", "axis_code=A2", False),
        ("welcome", "state=published", False),
        ("handover", "state=asked", True),
        ("handover", "to_ministry=transport", False),
    ],
)
def test_filters_stay_in_the_address(name, query, shown, as_user, coordinator, rows):
    text = as_user(coordinator).get(f"{reverse(PLURALS[name])}?{query}").text
    assert (rows[name].get_absolute_url() in text) is shown


# -- what is written -----------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_new_row_is_stored_with_its_entry(name, as_user, coordinator, focal, transport, defence):
    user = writer_of(name, focal, coordinator)
    data = form_data(name, transport, **(handover_data(focal, defence) if name == "handover" else {}))
    response = as_user(user).post(reverse(f"{name}-new"), data)
    assert response.status_code == 302, response.context["form"].errors
    row = MODELS[name].objects.get()
    assert (response["Location"], row.summit) == (row.get_absolute_url(), user.summit)
    assert [(entry.verb, entry.actor) for entry in audit.history(row)] == [("create", user)]


def test_a_handover_is_asked_by_the_writer_s_ministry(as_user, focal, defence, transport):
    as_user(focal).post(
        reverse("handover-new"), form_data("handover", transport, **handover_data(focal, defence))
    )
    row = Handover.objects.get()
    assert (row.from_ministry, row.to_ministry, row.asked_by, row.state) == (
        transport,
        defence,
        focal,
        "asked",
    )


def test_a_milestone_s_day_is_counted_from_j0(as_user, coordinator, transport):
    as_user(coordinator).post(reverse("milestone-new"), form_data("milestone", transport))
    assert Milestone.objects.get().due_offset == -4


@pytest.mark.parametrize(
    ("name", "changes", "errors"),
    [
        ("risk", {"likelihood": "6", "impact": "0", "review_on": "32/13/2025", "code": STRANGE}, {"likelihood", "impact", "review_on", "code"}),
        ("milestone", {"due_on": "soon", "title_2": STRANGE}, {"due_on"}),
        ("closure", {"ends_at": "2025-12-22T07:00", "route_2": STRANGE}, {"ends_at"}),
        ("welcome", {"crowd": "-5", "name_2": STRANGE}, {"crowd"}),
        ("handover", {"wished_on": "", "what": STRANGE}, {"wished_on", "task", "to_ministry"}),
    ],
)  # fmt: skip
def test_errors_stand_at_their_fields_and_keep_what_was_typed(
    name, changes, errors, as_user, coordinator, focal, transport
):
    changes = {field: value[:20] if field == "code" else value for field, value in changes.items()}
    if name == "risk":
        changes["code"] = STRANGE  # too long for a code
    response = as_user(writer_of(name, focal, coordinator)).post(
        reverse(f"{name}-new"), form_data(name, transport, **changes)
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == errors
    assert "“L’&#x27;été” &lt;b&gt;%s&lt;/b&gt; {{ x }} عربي" in response.text
    assert MODELS[name].objects.count() == 0


@pytest.mark.parametrize("name", ["risk", "milestone", "closure", "welcome"])
def test_a_taken_code_is_refused_at_its_field(name, as_user, coordinator, focal, transport, rows):
    data = form_data(name, transport, code=rows[name].code)
    response = as_user(writer_of(name, focal, coordinator)).post(reverse(f"{name}-new"), data)
    assert set(response.context["form"].errors) == {"code"}


def test_an_edit_tells_before_and_after(as_user, focal, transport, rows):
    data = form_data(
        "risk", transport, code="R-01", impact="3", likelihood="4", revision="1", title_2="Line 1"
    )
    as_user(focal).post(reverse("risk-edit", args=[rows["risk"].public_id]), data)
    assert audit.history(rows["risk"]).get().changes["impact"] == [5, 3]
    assert Risk.objects.get().revision == 2


def test_who_was_slower_sees_both_versions(as_user, focal, transport, rows):
    client, url = as_user(focal), reverse("risk-edit", args=[rows["risk"].public_id])
    client.post(url, form_data("risk", transport, code="R-01", revision="1"))
    response = client.post(url, form_data("risk", transport, code="R-01", impact="1", revision="1"))
    assert response.status_code == 422
    assert "Someone was faster" in response.text
    assert Risk.objects.get().impact == 3


@pytest.mark.parametrize("name", ["risk", "closure", "welcome"])
def test_a_focal_point_writes_for_the_own_ministry_alone(name, as_user, focal, defence):
    response = as_user(focal).post(
        reverse(f"{name}-new"), form_data(name, defence, authority=focal.ministry.public_id)
    )
    assert set(response.context["form"].errors) == {"ministry"}
    assert MODELS[name].objects.count() == 0


def test_a_ministry_asks_for_its_own_tasks_and_never_itself(as_user, focal, defence, transport):
    foreign = factories.make_task(ministry=defence)
    data = form_data("handover", transport, task=foreign.public_id, to_ministry=transport.public_id)
    response = as_user(focal).post(reverse("handover-new"), data)
    assert set(response.context["form"].errors) == {"task", "to_ministry"}


def test_what_was_answered_is_not_edited_any_more(as_user, focal, stranger, rows, defence, transport):
    Handover.objects.update(to_ministry=defence, state="accepted")
    url = reverse("handover-edit", args=[rows["handover"].public_id])
    assert as_user(focal).get(url).status_code == 403
    assert url not in as_user(focal).get(rows["handover"].get_absolute_url()).text
