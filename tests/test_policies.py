"""Every address of the product, opened as every persona: who gets in, who is told nothing, what a page shows."""

import datetime as dt
import io
import re
import zipfile

import pytest
import time_machine
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from summit.accounts.models import User
from summit.forms import EditForm
from tests import pages, policies
from tests.world import PERSONAE, SECRET, world

pytestmark = pytest.mark.django_db
J_7 = dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC)
TABLE = policies.lines()
NOT_OF_TRANSPORT = {"anonymous", "visitor", "stranger", "outsider"}
# allauth counts a person's own security keys; it asks whose they are. Rows of a file are counted in the file.
NUMBERED = {"mfa_remove_webauthn", "mfa_edit_webauthn", "import-cell", "import-skip", "import-keep"}
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
# Who is signed in and when last seen is not a thing of the domain.
KEPT_BY_LIBRARIES = {"django_session", "usersessions_usersession"}
LISTS = (
    "tasks",
    "task-timeline",
    "risks",
    "milestones",
    "closures",
    "welcome-points",
    "handovers",
    "decisions",
)


@pytest.fixture
def rows():
    with time_machine.travel(J_7, tick=False):
        yield world()


def written_tables(queries):
    found = (WRITES.match(query["sql"]) for query in queries)
    return {match[2] for match in found if match} - KEPT_BY_LIBRARIES


def test_every_address_stands_in_the_table_and_no_other():
    assert {line.name for line in TABLE} == {name for name, _route in policies.named_urls()}


def test_no_line_stands_twice():
    named = [str(line) for line in TABLE]
    assert sorted(named) == sorted(set(named))


@pytest.mark.logs_errors  # a refused address is logged
@pytest.mark.parametrize("persona", PERSONAE)
def test_every_address_answers_every_persona_as_the_table_says(persona, rows):
    visit, wrong = policies.Visit(rows[persona]), []
    for line in TABLE:
        with CaptureQueriesContext(connection) as asked:
            response = visit.open(line.method, line.url(rows))
        if response.status_code != line.expected[persona]:
            wrong.append(f"{line}: {response.status_code}, not {line.expected[persona]}")
        if line.method == "GET" and (tables := written_tables(asked.captured_queries)):
            wrong.append(f"{line}: a GET wrote into {tables}")
        if persona in NOT_OF_TRANSPORT and SECRET.encode() in response.body:
            wrong.append(f"{line}: shows what is Transport's alone")
        if (
            persona == "anonymous"
            and response.status_code == 302
            and reverse("account_login") not in response["Location"]
        ):
            assert line.name.startswith(("account_", "mfa_", "set_language")), (
                f"{line} goes to {response['Location']}"
            )
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("persona", sorted(NOT_OF_TRANSPORT - {"anonymous"}))
def test_no_search_filter_or_export_tells_of_another_ministry(persona, rows):
    visit = policies.Visit(rows[persona])
    queries = [
        "q=pylon",
        "q=affair",
        "ministry=transport",
        "sort=-due",
        "state=blocked",
        f"task={rows['task'].public_id}",
    ]
    queries += [f"export={kind}" for kind in ("csv", "xlsx")]
    asked = [f"{reverse(name)}?{query}" for name in LISTS for query in queries]
    asked += [f"{reverse('search')}?q={word}" for word in ("pylon", "T-101", "CP-02", "R-1", "F-1")]
    asked += [
        reverse("readiness") + "?ministry=transport",
        reverse("waiting-list", args=["task", "validate"]),
    ]
    found = [url for url in asked if SECRET.encode() in unpacked(visit.open("GET", url).body)]
    assert found == [], "\n".join(found)


def unpacked(body):
    """The texts inside a workbook; any other body as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(book.read(name) for name in book.namelist())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_keeps_the_rules_of_all_pages(language, rows):
    """Undefined template variables fail by themselves: see ``tests/undefined.py``."""
    User.objects.filter(pk=rows["coordinator"].pk).update(language=language)
    visit, wrong = policies.Visit(rows["coordinator"]), []
    for line in TABLE:
        if line.method == "POST" or line.expected["coordinator"] != 200:
            continue
        response = visit.open("GET", line.url(rows))
        if not response["Content-Type"].startswith("text/html"):
            continue
        found = pages.faults(response.body.decode(), language)
        wrong += [f"{line}: {fault}" for fault in found]
    assert wrong == [], "\n".join(wrong)


def test_no_address_names_a_row_by_its_database_id():
    assert {name for name, route in policies.named_urls() if "<int:" in route} == NUMBERED


def test_no_page_shows_a_database_id_in_a_link_or_a_choice(rows):
    visit, wrong = policies.Visit(rows["coordinator"]), []
    for line in TABLE:
        if line.method == "GET" and line.expected["coordinator"] == 200:
            response = visit.open("GET", line.url(rows))
            if response["Content-Type"].startswith("text/html"):
                page = pages.Page(response.body.decode())
                wrong += [f"{line}: {link}" for link in page.numbered_links if "/rows/" not in link]
                wrong += [f"{line}: {choice}" for choice in page.numbered_choices if not counts(line, choice)]
    assert wrong == [], "\n".join(wrong)


def counts(line, choice):
    """Numbers that count something: revisions, rows of a form, whether all are ticked, the columns of a file."""
    name = choice.partition("=")[0]
    return name.endswith("revision") or name in {"rows", "select_across"} or line.name == "import-columns"


def test_every_choice_of_rows_goes_by_a_public_name():
    """EditForm says it for all of its own fields; every other form that offers rows says it itself."""
    bare = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in descendants(forms.BaseForm)
        if form.__module__.startswith("summit.") and not issubclass(form, EditForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelChoiceField) and field.to_field_name not in {"public_id", "code"}
    ]
    assert bare == [], "\n".join(bare)


def descendants(base):
    for child in base.__subclasses__():
        yield child
        yield from descendants(child)
