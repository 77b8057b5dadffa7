"""What searches, filters, files and links give away: nothing that is another ministry's or delegation's."""

import re
from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from summit.audit.models import Entry
from summit.policy import endpoints
from summit.workflow import WORKFLOWS
from tests import policies
from tests.delegations import world as coming
from tests.delegations.words import OTHERS, OURS, RESTRICTED
from tests.leaking import NOT_OF_TRANSPORT, unpacked
from tests.world import SECRET, whole_world

pytestmark = pytest.mark.django_db
TABLE = policies.lines()
DELEGATION_LISTS = (
    "desk",
    "findings",
    "notices",
    "delegations",
    "people",
    "people-lists",
    "resemblances",
    "photo-queue",
    "list-changes",
    "notes",
    "delegates",
    "precedence-lists",
    "arrivals",
    "arrivals-screen",
    "arrivals-rows",
    "arrivals-mine",
    "movements",
    "movement-new",
    "flights",
    "stand-plan",
    "weapons-list",
    "import-list",
)
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
    with whole_world() as rows:
        yield rows


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("persona", sorted(NOT_OF_TRANSPORT - {"anonymous", "security"}))
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


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("persona", ["liaison", "visitor", "stranger", "outsider"])
def test_no_search_filter_or_export_tells_of_another_delegation(persona, rows):
    visit, other = policies.Visit(rows[persona]), rows["other_delegation"].public_id
    queries = ["q=kora", "q=moussa", "q=NER", "q=A-9", f"q={RESTRICTED}-other_document-17", "delegation=NER"]
    queries += ["export=csv", "export=xlsx", "direction=departure", "state=announced", "type=state"]
    queries += [f"{name}={other}" for name in ("delegation", "kind=people&delegation")]
    queries += [f"told={rows['other_movement'].public_id}", "person=" + rows["other_person"].public_id]
    asked = [f"{reverse(name)}?{query}" for name in DELEGATION_LISTS for query in queries]
    asked += [f"{reverse('meeting-delegates', args=[rows['meeting'].public_id])}?{q}" for q in queries]
    words = ("kora", "moussa", "NER", "A-9", "D-9", "VS-9", "ARM-other", "NV 0001", "PR-1", "DMO")
    asked += [f"{reverse('search')}?q={word}" for word in words]
    asked += [reverse("waiting-list", args=[kind, step]) for kind, step in waits()]
    found = [url for url in asked if OTHERS.encode() in unpacked(visit.open("GET", url).body)]
    assert found == [], "\n".join(found)


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("persona", ["coordinator", "protocol", "airport", "security"])
def test_no_list_gives_people_away_in_a_file_without_a_purpose(persona, rows):
    """A list's own download asks nothing; names leave through the pages that ask what for."""
    visit, given = policies.Visit(rows[persona]), []
    for line in TABLE:
        if line.method == "GET" and line.expected[persona] == 200 and "=" not in line.at:
            for kind in ("csv", "xlsx"):
                response = visit.open("GET", f"{line.url(rows)}?export={kind}")
                is_file = "attachment" in response.headers.get("Content-Disposition", "")
                if is_file and OURS.encode() in unpacked(response.body):
                    given.append(f"{line} as {kind}")
    assert given == [], "\n".join(given)


def test_every_list_of_people_asks_what_for_and_keeps_the_answer(rows):
    """The pages behind the right to take people out of the house, with all they ask but the purpose."""
    patterns = endpoints(get_resolver().url_patterns)
    names = {one.name for one in patterns if one.callback.policy == "delegations.export_person"}
    asked = [line for line in TABLE if line.method == "POST" and line.name in names]
    visit = policies.Visit(rows["protocol"])
    whole = {"language": "fr", "form": "xlsx", "kind": "contacts"}
    assert {line.name for line in asked} == names != set()
    for line in asked:
        for purpose, status in (("  ", 422), ("Welcome on Monday", 200)):
            with transaction.atomic():
                response = visit.send(line.url(rows), whole | {"purpose": purpose})
                noted = Entry.objects.filter(verb="export", note="Welcome on Monday").count()
                transaction.set_rollback(True)
            assert (response.status_code, noted) == (status, int(status == 200)), (line, purpose)


def test_who_holds_a_link_sees_one_delegation(rows):
    """Its own people and its draft, nothing of another delegation and no number of a paper."""
    visit, seen, wrong = policies.Visit(None), {}, []
    visit.cookies = visit.open("POST", reverse("side-open", args=[rows["side"]])).cookies
    for line in TABLE:
        if line.name.startswith("side-") and "@side" in line.at:
            response = visit.open(line.method, line.url(rows))
            seen[f"{line.method} {line.name}"] = response.status_code
            text = unpacked(response.body)
            wrong += [f"{line}: shows {word}" for word in (OTHERS, RESTRICTED) if word.encode() in text]
    assert wrong == []
    assert {name for name, status in seen.items() if status not in (200, 302, 422)} == {"GET side-line-photo"}
    for name in ("side-change", "side-leave", "side-line"):
        url = reverse(name, args=[rows["side"], rows["other_member"].public_id])
        assert [visit.open(method, url).status_code for method in ("GET", "POST")] == [404, 404]


def waits():
    return [(m._meta.model_name, step) for m in WORKFLOWS for step in getattr(m, "waits", ())]


@pytest.mark.walk
@pytest.mark.usefixtures("bare_refusals")
def test_no_row_of_another_delegation_opens_for_a_liaison_officer(rows):
    """Each address of the table with a row of the others in the place of a row of ours."""
    visit = policies.Visit(rows["liaison"])
    opened = [
        str(line)
        for line in exchanged(rows, coming.other_rows(rows))
        if visit.open(line.method, line.url(rows)).status_code not in {403, 404}
    ]
    assert opened == [], "\n".join(opened)


def exchanged(rows, others):
    """The lines again with ``@other_member`` where ``@member`` stood, for every row of the same model."""
    for line in TABLE:
        if "secret=" in line.at:
            continue  # whoever holds a link is no liaison officer
        for named in set(re.findall(r"@(\w+)", line.at)) - others.keys():
            for name, row in others.items():
                if type(row) is type(rows[named]) and not isinstance(row, str):
                    yield replace(line, at=re.sub(rf"@{named}\b", f"@{name}", line.at))
