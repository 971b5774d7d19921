"""Long lists in stretches: where one stretch ended is told by the last incident's place in the order, not by a count.

So a list that grows while it is read loses nothing and repeats nothing of what stayed as it was: what came in before the place
was passed, and is found when the list is read again; what comes after it is met on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from marsad.publishing.query import Sort
from marsad.publishing.register import Register
from marsad.publishing.row_sets import Rows
from marsad.store.facets import Narrow

Place = tuple[int | str, ...]
"""The place of an incident in an order: numbers, and last of all its code. It can be written as JSON."""


class Stretch(NamedTuple):
    """Some rows of a list, and the place of the last one; None = the list ends here."""

    rows: Sequence[Narrow]
    after: Place | None


def place_of(row: Narrow, sort: Sort) -> Place:
    """Where an incident stands in an order; what is not known stands last."""
    day = (1, 0) if row.first_day is None else (0, -row.first_day.toordinal())
    if sort == "-day":
        return (*day, row.code)
    if sort == "day":
        return (day[0], -day[1], *day, row.code)
    if sort == "-change":
        return (0, -row.change, *day, row.code)
    killed = row.killed_lower
    own = (1, 0) if killed is None else (0, killed if sort == "killed" else -killed)
    return (*own, *day, row.code)


def stretch(register: Register, rows: Rows, sort: Sort, after: Place | None, limit: int) -> Stretch:
    """The next `limit` of some incidents in an order, from right `after` a place on."""
    ordered = register.ordered(rows, sort)
    start = 0 if after is None else bisect_right(ordered, after, key=lambda row: place_of(row, sort))
    cut = ordered[start : start + limit]
    return Stretch(cut, place_of(cut[-1], sort) if cut and start + limit < len(ordered) else None)
