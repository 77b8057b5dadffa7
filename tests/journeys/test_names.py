"""Names as people have them: kept whole from the form to the page, to the export, and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from summit.accounts.models import Organisation
from summit.imports.models import ImportBatch
from summit.tasks.models import Risk, Task
from tests import factories
from tests.journeys.sent import answered, form_of

NAMES = {
    "quotes": "L'été d’“Aïssata” «dit» \"N'Diaye\" `x`",
    "braces": "{{ secret }} {% now %} %(name)s %s {0} <b>&amp;</b>",
    "emoji": "Cortège 🚓🇲🇱👩🏾‍✈️",
    "right-to-left": "محمد \u200f(abc)\u202e 12 \u202c\u2067Bamako\u2069",
    "formula": "=1+1 @SUM(A1) +223 -5",
    "long": "Ñ" * 197 + "end",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_task_keeps_its_name_whole_all_the_way_round(name, as_user, focal, transport, summit):
    works, axis = factories.make_commission("works", summit=summit), factories.make_axis(summit=summit)
    client = as_user(focal)
    typed = {
        "title_2": name,
        "title_0": name,
        "commission": works.public_id,
        "axis": axis.public_id,
        "owner": "",
    }
    response = answered(client, reverse("task-new"), holding="title_2", **typed)
    assert response.status_code == 302, response.context["form"].errors
    task = Task.objects.get()
    assert task.title.data["en"] == name
    assert escape(name) in client.get(task.get_absolute_url()).text
    assert escape(name) in client.get(reverse("tasks")).text
    edited = form_of(client.get(reverse("task-edit", args=[task.public_id])), holding="title_2")
    assert edited["title_2"] == [name]
    assert client.post(reverse("task-edit", args=[task.public_id]), edited).status_code == 302

    for kind in ("xlsx", "csv"):
        exported = b"".join(client.get(f"{reverse('tasks')}?export={kind}"))
        file = SimpleUploadedFile(f"tasks.{kind}", exported)
        client.post(reverse("import-new", args=["tasks"]), {"file": file})
        batch = ImportBatch.objects.latest("pk")
        assert batch.counts == {"unchanged": 1}, [(row.errors, row.changes) for row in batch.data_rows]
    task.refresh_from_db()
    assert (task.revision, task.title.data["fr"]) == (1, name)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_bodies_and_registers_keep_names_whole(name, as_user, coordinator, transport):
    client = as_user(coordinator)
    typed = {"code": "x-1", "name_0": name, "name_2": name, "org_type": "public"}
    response = answered(client, reverse("organisation-new"), holding="name_2", **typed)
    assert response.status_code == 302, response.context["form"].errors
    body = Organisation.objects.get(code__iexact="x-1")
    assert body.name.data["en"] == name
    assert escape(name) in client.get(body.get_absolute_url()).text
    assert escape(name) in client.get(reverse("organisations")).text

    typed = {
        "code": "R-1",
        "title_2": name,
        "measure_2": name,
        "ministry": transport.public_id,
        "review_on": "2025-12-18",
    }
    response = answered(client, reverse("risk-new"), holding="measure_2", likelihood="4", impact="5", **typed)
    assert response.status_code == 302, response.context["form"].errors
    risk = Risk.objects.get()
    assert (risk.title.data["en"], risk.measure.data["en"]) == (name, name)
    assert escape(name) in client.get(risk.get_absolute_url()).text
