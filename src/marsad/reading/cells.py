"""Cells: the lines of a text, the marks that part them into cells, and the column under which each cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.model.report import Report
from marsad.text.fold import Folded

_QUOTED = r'"[^"]*"|'
MARKS = {"|": re.compile(r"\|"), "\t": re.compile(r"\t"), "  ": re.compile(r" {2,}"), ";": re.compile(_QUOTED + ";"),
          ",": re.compile(_QUOTED + ",")}  # fmt: skip
"""What sets cells apart, likeliest first; a quoted cell keeps its commas."""
STRICT = ("|", "\t")
"""Marks that prose does not use: every line with one goes on with the table."""


class Cell(NamedTuple):
    """A cell's characters `start`..`end` (half-open) in the folded text, without the space around them."""

    start: int
    end: int


class Line(NamedTuple):
    """A line's `text` and where it starts in the folded text."""

    start: int
    text: str


def with_tabs(report: Report, folded: Folded) -> str:
    """The folded text with its tabs, which folding makes spaces, put back."""
    if "\t" not in report.text:
        return folded.text
    text = report.text
    return "".join(
        "\t" if char == " " and text[folded.archived(at)] == "\t" else char for at, char in enumerate(folded.text)
    )


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that are not empty."""
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield Line(start, line)
        start += len(line) + 1


def cells_of(line: Line, mark: str) -> list[Cell]:
    """The cells of a line; bars at its edges and spaces before it set nothing apart."""
    first, last = _trimmed(line.text, 0, len(line.text), " \t" if mark != "\t" else " ")
    if mark == "|":
        first += line.text.startswith("|", first)
        last -= line.text.endswith("|", first, last)
    cells = []
    for match in MARKS[mark].finditer(line.text, first, last):
        if match.group()[0] != '"':
            cells.append(_trimmed(line.text, first, match.start(), ' \t"'))
            first = match.end()
    cells.append(_trimmed(line.text, first, last, ' \t"'))
    return [Cell(line.start + start, line.start + end) for start, end in cells]


def _trimmed(text: str, start: int, end: int, blanks: str) -> tuple[int, int]:
    while start < end and text[start] in blanks:
        start += 1
    while end > start and text[end - 1] in blanks:
        end -= 1
    return start, end


def under_heads(cells: list[Cell], heads: Sequence[Cell], mark: str, header: int, line: int) -> tuple[Cell | None, ...]:
    """The cell under each of a header's, whose lines start at `header` and `line`.

    A ragged row is read by where its cells stand, if that is to be seen, else not at all.
    """
    if len(cells) == len(heads) or (mark in STRICT and len(cells) < len(heads)):
        return (*cells, *[None] * (len(heads) - len(cells)))
    if mark != "  ":
        return (None,) * len(heads)
    row: list[Cell | None] = [None] * len(heads)
    for cell in cells:
        under = [
            k
            for k, head in enumerate(heads)
            if cell.start - line < head.end - header and head.start - header < cell.end - line
        ]
        if len(under) != 1 or row[under[0]] is not None:
            return (None,) * len(heads)
        row[under[0]] = cell
    return tuple(row)
