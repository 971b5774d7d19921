"""The cheapest choice of readings that avoids every known contradiction: weighted hitting sets by branch and bound.

A *clause* is a set of atoms that contradict each other: at least one of its claims must be read otherwise or be
rejected. Claims that no clause names keep their plain reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.tolls.budget import Meter
from marsad.tolls.cost import Ceiling, Option, Prices
from marsad.tolls.oracle import Atoms
from marsad.tolls.system import System


@dataclass(frozen=True, slots=True)
class Choice:
    """One option for every claim (its place among the claim's options), and the price of them all."""

    places: tuple[int, ...]
    price: int


class HittingSets:
    """Answers for one system; remembers the answers for groups of clauses that share no claim with others."""

    def __init__(self, system: System, prices: Prices, meter: Meter) -> None:
        self._claim_of = [atom.claim for atom in system.atoms]
        self._options = prices.options
        self._never = prices.never
        self._known: dict[frozenset[Atoms], dict[int, int] | None] = {}
        self._meter = meter

    def use(self, meter: Meter) -> None:
        """Count on another meter from now on."""
        self._meter = meter

    def cheapest(self, clauses: Iterable[Atoms], ceiling: Ceiling | None = None) -> Choice | None:
        """The cheapest choice that hits every clause; None when there is none, or none under the ceiling."""
        clauses = list(clauses)
        self._meter.spend(10 + len(clauses))
        if not all(clauses):
            return None
        places = [0] * len(self._options)
        for group in self._groups(clauses):
            key = frozenset(group)
            if key not in self._known:
                self._known[key] = self._search(group, None)
            found = self._known[key]
            if found is None:
                return None
            for claim, place in found.items():
                places[claim] = place
        choice = self._choice(places)
        if ceiling is None or self._fits(choice, ceiling):
            return choice
        if choice.price > ceiling.price:
            return None
        within = self._search(clauses, ceiling)
        if within is None:
            return None
        return self._choice([within.get(claim, 0) for claim in range(len(self._options))])

    def atoms(self, choice: Choice) -> Atoms:
        """The readings that a choice keeps."""
        kept = (options[place].atom for options, place in zip(self._options, choice.places, strict=True))
        return frozenset(atom for atom in kept if atom >= 0)

    def softened(self, choice: Choice, clause: Atoms) -> Choice:
        """The choice with the one claim of the clause moved on to its next option for which that costs least."""

        def extra(claim: int) -> tuple[int, int]:
            options, place = self._options[claim], choice.places[claim]
            return options[place + 1].price - options[place].price, claim

        moved = min((self._claim_of[atom] for atom in clause), key=extra)
        places = list(choice.places)
        places[moved] += 1
        return self._choice(places)

    def _search(self, clauses: list[Atoms], ceiling: Ceiling | None) -> dict[int, int] | None:
        return _Search(self._options, self._claim_of, clauses, self._never, ceiling, self._meter).run()

    def _choice(self, places: list[int]) -> Choice:
        price = sum(options[place].price for options, place in zip(self._options, places, strict=True) if place)
        return Choice(tuple(places), price)

    def _fits(self, choice: Choice, ceiling: Ceiling) -> bool:
        chosen = [options[place] for options, place in zip(self._options, choice.places, strict=True) if place]
        return (
            choice.price <= ceiling.price
            and sum(option.rejected for option in chosen) <= ceiling.rejected
            and sum(option.penalty for option in chosen) <= ceiling.penalty
        )

    def _groups(self, clauses: list[Atoms]) -> list[list[Atoms]]:
        """The clauses in groups that share no claim."""
        groups: list[tuple[set[int], list[Atoms]]] = []
        for clause in clauses:
            claims = {self._claim_of[atom] for atom in clause}
            members = [clause]
            apart = []
            for others, theirs in groups:
                if claims.isdisjoint(others):
                    apart.append((others, theirs))
                else:
                    claims |= others
                    members += theirs
            groups = [*apart, (claims, members)]
        return [members for _, members in groups]


@dataclass(slots=True)
class _Search:
    """A depth-first search over one group of clauses.

    Every claim stands at one of its options, first the cheapest, and only moves on. A clause is open while all its
    claims stand at its atoms. To branch on one: its first claim moves on, or stays for good and the second moves on,
    and so on.
    """

    options: list[list[Option]]
    claim_of: list[int]
    clauses: list[Atoms]
    never: int
    ceiling: Ceiling | None
    meter: Meter
    places: dict[int, int] = field(default_factory=dict)
    stays: set[int] = field(default_factory=set)
    best: dict[int, int] | None = None
    best_price: int = 0

    def run(self) -> dict[int, int] | None:
        """The place of every claim of the clauses that does not stand at its first option."""
        self.best_price = self.never if self.ceiling is None else self.ceiling.price + 1
        self.clauses = sorted(set(self.clauses), key=lambda clause: (len(clause), sorted(clause)))
        self.places = {self.claim_of[atom]: 0 for clause in self.clauses for atom in clause}
        self._descend(0)
        return self.best

    def _descend(self, price: int) -> None:
        open_ = [claims for clause in self.clauses if (claims := self._standing(clause))]
        if self.ceiling is not None:
            if self._rejected() > self.ceiling.rejected:
                return
            if not open_ and self._penalty() > self.ceiling.penalty:
                open_ = [[claim for claim in self.places if self.options[claim][self.places[claim]].penalty]]
        self.meter.spend(len(self.clauses) + 4 * len(open_))
        if not open_:
            if price < self.best_price:
                self.best, self.best_price = {c: p for c, p in self.places.items() if p}, price
            return
        self._branch(open_, price)

    def _branch(self, open_: list[list[int]], price: int) -> None:
        rest: dict[int, int] = {}
        bound, narrowest, fewest = price, open_[0], len(self.places) + 1
        for claims in open_:
            least = min(rest[c] if c in rest else rest.setdefault(c, self._step(c)) for c in claims)
            if least >= self.never:
                return
            bound += least
            movable = 0
            for c in claims:
                if rest[c] < self.never:
                    rest[c] -= least
                    movable += 1
            if movable < fewest:
                narrowest, fewest = claims, movable
        if bound >= self.best_price:
            return
        stayed = []
        for c in sorted((c for c in narrowest if rest[c] < self.never), key=lambda c: (rest[c], c)):
            if bound + rest[c] < self.best_price:
                step = self._step(c)
                self.places[c] += 1
                self._descend(price + step)
                self.places[c] -= 1
            self.stays.add(c)
            stayed.append(c)
        self.stays.difference_update(stayed)

    def _standing(self, clause: Atoms) -> list[int] | None:
        """The claims of a clause that is not hit."""
        claims = []
        for atom in clause:
            claim = self.claim_of[atom]
            if self.options[claim][self.places[claim]].atom != atom:
                return None
            claims.append(claim)
        return claims

    def _step(self, claim: int) -> int:
        """What it costs to move a claim on to its next option."""
        place = self.places[claim]
        options = self.options[claim]
        if claim in self.stays or place + 1 == len(options):
            return self.never
        return options[place + 1].price - options[place].price

    def _rejected(self) -> int:
        return sum(self.options[claim][place].rejected for claim, place in self.places.items())

    def _penalty(self) -> int:
        return sum(self.options[claim][place].penalty for claim, place in self.places.items())
