"""The readiness page and its printed sheet: languages, links that keep the filter, who sees what, what it costs."""

import html
import re

import pypdfium2
import pytest
from django.urls import reverse

from summit.tasks.models import Task
from summit.tasks.readiness import freezing
from tests import factories

URL = "/readiness/"
LANGUAGES = ["fr", "ar", "en"]


def speaks(user, language):
    type(user).objects.filter(pk=user.pk).update(language=language)
    return user


def links(response, path):
    found = re.findall(rf'href="({path}[^"]*)"', response.text)
    return {html.unescape(url) for url in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "who", ["coordinator", "secretary", "authority", "auditor", "focal", "head", "reader", "stranger"]
)
def test_page_opens_in_every_language(who, language, request, as_user, plan):
    response = as_user(speaks(request.getfixturevalue(who), language)).get(URL)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_first_line_answers(as_user, authority, plan):
    text = as_user(authority).get(URL).text
    assert "2 of 7 tasks done, 4 were due by now." in text
    assert "4 would still be open" in text


def test_change_since_the_meeting_is_said(as_user, authority, coordinator, plan, summit, head):
    freezing.freeze(summit, "CP-01", by=coordinator)
    Task.objects.filter(pk=plan["late"].pk).update(state="done", validated_by=head)
    text = " ".join(as_user(authority).get(URL).text.split())
    assert "Since CP-01" in text
    assert "+1 done, -1 late, +0 blocked." in text


def test_worst_says_since_how_long_and_who_must_act(as_user, authority, plan):
    text = as_user(authority).get(URL).text
    worst = text[text.index("The ten worst") :]
    assert worst.index("Task T-3") < worst.index("Task D-2") < worst.index("Task T-2")
    assert "lend a crane" in worst
    assert "no owner" in worst


@pytest.mark.parametrize("day", ["2025-12-22", "2025-12-24"])
def test_page_and_sheet_stand_after_j0(day, as_user, authority, plan, clock_at_j_7):
    clock_at_j_7.move_to(f"{day}T10:50:00+00:00")
    client = as_user(authority)
    text = client.get(URL).text
    assert "2 of 7 tasks done." in text
    assert "At the present pace" not in text
    assert client.get("/readiness/en.pdf").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_all_is_done_it_says_so(language, as_user, authority, plan, head):
    Task.objects.exclude(state="dropped").update(state="done", validated_by=head, owner=None)
    response = as_user(speaks(authority, language)).get(URL)
    assert response.status_code == 200
    if language == "en":
        assert "All 7 tasks are done." in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_plan_says_what_to_do(language, as_user, coordinator):
    client = as_user(speaks(coordinator, language))
    assert client.get(URL).status_code == 200
    assert client.get(f"/readiness/{language}.pdf").status_code == 200


def test_figures_lead_to_their_tasks_and_keep_the_filter(as_user, authority, plan):
    client = as_user(authority)
    response = client.get(URL + "?ministry=transport")
    wanted = {
        "/tasks/?ministry=transport&state=late": ["T-2"],
        "/tasks/?ministry=transport&state=blocked": ["T-3"],
        "/tasks/?ministry=transport&state=review": [],
        "/tasks/?ministry=transport&state=unowned": [],
        "/tasks/?ministry=transport": ["T-1", "T-2", "T-3", "T-4", "T-5"],
        "/tasks/?ministry=transport&commission=roads": ["T-1", "T-2", "T-3", "T-4", "T-5"],
        "/tasks/?ministry=transport&axis=logistic": ["T-1", "T-2", "T-3", "T-4", "T-5"],
    }
    assert set(wanted) <= links(response, "/tasks/")
    for url, codes in wanted.items():
        assert sorted(task.code for task in client.get(url).context["listing"].rows) == codes
    assert "/readiness/en.pdf?ministry=transport" in links(response, "/readiness/")


def test_numbers_agree_with_the_lists_behind_them(as_user, authority, plan):
    client = as_user(authority)
    figures = client.get(URL).context["board"].figures
    for state in ("late", "blocked", "review", "unowned", "done"):
        assert client.get(f"/tasks/?state={state}").context["listing"].count == getattr(figures, state), state


def test_every_number_of_the_tables_leads_to_as_many_tasks(as_user, authority, plan):
    client = as_user(authority)
    lines = [
        line
        for group in client.get(URL + "?axis=logistic").context["tables"]["groups"]
        for line in group["lines"]
    ]
    assert [line["subject"].code for line in lines] == ["transport", "roads", "logistic"]
    for line in lines:
        cells = {cell["url"]: cell["number"] for cell in line["cells"] if cell["url"]}
        assert sorted(url.rpartition("=")[2] for url in cells) == ["blocked", "done", "late"]
        for url, number in cells.items():
            listing = client.get(url).context["listing"]
            assert (listing.count, {task.axis.code for task in listing.rows}) == (number, {"logistic"}), url


def figures_in(part):
    """``{address: words}`` of the figures of one tile or one line, and the address of its body."""
    found = re.findall(r'<a class="q[^"]*" href="([^"]*)">(.*?)</a>', part, re.DOTALL)
    return {html.unescape(url): " ".join(re.sub("<[^>]*>", " ", said).split()) for url, said in found}


def test_the_first_screen_shows_each_figure_of_a_ministry_and_a_commission(as_user, authority, plan):
    text = as_user(authority).get(URL + "?axis=technical").text
    tile = text[text.index('<article class="tile">') : text.index("</article>")]
    assert figures_in(tile) == {
        "/tasks/?axis=technical&ministry=defence": "defence",
        "/tasks/?axis=technical&ministry=defence&state=done": "1",
        "/tasks/?axis=technical&ministry=defence&state=late": "1 late",
        "/tasks/?axis=technical&ministry=defence&state=review": "1 to validate",
        "/tasks/?axis=technical&ministry=defence&state=unowned": "2 without owner",
    }
    start = text.index('id="commissions"')
    line = text[start : text.index("</table>", start)]
    assert figures_in(line) == {
        "/tasks/?axis=technical&commission=guard": "Commission guard",
        "/tasks/?axis=technical&commission=guard&state=done": "1",
        "/tasks/?axis=technical&commission=guard&state=review": "1",
        "/tasks/?axis=technical&commission=guard&state=late": "1",
        "/tasks/?axis=technical&commission=guard&state=unowned": "2",
    }
    assert " ".join(re.sub("<[^>]*>", " ", line).split()).endswith("Commission guard 1 /3 1 1 2")


def test_tables_say_all_of_each_body(as_user, authority, coordinator, plan, summit):
    freezing.freeze(summit, "CP-01", by=coordinator)
    text = as_user(authority).get(URL).text
    table = text[text.index('id="figures"') :]
    heads = [*re.findall(r'<th class="num">([^<]*)</th>', table)][:8]
    assert heads == [
        "Done",
        "Of",
        "In progress",
        "To validate",
        "Late",
        "Blocked",
        "Without owner",
        "Newly done",
    ]
    lines = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in table.split("<tr>")]
    assert "transport 1 4 0 0 1 1 0 +0 T-3 4 days defence: lend a crane T-3 D-3 , T-4 D-1" in lines
    assert "defence 1 3 0 1 1 0 2 +0 D-3 D-7" in lines
    assert [lines.count(title) for title in ("By ministry", "By commission", "By axis")] == [1, 1, 1]


def test_a_nought_leads_nowhere(as_user, authority, plan):
    found = links(as_user(authority).get(URL), "/tasks/")
    assert "/tasks/?ministry=defence&state=review" in found
    assert "/tasks/?ministry=transport&state=review" not in found


def test_each_chip_lifts_its_own_filter(as_user, authority, plan):
    response = as_user(authority).get(URL + "?ministry=transport&axis=logistic")
    chips = re.findall(r'class="chip on" href="([^"]*)" aria-label="([^"]*)"', response.text)
    assert chips == [
        ("/readiness/?axis=logistic", "Lift the filter ministry: transport"),
        ("/readiness/?ministry=transport", "Lift the filter axis: logistic"),
    ]


def test_another_ministry_sees_nothing_of_it(as_user, stranger, plan):
    client = as_user(stranger)
    response = client.get(URL + "?ministry=transport")
    assert "T-2" not in response.text.replace("/tasks/", "")
    assert response.context["board"].figures.total == 0
    text = client.get(URL).text
    assert "Task D-2" in text
    assert "Task T-2" not in text


@pytest.mark.parametrize(("who", "status"), [("visitor", 403), ("outsider", 200)])
def test_who_has_no_duty_here_sees_none_of_it(who, status, request, as_user, plan):
    client = as_user(request.getfixturevalue(who))
    for url in (URL, "/readiness/en.pdf"):
        assert client.get(url).status_code == status
    if status == 200:
        assert "Task T-2" not in client.get(URL).text


def test_looking_is_all_one_can_do(as_user, authority, plan):
    assert as_user(authority).post(URL).status_code == 405


def test_costs_the_same_for_1_and_30_tasks(
    as_user, authority, transport, focal, summit, coordinator, counting, django_assert_num_queries
):
    client = as_user(authority)
    client.get(URL)
    freezing.freeze(summit, "CP-01", by=coordinator)
    for amount in (1, 29):
        for task in factories.make_tasks(amount, ministry=transport, owner=focal):
            factories.make_block(task, by=focal)
            factories.make_task(ministry=transport, commission=task.commission, owner=focal)
        with django_assert_num_queries(16 + counting):  # session, user, summits, duties, twelve of the board
            client.get(URL)
        with django_assert_num_queries(16):  # the sheet has no counters
            client.get("/readiness/fr.pdf")


# -- the sheet -----------------------------------------------------------------------------


def text_of(response):
    document = pypdfium2.PdfDocument(response.content)
    assert len(document) == 1
    return document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Readiness",
                "2 of 7 tasks done. 2 late, 1 blocked, 2 without owner.",
                "By ministry",
                "In progress",
                "lend a crane",
            ],
        ),
        ("fr", ["2 tâches faites sur 7", "lend a crane", "transport (fr)"]),
        ("ar", ["crane a lend", "7"]),
    ],
)
def test_sheet_is_one_page_in_the_language_of_its_address(language, words, as_user, authority, plan):
    response = as_user(speaks(authority, "fr")).get(reverse("readiness-pdf", args=[language]))
    assert response["Content-Type"] == "application/pdf"
    assert f"readiness-TEST-2025-12-15-{language}.pdf" in response["Content-Disposition"]
    text = " ".join(text_of(response).split())
    assert [word for word in words if word not in text] == []
    assert any("\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufeff" for char in text) == (
        language == "ar"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_plan_still_fits_one_page(language, as_user, authority, summit, focal):
    for number in range(12):
        ministry = factories.make_ministry(
            summit=summit, name=factories.named(f"A ministry with a long name {number}")
        )
        for task in factories.make_tasks(3, ministry=ministry):
            factories.make_block(
                task, by=focal, must_act=ministry, must_act_text="deliver the last nine pylons of the runway"
            )
    for number in range(6):
        axis = factories.make_axis(f"axis-{number}", summit=summit)
        factories.make_task(
            axis=axis, due_offset=3, title=factories.named("A title that goes on and on " * 3)
        )
    text_of(as_user(authority).get(f"/readiness/{language}.pdf"))


def test_sheet_keeps_the_filter_and_the_reader_s_narrowness(as_user, authority, focal, plan):
    assert "Task D-2" not in text_of(as_user(authority).get("/readiness/en.pdf?ministry=transport"))
    assert "Task D-2" not in text_of(as_user(focal).get("/readiness/en.pdf"))
    assert "Task D-2" in text_of(as_user(authority).get("/readiness/en.pdf"))


@pytest.mark.parametrize("language", ["de", "xx", "fr-FR"])
def test_an_unknown_language_is_not_there(language, as_user, authority, plan):
    assert as_user(authority).get(f"/readiness/{language}.pdf").status_code == 404
