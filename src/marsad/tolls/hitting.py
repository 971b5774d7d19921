"""The cheapest choice of readings that avoids every known contradiction: weighted hitting sets by branch and bound.

A *clause* is a set of atoms that contradict each other: at least one of its statements must be read otherwise or be
rejected. Claims that no clause names keep their plain reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.tolls.budget import Meter
from marsad.tolls.cost import REJECTED, Ceiling, Option, Prices
from marsad.tolls.oracle import Atoms
from marsad.tolls.system import System


@dataclass(frozen=True, slots=True)
class Choice:
    """One option for every statement (its place among the statement's options), and the price of them all."""

    places: tuple[int, ...]
    price: int


class HittingSets:
    """Answers for one system; remembers the answers for groups of clauses that share no statement with others."""

    def __init__(self, system: System, prices: Prices, meter: Meter) -> None:
        self._statement_of = [atom.statement for atom in system.atoms]
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
            for statement, place in found.items():
                places[statement] = place
        choice = self._choice(places)
        if ceiling is None or self._fits(choice, ceiling):
            return choice
        if choice.price > ceiling.price:
            return None
        within = self._search(clauses, ceiling)
        if within is None:
            return None
        return self._choice([within.get(statement, 0) for statement in range(len(self._options))])

    def atoms(self, choice: Choice) -> Atoms:
        """The readings that a choice keeps."""
        kept = (options[place].atom for options, place in zip(self._options, choice.places, strict=True))
        return frozenset(atom for atom in kept if atom >= 0)

    def _avoid(self, clause: Atoms) -> dict[int, int]:
        """The cheapest choice for a clause that no other clause has to do with."""
        standing = (0,) * len(self._options)
        if any(self._options[self._statement_of[atom]][0].atom != atom for atom in clause):
            return {}
        return {self._cheapest_step(standing, clause): 1}

    def softened(self, choice: Choice, clause: Atoms) -> Choice:
        """The choice with the one statement of the clause moved on to its next option for which that costs least."""
        moved = self._cheapest_step(choice.places, clause)
        places = list(choice.places)
        places[moved] += 1
        return self._choice(places)

    def _search(self, clauses: list[Atoms], ceiling: Ceiling | None) -> dict[int, int] | None:
        if len(clauses) == 1 and ceiling is None:
            return self._avoid(clauses[0])
        return _Search(self._options, self._statement_of, clauses, self._never, ceiling, self._meter).run()

    def _cheapest_step(self, places: tuple[int, ...], clause: Atoms) -> int:
        """The statement of a clause that costs least to move on to its next option."""

        def extra(statement: int) -> tuple[int, int]:
            options, place = self._options[statement], places[statement]
            return options[place + 1].price - options[place].price, statement

        return min((self._statement_of[atom] for atom in clause), key=extra)

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
        """The clauses in groups that share no statement."""
        groups: list[tuple[set[int], list[Atoms]]] = []
        for clause in clauses:
            statements = {self._statement_of[atom] for atom in clause}
            members = [clause]
            apart = []
            for others, theirs in groups:
                if statements.isdisjoint(others):
                    apart.append((others, theirs))
                else:
                    statements |= others
                    members += theirs
            groups = [*apart, (statements, members)]
        return [members for _, members in groups]


@dataclass(slots=True)
class _Search:
    """A depth-first search over one group of clauses.

    Every statement stands at one of its options, first the cheapest, and only moves on. A clause is open while all its
    statements stand at its atoms. To branch on one: its first statement moves on, or stays for good and the second moves on,
    and so on.
    """

    options: list[list[Option]]
    statement_of: list[int]
    clauses: list[Atoms]
    never: int
    ceiling: Ceiling | None
    meter: Meter
    masks: list[int] = field(default_factory=list)
    members: list[list[int]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    stays: set[int] = field(default_factory=set)
    best: dict[int, int] | None = None
    best_price: int = 0

    def run(self) -> dict[int, int] | None:
        """The place of every statement of the clauses that does not stand at its first option."""
        self.best_price = self.never if self.ceiling is None else self.ceiling.price + 1
        clauses = sorted(set(self.clauses), key=lambda clause: (len(clause), sorted(clause)))
        self.masks = [sum(1 << atom for atom in clause) for clause in clauses]
        self.members = [sorted(self.statement_of[atom] for atom in clause) for clause in clauses]
        self.places = {statement: 0 for statements in self.members for statement in statements}
        self._descend(sum(1 << self.options[statement][0].atom for statement in self.places), 0)
        return self.best

    def _descend(self, standing: int, price: int) -> None:
        """Go on from here: `standing` has a bit for every atom at which a statement stands."""
        open_ = [self.members[k] for k, mask in enumerate(self.masks) if mask & standing == mask]
        if self.ceiling is not None:
            if self._rejected() > self.ceiling.rejected:
                return
            if not open_ and self._penalty() > self.ceiling.penalty:
                open_ = [
                    [statement for statement, place in self.places.items() if self.options[statement][place].penalty]
                ]
        self.meter.spend(len(self.masks) + 4 * len(open_))
        if open_:
            self._branch(open_, standing, price)
        elif price < self.best_price:
            self.best, self.best_price = {statement: place for statement, place in self.places.items() if place}, price

    def _branch(self, open_: list[list[int]], standing: int, price: int) -> None:
        """Let one of the open clauses be avoided in every way that can still be the cheapest.

        The clauses share out what their statements' next steps cost, which bounds the price from below.
        """
        rest = {statement: self._step(statement) for statements in open_ for statement in statements}
        bound, narrowest, fewest = price, open_[0], len(self.places) + 1
        for statements in open_:
            least = min([rest[statement] for statement in statements])
            if least >= self.never:
                return
            bound += least
            movable = 0
            for statement in statements:
                if rest[statement] < self.never:
                    rest[statement] -= least
                    movable += 1
            if movable < fewest:
                narrowest, fewest = statements, movable
        stayed = []
        for statement in sorted((c for c in narrowest if rest[c] < self.never), key=lambda c: (rest[c], c)):
            if bound + rest[statement] >= self.best_price:
                break
            place, options = self.places[statement], self.options[statement]
            self.places[statement] = place + 1
            self._descend(
                standing ^ _bit(options[place]) ^ _bit(options[place + 1]), price + self._step_from(statement, place)
            )
            self.places[statement] = place
            self.stays.add(statement)
            stayed.append(statement)
        self.stays.difference_update(stayed)

    def _step(self, statement: int) -> int:
        """What it costs to move a statement on to its next option."""
        place = self.places[statement]
        if statement in self.stays or place + 1 == len(self.options[statement]):
            return self.never
        return self._step_from(statement, place)

    def _step_from(self, statement: int, place: int) -> int:
        return self.options[statement][place + 1].price - self.options[statement][place].price

    def _rejected(self) -> int:
        return sum(self.options[statement][place].rejected for statement, place in self.places.items())

    def _penalty(self) -> int:
        return sum(self.options[statement][place].penalty for statement, place in self.places.items())


def _bit(option: Option) -> int:
    return 0 if option.atom == REJECTED else 1 << option.atom
