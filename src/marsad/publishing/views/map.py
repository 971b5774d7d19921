"""What the map of a query draws: incidents with a point, as exactly as they may be shown, and nobody drawn twice."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.claim import Precision
from marsad.publishing.disclosure import RADIUS_KM, Point
from marsad.publishing.moment import Moment
from marsad.publishing.register import Register
from marsad.publishing.row_sets import Rows, indices
from marsad.publishing.views.explorer import precision_of
from marsad.store.facets import Narrow

MOST_APART = 4_000
"""So many incidents are each sent to the map; of more, those of one place are sent as one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An incident at its point. `precision` is that of its title; the point has that of what is shown."""

    row: Narrow
    precision: Precision | None
    point: Point


@dataclass(frozen=True, slots=True)
class MapView:
    """The incidents that are drawn. `without_point` are in the list only: no middle of an area stands for a place."""

    placed: tuple[Placed, ...]
    without_point: int

    @property
    def spots(self) -> list[tuple[Placed, ...]]:
        """What is drawn as one: each incident by itself, or, where there are very many, all that share a point and a precision."""
        if len(self.placed) <= MOST_APART:
            return [(each,) for each in self.placed]
        found: dict[Point, list[Placed]] = {}
        for each in self.placed:
            found.setdefault(each.point, []).append(each)
        return [tuple(some) for some in found.values()]


def map_view(moment: Moment, rows: Rows) -> MapView:
    """The map of some incidents."""
    register = moment.register
    pointed = rows & register.columns.pointed
    drawn = _drawn(register, pointed)
    families = register.families
    missing = rows & ~pointed & ~families.inside(rows, drawn) & ~families.wholes(drawn)
    placed = (_placed(moment, register.rows[n]) for n in indices(drawn))
    return MapView(tuple(each for each in placed if each is not None), register.tops(missing).bit_count())


def _drawn(register: Register, pointed: Rows) -> Rows:
    """Of wholes and parts with a point those that are drawn: the widest that tells how many were killed, so that no person is drawn twice."""
    telling = register.counted(pointed)
    related = register.families.inside(pointed, telling) | register.families.wholes(telling)
    return telling | register.tops(pointed & ~telling & ~related & ~register.columns.telling["killed"])


def _placed(moment: Moment, row: Narrow) -> Placed | None:
    precision = precision_of(moment.register, row)
    if precision not in RADIUS_KM or row.lat is None or row.lon is None:
        return None
    return Placed(row, precision, moment.disclosure.shown_point(row.lat, row.lon, precision))
