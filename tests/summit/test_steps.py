"""The one page of every step: it asks, it takes, and it loses nothing that was typed."""

import pytest
from django.urls import reverse

from summit.audit.models import Entry
from summit.tasks.models import BlockingPoint, Task
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def task(transport, focal):
    return factories.make_task("T-104", ministry=transport, owner=focal)


def url_of(task, step):
    return reverse("step", args=[task.kind, task.public_id, step])


def state_of(task):
    return Task.objects.values_list("state", flat=True).get(pk=task.pk)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("step", ["drop", "block", "submit", "start"])
def test_page_says_what_will_happen(step, language, as_user, head, task):
    type(head).objects.filter(pk=head.pk).update(language=language)
    response = as_user(head).get(url_of(task, step))
    assert response.status_code == 200
    assert "T-104" in response.text
    assert response.text.count('type="submit"') >= 1


def test_looking_changes_nothing(as_user, head, task):
    as_user(head).get(url_of(task, "start"))
    assert (state_of(task), Entry.objects.count()) == ("todo", 0)


def test_step_without_questions_is_taken_by_its_button(as_user, focal, task):
    response = as_user(focal).post(url_of(task, "start"), follow=True)
    assert response.redirect_chain == [(task.get_absolute_url(), 302)]
    assert "Start: done." in response.text
    assert state_of(task) == "doing"


def test_reason_is_kept_with_the_step(as_user, head, task):
    as_user(head).post(url_of(task, "drop"), {"note": "Paid by another"})
    assert (state_of(task), Entry.objects.get().note) == ("dropped", "Paid by another")


@pytest.mark.parametrize("note", ["", "  \n "])
def test_missing_reason_is_asked_for(note, as_user, head, task):
    response = as_user(head).post(url_of(task, "drop"), {"note": note})
    assert response.status_code == 422
    assert "Write the reason: the step is recorded with it." in response.text
    assert state_of(task) == "todo"


def test_what_was_typed_comes_back_with_the_errors(as_user, focal, task):
    typed = {"what": "“L’été” <b>%s</b> عربي", "must_act": "nonsense", "since": "yesterday"}
    response = as_user(focal).post(url_of(task, "block"), typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"must_act", "since"}
    assert "“L’été” &lt;b&gt;%s&lt;/b&gt; عربي" in response.text
    assert 'value="yesterday"' in response.text
    assert (state_of(task), BlockingPoint.objects.count()) == ("todo", 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_comes_too_late_is_told_and_sees_the_row(method, as_user, focal, task):
    client = as_user(focal)
    client.post(url_of(task, "start"))
    response = getattr(client, method)(url_of(task, "start"), follow=True)
    assert response.redirect_chain == [(task.get_absolute_url(), 302)]
    assert "Someone has just changed this; it is shown as it is now." in response.text
    assert Entry.objects.count() == 1


def test_what_the_database_refuses_is_said_as_forms_say_it(as_user, focal, task):
    """Somebody states a blocking point between the look and the step: one open point a task."""
    factories.make_block(task, by=focal)
    Task.objects.filter(pk=task.pk).update(state="doing")
    typed = {"what": "No badges", "must_act": factories.make_organisation("police").public_id}
    response = as_user(focal).post(url_of(task, "block"), typed)
    errors = response.context["form"].non_field_errors()
    assert (response.status_code, errors) == (422, ["This task is already blocked."])
    assert "No badges" in response.text
    assert (state_of(task), BlockingPoint.objects.count(), Entry.objects.count()) == ("doing", 1, 0)


def test_htmx_is_led_to_a_full_page(as_user, focal, task):
    response = as_user(focal).post(url_of(task, "start"), headers=HTMX)
    assert (response.status_code, response["HX-Redirect"], response.content) == (
        204,
        task.get_absolute_url(),
        b"",
    )


def test_the_next_address_is_followed_inside_the_site(as_user, focal, task):
    response = as_user(focal).post(url_of(task, "start"), {"next": "/tasks/?state=open"})
    assert response["Location"] == "/tasks/?state=open"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)",
     "/\t/evil.example/", "http:evil.example", "tasks/"],
)  # fmt: skip
def test_no_step_leads_out_of_the_site(elsewhere, as_user, focal, task):
    response = as_user(focal).post(url_of(task, "start"), {"next": elsewhere})
    assert response["Location"] == task.get_absolute_url()
    assert state_of(task) == "doing"


@pytest.mark.parametrize("who", ["stranger", "outsider", "visitor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_find_no_step(who, method, request, as_user, task):
    client = as_user(request.getfixturevalue(who))
    assert getattr(client, method)(url_of(task, "start")).status_code == 404
    assert state_of(task) == "todo"


@pytest.mark.parametrize("who", ["reader", "authority", "auditor", "secretary"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_sees_it_without_the_right_is_refused(who, method, request, as_user, task):
    client = as_user(request.getfixturevalue(who))
    assert getattr(client, method)(url_of(task, "start")).status_code == 403
    assert state_of(task) == "todo"


@pytest.mark.parametrize(("kind", "step"), [("task", "fly"), ("plane", "start"), ("user", "start")])
def test_unknown_kinds_and_steps_are_not_there(kind, step, as_user, focal, task):
    assert as_user(focal).get(reverse("step", args=[kind, task.public_id, step])).status_code == 404


def test_a_ministry_is_stepped_by_its_own_name(as_user, coordinator, transport):
    response = as_user(coordinator).post(url_of(transport, "suspend"), {"note": "Reshuffle"})
    assert response.status_code == 302
    transport.refresh_from_db()
    assert transport.state == "suspended"


def test_nobody_signed_in_is_sent_to_the_sign_in(client, task):
    response = client.post(url_of(task, "start"))
    assert response["Location"].startswith("/accounts/login/")
    assert state_of(task) == "todo"
