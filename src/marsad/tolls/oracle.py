"""Whether a choice of readings has a solution in whole people, and how far a quantity can go in it: exactly.

The answer comes with its proof: the limits of readings that already suffice for it. Vertices of these systems are
whole nearly always (they are networks wherever the claims' sums form two families of nested sets); where one is not,
cuts and then branches go on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from marsad.tolls.budget import ExhaustedError, Meter
from marsad.tolls.simplex import OPEN, Simplex, Stop
from marsad.tolls.system import Atoms, Limit, System

_NOBODY = -1
"""Owns the limits of the hard constraints."""

_CUTS = 12
"""Cuts before a branch: nearly always two or three are enough."""

_DEEPEST = 40
"""Branches within branches; a search that goes deeper goes nowhere."""


class Use(NamedTuple):
    """A proof uses the upper (or else the lower) limit that an atom sets to a variable."""

    atom: int
    variable: int
    upper: bool


Proof = frozenset[Use]
"""Limits that exclude something together, whatever else holds."""


def atoms_of(proof: Proof) -> Atoms:
    """The atoms whose limits a proof uses."""
    return frozenset(use.atom for use in proof)


@dataclass(frozen=True, slots=True)
class Extreme:
    """How far a quantity can go: `value` (None: without end), what stops it there, and a solution there.

    Without any of the `needed` atoms the others would not stop it; of the rest that is not known.
    """

    value: int | None
    held_by: Proof
    columns: tuple[int, ...]
    needed: Atoms = frozenset()


class Oracle:
    """One simplex for many questions about a system.

    A prover (`only`) is for questions about some of its atoms, and small where they are few.
    """

    def __init__(self, system: System, meter: Meter, only: Atoms | None = None) -> None:
        self.system = system
        rows: dict[int, Iterable[int]] = {len(system.columns) + k: row for k, row in enumerate(system.rows)}
        if only is not None:
            asked = {x.variable for atom in only for x in system.atoms[atom].limits} | {x.variable for x in system.hard}
            rows = {variable: row for variable, row in rows.items() if variable in asked}
        self._simplex = Simplex(len(system.columns), len(system.columns) + len(system.rows), rows, meter)
        self._limits: defaultdict[int, dict[tuple[int, int], Limit]] = defaultdict(dict)
        self._owners: defaultdict[int, list[Proof]] = defaultdict(lambda: [frozenset(), frozenset()])
        self._depth = 0
        self._clashing: set[int] = set()
        self._active: Atoms = frozenset()
        for k, limit in enumerate(system.hard):
            self._limits[limit.variable][_NOBODY, k] = limit
        for variable in sorted(self._limits):
            self._bound(variable)

    def use(self, meter: Meter) -> None:
        """Count on another meter from now on."""
        self._simplex.meter = meter

    def conflict(self, atoms: Atoms) -> Proof | None:
        """None when the atoms have a solution (then `solution`), else why they have none."""
        self._activate(atoms)
        if self._clashing:
            low, high = self._owners[min(self._clashing)]
            return low | high
        return self._whole()

    def solution(self) -> tuple[int, ...]:
        """The number in every column with which the atoms last asked about hold, if they can."""
        simplex = self._simplex
        return tuple(simplex.value[v] // simplex.denominator[v] for v in range(simplex.columns))

    def extreme(self, atoms: Atoms, columns: Iterable[int], direction: int) -> Extreme | Proof:
        """The most (1) or fewest (-1) people in `columns`; why, when they have no solution."""
        found = self.conflict(atoms)
        if found is not None:
            return found
        simplex = self._simplex
        simplex.set_goal(columns)
        try:
            stops = simplex.push_goal(direction)
            if stops is None:
                return Extreme(None, frozenset(), self.solution())
            at, denominator = simplex.value[simplex.goal], simplex.denominator[simplex.goal]
            if simplex.fractional() is None:
                proof = self._proof(stops)
                return Extreme(at // denominator, proof, self.solution(), self._surely_needed(stops))
            end = at // denominator if direction > 0 else -(-at // denominator)
            return self._whole_extreme(end, self._proof(stops), direction)
        finally:
            simplex.drop_goal()

    def demand(self, columns: Iterable[int], value: int, direction: int) -> None:
        """From now on the people in `columns` must number `value` or beyond."""
        self._simplex.set_goal(columns)
        self._bound_goal(value, direction)

    def _surely_needed(self, stops: list[Stop]) -> Atoms:
        """Those who stop the goal with one limit alone, where one step past it is a solution for all the others."""
        own: defaultdict[int, list[Stop]] = defaultdict(list)
        for stop in stops:
            for use in self._owners[stop.variable][stop.upper]:
                own[use.atom].append(stop)
        if self._simplex.denominator[self._simplex.goal] > 1:
            return frozenset()
        every = frozenset(own)
        return frozenset(k for k, (stop, *more) in own.items() if not more and self._gives_way(stop, every - {k}))

    def _gives_way(self, stop: Stop, others: Atoms) -> bool:
        """Whether one step past a stop is a solution for these atoms."""
        simplex, moved, step = self._simplex, stop.variable, 1 if stop.upper else -1
        if not self._allowed(moved, simplex.value[moved] + step, others):
            return False
        for basic in simplex.users[moved]:
            value, rest = divmod(simplex.value[basic] + simplex.rows[basic][moved] * step, simplex.denominator[basic])
            if rest or (basic != simplex.goal and not self._allowed(basic, value, others)):
                return False
        return True

    def _allowed(self, variable: int, value: int, atoms: Atoms) -> bool:
        """Whether nothing but what other atoms than these say keeps a variable from having a value."""
        return (value >= 0 or variable >= self._simplex.columns) and all(
            limit.lower <= value <= limit.upper
            for (atom, _), limit in self._limits[variable].items()
            if atom in atoms or atom == _NOBODY
        )

    def _whole_extreme(self, end: int, proof: Proof, direction: int) -> Extreme:
        """The extreme in whole people, when the one in fractions ends at `end`: go back until there is a solution."""
        self._bound_goal(end, direction)
        while (found := self._whole()) is not None:
            proof, end = found, end - direction
            self._bound_goal(end, direction)
        return Extreme(end, proof, self.solution())

    def _bound_goal(self, value: int, direction: int) -> None:
        self._simplex.bound(self._simplex.goal, *((value, OPEN) if direction > 0 else (-OPEN, value)))

    def _whole(self) -> Proof | None:
        """None when there is a solution in whole people within the bounds, else what excludes it."""
        simplex, cuts = self._simplex, 0
        try:
            while True:
                stops = simplex.infeasible()
                if stops is not None:
                    return self._proof(stops)
                column = simplex.fractional()
                if column is None:
                    return None
                if cuts == _CUTS:
                    return self._branches(column)
                variable, stops = simplex.cut(column)
                self._owners[variable] = [frozenset(), self._proof(stops)]
                cuts += 1
        finally:
            for _ in range(cuts):
                simplex.drop_cut()

    def _branches(self, column: int) -> Proof | None:
        """The answer when a column is not whole: what excludes that it is less together with what excludes more."""
        below = self._simplex.value[column] // self._simplex.denominator[column]
        if self._depth == _DEEPEST:
            raise ExhaustedError
        self._depth += 1
        try:
            less = self._branch(column, 1, below)
            more = None if less is None else self._branch(column, 0, below + 1)
        finally:
            self._depth -= 1
        return None if less is None or more is None else less | more

    def _branch(self, column: int, side: int, bound: int) -> Proof | None:
        """The answer with one end of a column (0 its lower, 1 its upper) moved."""
        simplex, owners = self._simplex, self._owners[column]
        ends, owner = [simplex.lower[column], simplex.upper[column]], owners[side]
        moved = ends.copy()
        moved[side] = bound
        owners[side] = frozenset()
        simplex.bound(column, *moved)
        try:
            return self._whole()
        finally:
            owners[side] = owner
            simplex.bound(column, *ends)

    def _proof(self, stops: list[Stop]) -> Proof:
        return frozenset().union(*(self._owners[stop.variable][stop.upper] for stop in stops))

    def _activate(self, atoms: Atoms) -> None:
        if atoms == self._active:
            return
        touched = set()
        for atom in atoms ^ self._active:
            for k, limit in enumerate(self.system.atoms[atom].limits):
                if atom in atoms:
                    self._limits[limit.variable][atom, k] = limit
                else:
                    del self._limits[limit.variable][atom, k]
                touched.add(limit.variable)
        self._active = atoms
        for variable in sorted(touched):
            self._bound(variable)

    def _bound(self, variable: int) -> None:
        """Bring the bounds of a variable to what the active atoms say, and remember who says it."""
        lower, upper = (0 if variable < self._simplex.columns else -OPEN), OPEN
        low: Proof = frozenset()
        high: Proof = frozenset()
        for (atom, _), limit in sorted(self._limits[variable].items(), key=lambda item: item[0]):
            if limit.lower > lower:
                lower, low = limit.lower, frozenset({Use(atom, variable, False)} if atom != _NOBODY else ())
            if limit.upper < upper:
                upper, high = limit.upper, frozenset({Use(atom, variable, True)} if atom != _NOBODY else ())
        self._owners[variable] = [low, high]
        if lower > upper:
            self._clashing.add(variable)
        else:
            self._clashing.discard(variable)
            self._simplex.bound(variable, lower, upper)
