"""What holds for every list of precedence, whoever stands on it."""

import datetime as dt
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegations.protocol import order
from delegations.protocol.order import Member, Rule, ordered

MALI = dt.date(2021, 6, 7)
FASO = dt.date(2022, 10, 21)
NIGER = dt.date(2025, 3, 26)
# A machine that does much at once is slow, which says nothing of the rule.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DELEGATIONS = ("BFA", "MLI", "NER", "TCD", "SEN")
dates = st.none() | st.sampled_from([MALI, FASO, NIGER])


@st.composite
def rosters(draw):
    """Members of five delegations, at most one head each, and distinct places by hand."""
    count = draw(st.integers(0, 9))
    heads = draw(st.sets(st.sampled_from(DELEGATIONS)))
    hands = draw(st.permutations(range(1, 15)))
    members, headed = [], set()
    for number in range(count):
        delegation = draw(st.sampled_from(DELEGATIONS))
        is_head = delegation in heads and delegation not in headed
        headed |= {delegation} if is_head else set()
        members.append(
            Member(
                key=f"m{number}",
                delegation=delegation,
                alphabet=draw(st.sampled_from(["a", "b"])),
                rank=draw(st.none() | st.integers(1, 3)),
                since=draw(dates),
                accepted_on=draw(dates),
                is_head=is_head,
                represents=draw(st.booleans()),
                list_order=draw(st.integers(0, 2)),
                by_hand=hands[number] if draw(st.integers(0, 3)) == 0 else None,
            )
        )
    return members


rules = st.builds(
    Rule,
    by=st.sampled_from(["office", "acceptance", "alphabetical"]),
    chair=st.sampled_from(["", *DELEGATIONS]),
    chair_place=st.sampled_from(["rule", "first", "last"]),
    host=st.sampled_from(["", *DELEGATIONS]),
    host_place=st.sampled_from(["rule", "first", "last"]),
    reversed=st.booleans(),
    whole=st.booleans(),
)


@unhurried
@given(rosters(), rules)
def test_everybody_stands_once_and_places_run_from_one(members, rule):
    placed = ordered(members, rule)
    wanted = members if rule.whole else order.principals(members)
    assert sorted(one.member.key for one in placed) == sorted(one.key for one in wanted)
    assert [one.position for one in placed] == list(range(1, len(placed) + 1))
    assert sorted(one.computed for one in placed) == list(range(1, len(placed) + 1))


@unhurried
@given(rosters(), rules, st.integers())
def test_the_order_does_not_depend_on_how_the_members_come(members, rule, seed):
    shuffled = random.Random(seed).sample(members, len(members))
    assert ordered(shuffled, rule) == ordered(members, rule)


@unhurried
@given(rosters(), rules)
def test_heads_come_before_representatives(members, rule):
    """But for those whom a hand or the place of chair and host moved to the end."""
    placed = [one for one in ordered(members, rule) if one.member.by_hand is None]
    last = {
        role for role, place in (("chair", rule.chair_place), ("host", rule.host_place)) if place == "last"
    }
    placed = [one for one in placed if one.pulled not in last]
    top = order.highest_of_heads(members if rule.whole else order.principals(members))
    line = [order.is_head_proper(one.member, top) for one in placed]
    assert line == sorted(line, reverse=not rule.reversed)


@unhurried
@given(rosters(), rules)
def test_places_given_by_hand_are_respected(members, rule):
    placed = ordered(members, rule)
    inside = [one for one in placed if one.member.by_hand is not None and one.member.by_hand <= len(placed)]
    beyond = [one for one in placed if one.member.by_hand is not None and one.member.by_hand > len(placed)]
    if not beyond:
        assert all(one.position == one.member.by_hand for one in inside)
    by_hand = sorted(inside + beyond, key=lambda one: one.member.by_hand)
    assert [one.position for one in by_hand] == sorted(one.position for one in by_hand)


@unhurried
@given(rosters(), rules)
def test_the_others_keep_their_order_around_those_moved_by_hand(members, rule):
    placed = ordered(members, rule)
    others = [one.computed for one in placed if one.member.by_hand is None]
    assert others == sorted(others)


@unhurried
@given(rosters(), st.sampled_from(["office", "acceptance"]))
def test_a_missing_date_never_gains_a_place_in_its_class(members, by):
    """The same list with the date entered puts the member at the same place or a better one."""
    rule = Rule(by=by, whole=True)
    for index, one in enumerate(members):
        if order.value_of(one, rule) is None and one.by_hand is None:
            dated = [*members]
            fields = {"since": MALI} if by == "office" else {"accepted_on": MALI}
            dated[index] = Member(**(vars(one) | fields))
            places = [
                next(placed.computed for placed in ordered(some, rule) if placed.member.key == one.key)
                for some in (members, dated)
            ]
            assert places[1] <= places[0]


@unhurried
@given(rosters(), rules)
def test_ties_are_told_from_both_sides_and_across_delegations_only(members, rule):
    placed = {one.member.key: one for one in ordered(members, rule)}
    for key, one in placed.items():
        for other in one.tied_with:
            assert key in placed[other].tied_with
            assert placed[other].member.delegation != one.member.delegation
