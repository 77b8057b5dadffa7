"""A list of precedence on paper and as a sheet, read back; and the people of many delegations in one order."""

import datetime as dt

import pypdfium2
import pytest
from django.test import override_settings
from django.urls import reverse

from delegations.protocol import paper
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from summit.audit.models import Entry
from tests.delegations.making import make_delegation, make_member, make_precedence
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.delegations.roster.listing import PURPOSE, content_of, pages_of, rows_of, take
from tests.factories import named

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

HANDOVER = dt.datetime(2025, 12, 23, 14, 40, tzinfo=dt.UTC)


def print_out(client, precedence, **data):
    url = reverse("precedence-print", args=[precedence.public_id])
    return client.post(url, {"language": "en", "form": "pdf", "purpose": PURPOSE} | data)


def flat(pages) -> str:
    return " ".join(" ".join(pages).split())


def in_order(text, *words) -> bool:
    found = [text.find(word) for word in words]
    return -1 not in found and found == sorted(found)


def test_the_paper_names_rule_version_and_the_minutes_between_which_it_holds(draft, as_user, chief):
    approve(draft, by=chief, effective_until=HANDOVER)
    text = flat(pages_of(print_out(as_user(chief), draft)))
    for said in (
        "Order of precedence: Session",
        "Class, then date of taking office; Mali in the chair, first.",
        "from Mon 22 Dec, 06:00 until Tue 23 Dec, 14:40",
        f"P-1 v{draft.revision}",
        "Chief, Mon 15 Dec, 10:50",
        "page 1 of 1",
    ):
        assert said in text
    assert "Draft" not in text


def test_the_paper_lists_the_places_in_order_with_their_reasons(draft, heads, as_user, chief):
    PrecedenceEntry.objects.create(
        summit=draft.summit, precedence=draft, membership=heads["NER"], manual=1, reason="Agreed in Niamey"
    )
    text = flat(pages_of(print_out(as_user(chief), draft)))
    assert in_order(
        text,
        "Draft, not approved yet.",
        "Chief HEADNER",
        "Chief HEADMLI",
        "Chief HEADBFA",
        "Head of protocol",
    )
    assert "By hand: Agreed in Niamey (by the rule 3)" in text
    assert "state since 7 June 2021 (oath)." in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_paper_speaks_its_own_language(language, draft, as_user, chief):
    text = flat(pages_of(print_out(as_user(chief), draft, language=language)))
    assert f"({language}" in text or f"{language})" in text
    assert "HEADMLI" in text


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_so_on_paper(demo, draft):
    with override_settings(DEMO=demo):
        content = paper.on_paper(draft, "en")
    page = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert ("Fictitious data" in page) == demo


def test_the_sheet_holds_a_row_for_each_place(draft, heads, as_user, chief):
    heads["BFA"].person.surname = "=1+1"
    heads["BFA"].person.save()
    heads_row, *rows = rows_of(print_out(as_user(chief), draft, form="xlsx"))
    assert heads_row[:4] == ["Place", "Code", "Delegation", "Name"]
    assert [row[:4] for row in rows] == [
        [1.0, "MLI", "Mali", "Chief HEADMLI"],
        [2.0, "BFA", "Burkina Faso", "Chief =1+1"],
        [3.0, "NER", "Niger", "Chief HEADNER"],
    ]


def test_who_takes_it_and_why_is_recorded(draft, as_user, chief):
    content_of(print_out(as_user(chief), draft))
    (entry,) = Entry.objects.filter(verb="export")
    assert (entry.actor, entry.note) == (chief, PURPOSE)
    assert entry.changes == {"what": [None, "P-1 v1 pdf"], "rows": [None, 3]}


def test_without_a_purpose_nothing_leaves(draft, as_user, chief):
    response = print_out(as_user(chief), draft, purpose="")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["purpose"])
    assert not Entry.objects.filter(verb="export").exists()


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
@pytest.mark.parametrize("count", [1, 30])
def test_paper_and_sheet_cost_the_same_for_any_number(
    count, form, summit, as_user, chief, delegation, django_assert_num_queries
):
    for number in range(count):
        make_member(delegation, rank="minister", rank_date=OATHS["MLI"] + dt.timedelta(number))
    row = approve(make_precedence("P-1", summit=summit, whole=True), by=chief)
    client = as_user(chief)
    client.get(reverse("precedence-print", args=[row.public_id]))
    with django_assert_num_queries(10):
        content_of(print_out(client, row, form=form))


# -- everybody in one order ---------------------------------------------------------------------------


@pytest.fixture
def everybody(heads, delegations):
    """Beside the heads two ministers, the younger in office from the older list, and an expert."""
    minister = make_member(delegations["BFA"], "Older", rank="minister", rank_date=dt.date(2019, 1, 1))
    younger = make_member(delegations["MLI"], "Younger", rank="minister", rank_date=dt.date(2024, 1, 1))
    expert = make_member(delegations["MLI"], "Expert")
    return [minister, younger, expert]


def test_people_of_all_delegations_stand_in_one_order(everybody, as_user, chief):
    heads_row, *rows = rows_of(take(as_user(chief), kind="precedence", form="xlsx"))
    assert heads_row[:3] == ["Place", "Delegation", "Name"]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (1.0, "MLI", "Chief HEADMLI"),
        (2.0, "BFA", "Chief HEADBFA"),
        (3.0, "NER", "Chief HEADNER"),
        (4.0, "BFA", "Given OLDER"),
        (5.0, "MLI", "Given YOUNGER"),
        (6.0, "MLI", "Given EXPERT"),
    ]


def test_the_sessions_list_in_force_gives_the_rule(everybody, heads, summit, as_user, chief, at_j_7):
    row = make_precedence("S-2", summit=summit, chair=heads["NER"].delegation)
    approve(row, by=chief)
    client = as_user(chief)
    assert rows_of(take(client, kind="precedence", form="xlsx"))[1][1] == "MLI"
    at_j_7.move_to(row.effective_from)
    client = as_user(chief)  # the session of a week ago is over
    assert rows_of(take(client, kind="precedence", form="xlsx"))[1][1] == "NER"
    text = flat(pages_of(take(client, kind="precedence")))
    assert "Niger in the chair, first." in text
    assert f"S-2 v{row.revision}" in text
    assert "from Mon 22 Dec, 06:00" in text
    assert in_order(text, "HEADNER", "HEADMLI", "HEADBFA", "OLDER", "YOUNGER", "EXPERT")


def test_one_delegation_has_an_order_of_its_own(everybody, delegations, as_user, chief):
    rows = rows_of(take(as_user(chief), delegations["MLI"], kind="precedence", form="xlsx"))[1:]
    assert [(row[0], row[2]) for row in rows] == [
        (1.0, "Chief HEADMLI"),
        (2.0, "Given YOUNGER"),
        (3.0, "Given EXPERT"),
    ]


@pytest.mark.parametrize(("form", "queries"), [("pdf", 15), ("xlsx", 14)])
def test_one_order_costs_the_same_for_any_number(
    form, queries, as_user, chief, delegation, django_assert_num_queries
):
    client = as_user(chief)
    make_member(delegation)
    content_of(take(client, delegation, kind="precedence", form=form))
    for count in (29, 87):
        for _each in range(count):
            make_member(delegation)
        with django_assert_num_queries(queries):
            content_of(take(client, delegation, kind="precedence", form=form))


def test_an_unapproved_session_list_gives_no_rule(summit, as_user, chief):
    for code in ("AAA", "BBB"):
        make_head(
            make_delegation(code, summit=summit, name=named(code), state="listed"),
            OATHS["BFA" if code == "AAA" else "MLI"],
        )
    make_precedence("S-1", summit=summit, rule="alphabetical", chair_place="rule")
    rows = rows_of(take(as_user(chief), kind="precedence", form="xlsx"))[1:]
    assert [row[1] for row in rows] == ["BBB", "AAA"]
    assert PrecedenceList.objects.count() == 1
