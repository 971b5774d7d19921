"""How much work one question may cost. Work is counted, so the answer is the same on a slow machine and a fast one."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one question (the repair, the ranges, the conflicts) may cost.

    `work` counts the numbers touched, about two million a second; it makes an unfinished answer repeatable. `seconds`
    is a second, unrepeatable brake for servers; None leaves it off.
    """

    work: int = 20_000_000
    seconds: float | None = None


class ExhaustedError(Exception):
    """The budget is spent. Never leaves this room: it becomes an answer that says it is not proven."""


class Meter:
    """Counts what is spent of a budget."""

    def __init__(self, budget: Budget) -> None:
        self.left = budget.work
        self._until = None if budget.seconds is None else time.monotonic() + budget.seconds

    def spend(self, work: int) -> None:
        """Count `work`; raises ExhaustedError when there is none left."""
        self.left -= work
        if self.left < 0 or (self._until is not None and time.monotonic() > self._until):
            raise ExhaustedError
