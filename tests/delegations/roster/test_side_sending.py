"""What a delegation says beside its people, and how a version goes out and comes back."""

import pytest

from delegations.roster import entering, side_drafting
from delegations.roster.models import ListChange, Submission
from delegations.roster.side_drafting import NotNow
from summit import audit
from summit.notices.models import Notice
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import STRANGE, line, sent_line, to, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# -- arrivals, weapons, wishes -------------------------------------------------------------


def stay(**fields):
    data = {"arms": "", "wishes": "", "arrival-TOTAL_FORMS": "2", "arrival-INITIAL_FORMS": "0"}
    return data | {f"arrival-{name}": value for name, value in fields.pop("rows", {}).items()} | fields


def test_arrivals_weapons_and_wishes_are_kept(inside, visit):
    rows = {
        "0-at": "2025-12-22T10:40",
        "0-flight": "VK 512",
        "0-origin": "Ouagadougou",
        "0-party": "4",
        "1-at": "",
    }
    assert (
        inside.post(to(visit, "side-stay"), stay(rows=rows, arms="declared", wishes=STRANGE)).status_code
        == 302
    )
    draft = Submission.objects.get()
    assert (draft.arms, draft.wishes) == ("declared", STRANGE)
    assert draft.arrivals == [
        {"at": "2025-12-22T10:40:00+00:00", "flight": "VK 512", "origin": "Ouagadougou", "party": 4}
    ]
    again = inside.get(to(visit, "side-stay"))
    assert 'value="2025-12-22T10:40"' in again.text
    assert "VK 512" in inside.get(to(visit, "side-home")).text


def test_an_arrival_without_its_day_is_said_at_the_field(inside, visit):
    page = inside.post(to(visit, "side-stay"), stay(rows={"0-flight": "VK 512"}, wishes=STRANGE))
    assert (page.status_code, list(page.context["rows"].forms[0].errors)) == (422, ["at"])
    assert ("VK 512" in page.text, "L’&#x27;été" in page.text) == (True, True)
    assert Submission.objects.count() == 0


# -- sending -------------------------------------------------------------------------------


def test_sending_hands_the_version_to_protocol(inside, visit, chief, protocol, stranger):
    side_drafting.put(visit, "add", after=line())
    page = inside.get(to(visit, "side-send"))
    assert (page.context["counts"], page.context["bare"]) == (
        {"add": 1, "change": 0, "withdraw": 0},
        {"photo": 1, "paper": 1},
    )
    inside.post(to(visit, "side-send"))
    sent = Submission.objects.get()
    entry = audit.history(sent).first()
    assert (sent.state, sent.link, entry.verb, entry.note) == (
        "submitted",
        visit.link,
        "submit",
        f"link {visit.link.public_id}",
    )
    assert sorted(notice.user.username for notice in Notice.objects.all()) == ["chief", "protocol"]
    home = inside.get(to(visit, "side-home"))
    assert (home.context["waits"], to(visit, "side-add") in home.text) == (True, False)


def test_nothing_is_sent_empty_or_twice(inside, visit):
    inside.post(to(visit, "side-send"))
    side_drafting.begin(visit)
    with pytest.raises(NotNow):
        side_drafting.send(visit)
    version(visit, ("add", {"after": line()}))
    with pytest.raises(NotNow):
        side_drafting.send(visit)
    assert [(row.number, row.state) for row in Submission.objects.all()] == [(1, "submitted")]


def test_while_protocol_looks_nothing_is_written(inside, visit):
    version(visit, ("add", {"after": line()}))
    page = inside.post(to(visit, "side-add"), sent_line(surname="Ki"))
    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "Protocol is looking at what you sent. You can go on once it has answered."
    ]
    assert ListChange.objects.count() == 1


def test_a_version_that_came_back_goes_on_with_its_lines(inside, visit, protocol, delegation):
    stays, goes = making.make_member(delegation, "Lingani"), making.make_member(delegation, "Ki")
    changes = [
        (
            "change",
            {
                "membership": row,
                "before": entering.snapshot(row),
                "after": entering.snapshot(row) | {"phone": "1"},
            },
        )
        for row in (stays, goes)
    ]
    sent = version(visit, ("add", {"after": line()}), *changes, wishes="Two rooms", arms="none")
    sent.workflow.run(sent, "return", by=protocol, note="The passport of Diarra is missing")
    entering.leave(goes, by=protocol, note="Ill")
    home = inside.get(to(visit, "side-home"))
    assert ("The passport of Diarra is missing" in home.text, home.context["is_draft"]) == (True, False)
    inside.post(to(visit, "side-begin"))
    draft = Submission.objects.get(number=2)
    assert (draft.state, draft.wishes, draft.arms) == ("draft", "Two rooms", "none")
    assert [(row.action, row.membership) for row in draft.lines.order_by("pk")] == [
        ("add", None),
        ("change", stays),
    ]
    assert "The passport of Diarra is missing" in inside.get(to(visit, "side-home")).text


def test_costs_the_same_for_1_and_30_people(inside, visit, delegation, django_assert_max_num_queries):
    costs = []
    for amount in (1, 29):
        for _each in range(amount):
            member = making.make_member(delegation)
            making.make_document(member.person)
            side_drafting.put(visit, "add", after=line())
        with django_assert_max_num_queries(12) as asked:
            inside.get(to(visit, "side-home"))
        costs.append(len(asked))
    assert costs[0] == costs[1]
