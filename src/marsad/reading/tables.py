"""Tables: where lines of a report are rows of cells under a header that names harms, and which cell stands where.

Pipe tables, comma and semicolon lines, tabs, and columns set apart by spaces. A table is believed only where a short
header names a harm and a row below it has a number, and nothing else, in that column; all else stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.model.report import Report
from marsad.reading.cells import MARKS, STRICT, Cell, Line, cells_of, lines_of, under_heads, with_tabs
from marsad.reading.lexicon import Lexicon, Person, Phrases, table
from marsad.reading.numbers import NumberReader, Quantity
from marsad.text.fold import Folded
from marsad.text.tokens import Token, tokenize

_RULE = re.compile(r"[\s|+:=_-]+")
_NUMBER = re.compile(r"\d")
_BLANK = re.compile(r"[\W_]*")
_ENDS = ".:!?"
_NOTE = ("(", "[", "*")
_LONGEST_HEADER, _LONGEST_ROW = 400, 2000
_CELL, _CELL_WORDS = 60, 8
_GAP = 2
"""Line ends between two rows: one, or two where a line ended with a carriage return as well."""
_SOON = 4
"""Lines below a header of which one must have a digit, if the marks could be those of prose."""
_EMPTY = 40
"""Lines without a count below a header after which it heads no table."""
_COUNTED = {"past", "participle", "past_participle", "adjective", "noun_count", "noun_injuries", "noun_both", "toll",
            "the_harmed"}  # fmt: skip
_OF_SOME = {"fighters_only", "people_only", "from_homes", "shot", "fallen"}
"""Verbs that say harm of people only in company: "destroyed", "held"; as a header they need a noun for people."""
_BOTH = {frozenset({"killed", "injured"}), frozenset({"killed", "injured", "casualties"})}


class Column(NamedTuple):
    """A header cell. `role`: harm, place, date or other; a harm column says who was harmed, as far as it does."""

    cell: Cell
    role: str
    words: str
    harm: str = ""
    people: tuple[Person, ...] = ()


class Table(NamedTuple):
    """A table at `start`..`end` of the folded text: its columns, and for each row the cell under each of them."""

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


class TableFinder:
    """Finds the tables of harm in a text of one language."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._common = frozenset(row["word"] for row in table(lexicon.language, "common_words"))
        self.words = Phrases((row["phrase"], row["role"]) for row in table(lexicon.language, "table_words"))

    def find(self, report: Report, folded: Folded) -> list[Table]:
        """The tables of `report`, in order. Linear in its length, and cheap where there are none."""
        if not _NUMBER.search(folded.text):
            return []
        lines = list(lines_of(with_tabs(report, folded)))
        found: list[Table] = []
        at = 0
        while at < len(lines) - 1:
            table_end = self._at(folded, lines, at) if self._may_head(lines, at) else None
            if table_end is not None:
                found.append(table_end[0])
            at = table_end[1] if table_end is not None else at + 1
        return found

    def count(self, tokens: Sequence[Token]) -> Quantity | None:
        """The number that a cell holds alone, a note behind it aside: "1,200", "12+", "4 (est.)"."""
        if not tokens:
            return None
        quantity = self._numbers.at(tokens, [token.low for token in tokens], 0)
        whole = quantity is not None and (quantity.last == len(tokens) or tokens[quantity.last].text in _NOTE)
        return quantity if whole and quantity is not None and quantity.fraction is None else None

    def _may_head(self, lines: list[Line], at: int) -> bool:
        """A cheap look: marks in a short line that ends no sentence, and a digit soon below it."""
        header = lines[at].text.strip()
        if len(header) > _LONGEST_HEADER or header[-1] in _ENDS or not any(mark in header for mark in MARKS):
            return False
        below = lines[at + 1 : at + 1 + _SOON]
        strict = any(mark in header and mark in below[0].text for mark in STRICT)
        return strict or any(_NUMBER.search(line.text, 0, _LONGEST_ROW) for line in below)

    def _at(self, folded: Folded, lines: list[Line], at: int) -> tuple[Table, int] | None:
        """The table whose header is line `at`, and the line behind it."""
        for mark in MARKS:
            if mark not in lines[at].text.strip():
                continue
            columns = self._columns(folded, cells_of(lines[at], mark))
            if not columns:
                continue
            rows, last = self._rows(folded, lines, at, mark, columns)
            if rows:
                end = lines[last].start + len(lines[last].text)
                return Table(lines[at].start, end, columns, tuple(rows)), last + 1
        return None

    def _columns(self, folded: Folded, cells: list[Cell]) -> tuple[Column, ...]:
        """The columns that a header's cells name; none when it is no header of harms."""
        if len(cells) < 2 or any(cell.end - cell.start > _CELL for cell in cells):
            return ()
        columns, sure = [], False
        for cell in cells:
            tokens = tokenize(folded, cell.start, cell.end)
            if len(tokens) > _CELL_WORDS or self.count(tokens) is not None:
                return ()
            column, is_sure = self._column(cell, [token.low for token in tokens], tokens)
            columns.append(column)
            sure = sure or is_sure
        return tuple(columns) if sure else ()

    def _column(self, cell: Cell, lows: list[str], tokens: list[Token]) -> tuple[Column, bool]:
        """A header cell's column, and whether its words speak of harm by themselves."""
        words = " ".join(lows)
        harm, sure = self._harm(lows, tokens)
        if harm:
            people = tuple(found[1] for k in range(len(lows)) if (found := self._lexicon.people.at(lows, k)))
            return Column(cell, "harm", words, harm, people), sure
        roles = [told[1] for k in range(len(lows)) if (told := self.words.at(lows, k))]
        role = next((role for role in roles if role in ("place", "date")), "other")
        return Column(cell, role, words), False

    def _harm(self, lows: list[str], tokens: list[Token]) -> tuple[str, bool]:
        """The one harm that the words of a header count, and whether they do so in any company."""
        told: dict[str, bool] = {}
        at, people = 0, any(low in self._lexicon.people for low in lows)
        while at < len(lows):
            if lows[at] == "%" or lows[at] in self._lexicon.things or self._numbers.at(tokens, lows, at):
                return "", False
            found = self._lexicon.harms.at(lows, at)
            if found is None or found[1].form not in _COUNTED or not found[1].harm:
                at += 1
                continue
            end, form = found
            sure = people or (form.frame not in _OF_SOME and " ".join(lows[at:end]) not in self._common)
            told[form.harm] = sure or told.get(form.harm, False)
            at = end
        harms = frozenset(told)
        harm = "casualties" if harms in _BOTH else next(iter(harms)) if len(harms) == 1 else ""
        return harm, bool(harm) and any(told.values())

    def _rows(
        self, folded: Folded, lines: list[Line], at: int, mark: str, columns: tuple[Column, ...]
    ) -> tuple[list[tuple[Cell | None, ...]], int]:
        """The rows below the header at line `at`, and the last line that belongs to the table."""
        rows: list[tuple[Cell | None, ...]] = []
        heads = [column.cell for column in columns]
        last, counted = at, False
        for number in range(at + 1, len(lines)):
            line = lines[number]
            if line.start - (lines[number - 1].start + len(lines[number - 1].text)) > _GAP:
                break
            if _RULE.fullmatch(line.text):
                last = number
                continue
            if mark not in line.text or len(line.text) > _LONGEST_ROW or (not counted and number - at > _EMPTY):
                break
            cells = cells_of(line, mark)
            if mark not in STRICT and not any(self._is_figure(folded, cell) for cell in cells):
                break
            last = number
            row = under_heads(cells, heads, mark, lines[at].start, line.start)
            counted = counted or any(
                column.role == "harm" and cell and self._is_figure(folded, cell, blank=False)
                for column, cell in zip(columns, row, strict=True)
            )
            rows.append(row)
        return (rows if counted else []), last

    def _is_figure(self, folded: Folded, cell: Cell, *, blank: bool = True) -> bool:
        """Whether a cell is a number, or (`blank`) says by a dash or by nothing that there is none."""
        if _BLANK.fullmatch(folded.text, cell.start, cell.end):
            return blank
        return cell.end - cell.start <= _CELL and self.count(tokenize(folded, cell.start, cell.end)) is not None


def without_tables(text: str, tables: Sequence[Table]) -> str:
    """A folded text with line ends where its tables stand: the rest can be read as prose, every offset being the same."""
    pieces, at = [], 0
    for found in tables:
        pieces += [text[at : found.start], "\n" * (found.end - found.start)]
        at = found.end
    return "".join((*pieces, text[at:])) if pieces else text
