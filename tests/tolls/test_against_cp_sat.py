"""Tolls of the size of a desk's agree with OR-tools CP-SAT, in a process of its own."""

from dataclasses import replace

import pytest

from marsad.tolls.cost import Tolerance
from marsad.tolls.ranges import ranges
from marsad.tolls.solver import Solver
from tests.tolls.instances import DESK, Instance, Size, instance, repeated
from tests.tolls.peer import MISSING, answers, as_json, python

DRAWN = [
    pytest.param([instance(k, replace(DESK, cells=(10, 30), claims=(5, 25))) for k in range(12)], id="desk"),
    pytest.param([instance(k, Size((10, 16), (30, 40), 4.0, readings=0.6, hard=2)) for k in range(6)], id="dense"),
    pytest.param([instance(k, Size((8, 14), (8, 20), 3_000.0, hard=1)) for k in range(8)], id="wars"),
    pytest.param([repeated(k, 40) for k in range(3)], id="repeated"),
]


@pytest.mark.skipif(python() is None, reason=MISSING)
@pytest.mark.parametrize("drawn", DRAWN)
def test_cp_sat_agrees(drawn: list[Instance]) -> None:
    tolerance = Tolerance(0, 1)
    for seed, (one, peer) in enumerate(zip(drawn, answers(as_json(d, tolerance) for d in drawn), strict=True)):
        solver = Solver(one.problem)
        assert list(solver.solve().repair.cost) == peer["cost"], seed
        found = ranges(solver, one.quantities, tolerance).values()
        assert [[f.best.lower.value, f.best.upper.value] for f in found] == peer["best"], seed
        assert [[f.near.lower.value, f.near.upper.value] for f in found] == peer["near"], seed
