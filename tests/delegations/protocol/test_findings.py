"""What somebody should look at about precedence, and whom a list touches."""

import datetime as dt

import pytest

from delegations.protocol import findings
from delegations.protocol.models import PrecedenceEntry, PrecedenceList
from summit import clock, impact
from summit.findings import all_findings
from tests.delegations.making import make_delegation, make_member, make_note, make_precedence, make_shift
from tests.delegations.protocol.conftest import OATHS, approve, make_head
from tests.factories import make_person, named

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")

HANDOVER = dt.datetime(2025, 12, 23, 14, 40, tzinfo=dt.UTC)
J_3 = dt.datetime(2025, 12, 19, 9, tzinfo=dt.UTC)


def found(summit, user=None):
    """(code, subject, level, message) of what precedence has to say."""
    rows = all_findings(summit, today=clock.today(summit), user=user)
    mine = [row for row in rows if row.code.startswith("delegations.precedence_")]
    return [
        (row.code.removeprefix("delegations.precedence_"), row.subject, row.level, str(row.message))
        for row in mine
    ]


def test_a_settled_draft_says_nothing(draft, summit):
    assert found(summit) == []


def test_ties_and_missing_dates_of_a_draft(draft, heads, summit):
    heads["NER"].rank_date = heads["BFA"].rank_date
    heads["NER"].save()
    make_head(make_delegation("TCD", summit=summit))
    title = str(draft.title)
    assert found(summit) == [
        ("tie", "P-1", "warning", f"{title}: the rule cannot tell 2 places apart."),
        ("undated", "P-1", "warning", f"{title}: 1 member has no date or class of rank."),
    ]


def test_a_ministry_that_holds_protocol_is_told_by_those_alone_who_may_open_what_is_told(
    draft, heads, summit, chief, at_j_7
):
    """Its focal point of the plan opens neither lists of precedence nor files nor notes."""
    focal = make_person("plan-focal", "focal", "plan", ministry=chief.ministry)
    make_delegation("TCD", summit=summit, state="invited")
    make_note(heads["NER"].delegation, state="sent", number=1)
    heads["NER"].rank_date = None
    heads["NER"].save()
    codes = {row.code for row in all_findings(summit, today=clock.today(summit))}
    assert {
        "delegations.precedence_undated",
        "delegations.no_list",
        "delegations.note_without_receipt",
    } <= codes
    read = {
        user: {row.code for row in all_findings(summit, today=clock.today(summit), user=user)}
        for user in (focal, chief)
    }
    assert [code for code in read[focal] if code.startswith("delegations.")] == []
    assert read[chief] >= {
        code for code in codes if code.startswith(("delegations.precedence", "delegations.no"))
    }


def test_a_move_by_hand_settles_the_finding(draft, heads, summit):
    heads["NER"].rank_date = None
    heads["NER"].save()
    assert [row[0] for row in found(summit)] == ["undated"]
    PrecedenceEntry.objects.create(
        summit=summit, precedence=draft, membership=heads["NER"], manual=3, reason="Agreed"
    )
    assert found(summit) == []


def test_what_was_approved_knowingly_is_no_finding(draft, heads, summit, chief):
    heads["NER"].rank_date = None
    heads["NER"].save()
    approve(draft, by=chief)
    assert found(summit) == []


@pytest.mark.parametrize(
    ("day", "session", "photo", "table"),
    [
        (dt.datetime(2025, 12, 18, 9, tzinfo=dt.UTC), None, None, None),
        (J_3, "warning", "warning", "notice"),
        (dt.datetime(2025, 12, 21, 9, tzinfo=dt.UTC), "alert", "warning", "notice"),
        (dt.datetime(2025, 12, 24, 9, tzinfo=dt.UTC), None, None, None),
    ],
)
def test_uses_without_an_approved_list_from_three_days_before(day, session, photo, table, summit, at_j_7):
    make_precedence("F-1", summit=summit, scope="photo")
    at_j_7.move_to(day)
    levels = {subject: level for code, subject, level, _message in found(summit) if code == "none"}
    assert (levels.get("Session"), levels.get("Family photo"), levels.get("Table and dinner")) == (
        session,
        photo,
        table,
    )


@pytest.mark.parametrize(
    ("until", "missed"),
    [(None, False), (HANDOVER, False), (dt.datetime(2025, 12, 21, 23, tzinfo=dt.UTC), True)],
)
def test_an_approved_list_covers_its_use_unless_it_ends_before_the_summit(
    until, missed, draft, summit, chief, at_j_7
):
    approve(draft, by=chief, effective_from=J_3, effective_until=until)
    at_j_7.move_to(J_3)
    assert (("none", "Session") in [row[:2] for row in found(summit)]) == missed


def test_members_of_an_approved_list_who_left(draft, heads, summit, chief):
    approve(draft, by=chief)
    assert found(summit) == []
    for code in ("BFA", "NER"):
        heads[code].workflow.run(heads[code], "withdraw", by=chief, note="Ill")
    message = f"{draft.title}: 2 members left since the approval, places 2, 3."
    assert found(summit) == [("changed", "P-1", "warning", message)]


def test_a_list_that_is_over_does_not_mind_who_leaves(draft, heads, summit, chief, at_j_7):
    approve(draft, by=chief, effective_until=HANDOVER)
    at_j_7.move_to(HANDOVER + dt.timedelta(days=2))
    heads["BFA"].workflow.run(heads["BFA"], "withdraw", by=chief, note="Gone home")
    assert found(summit) == []


def test_two_delegations_in_the_chair_at_one_time(draft, heads, summit, chief):
    photo = make_precedence(
        "F-1", summit=summit, scope="photo", chair=heads["BFA"].delegation, effective_from=HANDOVER
    )
    approve(draft, by=chief)
    approve(photo, by=chief)
    message = "Mali is in the chair here, Burkina Faso on F-1, from Tue\u00a023\u00a0Dec, 14:40."
    assert found(summit) == [("two_chairs", "P-1", "warning", message)]
    second = make_precedence("P-2", summit=summit, chair=heads["BFA"].delegation, effective_from=HANDOVER)
    approve(second, by=chief)
    assert found(summit) == []


def test_other_ministries_do_not_read_them(draft, heads, summit, chief, protocol, stranger):
    heads["NER"].rank_date = None
    heads["NER"].save()
    assert [len(found(summit, user)) for user in (chief, protocol, stranger)] == [1, 1, 0]


@pytest.mark.parametrize("count", [1, 30])
def test_findings_cost_the_same_for_any_number(
    count, summit, heads, chief, django_assert_num_queries, at_j_7
):
    for number in range(count):
        fields = {"chair": heads["MLI" if number % 2 else "BFA"].delegation}
        make_precedence(f"D-{number}", summit=summit, **fields)
        row = make_precedence(
            f"A-{number}", summit=summit, effective_from=HANDOVER + dt.timedelta(number), **fields
        )
        approve(row, by=chief)
        make_member(heads["MLI"].delegation)
    photo = approve(
        make_precedence("F", summit=summit, scope="photo", chair=heads["NER"].delegation), by=chief
    )
    heads["NER"].rank_date = None
    heads["NER"].save()
    heads["BFA"].workflow.run(heads["BFA"], "withdraw", by=chief, note="Ill")
    at_j_7.move_to(J_3)
    today = clock.today(summit)
    with django_assert_num_queries(11):
        rows = [
            row
            for check in (findings.unsettled, findings.without_list, findings.changed, findings.two_chairs)
            for row in check(summit, today)
        ]
    assert {row.code for row in rows} == {
        f"delegations.precedence_{code}" for code in ("undated", "none", "changed", "two_chairs")
    }
    assert photo.chair_id


# -- impact -----------------------------------------------------------------------------------------


def test_a_list_touches_its_approver_protocol_and_liaison(
    draft, heads, summit, chief, protocol, coordinator, foreign
):
    officer = make_person("salif", "officer", "liaison", ministry=foreign)
    released = make_person("gone", "officer", "liaison", ministry=foreign)
    make_shift(heads["BFA"].delegation, officer)
    make_shift(heads["BFA"].delegation, released, state="released")
    assert impact.affected_by(draft) == [chief, protocol]
    approve(draft, by=coordinator)
    assert impact.affected_by(draft) == [chief, coordinator, protocol, officer]


def test_a_member_touches_whoever_approved_a_list_that_still_counts(draft, heads, summit, chief, at_j_7):
    def touched(row):
        return [user for user in impact.affected_by(row) if user == chief]

    head = heads["BFA"]
    assert (touched(head), touched(head.person)) == ([], [])
    approve(draft, by=chief, effective_until=HANDOVER)
    assert (touched(head), touched(head.person)) == ([chief], [chief])
    at_j_7.move_to(HANDOVER)
    assert (touched(head), touched(head.person)) == ([], [])


def test_the_demo_story_of_the_23rd(summit, heads, chief):
    """Mali is in the chair of the closed session, Burkina Faso from 14:40; arrivals run the other way round."""
    first = make_precedence(
        "S-1", summit=summit, title=named("Closed session"), chair=heads["MLI"].delegation
    )
    second = make_precedence("S-2", summit=summit, chair=heads["BFA"].delegation, effective_from=HANDOVER)
    arrivals = make_precedence("A-1", summit=summit, scope="arrival", reversed=True, chair_place="rule")
    for row in (first, second, arrivals):
        approve(row, by=chief)
    order = {
        row.code: [entry.membership.delegation.code for entry in row.entries.order_by("position")]
        for row in PrecedenceList.objects.all()
    }
    assert order == {
        "S-1": ["MLI", "BFA", "NER"],
        "S-2": ["BFA", "MLI", "NER"],
        "A-1": ["NER", "BFA", "MLI"],
    }
    assert OATHS["MLI"] < OATHS["BFA"] < OATHS["NER"]
