"""Which claims cannot all be true as they are plainly read: every minimal set of them.

MARCO (Liffiton and others, 2016): take a set of claims that nothing known decides, as large as can be. If it has no
solution, shrink it to a conflict, and no superset of that is looked at again; else grow it as far as it goes, and no
subset is. When nothing is left undecided, all conflicts are known. There can be very many, so there is an end to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, product

from marsad.tolls.budget import ExhaustedError
from marsad.tolls.oracle import Oracle, atoms_of
from marsad.tolls.solver import Solver
from marsad.tolls.system import Atoms


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Sets of claim ids that contradict each other while any one of them can be spared to end it.

    The smallest come first. `complete` is False when the search stopped before it had looked everywhere.
    """

    sets: tuple[tuple[str, ...], ...]
    complete: bool


def conflicts(solver: Solver, most: int = 100) -> Conflicts:
    """The minimal conflicts of the plain readings, at most `most` of them."""
    solver.start()
    search = _Search(solver)
    complete = True
    try:
        while (seed := search.undecided()) is not None:
            if len(search.conflicts) == most:
                complete = False
                break
            search.decide(seed)
    except ExhaustedError:
        complete = False
    every = chain.from_iterable(search.named(found) for found in search.conflicts)
    named = list(islice(every, most + 1))
    return Conflicts(tuple(sorted(named[:most], key=lambda ids: (len(ids), ids))), complete and len(named) <= most)


class _Search:
    """What is known of the sets of statements, each written as the bits of a number (bit k: statement k of the system).

    A set that holds a conflict has no solution; one that holds nothing of a `correction` (what a largest solvable set
    leaves out) has one. All others are undecided.
    """

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._plain = [solver.system.atom_of[place, 0] for place in range(len(solver.system.statements))]
        self._all = (1 << len(self._plain)) - 1
        self.conflicts: list[int] = []
        self._corrections: list[int] = []

    def named(self, statements: int) -> Iterator[tuple[str, ...]]:
        """The sets of claims that a conflict of statements stands for: one claim for each, in order of their ids."""
        chosen = (s.claims for place, s in enumerate(self._solver.system.statements) if statements >> place & 1)
        return (tuple(sorted(ids)) for ids in product(*chosen))

    def undecided(self) -> int | None:
        """A set of statements that nothing known decides, a large one."""
        left_out = self._leave_out(0, 0)
        return None if left_out is None else self._all & ~left_out

    def decide(self, statements: int) -> None:
        """Find a conflict in a set, or the largest solvable set around it."""
        found = self._contradiction(statements)
        if found is not None:
            self.conflicts.append(self._shrunk(found))
            return
        for bit in _bits(self._all & ~statements):
            grown = statements | bit
            if not any(conflict & grown == conflict for conflict in self.conflicts):
                found = self._contradiction(grown)
                if found is None:
                    statements = grown
                else:
                    self.conflicts.append(self._shrunk(found))
        self._corrections.append(self._all & ~statements)

    def _shrunk(self, statements: int) -> int:
        prover = self._solver.prover(self._atoms(statements))
        for bit in _bits(statements):
            if statements & bit:
                found = self._contradiction(statements & ~bit, prover)
                statements = statements if found is None else found
        return statements

    def _atoms(self, statements: int) -> Atoms:
        return frozenset(atom for place, atom in enumerate(self._plain) if statements >> place & 1)

    def _contradiction(self, statements: int, oracle: Oracle | None = None) -> int | None:
        """Some of these statements that contradict each other; None when all can be true."""
        found = (oracle or self._solver.oracle).conflict(self._atoms(statements))
        if found is None:
            return None
        return sum(1 << self._solver.system.atoms[atom].statement for atom in atoms_of(found))

    def _leave_out(self, kept: int, out: int) -> int | None:
        """Claims to leave out so that no known conflict stays whole and each correction keeps one of its statements."""
        forced = self._forced(kept, out)
        if forced is None:
            return None
        kept, out = forced
        whole = [conflict & ~kept for conflict in self.conflicts if not conflict & out]
        if not whole:
            return out
        bit = max(_bits(whole[0]), key=lambda bit: (sum(1 for conflict in whole if conflict & bit), -bit))
        found = self._leave_out(kept, out | bit)
        return self._leave_out(kept | bit, out) if found is None else found

    def _forced(self, kept: int, out: int) -> tuple[int, int] | None:
        """The same with all that follows at once; None when it cannot be."""
        before = None
        while before != (kept, out):
            before = kept, out
            self._solver.meter.spend(len(self.conflicts) + len(self._corrections))
            for conflict in self.conflicts:
                if not conflict & out:
                    free = conflict & ~kept
                    if not free:
                        return None
                    if not free & (free - 1):
                        out |= free
            for correction in self._corrections:
                if not correction & kept:
                    free = correction & ~out
                    if not free:
                        return None
                    if not free & (free - 1):
                        kept |= free
        return kept, out


def _bits(number: int) -> list[int]:
    """The bits of a number, the lowest first."""
    bits = []
    while number:
        bit = number & -number
        bits.append(bit)
        number ^= bit
    return bits
