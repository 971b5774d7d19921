"""The cheapest choice of readings that breaks no known clause.

Weighted hitting sets, one group of clauses at a time. Claims that no clause names keep their plain reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.tolls.budget import Meter
from marsad.tolls.clauses import Clause, Cover
from marsad.tolls.cost import Ceiling, Prices
from marsad.tolls.descent import Descent, Moved
from marsad.tolls.system import Atoms


@dataclass(frozen=True, slots=True)
class Choice:
    """One option for every statement (its slot in the prices), and the price of them all."""

    slots: tuple[int, ...]
    price: int

    @property
    def standing(self) -> int:
        """The slots as bits."""
        return sum(1 << slot for slot in self.slots)


class HittingSets:
    """Answers for one system; remembers the answers for groups of clauses that share no statement with others."""

    def __init__(self, prices: Prices, meter: Meter) -> None:
        self._prices = prices
        self._known: dict[frozenset[Clause], Moved] = {}
        self._beyond: dict[frozenset[Clause], int] = {}
        self._meter = meter

    def use(self, meter: Meter) -> None:
        """Count on another meter from now on."""
        self._meter = meter

    def choice(self, moved: Moved) -> Choice:
        """The choice in which all statements stand at their cheapest option, but these."""
        slots = self._prices.first[:-1]
        for statement, slot in moved.items():
            slots[statement] = slot
        return Choice(tuple(slots), sum(self._prices.slots[slot].price for slot in moved.values()))

    def cheapest(self, clauses: Iterable[Clause], ceiling: Ceiling) -> Choice | None:
        """The cheapest choice under the ceiling that breaks no clause; None when there is none."""
        clauses = list(clauses)
        self._meter.spend(10 + len(clauses))
        if not all(clause.covers for clause in clauses):
            return None
        left, moved = ceiling.price, Moved()
        for group in sorted(_groups(clauses), key=len):
            found = self._of_group(group, left)
            if found is None:
                return None
            moved |= found
            left -= sum(self._prices.slots[slot].price for slot in found.values())
        if self._fits(moved, ceiling):
            return self.choice(moved)
        within = Descent(self._prices, clauses, ceiling.price, ceiling, self._meter).run()
        return None if within is None else self.choice(within)

    def atoms(self, choice: Choice) -> Atoms:
        """The readings that a choice keeps."""
        kept = (self._prices.slots[slot].atom for slot in choice.slots)
        return frozenset(atom for atom in kept if atom >= 0)

    def softened(self, choice: Choice, clause: Clause) -> Choice:
        """The choice with the one statement of the clause moved out of its cover for which that costs least."""

        def extra(cover: Cover) -> tuple[int, int]:
            at = choice.slots[cover.statement]
            slot = min(slot for slot in cover.exits if slot > at)
            return self._prices.slots[slot].price - self._prices.slots[at].price, slot

        _, slot = min(map(extra, clause.covers))
        return self.with_slot(choice, slot)

    def with_slot(self, choice: Choice, slot: int) -> Choice:
        """The choice with one statement put at another of its options."""
        statement = bisect_right(self._prices.first, slot) - 1
        slots = list(choice.slots)
        change = self._prices.slots[slot].price - self._prices.slots[slots[statement]].price
        slots[statement] = slot
        return Choice(tuple(slots), choice.price + change)

    def _of_group(self, group: list[Clause], limit: int) -> Moved | None:
        """The cheapest moves for one group of clauses that cost no more than `limit`."""
        key = frozenset(group)
        if key not in self._known:
            if limit <= self._beyond.get(key, -1):
                return None
            found = self._alone(group[0]) if len(group) == 1 else self._descend(group, limit)
            if found is None:
                self._beyond[key] = limit
                return None
            self._known[key] = found
        found = self._known[key]
        return found if sum(self._prices.slots[slot].price for slot in found.values()) <= limit else None

    def _descend(self, group: list[Clause], limit: int) -> Moved | None:
        return Descent(self._prices, group, limit, None, self._meter).run()

    def _alone(self, clause: Clause) -> Moved:
        """The cheapest move for a clause whose statements are in no other."""
        if not all(cover.bits >> self._prices.first[cover.statement] & 1 for cover in clause.covers):
            return {}
        _, slot, statement = min(
            (self._prices.slots[slot].price, slot, cover.statement) for cover in clause.covers for slot in cover.exits
        )
        return {statement: slot}

    def _fits(self, moved: Moved, ceiling: Ceiling) -> bool:
        chosen = [self._prices.slots[slot] for slot in moved.values()]
        return (
            sum(option.price for option in chosen) <= ceiling.price
            and sum(option.rejected for option in chosen) <= ceiling.rejected
            and sum(option.penalty for option in chosen) <= ceiling.penalty
        )


def _groups(clauses: list[Clause]) -> list[list[Clause]]:
    """The clauses in groups that share no statement."""
    groups: list[tuple[set[int], list[Clause]]] = []
    for clause in clauses:
        statements = {cover.statement for cover in clause.covers}
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
