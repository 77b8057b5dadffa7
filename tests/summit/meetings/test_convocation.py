"""Convening: one form for meeting, agenda and invitations; told once; edited without loss."""

import pytest
from django.urls import reverse

from summit.meetings.models import Attendance, Meeting
from summit.notices.models import Notice
from tests.factories import make_ministry
from tests.summit.meetings.making import make_body, make_decision, make_meeting


@pytest.fixture
def body(summit):
    return make_body(summit=summit)


def typed(body=None, *, titles=(), ministries=(), **more):
    data = {
        "title_0": "Avancement", "title_2": "Progress", "starts_at": "2025-12-04T10:00", "ends_at": "2025-12-04T12:00",
        "chair_0": "Premier ministre", "revision": "1", "rows": str(max(len(titles), 5)),
        "invited": [ministry.public_id for ministry in ministries],
    }  # fmt: skip
    if body:
        data["body"] = body.public_id
    for place, title in enumerate(titles):
        data |= {f"item-{place}-title_0": title, f"item-{place}-revision": "1"}
    return data | more


def test_a_meeting_is_convened_with_its_agenda_and_its_ministries(body, transport, focal, secretary, as_user):
    data = typed(body, titles=["Aéroport", "", "Presse"], ministries=[transport])
    answer = as_user(secretary).post(reverse("meeting-new"), data)
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert [(entry.order, str(entry.title)) for entry in meeting.agenda.all()] == [
        (1, "Aéroport"),
        (2, "Presse"),
    ]
    assert [seat.organisation_id for seat in meeting.attendance.all()] == [transport.pk]
    assert [notice.subject for notice in Notice.objects.filter(user=focal)] == ["CP-01 is convened"]
    assert "cp 01" in meeting.search_text


def test_all_errors_are_shown_and_nothing_typed_is_lost(body, secretary, as_user):
    data = typed(body, titles=["Airport"], title_0="", title_2="", ends_at="2025-12-04T09:00")
    data["item-0-order"] = "many"
    answer = as_user(secretary).post(reverse("meeting-new"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Meeting.objects.exists()
    assert "The meeting ends before it begins." in page
    assert 'value="Airport"' in page
    assert "Premier ministre" in page


def test_more_rows_keep_what_was_typed_and_store_nothing(body, transport, secretary, as_user):
    data = typed(body, titles=["Airport"], ministries=[transport])
    page = as_user(secretary).post(reverse("meeting-rows"), data).content.decode()
    assert 'value="Airport"' in page
    assert "Premier ministre" in page
    assert 'value="2025-12-04T10:00"' in page
    assert 'name="item-9-title_0"' in page
    assert "item-10-" not in page
    assert not Meeting.objects.exists()


def test_with_script_only_the_new_rows_come(body, secretary, as_user):
    answer = as_user(secretary).post(reverse("meeting-rows"), typed(body), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "item-4-" not in page
    assert page.count('class="agenda-row"') == 5
    assert 'name="rows" id="row-count" value="10"' in page


def edit(client, meeting, **more):
    entries = list(meeting.agenda.all())
    data = typed(titles=[str(entry.title) for entry in entries], revision=str(meeting.revision))
    for place, entry in enumerate(entries):
        data |= {
            f"item-{place}-revision": str(entry.revision), f"item-{place}-order": str(entry.order),
            f"item-{place}-title_2": entry.title.data["en"], f"item-{place}-title_1": entry.title.data["ar"],
            f"item-{place}-title_0": entry.title.data["fr"],
        }  # fmt: skip
    return client.post(reverse("meeting-edit", args=[meeting.public_id]), data | more)


def test_items_are_moved_and_removed(summit, secretary, as_user):
    meeting = make_meeting(summit=summit, items=["Airport", "Press", "Rooms"])
    moved = {"item-0-order": "3", "item-1-order": "1", "item-2-remove": "on"}
    assert edit(as_user(secretary), meeting, **moved).status_code == 302
    assert [entry.title.data["en"] for entry in meeting.agenda.all()] == ["Press", "Airport"]


def test_an_item_with_decisions_stays(summit, secretary, as_user):
    meeting = make_meeting(summit=summit, items=["Airport"])
    make_decision(meeting, agenda_entry=meeting.agenda.get())
    answer = edit(as_user(secretary), meeting, **{"item-0-remove": "on"})
    assert answer.status_code == 422
    assert "This item has minutes or decisions and stays." in answer.content.decode()


def test_someone_faster_is_shown_and_nothing_is_half_stored(summit, secretary, coordinator, as_user):
    meeting = make_meeting(summit=summit, items=["Airport"])
    seen = Meeting.objects.get(pk=meeting.pk)
    edit(as_user(coordinator), meeting, title_0="Theirs")
    answer = edit(as_user(secretary), seen, title_0="Mine", **{"item-0-title_0": "Also mine"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Someone was faster" in page
    meeting.refresh_from_db()
    assert meeting.title.data["fr"] == "Theirs"
    assert meeting.agenda.get().title.data["en"] == "Airport"


def test_ministries_are_told_again_only_when_the_hour_moves(summit, transport, focal, secretary, as_user):
    meeting = make_meeting(summit=summit)
    client = as_user(secretary)
    for hour in ("10:00", "10:00", "15:00"):
        meeting.refresh_from_db()
        edit(client, meeting, starts_at=f"2025-12-05T{hour}", ends_at="", invited=[transport.public_id])
    assert Notice.objects.filter(user=focal, key__startswith="convened:").count() == 2


def test_uninviting_leaves_those_who_already_answered(summit, transport, secretary, as_user):
    meeting = make_meeting(summit=summit, ministries=[transport, make_ministry(summit=summit)])
    meeting.attendance.filter(organisation=transport).update(presence="excused")
    edit(as_user(secretary), meeting, invited=[])
    assert [seat.organisation_id for seat in meeting.attendance.all()] == [transport.pk]


def seat_data(meeting, presence, substitute=""):
    data = {}
    for seat in meeting.attendance.all():
        prefix = f"seat-{seat.public_id}"
        data |= {f"{prefix}-revision": seat.revision, f"{prefix}-presence": presence}
        data |= {f"{prefix}-substitute": substitute}
    return data | {
        f"new-{n}-{name}": value
        for n in range(3)
        for name, value in {"presence": "present", "revision": "1"}.items()
    }


def test_attendance_is_noted_with_the_substitute_and_a_guest(summit, transport, secretary, as_user):
    meeting = make_meeting(summit=summit, ministries=[transport])
    data = seat_data(meeting, "substitute", "M. Diallo") | {"new-0-office_0": "Gouverneur du District"}
    answer = as_user(secretary).post(reverse("meeting-attendance", args=[meeting.public_id]), data)
    assert answer.status_code == 302
    seats = {seat.presence: (seat.substitute, str(seat.office)) for seat in meeting.attendance.all()}
    assert seats == {"substitute": ("M. Diallo", ""), "present": ("", "Gouverneur du District")}


@pytest.mark.parametrize(("presence", "name"), [("substitute", ""), ("present", "M. Diallo")])
def test_a_substitute_has_a_name_and_a_name_is_a_substitutes(
    summit, transport, secretary, as_user, presence, name
):
    meeting = make_meeting(summit=summit, ministries=[transport])
    address = reverse("meeting-attendance", args=[meeting.public_id])
    assert as_user(secretary).post(address, seat_data(meeting, presence, name)).status_code == 422
    assert Attendance.objects.get().presence == "invited"
