"""The cheapest choice of readings that avoids every known contradiction.

Weighted hitting sets, one group of clauses at a time.

A *clause* is a set of atoms that contradict each other: at least one of its statements must be read otherwise or be
rejected. Claims that no clause names keep their plain reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.tolls.budget import Meter
from marsad.tolls.cost import Ceiling, Prices
from marsad.tolls.descent import Descent, Places
from marsad.tolls.system import Atoms, System


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
        self._first = (0,) * len(prices.options)
        self._known: dict[frozenset[Atoms], Places] = {}
        self._beyond: dict[frozenset[Atoms], int] = {}
        self._meter = meter

    def use(self, meter: Meter) -> None:
        """Count on another meter from now on."""
        self._meter = meter

    def cheapest(self, clauses: Iterable[Atoms], ceiling: Ceiling) -> Choice | None:
        """The cheapest choice under the ceiling that hits every clause; None when there is none."""
        clauses = list(clauses)
        self._meter.spend(10 + len(clauses))
        if not all(clauses):
            return None
        left = ceiling.price
        places = [0] * len(self._options)
        for group in sorted(self._groups(clauses), key=len):
            found = self._of_group(group, left)
            if found is None:
                return None
            for statement, place in found.items():
                places[statement] = place
                left -= self._options[statement][place].price
        choice = self._choice(places)
        if self._fits(choice, ceiling):
            return choice
        within = self._search(clauses, ceiling.price, ceiling)
        if within is None:
            return None
        return self._choice([within.get(statement, 0) for statement in range(len(self._options))])

    def atoms(self, choice: Choice) -> Atoms:
        """The readings that a choice keeps."""
        kept = (options[place].atom for options, place in zip(self._options, choice.places, strict=True))
        return frozenset(atom for atom in kept if atom >= 0)

    def softened(self, choice: Choice, clause: Atoms) -> Choice:
        """The choice with the one statement of the clause moved on to its next option for which that costs least."""
        moved = self._cheapest_step(choice.places, clause)
        places = list(choice.places)
        places[moved] += 1
        return self._choice(places)

    def with_option(self, choice: Choice, statement: int, option: int) -> Choice:
        """The choice with one statement put at another of its options."""
        places = list(choice.places)
        places[statement] = option
        return self._choice(places)

    def _of_group(self, group: list[Atoms], limit: int) -> Places | None:
        """The cheapest places for one group of clauses that cost no more than `limit`."""
        key = frozenset(group)
        if key not in self._known:
            if limit <= self._beyond.get(key, -1):
                return None
            found = self._search(group, limit, None)
            if found is None:
                self._beyond[key] = limit
                return None
            self._known[key] = found
        found = self._known[key]
        return found if sum(self._options[k][place].price for k, place in found.items()) <= limit else None

    def _search(self, clauses: list[Atoms], limit: int, parts: Ceiling | None) -> Places | None:
        if len(clauses) == 1 and parts is None:
            stands = all(self._options[self._statement_of[atom]][0].atom == atom for atom in clauses[0])
            return {self._cheapest_step(self._first, clauses[0]): 1} if stands else {}
        return Descent(self._options, self._statement_of, clauses, limit, parts, self._meter).run()

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
