"""Lists of precedence on the screen: the answer, the reasons, what is to be settled, and who may do what."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.protocol.models import PrecedenceList
from summit.desk import waiting_for
from summit.navigation import menu_for
from tests.delegations.making import make_delegation, make_member, make_precedence
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.factories import named
from tests.pages import Page, faults

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

HANDOVER = dt.datetime(2025, 12, 23, 14, 40, tzinfo=dt.UTC)


def squeezed(response) -> str:
    assert response.status_code in (200, 422), response.status_code
    return " ".join(response.text.split())


def in_order(text, *words) -> bool:
    """Whether the words stand in the text one after the other."""
    found = [text.find(word) for word in words]
    return -1 not in found and found == sorted(found)


@pytest.fixture
def handed_over(draft, heads, chief, summit):
    """Mali in the chair until 14:40 on the 23rd, Burkina Faso after it."""
    second = make_precedence("P-2", summit=summit, chair=heads["BFA"].delegation, effective_from=HANDOVER)
    return approve(draft, by=chief), approve(second, by=chief)


# -- one list -----------------------------------------------------------------------------------


def test_each_place_says_why(draft, as_user, protocol):
    text = squeezed(as_user(protocol).get(draft.get_absolute_url()))
    assert in_order(text, "Chief HEADMLI", "Chief HEADBFA", "Chief HEADNER")
    for reason in (
        "In the chair.",
        "state since 7 June 2021 (oath).",
        "state since 21 Oct 2022 (oath).",
    ):
        assert reason in text
    assert "Ready to be approved, to hold from Mon 22 Dec, 06:00." in text


def test_what_is_to_be_settled_stands_first_and_in_red(draft, heads, as_user, protocol, summit):
    heads["NER"].rank_date = heads["BFA"].rank_date
    heads["NER"].save()
    make_head(make_delegation("TCD", summit=summit, name=named("Chad"), state="announced"), None)
    make_delegation("SEN", summit=summit, name=named("Senegal"), state="announced")
    text = squeezed(as_user(protocol).get(draft.get_absolute_url()))
    assert "4 places are to be settled before the approval." in text
    first = text.split("To be settled", 1)[1].split('id="places"', 1)[0]
    for doubt in (
        "The rule says the same of Niger: alphabetical order.",
        "The rule says the same of Burkina Faso: alphabetical order.",
        "state, without a date: after those who have one.",
        "It has neither a head nor a representative",
    ):
        assert doubt in first


def test_invited_and_withdrawn_delegations_are_not_missed(draft, as_user, protocol, summit):
    make_delegation("SEN", summit=summit, state="invited")
    make_delegation("TGO", summit=summit, state="withdrawn", frozen_at=HANDOVER)
    text = squeezed(as_user(protocol).get(draft.get_absolute_url()))
    assert "To be settled" not in text


def test_a_member_who_is_not_there_on_that_day_has_no_place(draft, heads, as_user, protocol):
    heads["MLI"].valid_until = dt.date(2025, 12, 21)
    heads["MLI"].save()
    text = squeezed(as_user(protocol).get(draft.get_absolute_url()))
    assert "Chief HEADMLI" not in text


def test_the_alphabet_of_the_list_decides_not_the_readers(summit, heads, as_user, protocol):
    heads["BFA"].delegation.name.data["ar"] = "ي"
    heads["BFA"].delegation.save()
    heads["NER"].delegation.name.data["ar"] = "ب"
    heads["NER"].delegation.save()
    heads["MLI"].delegation.name.data["ar"] = "م"
    heads["MLI"].delegation.save()
    row = make_precedence("P-1", summit=summit, rule="alphabetical", alphabet="ar", chair_place="rule")
    text = squeezed(as_user(protocol).get(row.get_absolute_url()))
    assert in_order(text, "Chief HEADNER", "Chief HEADMLI", "Chief HEADBFA")


def test_an_approved_list_shows_who_left_and_who_came_since(draft, heads, as_user, chief, delegations):
    approve(draft, by=chief)
    heads["NER"].workflow.run(heads["NER"], "withdraw", by=chief, note="Ill")
    make_member(delegations["NER"], "Deputy", "Prime", rank="government", is_head=True, represents_head=True)
    text = squeezed(as_user(chief).get(draft.get_absolute_url()))
    part = text.split("Changed since the approval", 1)[1].split('id="places"', 1)[0]
    assert in_order(
        part, "Chief HEADNER", "no longer takes part", "Prime DEPUTY", "has no place on this list"
    )
    assert "Its members changed since." in text


def test_what_was_approved_knowingly_is_not_to_be_settled_any_more(draft, heads, as_user, chief):
    heads["NER"].rank_date = None
    heads["NER"].save()
    approve(draft, by=chief)
    text = squeezed(as_user(chief).get(draft.get_absolute_url()))
    assert "To be settled" not in text
    assert "state, without a date: after those who have one." in text


def test_a_list_that_is_over_is_not_ended_again(handed_over, as_user, chief, at_j_7):
    first = handed_over[0]
    url = reverse("step", args=["precedencelist", first.public_id, "supersede"])
    assert url in Page(as_user(chief).get(first.get_absolute_url()).text).links
    at_j_7.move_to(HANDOVER)
    assert url not in Page(as_user(chief).get(first.get_absolute_url()).text).links


def test_a_list_that_is_over_no_longer_looks_for_changes(draft, heads, as_user, chief, at_j_7):
    approve(draft, by=chief, effective_until=HANDOVER)
    heads["NER"].workflow.run(heads["NER"], "withdraw", by=chief, note="Gone home")
    at_j_7.move_to(HANDOVER)
    assert "Changed since" not in as_user(chief).get(draft.get_absolute_url()).text


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (dt.datetime(2025, 12, 20, 9, tzinfo=dt.UTC), "Approved, holds from Mon\u00a022\u00a0Dec, 06:00."),
        (dt.datetime(2025, 12, 22, 9, tzinfo=dt.UTC), "In force, until Tue\u00a023\u00a0Dec, 14:40."),
        (HANDOVER, "No longer in force since Tue\u00a023\u00a0Dec, 14:40."),
    ],
)
def test_the_answer_says_whether_it_holds(moment, answer, handed_over, as_user, chief, at_j_7):
    at_j_7.move_to(moment)
    assert answer in as_user(chief).get(handed_over[0].get_absolute_url()).text


# -- all lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2025-12-22T05:59", "No list held for the session at that minute.</span> Then P-1, from Mon 22 Dec, 06:00."),
        ("2025-12-23T14:39", "Session: P-1 holds until Tue 23 Dec, 14:40. <bdi>Mali</bdi> is in the chair."),
        ("2025-12-23T14:40", "Session: P-2 holds. <bdi>Burkina Faso</bdi> is in the chair."),
    ],
)  # fmt: skip
def test_which_list_holds_at_a_minute(asked, answer, handed_over, as_user, protocol):
    text = squeezed(as_user(protocol).get(reverse("precedence-lists"), {"at": asked}))
    assert answer in text


def test_without_a_minute_it_is_now(handed_over, as_user, protocol, at_j_7):
    at_j_7.move_to(HANDOVER)
    text = squeezed(as_user(protocol).get(reverse("precedence-lists")))
    assert "Session: P-2 holds" in text
    assert "1 of 7 uses has a list in force." in text


def test_a_minute_that_is_none_is_said_at_the_field(handed_over, as_user, protocol):
    response = as_user(protocol).get(reverse("precedence-lists"), {"at": "yesterday"})
    assert list(response.context["moment_form"].errors) == ["at"]


def test_the_minute_is_one_of_the_summits_zone(handed_over, as_user, protocol, summit):
    summit.zone = "Asia/Tokyo"  # nine hours ahead
    summit.save()
    client = as_user(protocol)
    lists = reverse("precedence-lists")
    assert "P-1 holds until" in client.get(lists, {"at": "2025-12-23T23:39"}).text
    assert "Session: P-2 holds" in client.get(lists, {"at": "2025-12-23T23:40"}).text


def test_a_reader_without_the_right_finds_no_lists(draft, as_user, stranger, outsider):
    assert as_user(stranger).get(reverse("precedence-lists")).status_code == 403
    assert as_user(outsider).get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("persona", ["liaison", "authority", "auditor", "security", "lodging", "airport"])
def test_readers_see_the_order_and_no_act(persona, summit, as_user, request):
    user = request.getfixturevalue(persona)
    make_head(make_delegation("TCD", summit=summit), OATHS["MLI"])
    row = make_precedence("P-1", summit=summit)
    client = as_user(user)
    page = Page(client.get(row.get_absolute_url()).text)
    acts = {
        reverse("precedence-edit", args=[row.public_id]),
        reverse("precedence-print", args=[row.public_id]),
    }
    assert not page.links & acts
    assert not [link for link in page.links if "/move/" in link or "/do/" in link]
    for name in ("precedence-edit", "precedence-print"):
        assert client.get(reverse(name, args=[row.public_id])).status_code == 403
    assert client.get(reverse("precedence-new")).status_code == 403


def test_the_approval_waits_for_the_head_of_protocol_alone(draft, chief, protocol):
    waiting = {
        user: [(one.step.name, list(one.rows)) for one in waiting_for(user) if one.model is PrecedenceList]
        for user in (chief, protocol)
    }
    assert waiting == {chief: [("approve", [draft])], protocol: []}


# -- every page ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_keeps_the_house_rules(language, draft, handed_over, heads, summit, as_user, chief):
    other = make_precedence("P-3", summit=summit, scope="photo")
    type(chief).objects.filter(pk=chief.pk).update(language=language)
    client = as_user(chief)
    urls = [reverse("precedence-lists"), reverse("precedence-new")]
    urls += [row.get_absolute_url() for row in (*handed_over, other)]
    urls += [reverse(name, args=[other.public_id]) for name in ("precedence-edit", "precedence-print")]
    urls.append(reverse("precedence-move", args=[other.public_id, heads["BFA"].public_id]))
    urls.append(reverse("precedence-new") + f"?after={draft.public_id}")
    for url in urls:
        text = client.get(url).text
        page = Page(text)
        choices = [one for one in page.numbered_choices if not one.startswith("revision=")]
        assert (url, faults(page, language), page.numbered_links, choices) == (url, [], [], [])
        assert text.count("btn-primary") <= 1, url


@pytest.mark.parametrize("count", [1, 30, 117])
def test_a_draft_costs_the_same_for_any_number(
    count, summit, as_user, chief, delegation, django_assert_num_queries
):
    for number in range(count):
        make_member(delegation, rank="minister", rank_date=OATHS["MLI"] + dt.timedelta(number))
    row = make_precedence("P-1", summit=summit, whole=True)
    client = as_user(chief)
    client.get(row.get_absolute_url())
    with django_assert_num_queries(10):
        response = client.get(row.get_absolute_url())
    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 30])
def test_an_approved_list_costs_the_same_for_any_number(
    count, summit, as_user, chief, delegation, django_assert_num_queries
):
    for number in range(count):
        make_member(delegation, rank="minister", rank_date=OATHS["MLI"] + dt.timedelta(number))
    row = approve(make_precedence("P-1", summit=summit, whole=True), by=chief)
    client = as_user(chief)
    client.get(row.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(row.get_absolute_url())


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_for_any_number(
    count, draft, summit, as_user, chief, django_assert_num_queries
):
    for number in range(count):
        approve(
            make_precedence(f"X-{number}", summit=summit, chair=draft.chair, effective_from=HANDOVER + dt.timedelta(number)),
            by=chief,
        )  # fmt: skip
    client = as_user(chief)
    client.get(reverse("precedence-lists"))
    with django_assert_num_queries(8):
        client.get(reverse("precedence-lists"))


def test_the_menu_leads_to_precedence(protocol, stranger):
    menus = [
        [item["url"] for section in menu_for(user, "/") for item in section["items"]]
        for user in (protocol, stranger)
    ]
    assert [reverse("precedence-lists") in urls for urls in menus] == [True, False]
