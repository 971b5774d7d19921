"""From a case to its solution: the problem of its utterances, the best repair, and what nobody needs to have suffered.

Rests of areas and people of whom nothing is said are closed (nobody in them) wherever the best repairs allow it: a
reading never invents dead whom nobody claims. Where they do not, the numbers stay open and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.model.interval import Interval
from marsad.tolls.alternatives import Alternative, Meaning, alternatives, plain
from marsad.tolls.budget import Budget
from marsad.tolls.case import Case, Unclaimed
from marsad.tolls.conflicts import Conflicts, conflicts
from marsad.tolls.cost import Tolerance
from marsad.tolls.problem import Cell, ClaimConstraint, HardConstraint, Problem, Reading, Sum
from marsad.tolls.ranges import QuantityRange, ranges
from marsad.tolls.solver import Solution, Solver
from marsad.tolls.utterances import Utterance

_NOBODY_ELSE = "nobody claims that anybody else was harmed"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A case solved: the repair, the conflicts of the plain readings, the ranges asked for.

    `offered` has the alternatives of every utterance in the order of its readings behind the plain one; `open_` the
    sets of cells that nobody claims and that could not be closed.
    """

    case: Case
    solution: Solution
    conflicts: Conflicts
    ranges: Mapping[str, QuantityRange]
    offered: Mapping[str, tuple[Alternative, ...]]
    open_: tuple[frozenset[int], ...]

    def least(self, cells: frozenset[int]) -> int:
        """The fewest people in one of the sets that stayed open."""
        found = self.ranges.get(f"open/{min(cells)}")
        return (found.best.lower.value or 0) if found is not None else 0

    def taken(self, said: Utterance) -> Alternative | None:
        """The alternative reading that an utterance is given; None when it is read plainly or rejected."""
        reading = self.solution.repair.readings[said.id]
        return self.offered[said.id][reading - 1] if reading else None


def reckon(case: Case, quantities: Mapping[str, frozenset[int]]) -> Reckoning:
    """Solve a case and find the ranges of quantities, which are sets of its cells."""
    policy = case.policy
    budget = Budget(work=policy.values["budget"]["work"])
    offered = {said.id: tuple(alternatives(said, case)) for said in case.utterances}
    problem = problem_of(case, offered)
    first = Solver(problem, budget)
    closed, open_ = _closed(problem, case.unclaimed(), first, budget)
    solver = first if closed is problem else Solver(closed, budget)
    near = Tolerance(policy.values["near"]["rejected"], policy.values["near"]["penalty"])
    asked = {name: cells for name, cells in quantities.items() if cells}
    asked |= {f"open/{min(cells)}": cells for cells in open_}
    found = ranges(solver, asked, near)
    known = conflicts(first, policy.values["budget"]["conflicts"])
    return Reckoning(case, solver.solve(), known, found, offered, tuple(open_))


def problem_of(case: Case, offered: Mapping[str, tuple[Alternative, ...]]) -> Problem:
    """The problem of a case: a claim for every utterance, with the plain and the offered readings."""
    builder = _Builder(case)
    claims = []
    for said in case.utterances:
        claim = said.first.claim
        weight = case.policy.weight(claim.source.kind, claim.hedges)
        others = [
            builder.reading(other.meaning, case.policy.penalty(other.name), said, other.taken)
            for other in offered[said.id]
        ]
        claims.append(ClaimConstraint(said.id, weight, (builder.reading(plain(said, case), 0, said), *others)))
    return Problem(tuple(builder.cells), tuple(claims))


@dataclass(slots=True)
class _Builder:
    """Makes readings of meanings; `cells` grows by one for every count that may be of another event."""

    case: Case
    cells: list[Cell]

    def __init__(self, case: Case) -> None:
        self.case, self.cells = case, list(case.cells)

    def reading(self, meaning: Meaning, penalty: int, said: Utterance, sentence: str = "") -> Reading:
        if meaning.elsewhere:
            self.cells.append(Cell(f"another event, {said.id}", said.harm))
            anywhere = frozenset({len(self.cells) - 1})
            return Reading((Sum(anywhere, Interval(0)),), penalty, sentence)
        sums = list(self._sums(meaning, said))
        return Reading(tuple(dict.fromkeys(sums)), penalty, sentence)

    def _sums(self, meaning: Meaning, said: Utterance) -> Iterable[Sum]:
        wholes, parts = meaning.items[: said.wholes], meaning.items[said.wholes :]
        added: dict[frozenset[int], Interval] = {}
        for item in wholes:  # members of a list are different people, so those of one kind add up
            cells = self.case.cells_of(item, meaning.units)
            added[cells] = added[cells] + item.within if cells in added else item.within
        everybody = frozenset[int]().union(*added)
        if len(everybody) < sum(len(cells) for cells in added):
            together = Interval(0, 0)
            for within in added.values():
                together = together + within
            added[everybody] = together
        for item in parts:
            cells = self.case.cells_of(item, meaning.units)
            if cells in added:  # some of the same people ("dozens of fighters, eight leaders among them")
                added[cells] = added[cells] & Interval(item.within.lower) or added[cells]
            else:
                added[cells] = item.within
        for cells, within in added.items():
            if not meaning.died:
                yield Sum(cells, within)
                continue
            yield Sum(cells, Interval(0, within.upper))
            dead = self.case.cells_in(meaning.units, "killed")
            yield Sum(cells | dead, Interval(within.lower))


def _closed(
    problem: Problem, unclaimed: Sequence[Unclaimed], solver: Solver, budget: Budget
) -> tuple[Problem, list[frozenset[int]]]:
    """The problem with every set of unclaimed cells closed where that changes nothing else, and the other sets.

    Nothing else: the best repair costs what it did, and of the others there nobody more must have come to harm.
    """
    solution = solver.solve()
    if not unclaimed or not solution.proven:
        return problem, [each.cells for each in unclaimed]
    before = _fewest(solver, unclaimed)
    every = _with_nobody_in(problem, frozenset[int]().union(*(each.cells for each in unclaimed)))
    if _changes_nothing(every, solution, unclaimed, before, budget):
        return every, []
    open_ = []
    for each in unclaimed:
        tried = _with_nobody_in(problem, each.cells)
        if _changes_nothing(tried, solution, unclaimed, before, budget):
            problem = tried
        else:
            open_.append(each.cells)
    return problem, open_


def _fewest(solver: Solver, unclaimed: Sequence[Unclaimed]) -> list[int | None]:
    """The lower bounds of the others beside each set."""
    others = {str(k): each.others for k, each in enumerate(unclaimed) if each.others}
    return [found.best.lower.value for found in ranges(solver, others, Tolerance(0, 0)).values()]


def _changes_nothing(
    problem: Problem, solution: Solution, unclaimed: Sequence[Unclaimed], before: list[int | None], budget: Budget
) -> bool:
    solver = Solver(problem, budget)
    found = solver.solve()
    same = found.proven and found.repair.cost == solution.repair.cost
    return same and _fewest(solver, unclaimed) == before


def _with_nobody_in(problem: Problem, cells: frozenset[int]) -> Problem:
    return replace(problem, hard=(*problem.hard, HardConstraint(Sum(cells, Interval(0, 0)), _NOBODY_ELSE)))
