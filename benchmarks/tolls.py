"""Tolls a second on one core, beside OR-tools CP-SAT on the same problems in the same run.

    uv run python -m benchmarks.tolls [--problems N] [--peer N] [--tail N]

A problem is done when the best repair and the ranges of every quantity, over the best and over the near repairs, are
proven; ours also says which claims hold each bound, and a second line adds all minimal conflicts (at most 100). CP-SAT
runs in a process of its own, where a Python has ortools (MARSAD_ORTOOLS_PYTHON may name it). Seconds are of the
processor. Then what many claims on one incident cost, up to a thousand: repeated counts of the same few groups, as
reports of one day are, and the hard case of a hundred claims on groups that overlap at random, many of them wrong.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median

from marsad.tolls.conflicts import conflicts
from marsad.tolls.cost import Tolerance
from marsad.tolls.ranges import QuantityRange, ranges
from marsad.tolls.solver import Solver
from tests.tolls.instances import DESK, Instance, Size, instance, repeated
from tests.tolls.peer import MISSING, answers, as_json, python

NEAR = Tolerance(rejected=0, penalty=1)
CURVE = (10, 30, 100, 300, 1000)


def toll(drawn: Instance) -> tuple[Solver, list[QuantityRange]]:
    """All that is published of one problem but its conflicts."""
    solver = Solver(drawn.problem)
    return solver, list(ranges(solver, drawn.quantities, NEAR).values())


def with_conflicts(drawn: Instance) -> None:
    conflicts(toll(drawn)[0])


def seconds(call: Callable[[Instance], object], drawn: Iterable[Instance]) -> list[float]:
    """What every call costs."""
    spent = []
    for one in drawn:
        began = time.process_time()
        call(one)
        spent.append(time.process_time() - began)
    return spent


def proven(solver: Solver, found: list[QuantityRange]) -> bool:
    ends = [end for each in found for range_ in (each.best, each.near) for end in (range_.lower, range_.upper)]
    return solver.solve().proven and all(end.proven for end in ends)


def say(name: str, spent: list[float]) -> None:
    spent = sorted(spent)
    late = spent[int(0.95 * len(spent))]
    figures = f"{len(spent) / sum(spent):8.1f} problems/s   median {median(spent) * 1000:7.2f} ms"
    print(f"{name:34} {figures}   p95 {late * 1000:8.2f} ms   max {spent[-1] * 1000:8.2f} ms")


def beside_cp_sat(drawn: list[Instance]) -> None:
    """The same problems by both, and whether they agree."""
    if python() is None:
        print(MISSING)
        return
    theirs = answers(as_json(one, NEAR) for one in drawn)
    ours = seconds(toll, drawn)
    equal = sum(same(one, peer) for one, peer in zip(drawn, theirs, strict=True))
    say(f"ours, the first {len(drawn)} of them", ours)
    say("CP-SAT, the same", [peer["seconds"] for peer in theirs])
    print(
        f"ours is {sum(peer['seconds'] for peer in theirs) / sum(ours):.1f} times as fast; {equal} of {len(drawn)} agree"
    )


def same(drawn: Instance, peer: dict[str, object]) -> bool:
    solver, found = toll(drawn)
    best = [[each.best.lower.value, each.best.upper.value] for each in found]
    near = [[each.near.lower.value, each.near.upper.value] for each in found]
    return [list(solver.solve().repair.cost), best, near] == [peer["cost"], peer["best"], peer["near"]]


def growth(tail: int) -> None:
    """Many claims on one incident."""
    for claims in CURVE:
        tell(f"{claims:5} repeated claims on 24 cells", [repeated(seed, claims) for seed in range(tail)])
    for claims in CURVE:
        size = Size((12, 12), (claims, claims), 4.0, wrong=0.1)
        tell(f"{claims:5} overlapping claims on 12 cells", [instance(seed, size) for seed in range(tail)])
    for cells in (24, 40):
        size = Size((cells, cells), (100, 100), 4.0)
        tell(f"  100 noisy claims on {cells} cells", [instance(seed, size) for seed in range(tail)])


def tell(name: str, drawn: list[Instance]) -> None:
    """What the problems cost and how many of them are proven."""
    done: list[bool] = []
    say(name, seconds(lambda one: done.append(proven(*toll(one))), drawn))
    print(f"{'':34} {sum(done)} of {len(done)} proven")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", type=int, default=300)
    parser.add_argument("--peer", type=int, default=40, help="how many of them CP-SAT gets")
    parser.add_argument("--tail", type=int, default=10, help="how many problems at each number of claims")
    asked = parser.parse_args()
    drawn = [instance(seed, DESK) for seed in range(asked.problems)]
    print(f"{asked.problems} problems of 10 to 60 cells and 5 to 40 claims")
    say("ours, repair and ranges", seconds(toll, drawn))
    one_reading = replace(DESK, readings=0.0)
    say("ours, claims of one reading", seconds(toll, (instance(seed, one_reading) for seed in range(asked.problems))))
    say("ours, with all conflicts", seconds(with_conflicts, drawn))
    beside_cp_sat(drawn[: asked.peer])
    growth(asked.tail)


if __name__ == "__main__":
    main()
