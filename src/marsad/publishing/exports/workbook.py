"""The tables as one Excel workbook: a sheet for each, and one for the codebook. Texts are texts, never formulas."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from marsad.publishing.exports.cells import written
from marsad.publishing.exports.codebook import empty, meaning
from marsad.publishing.exports.columns import Table, values_of
from marsad.publishing.exports.extras import needed
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import Counts, write_rows

_MOST_ROWS = 1_048_576
_LONGEST = 32_767
"""What a sheet and a cell of Excel hold."""
_NO_GUESSES = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""What a workbook says of when it was made, so that the same rows give the same bytes."""


def write_workbook(selection: Selection, path: Path) -> Counts:
    """Write one workbook. Rows beyond what a sheet holds go on in another sheet (`claims 2`).

    Raises `RunError` (`publishing.extra-missing`).
    """
    book = needed("xlsxwriter", "xlsx").Workbook(path, _NO_GUESSES)
    book.set_properties({"created": _MADE})
    try:
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        _codebook(book, bold)
        return write_rows(selection, {table.name: _Sheet(book, table, bold, moment).add for table in TABLES})
    finally:
        book.close()


def _codebook(book: Any, bold: Any) -> None:
    sheet = book.add_worksheet("codebook")
    sheet.set_column(0, 1, 22)
    sheet.set_column(3, 4, 80)
    for at, name in enumerate(("table", "column", "type", "meaning", "empty")):
        sheet.write_string(0, at, name, bold)
    said = [(t.name, c.name, c.type, meaning(c), empty(c)) for t in TABLES for c in t.columns]
    for number, cells in enumerate(said, 1):
        for at, text in enumerate(cells):
            sheet.write_string(number, at, text)


class _Sheet:
    """Takes the rows of one table."""

    def __init__(self, book: Any, table: Table, bold: Any, moment: Any) -> None:
        self._book, self._table, self._bold, self._moment = book, table, bold, moment
        self._values = values_of(table.row)
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._table.name if self._count == 1 else f"{self._table.name} {self._count}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_column(0, len(self._table.columns) - 1, 18)
        for at, column in enumerate(self._table.columns):
            self._sheet.write_string(0, at, column.name, self._bold)
        self._row = 0

    def add(self, row: Any) -> None:
        """Write a row."""
        if self._row == _MOST_ROWS - 1:
            self._begin()
        self._row += 1
        for at, value in enumerate(self._values(row)):
            self._write(at, value)

    def _write(self, at: int, value: Any) -> None:
        sheet, row = self._sheet, self._row
        if value is None or value == ():
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, at, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, at, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, at, value.astimezone(UTC).replace(tzinfo=None, microsecond=0), self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value)
        else:
            text = written(value)
            sheet.write_string(row, at, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
