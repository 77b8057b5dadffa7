"""Minutes written by several people at once: nothing overwritten, nothing lost, nothing after the approval."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from summit import audit
from summit.meetings.locking import MinutesClosed, keep_open
from summit.meetings.minutes import EntryForm, write
from summit.meetings.models import Meeting
from summit.workflow import OutOfStep
from tests.factories import make_person, make_summit
from tests.racing import race
from tests.summit.meetings.making import approve, hold, make_decision, make_meeting


@pytest.fixture
def held(summit, secretary):
    return hold(make_meeting(summit=summit, items=["Airport", "Press"]), by=secretary)


@pytest.fixture
def airport(held):
    return held.agenda.first()


def sent(entry, text, was="", **more):
    prefix = f"entry-{entry.public_id}"
    return {"lang": "en", f"{prefix}-text": text, f"{prefix}-was": was} | {
        f"{prefix}-{name}": value for name, value in more.items()
    }


def post(client, meeting, data):
    return client.post(reverse("meeting-minutes", args=[meeting.public_id]), data)


def english(entry):
    entry.refresh_from_db()
    return entry.minutes.data["en"]


def test_a_text_is_stored_with_its_author_and_raises_the_revision(held, airport, secretary, as_user):
    answer = post(as_user(secretary), held, sent(airport, "Lights by the 10th"))
    assert answer.status_code == 302
    assert english(airport) == "Lights by the 10th"
    assert airport.revision == 2
    assert audit.history(airport).first().actor == secretary


def test_two_people_at_one_item_get_both_versions_and_nothing_is_overwritten(
    held, airport, secretary, coordinator, as_user
):
    post(as_user(coordinator), held, sent(airport, "Theirs"))
    answer = post(as_user(secretary), held, sent(airport, "Mine\nwith a second line"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs" in page
    assert "Mine\nwith a second line" in page
    assert "Coordinator" in page
    assert english(airport) == "Theirs"


@pytest.mark.parametrize(
    ("choice", "stands"), [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Theirs\nand mine")]
)
def test_the_merge_page_keeps_what_is_chosen(held, airport, secretary, coordinator, as_user, choice, stands):
    post(as_user(coordinator), held, sent(airport, "Theirs"))
    data = sent(airport, "Mine", was="Theirs", choice=choice, both="Theirs\r\nand mine")
    assert post(as_user(secretary), held, data).status_code == 302
    assert english(airport) == stands


def test_a_third_version_during_the_merge_is_shown_again(held, airport, secretary, coordinator, as_user):
    post(as_user(coordinator), held, sent(airport, "Third"))
    data = sent(airport, "Mine", was="Second", choice="both", both="Second and mine")
    answer = post(as_user(secretary), held, data)
    assert answer.status_code == 409
    assert "Second and mine" in answer.content.decode()
    assert english(airport) == "Third"


def test_people_at_two_items_or_two_languages_do_not_disturb_each_other(
    held, secretary, coordinator, as_user
):
    first, second = held.agenda.all()
    post(as_user(coordinator), held, sent(first, "First"))
    data = sent(first, "", was="") | sent(second, "Second")
    assert post(as_user(secretary), held, data).status_code == 302
    assert post(as_user(secretary), held, sent(first, "Premier") | {"lang": "fr"}).status_code == 302
    assert (english(first), first.minutes.data["fr"], english(second)) == ("First", "Premier", "Second")


def test_of_several_items_only_the_clashing_one_waits_for_a_choice(held, secretary, coordinator, as_user):
    first, second = held.agenda.all()
    post(as_user(coordinator), held, sent(first, "Theirs"))
    answer = post(as_user(secretary), held, sent(first, "Mine") | sent(second, "Quiet"))
    assert [clash.entry for clash in answer.context["clashes"]] == [first]
    assert english(second) == "Quiet"


@pytest.mark.parametrize(
    "text", ['O\'Neill "{{ x }}" {% y %}', "🛬 \u202eabc", "ط" * 200, "<script>alert(1)</script>"]
)
def test_awkward_texts_come_back_whole(held, airport, secretary, as_user, text):
    post(as_user(secretary), held, sent(airport, text))
    assert english(airport) == text
    form = (
        as_user(secretary)
        .get(reverse("meeting-minutes", args=[held.public_id]) + "?lang=en")
        .context["forms"][0]
    )
    assert form["was"].value() == text


def test_after_sending_nothing_is_stored_and_what_was_typed_comes_back(held, airport, secretary, as_user):
    held.workflow.run(held, "submit", by=secretary)
    answer = post(as_user(secretary), held, sent(airport, "Too late"))
    assert answer.status_code == 422
    assert "Too late" in answer.content.decode()
    airport.refresh_from_db()
    assert not str(airport.minutes)


@pytest.mark.parametrize("name", ["meeting-edit", "meeting-attendance", "decision-new"])
def test_no_page_writes_into_approved_minutes(
    held, secretary, authority, coordinator, transport, as_user, name
):
    held.workflow.run(held, "submit", by=secretary)
    held.workflow.run(held, "approve", by=authority)
    before = Meeting.objects.values().get(pk=held.pk)
    data = {
        "revision": held.revision, "title_0": "x", "starts_at": "2025-12-04T10:00", "rows": "0",
        "text_0": "Write history anew", "ministry": transport.public_id,
    }  # fmt: skip
    if name == "meeting-attendance":
        data |= {f"new-{n}-presence": "present" for n in range(3)} | {"new-0-office_0": "Somebody"}
    answer = as_user(coordinator).post(reverse(name, args=[held.public_id]), data)
    assert answer.status_code == 422
    assert Meeting.objects.values().get(pk=held.pk) == before
    assert not held.decisions.exists()
    assert not held.attendance.exists()


def test_keeping_a_meeting_open_refuses_a_closed_one(held, secretary):
    held.workflow.run(held, "submit", by=secretary)
    with pytest.raises(MinutesClosed), transaction.atomic():
        keep_open(held)


def test_whoever_sent_the_minutes_cannot_approve_them(held, coordinator, authority):
    held.workflow.run(held, "submit", by=coordinator)
    with pytest.raises(PermissionDenied):
        held.workflow.run(held, "approve", by=coordinator)
    held.workflow.run(held, "approve", by=authority)
    assert (held.approved_by, held.minutes_by) == (authority, coordinator)


def test_the_database_refuses_minutes_approved_by_their_author(held, secretary):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=held.pk).update(
            state="approved", approved_by=secretary, minutes_by=secretary
        )


def test_the_author_takes_the_minutes_back_to_correct_them(held, secretary, coordinator):
    held.workflow.run(held, "submit", by=secretary)
    with pytest.raises(PermissionDenied):
        held.workflow.run(held, "take_back", by=coordinator)
    held.workflow.run(held, "take_back", by=secretary)
    assert (held.state, held.minutes_sent_at) == ("held", None)


def test_the_second_approval_is_told_that_it_came_late(held, secretary, authority, coordinator):
    held.workflow.run(held, "submit", by=secretary)
    late = Meeting.objects.get(pk=held.pk)
    held.workflow.run(held, "approve", by=authority)
    with pytest.raises(OutOfStep):
        late.workflow.run(late, "approve", by=coordinator)


def test_opening_a_meeting_freezes_the_figures_once(held, secretary, summit):
    from summit.tasks.models import Snapshot

    assert [row.label for row in Snapshot.objects.of(summit)] == [held.code]


def test_figures_frozen_before_the_meeting_stand(summit, secretary, as_user):
    from summit.tasks.models import Snapshot

    meeting = make_meeting(summit=summit)
    as_user(secretary).post(reverse("meeting-freeze", args=[meeting.public_id]))
    frozen = Snapshot.objects.of(summit).get()
    hold(meeting, by=secretary)
    assert Snapshot.objects.of(summit).get() == frozen


@pytest.mark.django_db(transaction=True)
def test_a_text_is_either_in_the_minutes_that_are_sent_or_refused():
    summit = make_summit("RACE")
    secretary = make_person("race-secretary", "secretary", summit=summit)
    for _round in range(5):
        meeting = hold(make_meeting(summit=summit, items=["Airport"]), by=secretary)
        form = EntryForm(sent(meeting.agenda.get(), "Last word"), entry=meeting.agenda.get(), language="en")
        assert form.is_valid()
        seen = Meeting.objects.get(pk=meeting.pk)
        outcomes = race(
            lambda meeting=meeting, form=form: write(meeting, [form], by=secretary),
            lambda seen=seen: seen.workflow.run(seen, "submit", by=secretary),
            refusals=(MinutesClosed,),
        )
        stored = bool(str(meeting.agenda.get().minutes))
        assert outcomes == (["done", "done"] if stored else ["MinutesClosed", "done"])


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_succeeds():
    summit = make_summit("RACE")
    secretary = make_person("race-secretary", "secretary", summit=summit)
    people = [make_person(f"race-{name}", "authority", summit=summit) for name in "ab"]
    meeting = hold(make_meeting(summit=summit), by=secretary)
    meeting.workflow.run(meeting, "submit", by=secretary)

    def approve_as(person):
        seen = Meeting.objects.get(pk=meeting.pk)
        return lambda: seen.workflow.run(seen, "approve", by=person)

    acts = [approve_as(person) for person in people]
    assert race(*acts, refusals=(OutOfStep,)) == ["OutOfStep", "done"]


def test_ministries_are_told_of_approved_minutes(summit, transport, focal, secretary, authority):
    from summit.notices.models import Notice

    approve(make_meeting(summit=summit, ministries=[transport]), drafted_by=secretary, by=authority)
    assert Notice.objects.filter(user=focal, key__contains=":approve:").count() == 1


def test_a_decision_cannot_be_numbered_into_the_past(held, secretary):
    assert [make_decision(held).number, make_decision(held).number] == [1, 2]
