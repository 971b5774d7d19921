"""The manifest: a table of files with what is known about each (`path,published,outlet,language`)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from marsad.errors import ItemError, RunError
from marsad.model.reading import Note
from marsad.sources.capture import Capture

COLUMNS = ("path", "published", "outlet", "language")


def parse_day(value: str) -> date:
    """A day in ISO 8601 ("2023-06-25"); a time of day after it is not looked at. Raises `ValueError`."""
    value = value.strip()
    return date.fromisoformat(value[:10] if value[10:11] in ("T", " ") else value)


def read_manifest(path: str) -> Iterator[Capture | ItemError | Note]:
    """The captures that the manifest at `path` names, row by row; paths are relative to the manifest.

    A blank cell is unknown. A row that cannot be used yields an `ItemError` with its line, a column that nobody knows
    a `Note`. Raises `RunError` when there is no table to read.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(stream, path)
    except FileNotFoundError:
        raise RunError(
            "sources.manifest-missing", f"{path}: there is no such manifest", hint="Check the path after --manifest."
        ) from None
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise RunError(
            "sources.manifest-unreadable",
            f"{path}: the manifest cannot be read: {problem}",
            hint="A manifest is a CSV file in UTF-8.",
        ) from None


def _rows(stream: TextIO, path: str) -> Iterator[Capture | ItemError | Note]:
    header = stream.readline()
    names = next(csv.reader([header], delimiter=_delimiter(header)), [])
    columns = [name.strip().lower() for name in names]
    if "path" not in columns:
        raise RunError(
            "sources.manifest-no-path",
            f"{path}: the first line does not name a column `path`",
            hint=f"The first line of a manifest is: {','.join(COLUMNS)}",
        )
    unknown = [name for name in columns if name and name not in COLUMNS]
    if unknown:
        yield Note("sources.manifest-column", f"{path}: not used: column {', '.join(unknown)}")
    rows = csv.reader(stream, delimiter=_delimiter(header))
    for cells in rows:
        if any(cell.strip() for cell in cells):
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            yield _capture(row, path, rows.line_num + 1)


def _delimiter(header: str) -> str:
    """Spreadsheets of many countries write semicolons, some write tabs."""
    return max(",;\t", key=header.count)


def _capture(row: dict[str, str], manifest: str, line: int) -> Capture | ItemError:
    name = row.get("path", "")
    if not name:
        return _bad_row(manifest, line, "no path")
    try:
        published = parse_day(row["published"]) if row.get("published") else None
    except ValueError:
        return _bad_row(manifest, line, f"`published` is {row['published']!r}, which is no date")
    return Capture(
        name=name,
        file=Path(manifest).parent / name,
        published=published,
        outlet=row.get("outlet") or None,
        language=(row.get("language") or "").lower() or None,
    )


def _bad_row(manifest: str, line: int, what: str) -> ItemError:
    return ItemError(
        "sources.manifest-row",
        f"{manifest}:{line}: {what}",
        hint="A row holds path, published (YYYY-MM-DD), outlet, language; a blank cell is unknown.",
    )
