"""Tolls of the size of a desk's agree with OR-tools CP-SAT, in a process of its own."""

from dataclasses import replace

import pytest

from marsad.tolls.cost import Tolerance
from marsad.tolls.ranges import ranges
from marsad.tolls.solver import Solver
from tests.tolls.instances import DESK, Size, instance
from tests.tolls.peer import MISSING, answers, as_json, python

SIZES = [
    pytest.param(replace(DESK, cells=(10, 30), claims=(5, 25)), 12, id="desk"),
    pytest.param(Size((10, 16), (30, 40), 4.0, readings=0.6, hard=2), 6, id="dense"),
    pytest.param(Size((8, 14), (8, 20), 3_000.0, hard=1), 8, id="wars"),
]


@pytest.mark.skipif(python() is None, reason=MISSING)
@pytest.mark.parametrize(("size", "count"), SIZES)
def test_cp_sat_agrees(size: Size, count: int) -> None:
    tolerance = Tolerance(0, 1)
    drawn = [instance(seed, size) for seed in range(count)]
    for seed, (one, peer) in enumerate(zip(drawn, answers(as_json(d, tolerance) for d in drawn), strict=True)):
        solver = Solver(one.problem)
        assert list(solver.solve().repair.cost) == peer["cost"], seed
        found = ranges(solver, one.quantities, tolerance).values()
        assert [[f.best.lower.value, f.best.upper.value] for f in found] == peer["best"], seed
        assert [[f.near.lower.value, f.near.upper.value] for f in found] == peer["near"], seed
