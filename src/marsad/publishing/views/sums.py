"""How the parts of an incident add up to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.model.interval import Interval
from marsad.model.toll import TollRow
from marsad.publishing.incident_view import IncidentView
from marsad.publishing.views.kinds import Kind, kinds_of


class PartSum(NamedTuple):
    """A range of the whole that is exactly the sum of its parts' ranges."""

    kind: Kind
    row: TollRow
    parts: tuple[tuple[IncidentView, TollRow], ...]


def sums_of(view: IncidentView) -> Iterator[PartSum]:
    """Every range of an incident that its parts add up to; none where a part says nothing of these people."""
    parts = [(part, kinds_of(part.incident)) for part in view.parts]
    if len(parts) < 2:
        return
    for kind, rows in kinds_of(view.incident).items():
        for harm, row in rows.items():
            found = tuple((part, kinds[kind][harm]) for part, kinds in parts if harm in kinds.get(kind, {}))
            if len(found) < len(parts) or row.upper is None:
                continue
            total = Interval(0, 0)
            for _, each in found:
                total += Interval(each.lower, each.upper)
            if (total.lower, total.upper) == (row.lower, row.upper):
                yield PartSum(kind, row, found)
