"""Random tolls agree with looking at every number and every choice of readings.

MARSAD_TOLLS says how many of them, 300 when it does not.
"""

import os
from random import Random

import pytest

from marsad.tolls.conflicts import conflicts
from marsad.tolls.cost import Tolerance
from marsad.tolls.ranges import Bound, ranges
from marsad.tolls.solver import Solver
from tests.tolls.brute import Brute
from tests.tolls.instances import TINY, instance

COUNT = int(os.environ.get("MARSAD_TOLLS", "300"))
BLOCK = 50


@pytest.mark.parametrize("first", range(0, COUNT, BLOCK))
def test_everything_agrees(first: int) -> None:
    for seed in range(first, min(first + BLOCK, COUNT)):
        check(seed)


def test_the_cases_are_not_all_easy() -> None:
    solvers = [Solver(instance(seed, TINY).problem) for seed in range(300)]
    solutions = [solver.solve() for solver in solvers]
    assert sum(1 for solution in solutions if solution.repair.rejected) > 60
    assert sum(1 for solution in solutions if solution.repair.changed) > 30
    assert sum(1 for solver in solvers if len(conflicts(solver).sets) > 1) > 60


def check(seed: int) -> None:
    """Everything about one instance."""
    drawn, random = instance(seed, TINY), Random(seed)
    tolerance = Tolerance(random.choice((0, 0, 1, 2, 3)), random.choice((0, 1, 2, 4)))
    solver, brute = Solver(drawn.problem), Brute(drawn.problem)
    solution = solver.solve()
    assert solution.proven
    assert solution.bound == solution.repair.cost == brute.cost(solution.repair.readings) == brute.repairs[0][0], seed
    assert brute.fulfilling(solution.repair.readings), seed
    for name, found in ranges(solver, drawn.quantities, tolerance).items():
        cells = drawn.quantities[name]
        for wanted, one in ((None, found.best), (tolerance, found.near)):
            assert (one.lower.value, one.upper.value) == brute.range(cells, wanted), (seed, name, wanted)
            for side, bound in enumerate((one.lower, one.upper)):
                assert bound.proven
                assert held_by_no_more_than_needed(brute, bound, side, cells), (seed, name, side)
    assert list(conflicts(solver).sets) == brute.conflicts(), seed


def held_by_no_more_than_needed(brute: Brute, bound: Bound, side: int, cells: frozenset[int]) -> bool:
    """Whether the claims named imply the bound, and without any one of them it would be further out."""
    if bound.value is None:
        return bound.held_by == ()
    held = {claim: bound.repair.readings[claim] for claim in bound.held_by}
    fewer = [{k: v for k, v in held.items() if k != claim} for claim in held]
    return brute.ends(held, cells)[side] == bound.value and all(
        brute.ends(some, cells)[side] != bound.value for some in fewer
    )
