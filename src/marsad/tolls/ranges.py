"""How many people a quantity can be: over all best repairs, over all near ones, and which claims hold each end.

No repair is listed one by one. A bound found in one repair comes with the readings that hold it there; only a repair
without one of them can go further, so the cheapest such repair is looked at next, until none is left under the ceiling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marsad.tolls.budget import ExhaustedError
from marsad.tolls.clauses import Clause
from marsad.tolls.cost import Ceiling, Tolerance
from marsad.tolls.hitting import Choice
from marsad.tolls.oracle import Extreme, atoms_of
from marsad.tolls.solver import Repair, Solver
from marsad.tolls.system import Atoms


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range.

    `value` None is open. `repair` is one in which it is reached, `witness` a solution there with a number for every
    cell (None where open), and `held_by` the claims kept in it, none of which can be spared, that let nothing go
    beyond. A bound that is not `proven` (the budget ran out) is reached, but others may lie beyond.
    """

    value: int | None
    held_by: tuple[str, ...]
    repair: Repair
    witness: tuple[int, ...] | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most people; every whole number between them need not be possible."""

    lower: Bound
    upper: Bound


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """The range of a quantity over all `best` repairs, and the one over all `near` ones, which is never narrower."""

    best: Range
    near: Range


def ranges(
    solver: Solver,
    quantities: Mapping[str, frozenset[int]],
    tolerance: Tolerance = Tolerance(),  # noqa: B008 (frozen)
) -> dict[str, QuantityRange]:
    """The ranges of quantities, each a set of cells.

    A repair is near when its rejected weight and its penalty are each within the tolerance of the best. Over an
    unproven solution, all bounds are unproven and belong to the one repair found.
    """
    solution = solver.solve()
    solver.start()
    ceilings = (solver.prices.equal(solution.repair.cost), solver.prices.near(solution.repair.cost, tolerance))
    known: dict[frozenset[int], QuantityRange] = {}
    for cells in quantities.values():
        if cells not in known:
            lower, upper = (_ends(solver, cells, direction, ceilings) for direction in (-1, 1))
            known[cells] = QuantityRange(Range(lower[0], upper[0]), Range(lower[1], upper[1]))
    return {name: known[cells] for name, cells in quantities.items()}


def _ends(solver: Solver, cells: frozenset[int], direction: int, ceilings: tuple[Ceiling, Ceiling]) -> list[Bound]:
    """One end of a quantity under each of two ceilings, the second of which is the higher."""
    search = _Search(solver, cells, direction)
    return [search.under(ceiling) for ceiling in ceilings]


@dataclass(slots=True)
class _Search:
    """The search for one end of one quantity. What holds under one ceiling is the start for a higher one."""

    solver: Solver
    cells: frozenset[int]
    direction: int
    columns: tuple[int, ...] = ()
    clauses: list[Clause] = field(default_factory=list)
    end: Extreme | None = None
    choice: Choice | None = None
    bound: Bound | None = None

    def __post_init__(self) -> None:
        """Whoever wants many people puts a column's into a cell that counts; whoever wants few, into one that does not."""
        column_of = self.solver.system.column_of
        some = {column_of[cell] for cell in self.cells}
        if self.direction < 0:
            some -= {column for cell, column in enumerate(column_of) if cell not in self.cells}
        self.columns = tuple(sorted(some))

    def under(self, ceiling: Ceiling) -> Bound:
        """The bound over all repairs under a ceiling."""
        try:
            if self.end is None:
                self._look(self.solver.best)
            while self._may_go_on() and (choice := self._another(ceiling)) is not None:
                self._look(choice)
            if self.bound is None:
                self.bound = self._finished()
        except ExhaustedError:
            return replace(self.bound or self._unfinished(), proven=False)
        return self.bound

    def _may_go_on(self) -> bool:
        """Whether another repair could have an end further out."""
        assert self.end is not None
        trivial = self.end.value is None or (self.direction < 0 and self.end.value == 0)
        return not trivial and self.solver.solve().proven

    def _another(self, ceiling: Ceiling) -> Choice | None:
        """The cheapest choice under the ceiling in which nothing known holds the quantity at its end."""
        clauses = []
        for clause in self.clauses:
            loose = self.solver.loose(clause, ceiling)
            if not loose.covers:
                return None
            clauses.append(loose)
        return self.solver.cheapest(clauses, ceiling)

    def _look(self, choice: Choice) -> None:
        """See how far the quantity goes in a choice, or learn why the choice has no solution."""
        found = self.solver.oracle.extreme(self.solver.atoms(choice), self.columns, self.direction)
        if not isinstance(found, Extreme):
            self.solver.learn(found)
            return
        self.clauses.append(self.solver.clause(found.held_by))
        if self.end is None or self.end.value is None:
            further = self.end is None
        else:
            further = found.value is None or (found.value - self.end.value) * self.direction > 0
        if further:
            self.end, self.choice, self.bound = found, choice, None

    def _finished(self) -> Bound:
        """The end that was found as a bound, with the claims that hold it."""
        solver, end, choice = self.solver, self.end, self.choice
        assert end is not None
        assert choice is not None
        witness = None if end.value is None else self._spread(end)
        held_by = tuple(solver.claim_of(atom) for atom in sorted(self._needed(end)))
        return Bound(end.value, held_by, solver.repair(choice), witness, solver.solve().proven)

    def _spread(self, end: Extreme) -> tuple[int, ...]:
        others = frozenset(range(len(self.solver.problem.cells))) - self.cells
        return self.solver.system.spread(end.columns, self.cells if self.direction > 0 else others)

    def _needed(self, end: Extreme) -> Atoms:
        """Readings that hold the end, without those that can be spared."""
        atoms = atoms_of(end.held_by)
        if end.value is None or end.needed == atoms:
            return atoms
        prover = self.solver.prover(atoms)
        prover.demand(self.columns, end.value + self.direction, self.direction)
        return atoms_of(self.solver.fewest(end.held_by, prover, end.needed))

    def _unfinished(self) -> Bound:
        """What is known when the budget runs out: the end reached so far, or at least one solution."""
        if self.end is not None and self.choice is not None and self.end.value is not None:
            found = self._spread(self.end)
            repair = self.solver.repair(self.choice)
        else:
            found, repair = self.solver.solve().witness, self.solver.solve().repair
        return Bound(sum(found[cell] for cell in self.cells), (), repair, found, proven=False)
