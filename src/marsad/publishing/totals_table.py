"""Totals: as a table with its rule above it, as JSON, or as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from marsad.ledger.breakdown import Row, Totals, rule_of
from marsad.publishing.csv_table import csv_table
from marsad.publishing.query_words import as_of_words, filter_words, known_words
from marsad.publishing.terminal import Terminal, one_line, plain_table
from marsad.publishing.words import counted
from marsad.store.filters import IncidentFilter

_COLUMNS = ("row", "standing", "quantity", "range", "lower", "upper", "incidents", "unknown", "may", "more")


def totals_table(totals: Totals, wanted: IncidentFilter, as_of: date | None, terminal: Terminal) -> str:
    """The table for people."""
    return terminal.printed(_parts(totals, wanted, as_of))


def _parts(totals: Totals, wanted: IncidentFilter, as_of: date | None) -> Iterator[RenderableType]:
    title = f"{totals.quantity} by {totals.by.replace('-', ' ')}: {filter_words(wanted)}{as_of_words(as_of)}"
    yield Text(one_line(title[0].upper() + title[1:]), style="bold")
    yield Text(f"Counted: {rule_of(totals.by, totals.quantity)}")
    yield ""
    yield _table(totals)
    if totals.whole.may:
        yield f"\n{counted(totals.whole.may, 'incident')} may have been on other days: counted in the upper ends only."
    if totals.undated:
        yield f"\nIn no row: {counted(totals.undated, 'incident')} whose day nobody knows, or not both ends of it."


def _table(totals: Totals) -> Table:
    table = plain_table()
    more = any(row.more is not None for row in totals.rows)
    table.add_column(totals.by.replace("-", " ").capitalize(), ratio=40)
    table.add_column(totals.quantity.capitalize(), ratio=22)
    table.add_column("Incidents", justify="right", min_width=9)
    table.add_column("of them silent", justify="right", min_width=14)
    if more:
        table.add_column("Perhaps also", ratio=18)
    for row in totals.rows:
        table.add_row(one_line(row.name), *_cells(row), *([_more(row)] if more else []))
    if totals.rows:
        table.add_section()
    table.add_row("all", *_cells(totals.whole))
    return table


def _cells(row: Row) -> tuple[str, str, str]:
    return known_words(row.within), f"{row.telling + row.unknown:,}", f"{row.unknown:,}" if row.unknown else ""


def _more(row: Row) -> str:
    if row.more is None:
        return ""
    return "more, open" if row.more.upper is None else f"up to {row.more.upper:,} more"


def totals_json(totals: Totals, as_of: date | None) -> str:
    """The same as one JSON object; an upper end `null` is open, a range `null` unknown."""
    said = {
        "by": totals.by,
        "quantity": totals.quantity,
        "rule": rule_of(totals.by, totals.quantity),
        "as_of": None if as_of is None else as_of.isoformat(),
        "rows": [_plain(row) for row in totals.rows],
        "all": _plain(totals.whole),
        "undated": totals.undated,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _plain(row: Row) -> dict[str, Any]:
    more = None if row.more is None else {"lower": 0, "upper": row.more.upper}
    within = None if row.within is None else {"lower": row.within.lower, "upper": row.within.upper}
    return {
        "row": row.name, "standing": row.standing, "range": within, "incidents": row.telling + row.unknown,
        "unknown": row.unknown, "may": row.may, "more": more,
    }  # fmt: skip


def totals_csv(totals: Totals) -> str:
    """The rows as CSV, the sum of all left out so that nobody adds it in; blank ends are unknown or open, as `range` says."""
    return csv_table(_COLUMNS, (_line(row, totals.quantity) for row in totals.rows))


def _line(row: Row, quantity: str) -> dict[str, Any]:
    within = row.within
    return {
        "row": row.name,
        "standing": row.standing,
        "quantity": quantity,
        "range": known_words(within),
        "lower": None if within is None else within.lower,
        "upper": None if within is None else within.upper,
        "incidents": row.telling + row.unknown,
        "unknown": row.unknown,
        "may": row.may,
        "more": _more(row),
    }
