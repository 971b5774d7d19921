"""Toll problems solved by looking at everything: every number in every cell, every choice of readings.

Only for problems with a few cells and small numbers. No number above the largest finite end of any sum need be
looked at: a cell in no sum with an upper end can be that large without harm, and all others cannot be larger.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import combinations, product
from operator import and_

from marsad.tolls.cost import Cost, Tolerance
from marsad.tolls.problem import Problem, Reading, Sum

Ends = tuple[int, int | None]
Readings = Mapping[str, int | None]


class Brute:
    """Everything about one problem. A set of solutions is a number with a bit for every solution."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        sums = [s for claim in problem.claims for reading in claim.readings for s in reading.sums]
        sums += [hard.total for hard in problem.hard]
        most = max([max(s.within.lower, s.within.upper or 0) for s in sums], default=0)
        self.solutions = list(product(range(most + 1), repeat=len(problem.cells)))
        self._with: dict[Sum, int] = {}
        self.hard = self._all(hard.total for hard in problem.hard)

    def holds(self, total: Sum) -> int:
        """The solutions with which a sum holds."""
        if total not in self._with:
            bits = "".join("01"[sum(s[c] for c in total.cells) in total.within] for s in reversed(self.solutions))
            self._with[total] = int(bits, 2)
        return self._with[total]

    def _all(self, sums: Iterable[Sum]) -> int:
        return reduce(and_, map(self.holds, sums), (1 << len(self.solutions)) - 1)

    def chosen(self, readings: Readings) -> list[Reading]:
        """The readings that a choice keeps."""
        return [claim.readings[k] for claim in self.problem.claims if (k := readings.get(claim.claim)) is not None]

    def fulfilling(self, readings: Readings) -> int:
        """The solutions with which all kept readings hold."""
        return self.hard & self._all(s for reading in self.chosen(readings) for s in reading.sums)

    def cost(self, readings: Readings) -> Cost:
        """What a choice costs."""
        claims = self.problem.claims
        return Cost(
            sum(claim.weight for claim in claims if readings[claim.claim] is None),
            sum(claim.readings[readings[claim.claim] or 0].penalty for claim in claims),
            sum(1 for claim in claims if readings[claim.claim]),
        )

    @cached_property
    def repairs(self) -> list[tuple[Cost, Readings, int]]:
        """Every choice that has a solution, with its cost and its solutions, the best first."""
        options = [(*range(len(claim.readings)), None) for claim in self.problem.claims]
        names = [claim.claim for claim in self.problem.claims]
        choices = [dict(zip(names, choice, strict=True)) for choice in product(*options)]
        choices = [choice for choice in choices if self.same_together(choice)]
        found = [(self.cost(choice), choice, self.fulfilling(choice)) for choice in choices]
        return sorted((each for each in found if each[2]), key=lambda each: each[0])

    def same_together(self, readings: Readings) -> bool:
        """Whether claims that say the same are treated the same."""
        treated: dict[object, set[int | None]] = {}
        for claim in self.problem.claims:
            says = tuple((frozenset(reading.sums), reading.penalty) for reading in claim.readings)
            treated.setdefault(says, set()).add(readings[claim.claim])
        return all(len(ways) == 1 for ways in treated.values())

    def within(self, tolerance: Tolerance | None) -> Iterator[tuple[Cost, Readings, int]]:
        """The best repairs, or those within a tolerance of the best."""
        best = self.repairs[0][0]
        for each in self.repairs:
            cost = each[0]
            if tolerance is None:
                near = cost == best
            else:
                rejected, penalty = best.rejected + tolerance.rejected, best.penalty + tolerance.penalty
                near = cost.rejected <= rejected and cost.penalty <= penalty
            if near:
                yield each

    def uncapped(self, readings: Readings) -> frozenset[int]:
        """The cells that nothing in a choice keeps from growing."""
        sums = [s for reading in self.chosen(readings) for s in reading.sums] + [h.total for h in self.problem.hard]
        capped = {cell for s in sums if s.within.upper is not None for cell in s.cells}
        return frozenset(range(len(self.problem.cells))) - capped

    def ends(self, readings: Readings, cells: frozenset[int], fulfilling: int | None = None) -> Ends:
        """The fewest and the most people in some cells over the solutions of one choice."""
        solutions = self.fulfilling(readings) if fulfilling is None else fulfilling
        totals = {sum(s[c] for c in cells) for k, s in enumerate(self.solutions) if solutions >> k & 1}
        return min(totals), None if cells & self.uncapped(readings) else max(totals)

    def range(self, cells: frozenset[int], tolerance: Tolerance | None) -> Ends:
        """The same over all best or near repairs."""
        ends = [self.ends(readings, cells, solutions) for _, readings, solutions in self.within(tolerance)]
        uppers = [upper for _, upper in ends if upper is not None]
        return min(lower for lower, _ in ends), max(uppers) if len(uppers) == len(ends) else None

    def conflicts(self) -> list[tuple[str, ...]]:
        """Every minimal set of claims whose plain readings cannot all hold."""
        names = sorted(claim.claim for claim in self.problem.claims)
        found: list[tuple[str, ...]] = []
        for size in range(1, len(names) + 1):
            for ids in combinations(names, size):
                if not any(set(known) <= set(ids) for known in found) and not self.fulfilling(dict.fromkeys(ids, 0)):
                    found.append(ids)
        return found
