"""A problem that cannot be meant is refused, with every fault of it named."""

import pytest

from marsad.errors import ItemError
from marsad.model.interval import Interval
from marsad.tolls.problem import MOST_PEOPLE, Cell, ClaimConstraint, HardConstraint, Problem, Reading, Sum
from marsad.tolls.solver import Solver

CELLS = (Cell("market"), Cell("road"))
ONE = Sum(frozenset({0}), Interval(1))


def claim(*readings: Reading, name: str = "a", weight: int = 1) -> ClaimConstraint:
    return ClaimConstraint(name, weight, readings)


CASES = [
    ((claim(Reading((ONE,))), claim(Reading((ONE,)))), (), "claim 'a' is there 2 times"),
    ((claim(Reading((ONE,)), weight=0),), (), "claim 'a': its weight is 0, not 1 or more"),
    ((claim(),), (), "claim 'a': it has no reading"),
    ((claim(Reading((ONE,), 1)),), (), "claim 'a': its plain reading has penalty 1, not 0"),
    ((claim(Reading((ONE,)), Reading((ONE,))),), (), "claim 'a': its reading 1 has penalty 0, not 1 or more"),
    ((claim(Reading(())),), (), "claim 'a': its reading 0 says nothing"),
    ((claim(Reading((Sum(frozenset(), Interval(1)),))),), (), "claim 'a': a sum of no cells"),
    ((claim(Reading((Sum(frozenset({0, 2}), Interval(1)),))),), (), "a sum names cells [2], but there are 2 cells"),
    ((), (HardConstraint(Sum(frozenset({-1}), Interval(1))),), "hard constraint 0: a sum names cells [-1]"),
    ((), (HardConstraint(Sum(frozenset({0}), Interval(0, MOST_PEOPLE + 1))),), "hard constraint 0: a sum of 0.."),
]


@pytest.mark.parametrize(("claims", "hard", "fault"), CASES)
def test_what_cannot_be_meant_is_refused(
    claims: tuple[ClaimConstraint, ...], hard: tuple[HardConstraint, ...], fault: str
) -> None:
    with pytest.raises(ItemError) as caught:
        Problem(CELLS, claims, hard)
    assert caught.value.code == "tolls.malformed-problem"
    assert fault in caught.value.what


def test_every_fault_is_named() -> None:
    with pytest.raises(ItemError) as caught:
        Problem(CELLS, (claim(), claim(Reading((ONE,), 3), name="b")))
    assert "'a'" in caught.value.what
    assert "'b'" in caught.value.what


def test_what_is_beyond_doubt_must_not_contradict_itself() -> None:
    both = frozenset({0, 1})
    hard = (HardConstraint(ONE, "a person saw one die"), HardConstraint(Sum(both, Interval(0, 0)), "nobody was there"))
    with pytest.raises(ItemError) as caught:
        Solver(Problem(CELLS, (), hard))
    assert caught.value.code == "tolls.hard-contradiction"
    assert "a person saw one die; nobody was there" in caught.value.what
