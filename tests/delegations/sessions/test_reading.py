"""Who looks at the delegates of a meeting, and where else they stand: meetings, sheet, findings, menu, file."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from delegations.roster import delegation_panels
from delegations.sessions import attending
from delegations.sessions.models import Seat
from summit import clock
from summit.audit.models import Entry
from summit.findings import all_findings
from summit.navigation import menu_for
from tests.delegations.roster.listing import PURPOSE, rows_of
from tests.delegations.sessions.seating import squeezed, states, url_of
from tests.summit.meetings.making import make_meeting

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


# -- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "sees", "edits", "exports"),
    [
        ("protocol", 200, 200, 200), ("secretary", 200, 200, 403), ("coordinator", 200, 200, 200),
        ("authority", 200, 403, 403), ("auditor", 200, 403, 403), ("security", 200, 403, 403),
        ("accreditation", 200, 403, 200), ("liaison", 200, 403, 403), ("stranger", 403, 403, 403),
        ("outsider", 404, 404, 404),
    ],
)  # fmt: skip
def test_who_may_look_and_act(persona, sees, edits, exports, meeting, seats, as_user, request):
    client = as_user(request.getfixturevalue(persona))
    assert client.get(url_of(meeting)).status_code == sees
    for what in ("-add", "-seats"):
        assert client.get(url_of(meeting, what)).status_code == edits
    assert client.get(url_of(meeting, "-export")).status_code == exports


def test_marking_asks_for_the_right_at_each_seat(seats, security):
    with pytest.raises(PermissionDenied):
        attending.mark(seats, "attend", by=security)
    assert states(seats) == ["expected"] * 3


def test_a_liaison_officer_sees_the_own_delegation_alone(meeting, seats, as_user, liaison):
    client = as_user(liaison)
    text = squeezed(client.get(url_of(meeting)))
    assert "2 expected, 0 present." in text
    assert "MMM" not in text
    rows = client.get(reverse("delegates")).context["listing"].rows
    assert [(row.pk, row.expected) for row in rows] == [(meeting.pk, 2)]


def test_a_meeting_without_visible_delegates_is_not_shown(
    summit, meeting, as_user, liaison, security, protocol
):
    assert as_user(liaison).get(url_of(meeting)).status_code == 404
    assert as_user(security).get(url_of(meeting)).status_code == 404
    assert as_user(protocol).get(url_of(meeting)).status_code == 200


# -- meetings, sheet, findings, menu ----------------------------------------------------------------


def test_meetings_with_their_counts(meeting, seats, summit, as_user, protocol):
    attending.mark(seats[:2], "attend", by=protocol)
    attending.mark(seats[2:], "excuse", by=protocol)
    make_meeting(summit=summit, state="cancelled")
    rows = as_user(protocol).get(reverse("delegates")).context["listing"].rows
    assert [(row.code, row.expected, row.attended) for row in rows] == [("CP-01", 2, 2)]


@pytest.mark.parametrize("count", [1, 30])
def test_meetings_cost_the_same_for_any_number(
    count, summit, people, as_user, protocol, django_assert_num_queries
):
    for _each in range(count):
        attending.add(make_meeting(summit=summit), people, by=protocol)
    client = as_user(protocol)
    client.get(reverse("delegates"))
    with django_assert_num_queries(7):
        client.get(reverse("delegates"))


def test_the_sheet_says_who_was_expected_and_came(meeting, seats, as_user, protocol):
    attending.mark(seats[:1], "attend", by=protocol)
    Seat.objects.filter(pk=seats[1].pk).update(label="A1")
    response = as_user(protocol).post(url_of(meeting, "-export"), {"language": "en", "purpose": PURPOSE})
    assert rows_of(response) == [
        ["Delegation", "Name", "Function", "Seat", "State"],
        ["BFA", "Given ZZZ", "Adviser", "A1", "Expected"],
        ["BFA", "Given AAA", "Adviser", "", "Attended"],
        ["NER", "Given MMM", "Adviser", "", "Expected"],
    ]
    (entry,) = Entry.objects.filter(verb="export")
    assert (entry.note, entry.changes["rows"]) == (PURPOSE, [None, 3])


def test_the_sheet_wants_a_purpose(meeting, seats, as_user, protocol):
    response = as_user(protocol).post(url_of(meeting, "-export"), {"language": "en", "purpose": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["purpose"])


def found(summit):
    rows = all_findings(summit, today=clock.today(summit))
    return [(row.subject, str(row.message)) for row in rows if row.code == "delegations.seat_of_gone"]


def test_people_expected_who_stand_on_no_list_are_a_finding(meeting, seats, summit, protocol):
    assert found(summit) == []
    member = seats[2].membership
    member.workflow.run(member, "withdraw", by=protocol, note="Ill")
    sentence = f"{meeting.title}: 1 person is expected who stands on no list any more."
    assert found(summit) == [(meeting.code, sentence)]
    attending.mark(seats[2:], "excuse", by=protocol)
    assert found(summit) == []


def test_a_meeting_that_was_held_is_no_finding(meeting, seats, summit, protocol):
    member = seats[2].membership
    member.workflow.run(member, "withdraw", by=protocol, note="Ill")
    type(meeting).objects.filter(pk=meeting.pk).update(state="held")
    assert found(summit) == []


def test_the_menu_leads_to_the_delegates_and_marks_them_there(protocol, stranger, meeting):
    menus = [
        [item["url"] for section in menu_for(user, "/") for item in section["items"]]
        for user in (protocol, stranger)
    ]
    assert [reverse("delegates") in urls for urls in menus] == [True, False]
    marked = menu_for(protocol, url_of(meeting))
    assert [item["url"] for section in marked for item in section["items"] if item["current"]] == [
        "/delegates/"
    ]


def panel_of(delegation, user):
    panels = delegation_panels.panels_of(delegation, user, clock.today(delegation.summit))
    return next((panel for panel in panels if str(panel.title) == "At meetings"), None)


def test_the_delegations_file_leads_to_its_meetings(
    meeting, delegation, seats, protocol, other_delegation, stranger
):
    attending.mark(seats[:1], "attend", by=protocol)
    attending.mark(seats[2:], "attend", by=protocol)
    (line,) = panel_of(delegation, protocol).lines
    assert (line.text, line.words) == (meeting.code, "1 present of 2")
    assert line.url == url_of(meeting) + "?delegation=BFA"
    assert panel_of(other_delegation, protocol).lines[0].words == "1 present of 1"
    assert panel_of(delegation, stranger) is None


def test_a_delegation_without_meetings_has_no_such_panel(delegation, protocol):
    assert panel_of(delegation, protocol) is None
