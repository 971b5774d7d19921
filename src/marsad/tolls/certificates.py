"""Why claims contradict each other, as arithmetic: people who would have to fit where fewer can be.

The reason is a proof from linear programming (Farkas) with every claim taken once: the least numbers of some sums,
which no person is in twice more often than in the other sums, come to more than the most of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from marsad.model.interval import Interval

_MOST_SUMS = 9


@dataclass(frozen=True, slots=True)
class Certificate:
    """The sums (by their places) whose least numbers do not fit into the most of the others."""

    needed: tuple[int, ...]
    room: tuple[int, ...]


def certificate(sums: Sequence[tuple[frozenset[int], Interval]]) -> Certificate | None:
    """The smallest such proof that these sums cannot all hold; None when there is none with every sum taken once."""
    if len(sums) > _MOST_SUMS:
        return None
    places = range(len(sums))
    capped = [k for k in places if sums[k][1].upper is not None]
    for size in range(1, len(sums) + 1):
        for low in range(1, size + 1):
            for needed in combinations(places, low):
                for room in combinations([k for k in capped if k not in needed], size - low):
                    if _is_proof(sums, needed, room):
                        return Certificate(needed, room)
    return None


def _is_proof(sums: Sequence[tuple[frozenset[int], Interval]], needed: Sequence[int], room: Sequence[int]) -> bool:
    least = sum(sums[k][1].lower for k in needed)
    most = sum(sums[k][1].upper or 0 for k in room)
    if least <= most:
        return False
    times = Counter(cell for k in needed for cell in sums[k][0])
    times.subtract(Counter(cell for k in room for cell in sums[k][0]))
    return all(count <= 0 for count in times.values())
