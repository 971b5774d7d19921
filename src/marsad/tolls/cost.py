"""What a repair costs, and how costs are compared: one whole number for the whole order, ties included."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from marsad.tolls.system import System

REJECTED = -1
"""Stands for the atom of a statement that is rejected."""


class Cost(NamedTuple):
    """The weight of the rejected claims, the penalties of the changed readings, and how many are changed.

    Less is better, and the first difference decides.
    """

    rejected: int
    penalty: int
    changed: int


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much worse than the best a repair may be and still count as near: in rejected weight, and in penalty."""

    rejected: int = 0
    penalty: int = 1


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a repair may cost at most, as a whole (`price`) and in each part."""

    price: int
    rejected: int
    penalty: int


class Option(NamedTuple):
    """One thing to do with a statement: keep a reading (`atom`) or reject it (REJECTED), and what that costs."""

    price: int
    atom: int
    rejected: int
    penalty: int


class Prices:
    """The options of every statement from the cheapest on, and all of them in a row, as `slots`.

    No two repairs have the same price.

    The price of a repair is its cost written as digits, then a digit for every statement in order: among repairs of
    equal cost the one is taken that leaves the last statements as they are.
    """

    def __init__(self, system: System) -> None:
        statements = system.statements
        self._ties: int = (1 + max((len(said.readings) for said in statements), default=0)) ** len(statements)
        self._changes = 1 + sum(len(said.claims) for said in statements)
        self._penalties = 1 + sum(max(said.penalties) for said in statements)
        self.options: list[list[Option]] = []
        tie = 1
        for place, said in enumerate(statements):
            costs = [
                (Cost(0, penalty, len(said.claims) if k else 0), system.atom_of[place, k])
                for k, penalty in enumerate(said.penalties)
            ]
            costs.append((Cost(said.weight, 0, 0), REJECTED))
            self.options.append(
                sorted(
                    Option(self._digits(cost) * self._ties + k * tie, atom, cost.rejected, cost.penalty)
                    for k, (cost, atom) in enumerate(costs)
                )
            )
            tie *= len(costs)
        self.slots = [option for options in self.options for option in options]
        self.first = [0, *accumulate(len(options) for options in self.options)]
        self._worst = sum(options[-1].price for options in self.options)

    def slots_of(self, statement: int) -> range:
        """The slots of a statement's options."""
        return range(self.first[statement], self.first[statement + 1])

    def before(self, slot: int) -> range:
        """The slots of the cheaper options of the same statement."""
        return range(self.first[bisect_right(self.first, slot) - 1], slot)

    def others(self, statement: int, slot: int) -> tuple[int, ...]:
        """The slots of a statement's other options."""
        return tuple(other for other in self.slots_of(statement) if other != slot)

    def cost(self, price: int) -> Cost:
        """The cost that a price stands for."""
        rest, changed = divmod(price // self._ties, self._changes)
        rejected, penalty = divmod(rest, self._penalties)
        return Cost(rejected, penalty, changed)

    def below(self, price: int) -> Ceiling:
        """The ceiling of all that has a lower price."""
        return Ceiling(price - 1, self._worst, self._worst)

    def equal(self, cost: Cost) -> Ceiling:
        """The ceiling under which all repairs of this cost lie, and no worse ones."""
        return Ceiling((self._digits(cost) + 1) * self._ties - 1, cost.rejected, cost.penalty)

    def near(self, cost: Cost, tolerance: Tolerance) -> Ceiling:
        """The ceiling of the repairs that are within a tolerance of this cost."""
        rejected = cost.rejected + tolerance.rejected
        penalty = min(cost.penalty + tolerance.penalty, self._penalties - 1)
        worst = Cost(rejected, penalty, self._changes - 1)
        return Ceiling(self.equal(worst).price, rejected, penalty)

    def _digits(self, cost: Cost) -> int:
        return (cost.rejected * self._penalties + cost.penalty) * self._changes + cost.changed
