"""Intervals of whole numbers, the arithmetic under every count and toll.

An interval is `lower..upper`, both inclusive; `upper` None means open: nobody has said where it ends.
Numbers of people are never negative, so 0 is the least `lower`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers from `lower` to `upper`, inclusive; `upper` None is open above."""

    lower: int
    upper: int | None = None

    def __post_init__(self) -> None:
        if self.lower < 0:
            raise ValueError(f"an interval of people starts at 0 or above, not at {self.lower}")
        if self.upper is not None and self.upper < self.lower:
            raise ValueError(f"an interval cannot end ({self.upper}) before it starts ({self.lower})")

    @classmethod
    def exactly(cls, number: int) -> Interval:
        """The interval of one number."""
        return cls(number, number)

    def __contains__(self, number: int) -> bool:
        return self.lower <= number and (self.upper is None or number <= self.upper)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number here and a number there."""
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Interval(self.lower + other.lower, upper)

    def __sub__(self, other: Interval) -> Interval | None:
        """Every difference that is not negative (what remains of a whole when a part is taken); None when there is none."""
        upper = None if self.upper is None else self.upper - other.lower
        if upper is not None and upper < 0:
            return None
        lower = 0 if other.upper is None else max(0, self.lower - other.upper)
        return Interval(lower, upper)

    def __and__(self, other: Interval) -> Interval | None:
        """The numbers in both; None when there are none."""
        lower = max(self.lower, other.lower)
        uppers = [u for u in (self.upper, other.upper) if u is not None]
        upper = min(uppers) if uppers else None
        if upper is not None and upper < lower:
            return None
        return Interval(lower, upper)

    def __or__(self, other: Interval) -> Interval:
        """The hull: the smallest interval that holds both."""
        upper = None if self.upper is None or other.upper is None else max(self.upper, other.upper)
        return Interval(min(self.lower, other.lower), upper)

    def covers(self, other: Interval) -> bool:
        """Whether every number of `other` is in this one."""
        if other.lower < self.lower:
            return False
        return self.upper is None or (other.upper is not None and other.upper <= self.upper)

    def __str__(self) -> str:
        if self.upper is None:
            return f"{self.lower}.."
        return str(self.lower) if self.upper == self.lower else f"{self.lower}..{self.upper}"
