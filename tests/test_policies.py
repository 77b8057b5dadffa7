"""Every address of the product, opened as every persona: who gets in, who is told nothing, what a page shows."""

import re

import pytest
from django import forms
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from summit.accounts.models import User
from summit.forms import EditForm
from summit.workflow import WORKFLOWS
from tests import leaking, pages, policies
from tests.world import PERSONAE, whole_world

pytestmark = pytest.mark.django_db
TABLE = policies.lines()
# allauth counts a person's own security keys; it asks whose they are. Rows of a file are counted in the file.
NUMBERED = {
    "lodging-proposal-line",  # its place in the proposal
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "import-cell",
    "import-skip",
    "import-keep",
    "import-answer",
}
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
# Who is signed in and when last seen is not a thing of the domain.
KEPT_BY_LIBRARIES = {"django_session", "usersessions_usersession"}
PARTS = {"arrivals-rows"}  # asked for by a page that stands already


@pytest.fixture
def rows():
    with whole_world() as rows:
        yield rows


def written_tables(queries):
    found = (WRITES.match(query["sql"]) for query in queries)
    return {match[2] for match in found if match} - KEPT_BY_LIBRARIES


def test_every_address_stands_in_the_table_and_no_other():
    assert {line.name for line in TABLE} == {name for name, _route in policies.named_urls()}


def test_every_step_of_every_workflow_stands_in_the_table():
    lines = {(line.method, *line.at.split()[::2]) for line in TABLE if line.name == "step"}
    wanted = {
        (method, f"kind={model._meta.model_name}", f"step={step}")
        for model, workflow in WORKFLOWS.items()
        if model._meta.app_label != "testapp"
        for step in workflow.steps
        for method in ("GET", "POST")
    }
    assert wanted - lines == set()


def test_no_line_stands_twice():
    named = [str(line) for line in TABLE]
    assert sorted(named) == sorted(set(named))


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.logs_errors  # a refused address is logged
@pytest.mark.walk
@pytest.mark.parametrize("persona", PERSONAE)
def test_every_address_answers_every_persona_as_the_table_says(persona, rows):
    visit, wrong = policies.Visit(rows[persona]), []
    for line in TABLE:
        reset_queries()  # the log holds so many and no more
        with CaptureQueriesContext(connection) as asked:
            response = visit.open(line.method, line.url(rows))
        if response.status_code != line.expected[persona]:
            wrong.append(f"{line}: {response.status_code}, not {line.expected[persona]}")
        if line.method == "GET" and (tables := written_tables(asked.captured_queries)):
            wrong.append(f"{line}: a GET wrote into {tables}")
        wrong += [f"{line}: shows {what}" for what in leaking.told(persona, line, response.body)]
        if (
            persona == "anonymous"
            and response.status_code == 302
            and reverse("account_login") not in response["Location"]
        ):
            assert line.name.startswith(("account_", "mfa_", "set_language", "side-", "hotel-side-")), (
                f"{line} goes to {response['Location']}"
            )
    assert wrong == [], "\n".join(wrong)


def whole_pages(rows):
    """``(line, html)`` of each page as the coordinator sees it, or where that is nobody's the one who may."""
    readers = ("coordinator", "security", "liaison")
    visits = {name: policies.Visit(rows[name]) for name in readers}
    for line in TABLE:
        reader = next((name for name in readers if line.expected[name] == 200), None)
        if line.method == "GET" and reader:
            response = visits[reader].open("GET", line.url(rows))
            if response["Content-Type"].startswith("text/html"):
                yield line, response.body.decode()


@pytest.mark.walk
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_keeps_the_rules_of_all_pages(language, rows):
    """Undefined template variables fail by themselves: see ``tests/undefined.py``."""
    User.objects.update(language=language)
    wrong = []
    for line, html in whole_pages(rows):
        page = pages.Page(html)
        wrong += [f"{line}: {fault}" for fault in pages.faults(page, language) if line.name not in PARTS]
        wrong += [
            f"{line}: {link} names a row by its id" for link in page.numbered_links if "/rows/" not in link
        ]
        wrong += [
            f"{line}: {one} names a row by its id" for one in page.numbered_choices if not counts(line, one)
        ]
    assert wrong == [], "\n".join(wrong)


def test_no_address_names_a_row_by_its_database_id():
    assert {name for name, route in policies.named_urls() if "<int:" in route} == NUMBERED


def counts(line, choice):
    """Numbers that count something: revisions, rows, people of a quota, whether all are ticked, columns of a file; codes of zones."""
    name = choice.partition("=")[0]
    return (
        name.endswith("revision")
        or name in {"rows", "select_across", "granted", "zone"}
        or line.name == "import-columns"
    )


def test_every_choice_of_rows_goes_by_a_public_name():
    """EditForm says it for all of its own fields; every other form that offers rows says it itself."""
    bare = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in descendants(forms.BaseForm)
        if form.__module__.startswith(("summit.", "delegations.", "venues."))
        and not issubclass(form, EditForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelChoiceField) and field.to_field_name not in {"public_id", "code"}
    ]
    assert bare == [], "\n".join(bare)


def descendants(base):
    for child in base.__subclasses__():
        yield child
        yield from descendants(child)
