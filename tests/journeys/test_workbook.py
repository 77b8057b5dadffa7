"""A ministry's workbook: a hundred mistakes told at once, then the mended file, then its export back without change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from summit.imports.models import ImportBatch
from summit.tasks.models import Dependency, Task
from tests import factories
from tests.summit.imports.making import xlsx_of

HEAD = ["Code", "Title EN", "Ministry", "Commission", "Axis", "Start", "Due", "Needs"]
ROWS = 100


@pytest.fixture
def bodies(summit, transport):
    return factories.make_commission("works", summit=summit), factories.make_axis(summit=summit)


def plan(*, wrong):
    """A plan of a hundred tasks in a chain; ``wrong`` spoils one cell of each row, every one in its own way."""
    rows = []
    for n in range(1, ROWS + 1):
        needs = f"T-{n - 1:03d}" if n > 1 else ""
        row = [f"T-{n:03d}", f"Work {n}", "transport", "works", "technical", f"J-{n + 20}", "J-2", needs]
        if wrong:
            place, value = [(2, "nowhere"), (3, "nobody"), (5, "soon"), (6, "32/12/2025")][n % 4]
            row[place] = f"{value} {n}"
        rows.append(row)
    return xlsx_of([HEAD, *rows])


def send(client, content, name="plan.xlsx"):
    response = client.post(reverse("import-new", args=["tasks"]), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return ImportBatch.objects.latest("pk")


def test_a_hundred_bad_rows_then_the_mended_file_then_back_again(as_user, focal, bodies):
    client = as_user(focal)
    spoilt = send(client, plan(wrong=True))
    page = client.get(spoilt.get_absolute_url()).text
    assert page.count("form-control bad") == ROWS
    assert spoilt.counts == {"refused": ROWS}
    assert client.post(reverse("import-apply", args=[spoilt.public_id])).status_code == 302
    assert not Task.objects.exists()

    mended = send(client, plan(wrong=False))
    assert mended.counts == {"new": ROWS}
    assert client.post(reverse("import-apply", args=[mended.public_id])).status_code == 302
    assert (Task.objects.count(), Dependency.objects.count()) == (ROWS, ROWS - 1)

    for kind in ("xlsx", "csv"):
        exported = b"".join(client.get(f"{reverse('tasks')}?export={kind}"))
        again = send(client, exported, f"tasks.{kind}")
        assert again.counts == {"unchanged": ROWS}, kind
    assert Task.objects.filter(revision=1).count() == ROWS


def test_a_hostile_file_is_refused_with_a_sentence(as_user, focal, bodies):
    client = as_user(focal)
    for name, content in {
        "plan.xlsx": b"PK\x03\x04 no workbook",
        "plan.csv": b"MZ" + bytes(range(256)) * 40,
    }.items():
        file = SimpleUploadedFile(name, content)
        response = client.post(reverse("import-new", args=["tasks"]), {"file": file})
        assert response.status_code == 422, name
        assert response.context["form"].errors["file"], name
    assert not ImportBatch.objects.exists()
