"""What a proof rules out: not only the readings that it was found with, but all that say as much as it needs.

A claim may be read as "nine in the town" or as "at least nine in the province"; a contradiction that needs only nine in
the province holds for both readings. Knowing this at once spares many searches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from marsad.tolls.cost import Prices
from marsad.tolls.oracle import Proof
from marsad.tolls.system import System


class Cover(NamedTuple):
    """Some readings of one statement, as slots of the prices and as bits (bit k: slot k); `exits` are its other slots."""

    statement: int
    inside: tuple[int, ...]
    exits: tuple[int, ...]
    bits: int
    exit_bits: int


def cover_of(statement: int, slots: range, inside: tuple[int, ...]) -> Cover:
    """The cover of these among all the slots of a statement."""
    exits = tuple(slot for slot in slots if slot not in inside)
    return Cover(statement, inside, exits, bits_of(inside), bits_of(exits))


def bits_of(slots: Iterable[int]) -> int:
    """A number with a bit for every slot."""
    return sum(1 << slot for slot in slots)


@dataclass(frozen=True, slots=True)
class Clause:
    """Covers of different statements: at least one statement must stand outside its cover.

    `bits` (which tell clauses apart) and `exits` have those of all covers, `ways` the exits of each as bits.
    """

    bits: int
    covers: tuple[Cover, ...] = field(compare=False)
    exits: tuple[int, ...] = field(compare=False)
    ways: tuple[int, ...] = field(compare=False)

    def broken(self, standing: int) -> bool:
        """Whether all its statements stand inside; `standing` has a bit for the slot of every statement."""
        return (self.bits & standing).bit_count() == len(self.covers)

    def implies(self, other: Clause) -> bool:
        """Whether who keeps this keeps the other too."""
        theirs = {cover.statement: cover.bits for cover in other.covers}
        return all(theirs.get(cover.statement, -1) & ~cover.bits == 0 for cover in self.covers)


def clause_of(covers: tuple[Cover, ...]) -> Clause:
    """The clause that some covers of different statements make up."""
    return Clause(
        bits=sum(cover.bits for cover in covers),
        covers=covers,
        exits=tuple(slot for cover in covers for slot in cover.exits),
        ways=tuple(cover.exit_bits for cover in covers),
    )


class Clauses:
    """Makes the clauses of one system."""

    def __init__(self, system: System, prices: Prices) -> None:
        self._system = system
        self._prices = prices
        columns = range(len(system.columns))
        self._spans = [frozenset({column}) for column in columns] + [frozenset(row) for row in system.rows]
        self._cover = cache(self._cover_of)

    def of(self, proof: Proof) -> Clause:
        """All that a proof rules out."""
        uses: defaultdict[int, set[tuple[int, bool]]] = defaultdict(set)
        for use in proof:
            uses[use.atom].add((use.variable, use.upper))
        return clause_of(tuple(self._cover(atom, frozenset(uses[atom])) for atom in sorted(uses)))

    def _cover_of(self, atom: int, uses: frozenset[tuple[int, bool]]) -> Cover:
        """The readings of an atom's statement that say as much as the atom in these limits."""
        statement = self._system.atoms[atom].statement
        slots = self._prices.slots_of(statement)
        inside = tuple(k for k in slots if all(self._says(self._prices.slots[k].atom, atom, use) for use in uses))
        return cover_of(statement, slots, inside)

    def _says(self, other: int, atom: int, use: tuple[int, bool]) -> bool:
        """Whether an atom implies one limit of another; a negative atom says nothing."""
        variable, upper = use
        span, own = self._spans[variable], [x for x in self._system.atoms[atom].limits if x.variable == variable]
        limits = self._system.atoms[other].limits if other >= 0 else ()
        if upper:
            end = min(limit.upper for limit in own)
            return any(limit.upper <= end and span <= self._spans[limit.variable] for limit in limits)
        end = max(limit.lower for limit in own)
        return any(limit.lower >= end and span >= self._spans[limit.variable] for limit in limits)
