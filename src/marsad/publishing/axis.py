"""The axis that all strips of a harm share: from nobody to the highest number, in steps that people count in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

_MOST_STEPS = 6
_ROOM_FOR_ARROW = 0.1
_LETTER = 0.025
"""The width of a letter, and of the margin beside the axis, in lengths of the axis on a phone."""
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Axis:
    """Numbers of people from 0 to `end`, with a tick every `step`."""

    end: int
    step: int

    @property
    def ticks(self) -> range:
        """The numbers that are written on it."""
        return range(0, self.end + 1, self.step)

    def at(self, number: int) -> str:
        """Where a number stands, in percent of the axis's length; beyond its end, at its end."""
        return f"{100 * min(number, self.end) / self.end:.2f}".rstrip("0").rstrip(".") + "%"

    def side(self, number: int, length: int) -> str:
        """Which end a label of `length` letters at a number is anchored by, so that it stays with the axis on a phone."""
        half = _LETTER * length / 2 - _MARGIN
        share = min(number, self.end) / self.end
        return "start" if share < half else "end" if share > 1 - half else "middle"


def axis_over(numbers: Iterable[int], open_from: Iterable[int] = ()) -> Axis:
    """The axis that holds `numbers`, with room for an arrow after each of `open_from`."""
    starts = tuple(open_from)
    highest = max([*numbers, *starts, 1])
    step = next(step for step in _steps() if highest <= step * _MOST_STEPS)
    end = -(-highest // step) * step
    if starts and end - max(starts) < _ROOM_FOR_ARROW * end:
        end += step
    return Axis(end, step)


def _steps() -> Iterable[int]:
    """1, 2, 5, 10, 20, 50, …"""
    return (first * 10**power for power in count() for first in (1, 2, 5))
