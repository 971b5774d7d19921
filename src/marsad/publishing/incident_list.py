"""A list of incidents: as a table, with parts below their wholes, as JSON, or as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from marsad.model.interval import Interval
from marsad.publishing.csv_table import csv_table
from marsad.publishing.query_words import UNKNOWN, as_of_words, filter_words, known_words
from marsad.publishing.terminal import Terminal, one_line, plain_table
from marsad.publishing.words import counted
from marsad.store.entries import BETWEEN, IncidentEntry
from marsad.store.filters import IncidentFilter
from marsad.store.incidents import Listed

_COLUMNS = (
    "code", "part_of", "title", "country", "area", "place", "lat", "lon", "first_day", "last_day", "event_type",
    "perpetrators", "grade", "killed", "killed_lower", "killed_upper", "injured", "injured_lower", "injured_upper",
    "reports", "origins",
)  # fmt: skip


def range_of(lower: int | None, upper: int | None) -> Interval | None:
    """The range that two columns hold; None when nothing is known."""
    return None if lower is None else Interval(lower, upper)


def list_table(
    listed: Sequence[Listed], wanted: IncidentFilter, found: int, as_of: date | None, terminal: Terminal
) -> str:
    """The table for people."""
    return terminal.printed(_parts(listed, wanted, found, as_of))


def _parts(
    listed: Sequence[Listed], wanted: IncidentFilter, found: int, as_of: date | None
) -> Iterator[RenderableType]:
    if listed:
        table = plain_table()
        table.add_column("Incident", ratio=50)
        table.add_column("Killed", ratio=12)
        table.add_column("Injured", ratio=12)
        table.add_column("Blamed", ratio=14)
        table.add_column("Grade", ratio=11, min_width=10)
        table.add_column("Known from", ratio=13, min_width=12)
        for entry, depth in listed:
            table.add_row(_name(entry, depth), *map(one_line, _cells(entry)), _origins(entry))
        yield table
        yield ""
    shown = f"{len(listed):,} of {counted(found, 'incident')}" if len(listed) < found else counted(found, "incident")
    yield Text(f"{shown}: {one_line(filter_words(wanted))}{as_of_words(as_of)}.")


def _name(entry: IncidentEntry, depth: int) -> Text:
    indent = "  " * depth
    title = entry.state.get("description", {}).get("title") or "no title yet"
    tie = f" (part of {entry.parent})" if entry.parent is not None and depth == 0 else ""
    return Text.assemble(f"{indent}{entry.code}{tie}\n", (f"{indent}{one_line(title)}", "dim"))


def _cells(entry: IncidentEntry) -> Iterator[str]:
    yield known_words(range_of(entry.killed_lower, entry.killed_upper))
    yield known_words(range_of(entry.injured_lower, entry.injured_upper))
    yield (entry.perpetrator or UNKNOWN).replace(BETWEEN, " or ")
    yield entry.grade or "not graded"


def _origins(entry: IncidentEntry) -> str:
    reports = counted(entry.reports, "report")
    if entry.origins == 0:
        return f"{reports}\na party only"
    return f"{reports}\nONE ORIGIN" if entry.origins == 1 else f"{reports}\n{entry.origins} origins"


def list_json(listed: Iterable[Listed], found: int, as_of: date | None) -> str:
    """The same as one JSON object; `null` is unknown, and as an upper end: open."""
    incidents = [_plain(entry) for entry, _ in listed]
    said = {"as_of": None if as_of is None else as_of.isoformat(), "found": found, "incidents": incidents}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _plain(entry: IncidentEntry) -> dict[str, Any]:
    row = _row(entry)
    kept = {name: row[name] for name in _COLUMNS if not name.startswith(("killed", "injured", "perpetrators"))}
    blamed = [] if entry.perpetrator is None else entry.perpetrator.split(BETWEEN)
    grade = entry.state.get("grade", {})
    return {**kept, "perpetrators": blamed, "why": grade.get("why"), "toll": entry.state.get("quantities", {})}


def list_csv(listed: Iterable[Listed]) -> str:
    """The same as CSV: `killed` in words, its ends as numbers, a blank cell where one is unknown or open."""
    return csv_table(_COLUMNS, (_row(entry) for entry, _ in listed))


def _row(entry: IncidentEntry) -> dict[str, Any]:
    own = {name: getattr(entry, name) for name in _COLUMNS if hasattr(entry, name)}
    return own | {
        "part_of": entry.parent,
        "title": entry.state.get("description", {}).get("title"),
        "area": entry.admin1,
        "first_day": None if entry.first_day is None else entry.first_day.isoformat(),
        "last_day": None if entry.last_day is None else entry.last_day.isoformat(),
        "perpetrators": entry.perpetrator,
        "killed": known_words(range_of(entry.killed_lower, entry.killed_upper)),
        "injured": known_words(range_of(entry.injured_lower, entry.injured_upper)),
    }
