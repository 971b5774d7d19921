"""Rows of tables as findings: who was harmed, where and when, by the cells of a row and the words of its header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from marsad.model.claim import Place, Source
from marsad.reading.annotation import Annotated
from marsad.reading.cells import Cell
from marsad.reading.claims import Draft
from marsad.reading.dates import DateReader, TimeMention
from marsad.reading.finding import Finding
from marsad.reading.group import Group
from marsad.reading.items import Item, Row
from marsad.reading.lexicon import Lexicon, Person
from marsad.reading.memory import Memory
from marsad.reading.numbers import Quantity
from marsad.reading.sentence import Sentence
from marsad.reading.tables import Column, Table, TableFinder
from marsad.reading.telling import Telling
from marsad.reading.whereabouts import PlaceMention, PlaceReader
from marsad.text.fold import Folded
from marsad.text.tokens import Token, tokenize

_SAMPLE = 30
"""Rows that show what a column holds."""
_NARROW = ("site", "neighbourhood", "settlement", None, "admin2", "admin1", "region", "country")
"""Kinds of places, the most specific first; None is a place that the gazetteer does not know."""
_UNITS = ("family", "household")


class TableRow(NamedTuple):
    """A row's findings by the number of their column, its own place and time; `total`: it sums the rows above."""

    row: Row
    findings: tuple[tuple[int, Finding], ...]
    place: PlaceMention | None
    time: TimeMention | None
    total: bool


class ToldTable(NamedTuple):
    """A table as told after the first `before` sentences of its report; `places`: its rows are of several places."""

    before: int
    places: bool
    rows: tuple[TableRow, ...]


@dataclass(slots=True)
class TableReader:
    """Reads the tables that its `finder` has found."""

    finder: TableFinder
    lexicon: Lexicon
    places: PlaceReader
    dates: DateReader

    def read(self, table: Table, folded: Folded, annotated: Annotated) -> ToldTable:
        """The findings of `table`, which stands in a report of which the rest is `annotated`."""
        start = folded.archived(table.start)
        before = sum(1 for s in annotated.sentences if s.tokens and s.tokens[0].start < start)
        rows = [[_tokens(folded, cell) for cell in row] for row in table.rows]
        where = self._where(table.columns, rows)
        countries = annotated.countries or self._countries(where, table.columns, rows)
        reader = _RowReader(self, table.columns, where, countries, annotated.reference)
        told = tuple(row for cells in rows if (row := reader.row(before, cells)).findings)
        _tie(told)
        return ToldTable(before, bool(where), told)

    def _where(self, columns: Sequence[Column], rows: list[list[list[Token]]]) -> tuple[int, ...]:
        """The columns of places: those whose header says so; else the first column, if its cells are mostly places."""
        named = tuple(k for k, column in enumerate(columns) if column.role == "place")
        if named or columns[0].role != "other":
            return named
        cells = [row[0] for row in rows[:_SAMPLE] if row[0] and not self.is_total(row[0])]
        known = sum(self.place(cell, (), columns[0]) is not None and not self.people(cell) for cell in cells)
        return (0,) if cells and known * 2 > len(cells) else ()

    def _countries(
        self, where: tuple[int, ...], columns: Sequence[Column], rows: list[list[list[Token]]]
    ) -> tuple[str, ...]:
        """The country of most places of the table."""
        votes: Counter[str] = Counter()
        for row in rows[:_SAMPLE]:
            for k in where:
                mention = self.place(row[k], (), columns[k])
                if mention is not None and mention.place.country is not None:
                    votes[mention.place.country] += 1
        return tuple(country for country, _ in votes.most_common(1))

    def place(self, cell: list[Token], countries: tuple[str, ...], column: Column) -> PlaceMention | None:
        """The place that a cell names; a name unknown to the gazetteer only where the header speaks of places."""
        kind = column.words.rpartition(" ")[2] or None
        return self.places.named(cell, countries, kind, surely=column.role == "place")

    def people(self, cell: Sequence[Token]) -> tuple[Person, ...]:
        """The nouns for people in a cell."""
        lows = [token.low for token in cell]
        return tuple(found[1] for k in range(len(lows)) if (found := self.lexicon.people.at(lows, k)))

    def is_total(self, cell: Sequence[Token]) -> bool:
        """Whether a row's first cell says that it sums the others."""
        found = self.finder.words.at([token.low for token in cell], 0) if cell else None
        return found is not None and found[1] == "total"


class _RowReader(NamedTuple):
    """What holds for all rows of one table."""

    reader: TableReader
    columns: tuple[Column, ...]
    where: tuple[int, ...]
    countries: tuple[str, ...]
    reference: date | None

    def row(self, number: int, cells: list[list[Token]]) -> TableRow:
        """The findings of one row, the place and the time that its cells give them."""
        tokens = [token for cell in cells for token in cell]
        firsts = [0, *accumulate(len(cell) for cell in cells)]
        items = tuple(Item("_", first, first + len(cell)) for first, cell in zip(firsts, cells, strict=False) if cell)
        row = Row(Sentence(number, tokens, [token.low for token in tokens]), items, "_" * len(items))
        label = next((cell for cell in cells if cell), [])
        told = self.reader.people(label) if self.columns[0].role == "other" and not self.where else ()
        findings = []
        for k, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            quantity = self.reader.finder.count(cell) if column.role == "harm" else None
            if quantity is not None:
                group = _group(quantity, firsts[k], (*column.people, *told))
                findings.append((k, Finding(column.harm, group, row.item_at(firsts[k]), 0, ["table.cell"])))
        total = self.reader.is_total(label)
        return TableRow(row, tuple(findings), None if total else self._place(cells), self._time(cells), total)

    def _place(self, cells: list[list[Token]]) -> PlaceMention | None:
        """The most specific place of a row."""
        found = (self.reader.place(cells[k], self.countries, self.columns[k]) for k in self.where)
        return min((m for m in found if m is not None), key=lambda m: _NARROW.index(m.kind), default=None)

    def _time(self, cells: list[list[Token]]) -> TimeMention | None:
        """The first time in a column of dates; where there is none, in the row's first cell."""
        when = [k for k, column in enumerate(self.columns) if column.role == "date"] or [0]
        found = (m for k in when for m in self.reader.dates.find(cells[k], self.reference) if m.start is not None)
        return next(found, None)


def table_drafts(table: ToldTable, memory: Memory, outlet: Source, country: Place | None) -> list[Draft]:
    """The drafts of a table's claims: told by the outlet, of the event that the report was telling of.

    A sum over places is the country's.
    """
    drafts = []
    for row in table.rows:
        telling = memory.completed(Telling(place=row.place, time=row.time))
        if row.total and table.places:
            whole = PlaceMention(0, 0, country, True, "country", 0) if country is not None else None
            telling = telling._replace(place=whole)
        number = table.before
        drafts += [
            Draft(finding, row.row, telling, outlet, "asserted", "event", (), sentence=number)
            for _, finding in row.findings
        ]
    return drafts


def _tokens(folded: Folded, cell: Cell | None) -> list[Token]:
    return tokenize(folded, cell.start, cell.end) if cell is not None else []


def _group(quantity: Quantity, at: int, people: tuple[Person, ...]) -> Group:
    """The group of a cell whose tokens start at `at`: as its header and its row tell it, where they agree."""
    quantity = quantity._replace(first=quantity.first + at, last=quantity.last + at)
    roles = {person.role for person in people}
    return Group(
        quantity.first, quantity.last, "number", quantity,
        status=_agreed(p.status for p in people), age=_agreed(p.age for p in people), sex=_agreed(p.sex for p in people),
        role=next(iter(roles)) if len(roles) == 1 else None,
        unit=next((p.singular for p in people if p.singular in _UNITS), "person"),
    )  # fmt: skip


def _agreed(words: Iterable[str]) -> str:
    """The one word that says something; unknown when several differ."""
    said = {word for word in words if word != "unknown"}
    return next(iter(said)) if len(said) == 1 else "unknown"


def _tie(rows: Sequence[TableRow]) -> None:
    """Make the numbers of the rows parts of those of their sum: the rows above it, or all below one that leads."""
    waiting: list[TableRow] = []
    for number, row in enumerate(rows):
        if not row.total:
            waiting.append(row)
            continue
        wholes = dict(row.findings)
        for part in waiting if number else rows[1:]:
            for k, finding in part.findings:
                if k in wholes and not part.total:
                    finding.part_of = wholes[k]
        waiting = []
