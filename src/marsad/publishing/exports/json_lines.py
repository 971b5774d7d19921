"""JSON Lines: one object for each incident with all that hangs on it, or one file for each table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from marsad.publishing.exports.cells import plain_row
from marsad.publishing.exports.columns import Table
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.tables import (
    CLAIMS,
    INCIDENTS,
    JUDGEMENTS,
    RETIRED,
    SOURCES,
    TABLES,
    TOLLS,
    JudgementRow,
)
from marsad.publishing.exports.writing import Counts, write_rows

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_json_lines(selection: Selection, path: Path) -> Counts:
    """One line for each incident (`status` open), then one for each retired code (`status` merged or withdrawn)."""
    counts = {"incidents": 0, "retired": 0}
    decided: dict[str, list[JudgementRow]] = {}
    for judgement in selection.judgements():
        for code in judgement.incidents:
            decided.setdefault(code, []).append(judgement)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for gathered in selection.gathered():
            stream.write(_encode(nested(gathered, decided.get(gathered.incident.incident, ()))) + "\n")
            counts["incidents"] += 1
        for gone in selection.retired():
            status = "withdrawn" if gone.successor is None else "merged"
            stream.write(_encode({"status": status, **plain_row(RETIRED, gone)}) + "\n")
            counts["retired"] += 1
    return counts


def nested(gathered: Gathered, judgements: Iterable[JudgementRow]) -> dict[str, Any]:
    """One incident as one JSON object: its row, and lists of claims (each with its source), tolls and judgements."""
    claims = [
        plain_row(CLAIMS, claim) | {"source": plain_row(SOURCES, source)}
        for claim, source in zip(gathered.claims, gathered.sources, strict=True)
    ]
    return {
        "status": "open",
        **plain_row(INCIDENTS, gathered.incident),
        "claims": claims,
        "tolls": [plain_row(TOLLS, toll) for toll in gathered.tolls],
        "judgements": [plain_row(JUDGEMENTS, judgement) for judgement in judgements],
    }


def write_json_lines_folder(selection: Selection, folder: Path) -> Counts:
    """One file for each table, one object a row."""
    with ExitStack() as open_files:
        sinks = {}
        for table in TABLES:
            path = folder / f"{table.name}.jsonl"
            stream = open_files.enter_context(path.open("w", encoding="utf-8", newline="\n"))
            sinks[table.name] = _sink(table, stream.write)
        return write_rows(selection, sinks)


def _sink(table: Table, write: Callable[[str], object]) -> Callable[[Any], object]:
    return lambda row: write(_encode(plain_row(table, row)) + "\n")
