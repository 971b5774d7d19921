"""Branch and bound for one group of clauses: which statements leave their cheapest option, and for which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from marsad.tolls.budget import Meter
from marsad.tolls.clauses import Clause, Cover, bits_of, clause_of, cover_of
from marsad.tolls.cost import Ceiling, Prices

Moved = dict[int, int]
"""The slots of the statements that do not stand at their cheapest option."""


@dataclass(slots=True)
class Descent:
    """A depth-first search over one group of clauses.

    Every statement stands at the cheapest of the options that it still has. A clause is open while all its statements
    stand inside. To branch on one: its first statement must leave its cover, or must not and the second one must, and
    so on. Nothing above `limit` is looked at, nor what exceeds a part of `parts`.

    `gaps` has for every slot what it costs to move there, `never` where that cannot be; `moves` has the slots to which
    some statement can move, and their bits.
    """

    prices: Prices
    clauses: list[Clause]
    limit: int
    parts: Ceiling | None
    meter: Meter
    never: int = 0
    naming: dict[int, list[int]] = field(default_factory=dict)
    cliques: list[list[tuple[int, tuple[int, ...]]]] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    gaps: list[int] = field(default_factory=list)
    moves: list[tuple[int, int]] = field(default_factory=list)
    best: Moved | None = None

    def run(self) -> Moved | None:
        """The cheapest moves that cost no more than the limit; None when there are none."""
        self.clauses = sorted(set(self.clauses), key=lambda clause: (len(clause.covers), clause.bits))
        self.at = {cover.statement: self.prices.first[cover.statement] for k in self.clauses for cover in k.covers}
        for k, clause in enumerate(self.clauses):
            for cover in clause.covers:
                for slot in cover.inside:
                    self.naming.setdefault(slot, []).append(k)
        self.cliques = self._cliques()
        most = sum(option.price for statement in self.at for option in self.prices.options[statement])
        self.limit = min(self.limit, most)
        # stays above every limit whatever the bound takes away
        self.never = 2 * most + 1
        self.gaps = [self.never] * len(self.prices.slots)
        for statement, first in self.at.items():
            for slot in self.prices.slots_of(statement)[1:]:
                self.gaps[slot] = self.prices.slots[slot].price - self.prices.slots[first].price
                self.moves.append((slot, 1 << slot))
        standing = bits_of(self.at.values())
        open_ = [k for k, clause in enumerate(self.clauses) if clause.broken(standing)]
        path = [self._descend(standing, open_, 0)]
        while path:
            deeper = next(path[-1], None)
            if deeper is None:
                path.pop()
            else:
                path.append(deeper)
        return self.best

    def _descend(self, standing: int, open_: list[int], price: int) -> Iterator[Iterator[Any]]:
        """What to look at from here, in turn: a step down may be hundreds of steps deep, too many for calls in calls.

        `standing` has a bit for every slot at which a statement stands, `open_` the open clauses.
        """
        self.meter.spend(4 + 4 * len(open_))
        clauses = [self.clauses[k] for k in open_]
        if self.parts is not None:
            stand = [self.prices.slots[slot] for slot in self.at.values()]
            if sum(option.rejected for option in stand) > self.parts.rejected:
                return
            if not open_ and sum(option.penalty for option in stand) > self.parts.penalty:
                clauses = [self._less_penalty()]
        if clauses:
            yield from self._branch(clauses, standing, open_, price)
        elif price <= self.limit:
            self.best = {k: slot for k, slot in self.at.items() if slot != self.prices.first[k]}
            self.limit = price - 1

    def _branch(self, clauses: list[Clause], standing: int, open_: list[int], price: int) -> Iterator[Iterator[Any]]:
        """Let one of the statements in one of `clauses` leave its cover, wherever that can still be the cheapest.

        What the next moves of statements cost is shared out among the clauses, which bounds the price from below; what
        is left of a move is what it costs beyond that bound.
        """
        rest = self.gaps.copy()
        slack = self._slack(clauses, standing, rest, self.limit - price)
        if slack < 0:
            return
        spent = self.limit - slack
        cheap = sum([bit for slot, bit in self.moves if rest[slot] <= slack])
        counts = [sum([1 for way in clause.ways if way & cheap]) for clause in clauses]
        narrowest = clauses[counts.index(min(counts))]
        costs = sorted((min([rest[slot] for slot in cover.exits]), cover) for cover in narrowest.covers)
        stayed = []
        for cost, cover in costs:
            if spent + cost <= self.limit:
                yield from self._move(cover, standing, open_, price)
            stayed += [(slot, self.gaps[slot]) for slot in cover.exits]
            for slot in cover.exits:
                self.gaps[slot] = self.never
        for slot, gap in stayed:
            self.gaps[slot] = gap

    def _move(self, cover: Cover, standing: int, open_: list[int], price: int) -> Iterator[Iterator[Any]]:
        """Go on with a statement outside a cover."""
        slots, statement = self.prices.slots_of(cover.statement), cover.statement
        old, gaps = self.at[statement], self.gaps[slots.start : slots.stop]
        new = min(cover.exits, key=self.gaps.__getitem__)
        step = self.gaps[new]
        for slot in slots:
            out = slot in cover.exits and slot != new and self.gaps[slot] < self.never
            self.gaps[slot] = self.gaps[slot] - step if out else self.never
        self.at[statement] = new
        standing ^= 1 << old | 1 << new
        clauses = self.clauses
        still = [k for k in open_ if not clauses[k].bits >> old & 1 or clauses[k].bits >> new & 1]
        still += [k for k in self.naming.get(new, ()) if not clauses[k].bits >> old & 1 and clauses[k].broken(standing)]
        yield self._descend(standing, still, price + step)
        self.at[statement] = old
        self.gaps[slots.start : slots.stop] = gaps

    def _slack(self, clauses: list[Clause], standing: int, rest: list[int], slack: int) -> int:
        """What is left of `slack` after the price that cannot be avoided, which is taken from `rest`; or less than 0.

        Of readings that contradict each other in pairs all but one must go.
        """
        for clique in self.cliques:
            stand = sorted((min([rest[k] for k in exits]), exits) for slot, exits in clique if standing >> slot & 1)
            if len(stand) > 1:
                *go, (_, last) = stand
                slack -= sum(cost for cost, _ in go)
                for cost, exits in (*go, (go[-1][0], last)):
                    for slot in exits:
                        rest[slot] -= cost
        for clause in clauses:
            if slack < 0:
                break
            exits = clause.exits
            least = min([rest[slot] for slot in exits])
            if least:
                slack -= least
                for slot in exits:
                    rest[slot] -= least
        return slack

    def _less_penalty(self) -> Clause:
        """That a statement must give up an option with a penalty."""
        found = [(statement, at) for statement, at in self.at.items() if self.prices.slots[at].penalty]
        return clause_of(tuple(cover_of(statement, self.prices.slots_of(statement), (at,)) for statement, at in found))

    def _cliques(self) -> list[list[tuple[int, tuple[int, ...]]]]:
        """Sets of three and more readings that contradict each other in pairs, no pair in two of them.

        Each as its slot and those that the statement can go to.
        """
        statement_of = {slot: statement for statement in self.at for slot in self.prices.slots_of(statement)}
        others: dict[int, set[int]] = {}
        for clause in self.clauses:
            if len(clause.covers) == 2:
                for one, other in product(*(cover.inside for cover in clause.covers)):
                    others.setdefault(one, set()).add(other)
                    others.setdefault(other, set()).add(one)
        cliques = []
        for one in sorted(others, key=lambda slot: (-len(others[slot]), slot)):
            clique = [one]
            for other in sorted(others[one], key=lambda slot: (-len(others[slot]), slot)):
                if all(other in others[member] for member in clique):
                    clique.append(other)
            if len(clique) > 2:
                cliques.append([(k, self.prices.others(statement_of[k], k)) for k in clique])
                for member in clique:
                    others[member].difference_update(clique)
        return cliques
