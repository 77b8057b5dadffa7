"""The page of one task, its form, and what people add to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from summit import audit
from summit.tasks import depending
from summit.tasks.models import Comment, Dependency, Evidence, Support, Task
from tests import factories

pytestmark = pytest.mark.usefixtures("clock_at_j_7", "in_english")

STRANGE = "“L’'été” {{ x }} <b>%s</b> 🚧 \u202eabc\u202c عربي " + "x" * 150
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def task(transport, focal):
    return factories.make_task("T-104", ministry=transport, owner=focal, start_offset=-24, due_offset=-8)


@pytest.fixture
def form_data(task):
    """What the browser sends for a new task."""
    data = {
        "code": "T-500",
        "title_0": "Titre",
        "title_1": "عنوان",
        "title_2": "Title",
        "ministry": task.ministry.public_id,
        "commission": task.commission.public_id,
        "axis": task.axis.public_id,
        "start_offset": "J-18",
        "due_offset": "15/12/2025",
        "progress": "0",
        "currency": "XOF",
    }
    return data | {f"{name}_{place}": "" for name in ("description", "deliverable") for place in range(3)}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_page_opens_in_every_language(language, as_user, focal, task, coordinator, transport):
    type(focal).objects.filter(pk=focal.pk).update(language=language)
    factories.make_block(task, by=focal, must_act=transport)
    depending.depend(factories.make_task("T-106", ministry=transport), task, by=coordinator)
    depending.depend(task, factories.make_task("T-099"), by=coordinator)
    response = as_user(focal).get(task.get_absolute_url())
    assert response.status_code == 200
    assert "T-106" in response.text


def test_first_line_says_the_state_and_who_must_act(as_user, focal, task):
    assert "Late by 1 day." in as_user(focal).get(task.get_absolute_url()).text
    energy = factories.make_organisation("energy", name="Energy")
    factories.make_block(task, by=focal, must_act=energy)
    text = as_user(focal).get(task.get_absolute_url()).text
    assert "Blocked since" in text
    assert "Energy</bdi> must act." in text


def test_one_filled_button_at_most(as_user, head, task):
    text = as_user(head).get(task.get_absolute_url()).text
    acts = text[text.index('<div class="acts">') : text.index("</main>")]
    head_part = acts[: acts.index('<div class="cols')]
    assert head_part.count("btn-primary") == 1


def test_page_names_no_more_than_the_code_of_a_task_one_may_not_see(as_user, focal, task, coordinator):
    hidden = factories.make_task("T-900", title=factories.named("A secret road"))
    depending.depend(task, hidden, by=coordinator)
    text = as_user(focal).get(task.get_absolute_url()).text
    assert "T-900" in text
    assert "secret road" not in text


def test_supporting_ministry_sees_and_cannot_edit(as_user, stranger, task):
    Support.objects.create(summit=task.summit, task=task, ministry=stranger.ministry)
    client = as_user(stranger)
    assert client.get(task.get_absolute_url()).status_code == 200
    assert client.get(reverse("task-edit", args=[task.public_id])).status_code == 403
    assert client.post(reverse("task-needs", args=[task.public_id]), {"needs": "T-1"}).status_code == 403
    assert client.post(reverse("step", args=["task", task.public_id, "start"])).status_code == 403
    assert "T-104" in client.get(reverse("tasks")).text


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_others_find_nothing_by_any_address(who, request, as_user, task, focal):
    client = as_user(request.getfixturevalue(who))
    names = ["task", "task-edit", "task-row", "task-progress", "task-needs", "task-comment", "task-evidence"]
    posted = {"task-progress", "task-needs", "task-comment", "task-evidence"}
    for name in names:
        act = client.post if name in posted else client.get
        assert act(reverse(name, args=[task.public_id])).status_code == 404, name
    assert client.post(reverse("step", args=["task", task.public_id, "start"])).status_code == 404
    assert b"T-104" not in b"".join(client.get(reverse("tasks") + "?export=csv"))
    assert task.get_absolute_url() not in client.get(reverse("search") + "?q=T-104").text
    assert client.get("/waiting/task/validate/").status_code in (200, 404)


def test_new_task_counts_its_days_from_j0(as_user, focal, form_data):
    response = as_user(focal).post(reverse("task-new"), form_data)
    made = Task.objects.get(code="T-500")
    assert response["Location"] == made.get_absolute_url()
    assert (made.start_offset, made.due_offset, made.ministry) == (-18, -7, focal.ministry)
    assert "titre" in made.search_text
    assert audit.history(made).first().verb == "create"


def test_next_code_is_proposed(as_user, focal, task):
    assert 'value="T-105"' in as_user(focal).get(reverse("task-new")).text


def test_taken_code_is_refused_at_its_field(as_user, focal, form_data):
    response = as_user(focal).post(reverse("task-new"), form_data | {"code": "T-104"})
    assert response.status_code == 422
    assert response.context["form"].errors["code"] == ["This code is already taken."]


def test_all_errors_at_once_and_nothing_typed_is_lost(as_user, focal, form_data):
    wrong = form_data | {"due_offset": "32/12/2025", "progress": "500", "commission": "", "title_0": STRANGE}
    response = as_user(focal).post(reverse("task-new"), wrong)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"due_offset", "progress", "commission"}
    assert 'value="32/12/2025"' in response.text
    assert response.context["form"]["title"].value()[0] == STRANGE


def test_focal_point_cannot_write_for_another_ministry(as_user, focal, form_data, defence):
    response = as_user(focal).post(reverse("task-new"), form_data | {"ministry": defence.public_id})
    assert response.status_code == 422
    assert response.context["form"].errors["ministry"] == ["You may only write tasks of your own ministry."]
    assert defence.public_id not in as_user(focal).get(reverse("task-new")).text.split('name="supporting"')[0]


def test_reader_may_not_write(as_user, reader, form_data):
    assert as_user(reader).get(reverse("task-new")).status_code == 403


def test_strange_text_is_kept_whole_everywhere(as_user, focal, form_data):
    client = as_user(focal)
    client.post(reverse("task-new"), form_data | {"title_2": STRANGE})
    made = Task.objects.get(code="T-500")
    assert made.title.data["en"] == STRANGE
    for name in ("tasks", "task-board", "task-timeline"):
        assert "{{ x }} &lt;b&gt;%s&lt;/b&gt; 🚧" in client.get(reverse(name)).text
    assert "{{ x }} &lt;b&gt;%s&lt;/b&gt; 🚧" in client.get(made.get_absolute_url()).text


def edit_data(client, task):
    """What the browser sends back of an untouched form."""
    form = client.get(reverse("task-edit", args=[task.public_id])).context["form"]
    data = {}
    for name, bound in ((field.name, field) for field in form):
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            data |= {
                f"{name}_{place}": part or ""
                for place, part in enumerate(bound.field.widget.decompress(value))
            }
        elif name == "supporting":
            data[name] = [row.public_id for row in value or []]
        elif value is not None and value is not False:
            data[name] = getattr(value, "public_id", value)
    return data


def test_edit_without_change_writes_nothing(as_user, focal, task):
    client = as_user(focal)
    response = client.post(reverse("task-edit", args=[task.public_id]), edit_data(client, task))
    assert response.status_code == 302, response.context["form"].errors
    task.refresh_from_db()
    assert task.revision == 1
    assert not audit.history(task).exists()


def test_edit_keeps_support_search_and_history(as_user, focal, task, defence):
    client = as_user(focal)
    data = edit_data(client, task) | {
        "title_2": "New words",
        "supporting": [defence.public_id],
        "due_offset": "J-2",
    }
    client.post(reverse("task-edit", args=[task.public_id]), data)
    task.refresh_from_db()
    assert (task.due_offset, list(task.supporting.all())) == (-2, [defence])
    assert "new words" in task.search_text
    assert set(audit.history(task).first().changes) == {"title", "due_offset", "supporting"}


def test_edit_clash_shows_both_and_loses_nothing(as_user, focal, head, task):
    client = as_user(focal)
    mine, theirs = edit_data(client, task), edit_data(client, task)
    as_user(head).post(
        reverse("task-edit", args=[task.public_id]), theirs | {"due_offset": "J-3", "title_2": "Theirs"}
    )
    response = as_user(focal).post(
        reverse("task-edit", args=[task.public_id]), mine | {"due_offset": "J-5", "title_2": "Mine"}
    )
    assert response.status_code == 422
    clashes = {str(label): (theirs, yours) for label, theirs, yours in response.context["form"].clashes}
    assert clashes["Due date"] == ("19/12/2025", "17/12/2025")
    assert "Mine" in clashes["Title"][1]
    assert "Theirs" in clashes["Title"][0]
    task.refresh_from_db()
    assert task.due_offset == -3


def test_comment_is_added_and_told(as_user, focal, task):
    client = as_user(focal)
    response = client.post(reverse("task-comment", args=[task.public_id]), {"text": STRANGE})
    assert response.status_code == 302
    assert Comment.objects.get().text == STRANGE.strip()
    assert "🚧" in client.get(task.get_absolute_url()).text
    assert client.post(reverse("task-comment", args=[task.public_id]), {"text": ""}).status_code == 422


def test_evidence_is_private_to_those_who_see_the_task(as_user, focal, stranger, task):
    client = as_user(focal)
    upload = SimpleUploadedFile("proof.pdf", PDF, content_type="application/pdf")
    url = reverse("task-evidence", args=[task.public_id])
    assert client.post(url, {"upload": upload, "label": "Signed sheet"}).status_code == 302
    proof = Evidence.objects.get()
    answer = client.get(proof.file.get_absolute_url())
    assert answer.getvalue() == PDF
    assert "Signed sheet" in client.get(task.get_absolute_url()).text
    assert as_user(stranger).get(proof.file.get_absolute_url()).status_code in (403, 404)


def test_evidence_that_is_no_document_is_refused_at_the_field(as_user, focal, task):
    upload = SimpleUploadedFile("proof.pdf", b"MZ program", content_type="application/pdf")
    response = as_user(focal).post(reverse("task-evidence", args=[task.public_id]), {"upload": upload})
    assert response.status_code == 422
    assert not Evidence.objects.exists()


def test_cycle_is_refused_with_its_path(as_user, focal, task, transport):
    second, third = (factories.make_task(code, ministry=transport) for code in ("T-106", "T-107"))
    client = as_user(focal)
    for one, other in ((second, "T-104"), (third, "T-106")):
        assert client.post(reverse("task-needs", args=[one.public_id]), {"needs": other}).status_code == 302
    response = client.post(reverse("task-needs", args=[task.public_id]), {"needs": "T-107"})
    assert response.status_code == 422
    assert "T-104 → T-107 → T-106 → T-104" in response.text
    assert Dependency.objects.count() == 2


@pytest.mark.parametrize("code", ["T-104", "T-999", ""])
def test_nonsense_dependency_is_refused_at_the_field(code, as_user, focal, task):
    response = as_user(focal).post(reverse("task-needs", args=[task.public_id]), {"needs": code})
    assert response.status_code == 422
    assert response.context["needs_form"].errors["needs"]


def test_dependency_is_taken_away(as_user, focal, task, transport):
    other = factories.make_task("T-106", ministry=transport)
    depending.depend(task, other, by=focal)
    url = reverse("task-needs-remove", args=[task.public_id, other.public_id])
    assert as_user(focal).post(url).status_code == 302
    assert not Dependency.objects.exists()
    assert as_user(focal).post(url).status_code == 404
