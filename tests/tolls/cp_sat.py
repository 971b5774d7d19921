"""Toll problems solved by OR-tools CP-SAT, which shares nothing with our own arithmetic. Run in a process of its own.

A line of JSON in is one problem (`as_json` in `peer.py` says how), a line of JSON out its answer. It imports nothing
of marsad, so any Python that has ortools can run it.
"""

import json
import sys
import time
from typing import Any

from ortools.sat.python import cp_model


class Model:
    """One problem as constraints: a number for every cell, a switch for every reading and for every rejection."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        finite = [n for claim in problem["claims"] for r in claim["readings"] for s in r["sums"] for n in s[1:] if n]
        finite += [n for s in problem["hard"] for n in s[1:] if n]
        self.open = 1 + sum(finite)  # more people than any sum allows to be counted
        self.model = cp_model.CpModel()
        self.cells = [self.model.new_int_var(0, self.open, "") for _ in range(problem["cells"])]
        for total in problem["hard"]:
            self.hold(total, None)
        rejected, penalty, changed = [], [], []
        for claim in problem["claims"]:
            switches = [self.model.new_bool_var("") for _ in (*claim["readings"], None)]
            self.model.add_exactly_one(switches)
            rejected.append(claim["weight"] * switches[-1])
            for place, (reading, switch) in enumerate(zip(claim["readings"], switches[:-1], strict=True)):
                penalty.append(reading["penalty"] * switch)
                changed.append((place > 0) * switch)
                for total in reading["sums"]:
                    self.hold(total, switch)
        self.parts = [sum(rejected), sum(penalty), sum(changed)]

    def hold(self, total: list[Any], switch: Any) -> None:
        cells, lower, upper = total
        number = sum(self.cells[cell] for cell in cells)
        held = [self.model.add(number >= lower)] if lower else []
        held += [self.model.add(number <= upper)] if upper is not None else []
        for constraint in held:
            if switch is not None:
                constraint.only_enforce_if(switch)

    def best(self, expression: Any, *, most: bool = False) -> int:
        """The least or most that an expression can be."""
        (self.model.maximize if most else self.model.minimize)(expression)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # many times faster here than what it does by itself
        status = solver.solve(self.model)
        if status != cp_model.OPTIMAL:
            raise RuntimeError(f"CP-SAT says {solver.status_name(status)}")
        value: float = solver.objective_value
        return round(value)

    def cost(self) -> list[int]:
        """The cost of the best repair; from here on only repairs of that cost are looked at."""
        found = []
        for part in self.parts:
            found.append(self.best(part))
            self.model.add(part <= found[-1])
        return found

    def range(self, cells: list[int]) -> list[int | None]:
        number = sum(self.cells[cell] for cell in cells)
        upper = self.best(number, most=True)
        return [self.best(number), None if upper >= self.open else upper]


def answer(problem: dict[str, Any]) -> dict[str, Any]:
    """The cost of the best repair, the ranges over the best and over the near repairs, and the seconds it took."""
    began = time.process_time()
    best = Model(problem)
    cost = best.cost()
    ranges = [best.range(cells) for cells in problem["quantities"]]
    near = None
    if problem["tolerance"] is not None:
        wider = Model(problem)
        for part, least, more in zip(wider.parts, cost, problem["tolerance"], strict=False):
            wider.model.add(part <= least + more)
        near = [wider.range(cells) for cells in problem["quantities"]]
    return {"cost": cost, "best": ranges, "near": near, "seconds": time.process_time() - began}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
