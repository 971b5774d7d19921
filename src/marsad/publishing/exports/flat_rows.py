"""What the flat formats of others share: one line for each incident that is no part of another one, and its losses beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from marsad.publishing.exports.csv_tables import csv_writer, open_csv
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.tables import IncidentRow, SourceRow
from marsad.publishing.exports.writing import Counts

Flat = Callable[[Gathered], Mapping[str, Any]]
"""Makes the cells of an incident, by the names of the columns; what is left out is empty."""


def write_flat(selection: Selection, path: Path, header: Sequence[str], make: Flat, tags: Sequence[str] = ()) -> Counts:
    """Write one CSV, a second line of `tags` below the header where there are some."""
    count = 0
    with open_csv(path) as stream:
        write = csv_writer(stream, header)
        if tags:
            stream.write(",".join(tags) + "\n")
        for gathered in selection.tops().gathered():
            cells = make(gathered)
            write([cells.get(name) for name in header])
            count += 1
    return {"incidents": count}


def each_once(values: Iterable[str | None]) -> tuple[str, ...]:
    """Every value that is there, in the order of first being met."""
    return tuple(dict.fromkeys(value for value in values if value))


def reports_once(gathered: Gathered) -> Iterator[SourceRow]:
    """One source row for every report of an incident."""
    yield from {source.report: source for source in gathered.sources}.values()


def range_text(name: str, row: IncidentRow) -> str:
    """A range of an incident in words: "killed: 9 to 12", "injured: not known"."""
    from marsad.publishing.toll_words import range_words

    lower, upper = getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")
    return f"{name}: {'not known' if lower is None else range_words(lower, upper)}"
