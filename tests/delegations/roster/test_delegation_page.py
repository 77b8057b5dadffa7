"""A delegation's file: what it answers and shows, to whom, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.roster import delegation_panels, presence
from delegations.roster.checklist import Mark, mark
from delegations.roster.delegation_figures import amount
from delegations.roster.models import Delegation, ListChange, Membership
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.delegation_making import complete, freeze, grant, only_the_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_j_7", "in_english", "only_the_file")]
STRANGE = "“L’'été” <b>%s</b> {{ x }} عربي"


def text_of(client, row):
    response = client.get(row.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.text.split())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("state", [*Delegation.State.values])
def test_the_file_opens_in_every_state_and_language(state, language, as_user, protocol, liaison, delegation):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    making.make_member(delegation, STRANGE, is_head=True)
    making.make_shift(delegation, liaison)
    grant(delegation, granted=0)
    frozen = state in ("confirmed", "on_site", "departed", "withdrawn")
    if frozen:
        freeze(delegation, state)
    else:
        Delegation.objects.filter(pk=delegation.pk).update(state=state)
    text = text_of(as_user(protocol), delegation)
    assert "<b>%s</b>" not in text
    assert "&lt;B&gt;%S&lt;/B&gt;" in text


def test_the_first_line_says_people_and_the_most_urgent(as_user, protocol, delegation):
    making.make_member(delegation)
    making.make_member(delegation)
    Delegation.objects.filter(pk=delegation.pk).update(state="listed")
    grant(delegation, granted=1)
    text = text_of(as_user(protocol), delegation)
    assert "2 people. <span" in text
    assert "3 open problems</span>, the most urgent: <bdi>People: 2, but only 1 is granted.</bdi>" in text


def test_a_complete_file_says_that_nothing_is_open(as_user, protocol, liaison, delegation):
    complete(delegation, liaison)
    text = text_of(as_user(protocol), delegation)
    assert "1 person. Nothing is open." in text
    assert "4 of 4 complete" in text


def test_who_is_on_site_is_told_by_the_slice_that_counts_them(as_user, protocol, liaison, delegation):
    complete(delegation, liaison, "on_site")
    making.make_member(delegation)
    presence.source(lambda: amount(Membership.objects.filter(is_head=True)))
    assert "2 people, 1 on site. " in text_of(as_user(protocol), delegation)
    with pytest.raises(ValueError, match="counted twice"):
        presence.source(lambda: None)


def test_people_stand_in_order_of_precedence_with_their_marks(as_user, protocol, delegation):
    tell = mark("photo", "Photo", order=10)
    tell(lambda rows, user: {row.pk: Mark("late", "missing") for row in rows if row.person.surname == "Zida"})
    making.make_member(delegation, "Expert", rank="expert")
    making.make_member(delegation, "Old", rank="minister", rank_date=dt.date(2020, 1, 1))
    making.make_member(delegation, "Young", rank="minister", rank_date=dt.date(2024, 1, 1))
    making.make_member(delegation, "Zida", rank="expert", is_head=True)
    making.make_member(delegation, "Gone", state="withdrawn")
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert [row.person.surname for row in page.context["members"]] == ["Zida", "Old", "Young", "Expert"]
    assert [[one and one.look for one in row.marks] for row in page.context["members"]] == [
        ["late"],
        [None],
        [None],
        [None],
    ]
    assert page.context["head"].person.surname == "Zida"


def test_twelve_stand_on_the_page_and_all_are_one_step_away(as_user, protocol, delegation):
    for _each in range(14):
        making.make_member(delegation)
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert len(page.context["members"]) == 12
    assert f"{reverse('people')}?delegation=BFA" in page.text
    assert "All 14" in page.text


def test_one_and_thirty_members_cost_the_same(
    as_user, protocol, liaison, delegation, django_assert_num_queries
):
    """Session, user, summits, duties, ministry; file, quotas, shifts, notes, versions, acts, people."""
    making.make_member(delegation, is_head=True)
    grant(delegation)
    making.make_shift(delegation, liaison)
    client = as_user(protocol)
    client.get(delegation.get_absolute_url())
    with django_assert_num_queries(15):
        client.get(delegation.get_absolute_url())
    for number in range(29):
        making.make_member(delegation, rank="minister")
        making.make_note(delegation, state="sent", number=number + 1)
    grant(delegation, "badges", 0)
    grant(delegation, "rooms", 5)
    with django_assert_num_queries(15):
        client.get(delegation.get_absolute_url())


def test_with_all_that_later_slices_add_the_size_still_costs_nothing(
    as_user, protocol, delegation, monkeypatch
):
    monkeypatch.undo()
    making.make_member(delegation, is_head=True)
    client = as_user(protocol)
    client.get(delegation.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(delegation.get_absolute_url())
    for _each in range(29):
        making.make_member(delegation)
    with CaptureQueriesContext(connection) as thirty:
        client.get(delegation.get_absolute_url())
    assert len(thirty) <= len(one)  # a few names are told, many are counted


def test_the_one_filled_button_is_the_next_step(as_user, protocol, chief, delegation):
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert page.text.count("btn-primary") == 1
    assert reverse("step", args=["delegation", delegation.public_id, "announce"]) in page.text
    Delegation.objects.filter(pk=delegation.pk).update(state="checked")
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert "btn-primary" not in page.text  # an officer does not confirm
    page = as_user(chief).get(delegation.get_absolute_url())
    assert "Confirm and freeze the list" in page.text


def test_quotas_show_what_is_used_and_where_to_choose(as_user, chief, protocol, delegation):
    making.make_member(delegation)
    making.make_member(delegation)
    badges = grant(delegation, "badges", 1)
    grant(delegation, "rooms", 5, basis="1 + 4")
    text = text_of(as_user(chief), delegation)
    assert "2 of 1" in text
    assert "1 + 4" in text
    address = reverse("quota-cut", args=[delegation.public_id, badges.public_id])
    assert address in text
    assert address not in text_of(as_user(protocol), delegation)  # officers do not grant


def test_the_liaison_officer_opens_the_own_file_and_no_other(as_user, liaison, delegation, other_delegation):
    making.make_member(delegation, "Sawadogo")
    client = as_user(liaison)
    text = text_of(client, delegation)
    assert "SAWADOGO" in text
    assert reverse("delegation-edit", args=[delegation.public_id]) not in text
    assert client.get(other_delegation.get_absolute_url()).status_code == 404


def test_strangers_do_not_open_it(as_user, stranger, focal, visitor, outsider, delegation):
    for user, status in ((stranger, 403), (focal, 403), (visitor, 403), (outsider, 404)):
        assert as_user(user).get(delegation.get_absolute_url()).status_code == status, user


def test_the_authority_reads_figures_and_no_names(as_user, authority, delegation):
    making.make_member(delegation, "Hidden", is_head=True)
    Delegation.objects.filter(pk=delegation.pk).update(focal_name="Ada", focal_phone="+226 17")
    text = text_of(as_user(authority), delegation)
    assert "1 person stands on the list." in text
    assert "HIDDEN" not in text
    assert "+226 17" not in text


def test_who_stands_on_two_lists_is_named_to_those_who_may_read(
    as_user, protocol, authority, delegation, other_delegation
):
    twin = making.make_member(delegation, "Lingani")
    making.make_member(other_delegation, person=twin.person)
    making.make_member(delegation, "Single")
    page = as_user(protocol).get(delegation.get_absolute_url())
    assert page.context["doubles"] == [twin]
    assert "1 person also stands on the list of another delegation." in page.text
    assert as_user(authority).get(delegation.get_absolute_url()).context["doubles"] == []


def test_notes_and_lists_stand_together_newest_first(as_user, protocol, auditor, delegation):
    making.make_note(delegation, state="sent", number=119, dated=dt.date(2025, 12, 2), subject="Weapons")
    making.make_note(delegation, state="received", direction="in", number=41, dated=dt.date(2025, 12, 14))
    received = dt.datetime(2025, 12, 8, 9, tzinfo=dt.UTC)
    Delegation.objects.filter(pk=delegation.pk).update(list_received_at=received, list_version=4)
    page = as_user(protocol).get(delegation.get_absolute_url())
    [panel] = page.context["panels"]
    assert [line.text.split(",")[0] for line in panel.lines] == [
        "NV-E 0041",
        "List no. 4; people now: 0",
        "NV 0119",
    ]


def test_changes_of_a_frozen_list_wait_on_the_file(as_user, protocol, delegation):
    row = making.make_member(delegation, "Ki")
    freeze(delegation)
    ListChange.objects.create(
        summit=row.summit, delegation=delegation, membership=row, action="withdraw", state="asked"
    )
    page = as_user(protocol).get(delegation.get_absolute_url())
    panel = page.context["panels"][-1]
    assert (panel.count, [line.name for line in panel.lines]) == (1, ["Given KI"])
    assert reverse("member-ask", args=[delegation.public_id]) in page.text
    assert reverse("member-new", args=[delegation.public_id]) not in page.text


def test_a_later_slice_adds_a_panel(as_user, protocol, authority, delegation):
    add = delegation_panels.panel("arrivals", order=10, right="delegations.view_membership")
    add(lambda row, user, today: delegation_panels.Panel(title="Arrivals", empty=f"None of {row.code}"))
    assert "None of BFA" in text_of(as_user(protocol), delegation)
    assert "None of BFA" not in text_of(as_user(authority), delegation)
    with pytest.raises(ValueError, match="arrivals is registered twice"):
        add(lambda row, user, today: None)


def test_the_history_tells_of_quotas_and_liaison_too(as_user, chief, liaison, delegation):
    client = as_user(chief)
    data = {
        f"{kind}-paid_by": "host"
        for kind in ("people", "badges", "floaters", "rooms", "seats", "vehicles", "pool_cards")
    }
    client.post(reverse("delegation-quotas", args=[delegation.public_id]), data | {"rooms-granted": "5"})
    shift = making.make_shift(delegation, liaison)
    client.post(reverse("step", args=["liaisonassignment", shift.public_id, "assign"]))
    client.post(reverse("step", args=["delegation", delegation.public_id, "announce"]))
    entries = client.get(delegation.get_absolute_url()).context["entries"]
    assert [str(line.label) for line in entries] == [
        "Note the announcement", "Liaison officer: Assign", "Rooms paid by the host: Created",
    ]  # fmt: skip
