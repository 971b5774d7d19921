"""Writing the rows of a selection to one sink for each table: what every format of several tables has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES, SourceRow

Sink = Callable[[Any], object]
"""Takes one row of its table."""
Counts = dict[str, int]
"""How many rows each table has."""


def write_rows(selection: Selection, sinks: Mapping[str, Sink]) -> Counts:
    """Hand every row of every table to the sink of its name; how many there were.

    Incidents come in the order of their codes, what hangs on them with them, so every table has an order that stays. A source
    comes once, where it is first met. Claims of no incident come last.
    """
    counts = {table.name: 0 for table in TABLES}

    def hand(name: str, row: Any) -> None:
        sinks[name](row)
        counts[name] += 1

    met: set[str] = set()

    def hand_once(source: SourceRow) -> None:
        if source.source not in met:
            met.add(source.source)
            hand("sources", source)

    for gathered in selection.gathered():
        hand("incidents", gathered.incident)
        for source in gathered.sources:
            hand_once(source)
        for claim in gathered.claims:
            hand("claims", claim)
        for toll in gathered.tolls:
            hand("tolls", toll)
    for loose, source in selection.loose():
        hand_once(source)
        hand("claims", loose)
    for judgement in selection.judgements():
        hand("judgements", judgement)
    for gone in selection.retired():
        hand("retired", gone)
    return counts
