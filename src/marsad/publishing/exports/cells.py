"""Cells: the values of rows as text and as plain JSON, and back, the same in every format.

In CSV and in spreadsheets a text that begins with = + - @ or a tab would be taken for a formula, and could run one: in CSV it gets an
apostrophe before it. A text that begins with an apostrophe and such a sign gets one more, so reading takes away exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from marsad.publishing.exports.columns import Column, Table, values_of

BETWEEN = "; "
"""Stands between the texts of a list in one cell."""
EARLIEST = date(1900, 1, 1)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def day_text(day: date) -> str:
    """A day in ISO 8601."""
    return day.isoformat()


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the second, in ISO 8601: "2026-11-25T17:26:49Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def possible(day: date | None, latest: date | None) -> date | None:
    """The day, None where it cannot be: before 1900 ("0025"), or after `latest`."""
    if day is None or day < EARLIEST or (latest is not None and day > latest):
        return None
    return day


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` took."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def written(value: Any) -> str:
    """A value as the text of a cell, a list with its texts side by side; None is the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return day_text(value)
    return BETWEEN.join(value) if isinstance(value, tuple) else str(value)


def cell(value: Any) -> str:
    """A value as a cell of CSV."""
    text = written(value)
    return guarded(text) if isinstance(value, str | tuple) else text


def read(text: str, column: Column) -> Any:
    """The value that `cell` wrote in this column. Raises `ValueError` when it is none."""
    if column.type == "list":
        return tuple(unguarded(text).split(BETWEEN)) if text else ()
    if text == "":
        return None
    if column.type in ("text", "code"):
        return unguarded(text)
    return _READ[column.type](text)


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text]


_READ: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": _boolean,
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def plain(value: Any) -> Any:
    """A value as plain JSON."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return day_text(value)
    return list(value) if isinstance(value, tuple) else value


def plain_row(table: Table, row: Any) -> dict[str, Any]:
    """A row of `table` as a JSON object, its keys in the order of the columns."""
    names = (column.name for column in table.columns)
    return {name: plain(value) for name, value in zip(names, values_of(table.row)(row), strict=True)}


def row_of(table: Table, said: Mapping[str, Any]) -> Any:
    """The row that `plain_row` wrote. Raises `KeyError`, `ValueError` when it is none."""
    return table.row(**{column.name: _value(said[column.name], column) for column in table.columns})


def _value(said: Any, column: Column) -> Any:
    if column.type == "list":
        return tuple(said)
    return said if said is None or column.type not in ("day", "moment") else _READ[column.type](said)
