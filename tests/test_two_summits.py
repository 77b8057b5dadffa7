"""Two summits in one installation, with the same codes in both: nothing of one is shown in the other."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from summit import clock, counters
from summit.findings import all_findings
from summit.policy import endpoints
from summit.tasks import deadlines
from summit.tasks.readiness import board, freezing
from summit.workflow import WORKFLOWS
from tests import factories, full_summit, policies

pytestmark = pytest.mark.usefixtures("at_j_7")
# Long enough that no random token spells them by chance.
OURS, THEIRS = "alpha-lobi", "beta-senufo"
QUERIES = ("?export=csv", "?q=T-1", "?ministry=roads&delegation=NER")


@pytest.fixture
def at_j_7():
    with time_machine.travel(dt.datetime(2025, 12, 15, 10, 50, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def both(summit, other_summit, coordinator, outsider):
    """Our rows and theirs; each summit has its coordinator."""
    return (
        full_summit.build(summit, OURS, by=coordinator),
        full_summit.build(other_summit, THEIRS, by=outsider),
    )


@pytest.fixture
def shared(summit, other_summit):
    """Who coordinates both."""
    user = factories.make_person("shared", "coordinator", summit=summit)
    factories.make_duty(user, "coordinator", summit=other_summit)
    return user


def plain_addresses():
    """Names of the pages that take no argument, the admin's among them."""
    names = {p.name for p in endpoints(get_resolver().url_patterns) if p.name and not p.pattern.converters}
    for name in sorted(names):
        for full in (name, f"admin:{name}"):
            try:
                yield full, reverse(full)
            except NoReverseMatch:
                continue


def text_of(response):
    return response.getvalue().decode(errors="replace") if response.streaming else response.text


def texts(client, rows):
    """``(address, text)`` of every page, and of every list with its filters and downloads."""
    plain = [
        url for _name, url in plain_addresses() if not url.startswith(("/accounts/", "/healthz", "/readyz"))
    ]
    for url in plain + [url for row in rows.values() for url in detail_addresses(row)]:
        response = client.get(url)
        if response.status_code == 200:
            text = text_of(response)
            yield url, text
            for query in QUERIES if url in plain and takes_queries(text) else ():
                answer = client.get(url + query)
                if answer.status_code == 200:
                    yield url + query, text_of(answer)


def takes_queries(html):
    """Whether the page has a form that filters, besides the frame's own for the search, or links that sort."""
    return html.count('method="get"') > 1 or 'href="?' in html or html.startswith(("{", "["))


def open_everything(client, rows, word, other):
    """Every page, list, search and download: ``word`` is on many of them and ``other`` on none."""
    holding, leaking = 0, []
    for url, text in texts(client, rows):
        holding += word in text.lower()  # lists write surnames in capitals
        leaking += [url] if other in text.lower() else []
    assert leaking == []
    assert holding > 10


@pytest.mark.walk
@pytest.mark.parametrize("who", ["coordinator", "focal", "authority", "auditor", "protocol", "security"])
def test_no_page_list_search_or_download_shows_the_other_summit(who, request, as_user, both):
    ours, _theirs = both
    user = ours["owner"] if who == "focal" else request.getfixturevalue(who)
    open_everything(as_user(user), ours, OURS, THEIRS)


def test_who_coordinates_both_sees_the_one_at_work(as_user, shared, both, summit, other_summit):
    client = as_user(shared)
    for here, word, other in ((summit, OURS, THEIRS), (other_summit, THEIRS, OURS), (summit, OURS, THEIRS)):
        assert client.post(reverse("switch-summit"), {"summit": here.public_id}).status_code == 302
        assert client.get("/").context["summit"] == here
        titles = {task.code: str(task.title) for task in client.get(reverse("tasks")).context["listing"].rows}
        assert titles["T-1"] == f"Task T-1 {word}"
        assert len(titles) == 7
        text = "".join(
            text_of(client.get(reverse(name)))
            for name in ("tasks", "risks", "meetings", "readiness", "findings")
        )
        assert word in text
        assert other not in text


def test_a_summit_that_is_not_one_s_own_cannot_be_chosen(as_user, coordinator, both, other_summit):
    client = as_user(coordinator)
    client.post(reverse("switch-summit"), {"summit": other_summit.public_id})
    assert client.get("/").context["summit"].code == "TEST"


def detail_addresses(row):
    if hasattr(row, "get_absolute_url"):
        yield row.get_absolute_url()
    kind = row._meta.model_name
    for name in (
        f"{kind}-edit",
        f"{kind}-row",
        f"{kind}-progress",
        f"{kind}-needs",
        f"{kind}-minutes",
        f"{kind}-attendance",
    ):
        try:
            yield reverse(name, args=[row.public_id])
        except NoReverseMatch:
            continue


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
def test_no_row_of_the_other_summit_opens_by_its_address(as_user, coordinator, shared, both, summit):
    _ours, theirs = both
    for user in (coordinator, shared):
        client = as_user(user)
        if user is shared:
            client.post(reverse("switch-summit"), {"summit": summit.public_id})
        opened = []
        for row in theirs.values():
            for url in detail_addresses(row):
                opened += [
                    url for act in (client.get, client.post) if act(url).status_code not in (403, 404, 405)
                ]
        assert [url for url in opened if not url.startswith("/accounts/")] == []


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("who", ["coordinator", "protocol", "security"])
def test_no_address_of_the_table_opens_a_row_of_the_other_summit(who, request, as_user, both):
    """The lines of the table of policies with their rows in the place of ours."""
    _ours, theirs = both
    client, opened, tried = as_user(request.getfixturevalue(who)), [], set()
    for line in policies.lines():
        names = set(re.findall(r"@(\w+)", line.at))
        if names and names <= theirs.keys() and not line.name.startswith("admin:"):
            tried.add(line.name)
            answer = getattr(client, line.method.lower())(line.url(theirs))
            opened += [str(line)] if answer.status_code not in (403, 404) else []
    assert opened == []
    assert {line.name for line in policies.lines() if takes_a_row(line)} - tried == set()


def takes_a_row(line):
    """Whether the address is one of delegations and names a row."""
    at = dict.fromkeys(re.findall(r"(\w+)=@", line.at), "x" * 12)
    if not at or "secret" in at or "=" in re.sub(r"\w+=@\w+", "", line.at):
        return False
    return resolve(reverse(line.name, kwargs=at)).func.__module__.startswith("delegations.")


def test_every_model_of_delegations_has_a_row_in_a_full_summit(both, summit):
    """Or what another summit holds of it could be shown unnoticed."""
    empty = {
        model.__name__
        for model in apps.get_app_config("delegations").get_models()
        if not model._base_manager.filter(summit=summit).exists()
    }
    assert empty == {"NoteCounter"}  # a number, which names nothing


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
def test_no_step_is_taken_on_a_row_of_the_other_summit(as_user, coordinator, shared, both, summit):
    _ours, theirs = both
    for user in (coordinator, shared):
        client = as_user(user)
        if user is shared:
            client.post(reverse("switch-summit"), {"summit": summit.public_id})
        for model, workflow in WORKFLOWS.items():
            for row in model._base_manager.filter(
                pk__in=[one.pk for one in theirs.values() if type(one) is model]
            ):
                for step in workflow.steps:
                    answer = client.post(
                        reverse("step", args=[row._meta.model_name, row.public_id, step]), {"note": "x"}
                    )
                    assert answer.status_code == 404, (model, step)
                assert model._base_manager.get(pk=row.pk).revision == row.revision


def test_no_form_offers_or_takes_a_choice_of_the_other_summit(as_user, coordinator, both):
    _ours, theirs = both
    client = as_user(coordinator)
    leaking = []
    for name, url in plain_addresses():
        if name.endswith("-new") or name in ("risk-new", "task-new"):
            response = client.get(url)
            if response.status_code == 200 and THEIRS in response.text:
                leaking.append(name)
    assert leaking == []
    data = {
        "code": "R-9", "title_2": "Rain", "likelihood": "2", "impact": "2", "review_on": "2025-12-20",
        "ministry": theirs["roads"].public_id, "owner": theirs["owner"].public_id,
    }  # fmt: skip
    refused = client.post(reverse("risk-new"), data)
    assert set(refused.context["form"].errors) == {"ministry", "owner"}


def test_figures_findings_and_counters_count_one_summit(both, summit, other_summit, coordinator, outsider):
    today = clock.today(summit)
    before = board.build(coordinator, today).figures
    freezing.freeze(other_summit, "CP-01", by=outsider)
    factories.make_tasks(5, summit=other_summit)
    assert (board.build(coordinator, today).figures, before.total) == (before, 6)
    assert (
        board.build(coordinator, today).since is None
        or board.build(coordinator, today).since.summit == summit
    )
    said = " ".join(f"{one.message} {one.owner}" for one in all_findings(summit, today=today))
    assert OURS in said
    assert THEIRS not in said
    ours, theirs = counters.counts(summit), counters.counts(other_summit)
    assert {name: n.total for name, (_one, n) in ours.items()} == {
        name: n.total for name, (_one, n) in theirs.items()
    }


def test_notices_of_one_summit_are_not_read_in_the_other(as_user, shared, both, summit, other_summit):
    deadlines.run_all()
    client = as_user(shared)
    for here, other in ((summit, THEIRS), (other_summit, OURS)):
        client.post(reverse("switch-summit"), {"summit": here.public_id})
        text = client.get(reverse("notices")).text
        assert "T-1" in text
        assert other not in text


@pytest.mark.parametrize("command", ["readiness", "findings"])
def test_commands_tell_the_summit_they_are_asked_for(command, both, capsys):
    for code, other in (("TEST", THEIRS), ("OTHER", OURS)):
        call_command(command, "--json", "--summit", code, "--lang", "en")
        out = capsys.readouterr().out
        assert json.loads(out)["summit"] == code
        assert other not in out


def test_an_import_stays_with_its_summit(as_user, coordinator, shared, both, summit):
    _ours, theirs = both
    batch = theirs["import"]
    names = {p.name: p for p in endpoints(get_resolver().url_patterns) if (p.name or "").startswith("import")}
    for user in (coordinator, shared):
        client = as_user(user)
        client.post(reverse("switch-summit"), {"summit": summit.public_id})
        for name, pattern in names.items():
            if set(pattern.pattern.converters) == {"public_id"}:
                url = reverse(name, args=[batch.public_id])
                assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}, name


def test_an_imported_workbook_names_nothing_of_the_other_summit(as_user, coordinator, both):
    """The template that is handed out lists the codes that may be written: ours."""
    response = as_user(coordinator).get(reverse("import-template", args=["tasks"]))
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as book:
        assert all(THEIRS not in book.read(name).decode(errors="replace") for name in book.namelist())
