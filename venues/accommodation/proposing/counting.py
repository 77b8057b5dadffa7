"""The mixed integer program: how many guests of each group go to which block."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from venues.accommodation.proposing.groups import Group, Limit
from venues.accommodation.proposing.objective import DIVIDED, WITHOUT_ROOM, Objective
from venues.accommodation.proposing.world import World

Counts = Mapping[tuple[int, int], int]  # (number of the group, number of the block): guests


@dataclass(frozen=True)
class Solved:
    """``bound`` is what no choice can go below; ``counts`` is None where nothing was found in time."""

    counts: Counts | None
    bound: float


@dataclass
class Program:
    """Columns and rows of a program, gathered one by one and handed over as arrays at the end."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def column(self, cost: float, upper: float, *, whole: bool = True) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, entries: Sequence[tuple[int, float]], lower: float, upper: float) -> None:
        self.index += [column for column, _value in entries]
        self.value += [value for _column, value in entries]
        self.starts.append(len(self.index))
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def passed_to(self, solver: highspy.Highs) -> None:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_, lp.col_upper_ = np.array(self.cost, float), np.array(self.upper, float)
        lp.col_lower_ = np.zeros(len(self.cost))
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower, float), np.array(self.row_upper, float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, np.int32)
        lp.a_matrix_.index_ = np.array(self.index, np.int32)
        lp.a_matrix_.value_ = np.array(self.value, float)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        solver.passModel(lp)


class Model:
    """The program of one world: columns for counts, for hotels that a delegation uses, and for who stays out.

    Without ``together`` delegations may be divided: that is solved in a moment.
    """

    def __init__(
        self,
        world: World,
        groups: Sequence[Group],
        limits: Sequence[Limit],
        objective: Objective,
        *,
        together: bool = True,
    ):
        self.world, self.groups, self.limits = world, groups, limits
        self.program = Program()
        self.counted: dict[tuple[int, int], int] = {}
        self.out: list[list[tuple[int, int]]] = []  # (column, guests) by weight, the lightest first
        self.used: dict[tuple[object, int], int] = {}
        self.first: dict[object, int] = {}
        self._count_guests(objective)
        if together:
            self._keep_together()
        self._keep_limits()

    def _count_guests(self, objective):
        ways: list[list[int]] = [self.possible(group) for group in self.groups]
        for number, group in enumerate(self.groups):
            size = len(group.guests)
            for at in ways[number]:
                points = objective.points(group.one, self.world.blocks[at])
                self.counted[number, at] = self.program.column(points, size)
            weights = Counter(guest.weight for guest in group.guests)
            self.out.append(
                [
                    (self.program.column(WITHOUT_ROOM * w, n, whole=False), n)
                    for w, n in sorted(weights.items())
                ]
            )
            columns = [self.counted[number, at] for at in ways[number]]
            columns += [column for column, _guests in self.out[-1]]
            self.program.row([(column, 1) for column in columns], size, size)

    def possible(self, group) -> list[int]:
        """The blocks that have a room for each of the nights."""
        days = [self.world.nights[night] for night in group.nights]
        return [
            at
            for at, block in enumerate(self.world.blocks)
            if all(block.free.get(day, 0) > 0 for day in days)
        ]

    def _keep_together(self):
        """A hotel is used by a delegation as soon as one of its people is there; the first one is free."""
        in_hotel: dict[tuple[int, int], list[int]] = {}
        for (number, at), column in self.counted.items():
            in_hotel.setdefault((number, self.world.blocks[at].hotel), []).append(column)
        hotels: dict[object, list[int]] = {}
        for (number, hotel), columns in in_hotel.items():
            group = self.groups[number]
            delegation = group.one.delegation
            home = self.world.at_home.get(delegation, frozenset())
            if hotel in home:
                continue
            if (delegation, hotel) not in self.used:
                self.used[delegation, hotel] = self.program.column(DIVIDED, 1)
                hotels.setdefault(delegation, []).append(self.used[delegation, hotel])
            entries = [(column, 1) for column in columns]
            self.program.row([*entries, (self.used[delegation, hotel], -len(group.guests))], -math.inf, 0)
        for delegation, columns in hotels.items():
            if not self.world.at_home.get(delegation):
                self.first[delegation] = self.program.column(-DIVIDED, 1, whole=False)
                self.program.row(
                    [(self.first[delegation], 1), *[(column, -1) for column in columns]], -math.inf, 0
                )

    def _keep_limits(self):
        """One row for each set of counts that meet on a night: of equal sets the night with the fewest rooms."""
        for limit in self.limits:
            tightest: dict[tuple[int, ...], int] = {}
            asked = [
                (column, set(self.groups[number].nights), len(self.groups[number].guests))
                for (number, at), column in self.counted.items()
                if at in limit.blocks and number in limit.groups
            ]
            for night, rooms in enumerate(limit.rooms):
                meeting = [(column, size) for column, nights, size in asked if night in nights]
                columns = tuple(column for column, _size in meeting)
                if meeting and sum(size for _column, size in meeting) > rooms:
                    tightest[columns] = min(rooms, tightest.get(columns, rooms))
            for columns, rooms in tightest.items():
                self.program.row([(column, 1) for column in columns], -math.inf, rooms)

    def start(self, counts: Counts) -> np.ndarray:
        """The columns' values of a choice that is known."""
        values = np.zeros(len(self.program.cost))
        lodged: Counter[int] = Counter()
        for (number, at), count in counts.items():
            values[self.counted[number, at]] = count
            lodged[number] += count
            delegation = self.groups[number].one.delegation
            used = self.used.get((delegation, self.world.blocks[at].hotel))
            if used is not None:
                values[used] = 1
                if delegation in self.first:
                    values[self.first[delegation]] = 1
        for number, group in enumerate(self.groups):
            left = len(group.guests) - lodged[number]
            for column, guests in self.out[number]:
                values[column] = min(left, guests)
                left -= min(left, guests)
        return values

    def solve(self, start: Counts, *, seconds: float) -> Solved:
        """The best counts found within ``seconds``; the same world gives the same ones unless time runs out."""
        solver = highspy.Highs()
        for option, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0), ("time_limit", float(seconds)),
            ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99),
        ):  # fmt: skip
            solver.setOptionValue(option, value)
        self.program.passed_to(solver)
        known = highspy.HighsSolution()
        known.col_value = list(self.start(start))
        solver.setSolution(known)
        solver.run()
        bound = solver.getInfo().mip_dual_bound
        if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solved(None, bound)
        values = solver.getSolution().col_value
        counts = {pair: round(values[column]) for pair, column in self.counted.items()}
        return Solved({pair: count for pair, count in counts.items() if count > 0}, bound)
