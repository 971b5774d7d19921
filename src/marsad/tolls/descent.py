"""Branch and bound for one group of clauses: which statements move on from their cheapest option, and how far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from marsad.tolls.budget import Meter
from marsad.tolls.cost import REJECTED, Ceiling, Option
from marsad.tolls.system import Atoms

Places = dict[int, int]
"""The options of the statements that do not stand at their first one, as places among their options."""


@dataclass(slots=True)
class Descent:
    """A depth-first search over one group of clauses.

    Every statement stands at one of its options, first the cheapest, and only moves on. A clause is open while all its
    statements stand at its atoms. To branch on one: its first statement moves on, or stays for good and the second
    moves on, and so on. Nothing above `limit` is looked at, nor what exceeds a part of `parts`.
    """

    options: list[list[Option]]
    statement_of: list[int]
    clauses: list[Atoms]
    limit: int
    parts: Ceiling | None
    meter: Meter
    never: int = 0
    masks: list[int] = field(default_factory=list)
    naming: dict[int, list[int]] = field(default_factory=dict)
    cliques: list[list[int]] = field(default_factory=list)
    members: list[list[int]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    best: Places | None = None

    def run(self) -> Places | None:
        """The cheapest places that cost no more than the limit; None when there are none."""
        clauses = sorted(set(self.clauses), key=lambda clause: (len(clause), sorted(clause)))
        self.masks = [sum(1 << atom for atom in clause) for clause in clauses]
        self.members = [sorted(self.statement_of[atom] for atom in clause) for clause in clauses]
        for k, clause in enumerate(clauses):
            for atom in clause:
                self.naming.setdefault(atom, []).append(k)
        self.cliques = _cliques([clause for clause in clauses if len(clause) == 2])
        self.places = {statement: 0 for statements in self.members for statement in statements}
        # more than any way costs: the price of what cannot be done
        self.never = 1 + sum(self.options[statement][-1].price for statement in self.places)
        self.steps = {statement: self._step(statement) for statement in self.places}
        standing = sum(1 << self.options[statement][0].atom for statement in self.places)
        self._descend(standing, [k for k, mask in enumerate(self.masks) if mask & standing == mask], 0)
        return self.best

    def _descend(self, standing: int, open_: list[int], price: int) -> None:
        """Go on from here: `standing` has a bit for every atom at which a statement stands, `open_` the open clauses."""
        self.meter.spend(4 + 4 * len(open_))
        ways = [self.members[k] for k in open_]
        if self.parts is not None:
            if self._total("rejected") > self.parts.rejected:
                return
            if not open_ and self._total("penalty") > self.parts.penalty:
                ways = [[claim for claim, place in self.places.items() if self.options[claim][place].penalty]]
        if ways:
            self._branch(ways, standing, open_, price)
        elif price <= self.limit:
            self.best, self.limit = {k: place for k, place in self.places.items() if place}, price - 1

    def _branch(self, ways: list[list[int]], standing: int, open_: list[int], price: int) -> None:
        """Let one of the statements in each of `ways` move on, wherever that can still be the cheapest.

        What the next steps of statements cost is shared out among `ways`, which bounds the price from below; what is
        left of a step is what it costs beyond that bound.
        """
        rest = self.steps.copy()
        bound = self._share(ways, standing, rest)
        if bound is None:
            return
        slack = self.limit - price - bound
        if slack < 0:
            return
        narrowest = min(([k for k in statements if rest[k] <= slack] for statements in ways), key=len)
        stayed = {}
        for statement in sorted(narrowest, key=lambda k: (rest[k], k)):
            if price + bound + rest[statement] <= self.limit:
                self._move(statement, standing, open_, price)
            stayed[statement] = self.steps[statement]
            self.steps[statement] = self.never
        self.steps |= stayed

    def _move(self, statement: int, standing: int, open_: list[int], price: int) -> None:
        """Go on with a statement at its next option."""
        place, step = self.places[statement], self.steps[statement]
        old, new = self.options[statement][place].atom, self.options[statement][place + 1].atom
        standing ^= 1 << old
        still = [k for k in open_ if not self.masks[k] >> old & 1]
        if new != REJECTED:
            standing |= 1 << new
            still += [k for k in self.naming.get(new, ()) if self.masks[k] & standing == self.masks[k]]
        self.places[statement] = place + 1
        self.steps[statement] = self._step(statement)
        self._descend(standing, still, price + step)
        self.places[statement], self.steps[statement] = place, step

    def _share(self, ways: list[list[int]], standing: int, rest: dict[int, int]) -> int | None:
        """The price that cannot be avoided, None when there is no way; what makes it up is taken from `rest`.

        Of atoms that contradict each other in pairs all but one must go.
        """
        shared, never = 0, self.never
        for clique in self.cliques:
            stand = [self.statement_of[atom] for atom in clique if standing >> atom & 1]
            if len(stand) > 1:
                *go, last = sorted(stand, key=rest.__getitem__)
                if rest[go[-1]] >= never:
                    return None
                if rest[last] < never:
                    rest[last] -= rest[go[-1]]
                for statement in go:
                    shared += rest[statement]
                    rest[statement] = 0
        for statements in ways:
            least = min([rest[statement] for statement in statements])
            if least >= never:
                return None
            if least:
                shared += least
                for statement in statements:
                    if rest[statement] < never:
                        rest[statement] -= least
        return shared

    def _step(self, statement: int) -> int:
        """What it costs to move a statement on to its next option."""
        options, place = self.options[statement], self.places[statement]
        return self.never if place + 1 == len(options) else options[place + 1].price - options[place].price

    def _total(self, part: Literal["rejected", "penalty"]) -> int:
        return sum(getattr(self.options[statement][place], part) for statement, place in self.places.items())


def _cliques(pairs: list[Atoms]) -> list[list[int]]:
    """Sets of three and more atoms that contradict each other in pairs, no pair in two of them."""
    others: dict[int, set[int]] = {}
    for one, other in map(sorted, pairs):
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    cliques = []
    for one in sorted(others, key=lambda atom: (-len(others[atom]), atom)):
        clique = [one]
        for other in sorted(others[one], key=lambda atom: (-len(others[atom]), atom)):
            if all(other in others[member] for member in clique):
                clique.append(other)
        if len(clique) > 2:
            cliques.append(clique)
            for member in clique:
                others[member].difference_update(clique)
    return cliques
