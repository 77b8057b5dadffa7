"""The rule of precedence alone: who comes before whom, and what it leaves open."""

import datetime as dt

import pytest

from delegations.protocol import order
from delegations.protocol.order import Member, Rule, ordered

MALI = dt.date(2021, 6, 7)
FASO = dt.date(2022, 10, 21)
NIGER = dt.date(2025, 3, 26)


def head(delegation, since=None, *, rank=1, **fields):
    fields = {"key": f"{delegation}-head", "alphabet": delegation.lower(), "is_head": True} | fields
    return Member(delegation=delegation, rank=rank, since=since, **fields)


def member(delegation, key, since=None, *, rank=3, **fields):
    return Member(
        delegation=delegation, key=key, alphabet=delegation.lower(), rank=rank, since=since, **fields
    )


def keys(members, rule=None):
    return [placed.member.delegation for placed in ordered(members, rule or Rule())]


HEADS = [head("BFA", FASO), head("NER", NIGER), head("MLI", MALI)]


# -- the rules --------------------------------------------------------------------------------


def test_heads_of_state_rank_by_the_date_of_taking_office():
    assert keys(HEADS) == ["MLI", "BFA", "NER"]


def test_by_acceptance_the_first_to_accept_comes_first():
    accepted = [
        head("BFA", FASO, accepted_on=dt.date(2025, 12, 3)),
        head("NER", NIGER, accepted_on=dt.date(2025, 12, 1)),
        head("MLI", MALI, accepted_on=dt.date(2025, 12, 5)),
    ]
    assert keys(accepted, Rule(by="acceptance")) == ["NER", "BFA", "MLI"]


def test_by_the_alphabet_the_name_in_the_lists_language_decides():
    named = [
        head("BFA", FASO, alphabet="z"),
        head("NER", NIGER, alphabet="m"),
        head("MLI", MALI, alphabet="a"),
    ]
    assert keys(named, Rule(by="alphabetical")) == ["MLI", "NER", "BFA"]


def test_class_comes_before_the_date():
    older_minister = head("BFA", dt.date(1990, 1, 1), rank=3)
    assert keys([older_minister, head("MLI", MALI)]) == ["MLI", "BFA"]


def test_a_representative_ranks_after_every_head_who_came_whatever_class_is_written():
    flattered = head("BFA", dt.date(1990, 1, 1), rank=1, represents=True)
    assert keys([flattered, *HEADS[1:]]) == ["MLI", "NER", "BFA"]


def test_representatives_rank_among_themselves_by_their_own_class_and_date():
    prime_minister = head("BFA", dt.date(2024, 12, 7), rank=2, represents=True)
    minister = head("NER", dt.date(2020, 1, 1), rank=3, represents=True)
    other_minister = head("TCD", dt.date(2019, 1, 1), rank=3, represents=True)
    line = [minister, prime_minister, other_minister, head("MLI", MALI)]
    assert keys(line) == ["MLI", "BFA", "TCD", "NER"]


def test_where_nobody_is_head_of_state_the_highest_who_came_are_the_heads():
    assert keys([head("BFA", FASO, rank=3), head("MLI", MALI, rank=3)]) == ["MLI", "BFA"]


# -- one place for each delegation, or everybody ---------------------------------------------------


def test_a_delegation_holds_one_place_by_its_head():
    followers = [member("MLI", "MLI-minister", rank=1), member("BFA", "BFA-minister")]
    assert [one.member.key for one in ordered([*followers, *HEADS], Rule())] == [
        "MLI-head",
        "BFA-head",
        "NER-head",
    ]


def test_a_delegation_without_a_head_is_held_by_who_represents_it():
    represented = member("BFA", "BFA-pm", dt.date(2024, 12, 7), rank=2, represents=True)
    assert [one.member.key for one in ordered([represented, HEADS[2]], Rule())] == ["MLI-head", "BFA-pm"]


def test_the_head_holds_the_place_before_a_representative_of_a_higher_class():
    represented = member("MLI", "MLI-rep", MALI, rank=1, represents=True)
    minister = head("MLI", MALI, rank=3)
    assert [one.member.key for one in ordered([represented, minister], Rule())] == ["MLI-head"]


def test_delegations_that_nobody_heads_are_named():
    assert order.without_head(["MLI", "BFA"], [HEADS[2], member("BFA", "x")]) == ["BFA"]


def test_a_whole_list_ranks_every_member_by_class_first():
    people = [
        *HEADS[:2],
        member("NER", "minister-2023", dt.date(2023, 8, 1)),
        member("BFA", "minister-2021", dt.date(2021, 1, 1)),
        member("BFA", "expert", dt.date(1999, 1, 1), rank=9),
        member("BFA", "former head", dt.date(1991, 1, 1), rank=1),
    ]
    assert [one.member.key for one in ordered(people, Rule(whole=True))] == [
        "BFA-head",
        "NER-head",
        "former head",
        "minister-2021",
        "minister-2023",
        "expert",
    ]


def test_inside_a_delegation_its_own_order_decides_and_is_no_tie():
    same_day = dt.date(2024, 12, 8)
    people = [
        member("BFA", "second", same_day, list_order=2),
        member("BFA", "first", same_day, list_order=1),
    ]
    placed = ordered(people, Rule(whole=True))
    assert [(one.member.key, one.tied_with) for one in placed] == [("first", ()), ("second", ())]


# -- what the rule leaves open ---------------------------------------------------------------------


def test_a_tie_goes_by_the_alphabet_of_the_states_and_is_flagged_on_both_sides():
    tied = [head("NER", MALI), head("BFA", MALI), head("MLI", NIGER)]
    placed = ordered(tied, Rule())
    assert [(one.member.delegation, one.tied_with) for one in placed] == [
        ("BFA", ("NER-head",)),
        ("NER", ("BFA-head",)),
        ("MLI", ()),
    ]


def test_who_has_no_date_stands_after_those_of_the_class_who_have_one():
    line = [head("AAA"), head("MLI", MALI), head("BFA", dt.date(2030, 1, 1)), head("ZZZ", FASO, rank=2)]
    placed = ordered(line, Rule())
    assert [(one.member.delegation, one.missing) for one in placed] == [
        ("MLI", ""),
        ("BFA", ""),
        ("AAA", "date"),
        ("ZZZ", ""),
    ]


def test_who_has_no_class_stands_after_all():
    placed = ordered([head("AAA", dt.date(1990, 1, 1), rank=None), head("ZZZ", FASO, rank=9)], Rule())
    assert [(one.member.delegation, one.missing) for one in placed] == [("ZZZ", ""), ("AAA", "rank")]


def test_a_move_by_hand_settles_a_tie_and_a_missing_date():
    tied = [head("NER", MALI), head("BFA", MALI, by_hand=1), head("MLI", by_hand=3)]
    assert [one.is_open for one in ordered(tied, Rule())] == [False, False, False]


# -- chair, host, direction ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(chair="NER"), ["NER", "MLI", "BFA"]),
        (Rule(chair="MLI", chair_place="last"), ["BFA", "NER", "MLI"]),
        (Rule(chair="NER", chair_place="rule"), ["MLI", "BFA", "NER"]),
        (Rule(chair="NER", host="BFA", host_place="first"), ["NER", "BFA", "MLI"]),
        (Rule(chair="MLI", chair_place="last", host="BFA", host_place="last"), ["NER", "BFA", "MLI"]),
        (Rule(chair="BFA", host="BFA", host_place="last"), ["BFA", "MLI", "NER"]),
        (Rule(reversed=True), ["NER", "BFA", "MLI"]),
        (Rule(chair="NER", reversed=True), ["BFA", "MLI", "NER"]),
    ],
)
def test_chair_host_and_direction(rule, expected):
    assert keys(HEADS, rule) == expected


def test_a_represented_chair_does_not_pass_a_head_who_came():
    line = [*HEADS[1:], head("BFA", rank=2, represents=True), head("TCD", MALI, rank=2, represents=True)]
    placed = ordered(line, Rule(chair="BFA"))
    assert [one.member.delegation for one in placed] == ["MLI", "NER", "BFA", "TCD"]
    assert [one.pulled for one in placed] == ["", "", "chair", ""]


def test_of_a_whole_list_only_the_head_of_the_chair_moves():
    people = [*HEADS, member("NER", "NER-minister", NIGER), member("MLI", "MLI-minister", MALI)]
    placed = ordered(people, Rule(chair="NER", whole=True))
    assert [one.member.key for one in placed] == [
        "NER-head",
        "MLI-head",
        "BFA-head",
        "MLI-minister",
        "NER-minister",
    ]


def test_a_place_beyond_the_end_is_the_last_that_is_free():
    line = [head("MLI", MALI, by_hand=9), head("BFA", FASO, by_hand=7), head("NER", NIGER)]
    assert keys(line) == ["NER", "BFA", "MLI"]
