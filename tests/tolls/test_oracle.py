"""One oracle answers many questions; what it was asked before never shows."""

from random import Random

import pytest

from marsad.tolls.budget import Budget, ExhaustedError, Meter
from marsad.tolls.oracle import Extreme, Oracle
from marsad.tolls.system import Atoms, system_of
from tests.tolls.instances import Size, instance

# sums that follow no tree: many a vertex is not whole
TANGLED = Size((6, 9), (8, 14), 50.0, wrong=0.02)


def unlimited() -> Meter:
    return Meter(Budget())


@pytest.mark.parametrize("seed", range(20))
def test_a_question_that_was_broken_off_leaves_no_trace(seed: int) -> None:
    random = Random(seed)
    system = system_of(instance(seed, TANGLED).problem)
    plain = [system.atom_of[place, 0] for place in range(len(system.statements))]

    def question() -> tuple[Atoms, list[int], int]:
        kept = frozenset(random.sample(plain, random.randint(3, len(plain))))
        return kept, random.sample(range(len(system.columns)), 3), random.choice((-1, 1))

    def answer(oracle: Oracle, asked: tuple[Atoms, list[int], int]) -> int | str | None:
        found = oracle.extreme(*asked)
        return found.value if isinstance(found, Extreme) else "contradiction"

    oracle, broken_off = Oracle(system, unlimited()), 0
    for _ in range(60):
        oracle.use(Meter(Budget(work=random.randint(0, 150))))
        try:
            answer(oracle, question())
        except ExhaustedError:
            broken_off += 1
        oracle.use(unlimited())
        asked = question()
        assert answer(oracle, asked) == answer(Oracle(system, unlimited()), asked)
    assert broken_off > 0
