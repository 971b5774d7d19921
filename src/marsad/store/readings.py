"""Readings and claims: what each version of the reader read in each report. Old readings stay beside the new ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, and_, func, select

from marsad.model.claim import Claim, Scope
from marsad.model.claim_json import (
    event_from_json,
    event_to_json,
    from_json,
    place_from_json,
    place_to_json,
    time_from_json,
    time_to_json,
    to_line,
)
from marsad.model.reading import Mention, Note, Reading, Standing
from marsad.store import tables
from marsad.store.rows import add_rows, change_rows, next_number, pieces, walk
from marsad.store.seals import Row

LARGEST = 2**63 - 1
"""What a column of numbers holds; a claim's own JSON keeps larger ones too."""
_AT_ONCE = 500
_READING, _CLAIM = tables.readings, tables.claims
_CONTENT = tuple(c.name for c in _CLAIM.columns if c.name not in ("number", "id", "report", "reader", "seal"))


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as it is kept: `line` is its JSON, None when its report was taken down; `columns` are what lists filter by."""

    id: str
    report: str
    reader: str
    line: str | None
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A reading of a report by a version of the reader: how many `claims` it had, and how many are `kept`."""

    report: str
    reader: str
    claims: int
    kept: int


class Readings:
    """What was read in which report, by which version of the reader."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, reading: Reading, reader: str, at: datetime | None = None) -> list[str]:
        """Keep a reading by the reader of version `reader`, which replaces earlier ones; the ids of the claims that count now.

        Needs a writing transaction. Two claims with one id are the same claim and are kept once.
        """
        return self.save_all([reading], reader, at)

    def save_all(self, readings: Sequence[Reading], reader: str, at: datetime | None = None) -> list[str]:
        """The same for readings of several reports."""
        self._give_way([reading.report for reading in readings], reader)
        unique = [list({claim.id: claim for claim in reading.claims}.values()) for reading in readings]
        when = at or datetime.now(UTC)
        rows = [_reading_row(each, reader, len(some), when) for each, some in zip(readings, unique, strict=True)]
        add_rows(self._connection, _READING, rows)
        claims = [claim for some in unique for claim in some]
        first = next_number(self._connection, _CLAIM)
        add_rows(self._connection, _CLAIM, [_claim_row(c, reader, n) for n, c in enumerate(claims, first)])
        return [claim.id for claim in claims]

    def _give_way(self, reports: list[str], reader: str) -> None:
        """What was read in these reports before counts no longer."""
        for batch in pieces(reports, _AT_ONCE):
            before = select(_READING.c.report, _READING.c.reader).where(_READING.c.report.in_(batch))
            known = self._connection.execute(before).all()
            for report, by in known:
                if by == reader:
                    self._drop(report, reader)
            here = _READING.c.report.in_({report for report, _ in known})
            if known:
                change_rows(self._connection, _READING, and_(here, _READING.c.current), current=False)

    def current(self, report: str) -> Reading | None:
        """The reading of a report that counts, None when it was not read yet, or was taken down."""
        return self.of([report]).get(report)

    def of(self, reports: Iterable[str]) -> dict[str, Reading]:
        """The readings of some reports that count; a report that was not read yet, or was taken down, is left out."""
        return self._where(_READING.c.current, reports)

    def by(self, reader: str, reports: Iterable[str]) -> dict[str, Reading]:
        """The readings of some reports by one version of the reader, whether they count or not."""
        return self._where(_READING.c.reader == reader, reports)

    def every(self, report: str) -> list[Reading]:
        """Every reading of a report, of all versions of the reader; the newest first."""
        here = select(_READING).where(_READING.c.report == report)
        rows = self._connection.execute(here.order_by(_READING.c.at.desc(), _READING.c.reader)).mappings().all()
        lines = self._lines([report])
        return [_whole(row, lines.get((report, row["reader"]), ())) for row in rows]

    def ever(self, reports: Iterable[str]) -> Iterator[Claim]:
        """Every claim that any version of the reader has found in some reports."""
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            for lines in self._lines(batch).values():
                yield from (from_json(json.loads(line)) for line in lines)

    def readers(self) -> list[str]:
        """The versions of the reader whose readings count, in their order."""
        statement = select(_READING.c.reader).where(_READING.c.current).distinct()
        return list(self._connection.scalars(statement.order_by(_READING.c.reader)))

    def claims_of(self, reports: Iterable[str]) -> set[str]:
        """The ids of the claims in the readings of some reports that count."""
        found: set[str] = set()
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            found.update(self._connection.scalars(_counting(_CLAIM.c.id).where(_CLAIM.c.report.in_(batch))))
        return found

    def all(self) -> Iterator[ReadingEntry]:
        """Every reading there is, of all versions of the reader."""
        kept = select(func.count()).where(_CLAIM.c.report == _READING.c.report, _CLAIM.c.reader == _READING.c.reader)
        statement = select(
            _READING.c.report, _READING.c.reader, _READING.c.claims, kept.scalar_subquery().label("kept")
        )
        for row in walk(self._connection, statement, [_READING.c.report, _READING.c.reader]):
            yield ReadingEntry(**row)

    def withdraw(self, report: str) -> list[str]:
        """Take away all that was read in a report; the ids of its claims, which stay as empty rows."""
        gone = change_rows(self._connection, _CLAIM, _CLAIM.c.report == report, **dict.fromkeys(_CONTENT))
        empty: Row = {"current": False, "mentions": [], "notes": [], "rules": {}, "standing": {}}
        change_rows(self._connection, _READING, _READING.c.report == report, **empty)
        return [row["id"] for row in gone]

    def _drop(self, report: str, reader: str) -> None:
        """The same version reads again (a date was learned since): its first reading has no claim to stay."""
        for table in (_CLAIM, _READING):
            self._connection.execute(table.delete().where(table.c.report == report, table.c.reader == reader))

    def _where(self, which: ColumnElement[bool], reports: Iterable[str]) -> dict[str, Reading]:
        found = {}
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            rows = (
                self._connection.execute(select(_READING).where(_READING.c.report.in_(batch), which)).mappings().all()
            )
            lines = self._lines(batch, which)
            found.update({row["report"]: _whole(row, lines.get((row["report"], row["reader"]), ())) for row in rows})
        return found

    def _lines(self, reports: list[str], which: ColumnElement[bool] | None = None) -> dict[tuple[str, str], list[str]]:
        """The claims of some reports as they are kept, by report and reader; of `which` readings, or of all."""
        found: dict[tuple[str, str], list[str]] = {}
        said = _of_readings(_CLAIM.c.report, _CLAIM.c.reader, _CLAIM.c.claim).where(_CLAIM.c.report.in_(reports))
        if which is not None:
            said = said.where(which)
        for report, reader, line in self._connection.execute(said.order_by(_CLAIM.c.number)):
            if line is not None:
                found.setdefault((report, reader), []).append(line)
        return found


class Claims:
    """The claims of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(
        self, *, country: str | None = None, reports: Iterable[str] | None = None, scopes: Iterable[Scope] | None = None
    ) -> Iterator[Claim]:
        """Every claim that counts, report by report as they were read; only those of a country, of some reports, of some scopes."""
        statement = _counting(_CLAIM.c.number, _CLAIM.c.claim).where(_CLAIM.c.claim.is_not(None))
        if country is not None:
            statement = statement.where(_CLAIM.c.country == country)
        if reports is not None:
            statement = statement.where(_CLAIM.c.report.in_(list(reports)))
        if scopes is not None:
            statement = statement.where(_CLAIM.c.scope.in_(list(scopes)))
        return self._walk(statement)

    def running(self) -> list[tuple[str, int]]:
        """The countries that claims over a span of days are of, with how many there are, the most first."""
        where = (
            _CLAIM.c.scope.in_(("period", "cumulative")),
            _CLAIM.c.country.is_not(None),
            _CLAIM.c.claim.is_not(None),
        )
        found = _counting(_CLAIM.c.country, func.count()).where(*where).group_by(_CLAIM.c.country)  # type: ignore[arg-type]
        return [
            (country, many)
            for country, many in self._connection.execute(found.order_by(func.count().desc(), _CLAIM.c.country))
        ]

    def untied(self) -> Iterator[Claim]:
        """Every claim that counts and is tied to no incident, in the order of being read."""
        tied = select(tables.incident_claims.c.claim)
        statement = _counting(_CLAIM.c.number, _CLAIM.c.claim)
        return self._walk(statement.where(_CLAIM.c.claim.is_not(None), _CLAIM.c.id.not_in(tied)))

    def of_incident(self, code: str) -> Iterator[Claim]:
        """The claims that are tied to an incident, those of reports taken down left out."""
        tied = select(tables.incident_claims.c.claim).where(tables.incident_claims.c.incident == code)
        return self._walk(
            select(_CLAIM.c.number, _CLAIM.c.claim).where(_CLAIM.c.id.in_(tied), _CLAIM.c.claim.is_not(None))
        )

    def get(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims with these ids, of old readings too; an id that is unknown or taken down is left out."""
        wanted = list(ids)
        found = {}
        for start in range(0, len(wanted), 500):
            part = select(_CLAIM.c.id, _CLAIM.c.claim).where(_CLAIM.c.id.in_(wanted[start : start + 500]))
            found.update({id_: from_json(json.loads(line)) for id_, line in self._connection.execute(part) if line})
        return found

    def reader_of(self, id_: str) -> str | None:
        """The version of the reader that read a claim, None when there is no such claim."""
        return self._connection.scalar(select(_CLAIM.c.reader).where(_CLAIM.c.id == id_))

    def entries(self) -> Iterator[ClaimEntry]:
        """Every claim of every reading, with its columns; those of reports taken down are empty."""
        for row in walk(self._connection, select(_CLAIM), [_CLAIM.c.number]):
            columns = {name: row[name] for name in _CONTENT if name != "claim"}
            yield ClaimEntry(row["id"], row["report"], row["reader"], row["claim"], columns)

    def count(self) -> int:
        """How many rows of claims there are, of all readings."""
        return self._connection.scalar(select(func.count()).select_from(_CLAIM)) or 0

    def _walk(self, statement: Select[Any]) -> Iterator[Claim]:
        rows = walk(self._connection, statement, [_CLAIM.c.number])
        return (from_json(json.loads(row["claim"])) for row in rows)


def columns_of(claim: Claim) -> Row:
    """What lists of claims filter by, out of the claim."""
    place, time = claim.place, claim.time
    upper = claim.count.upper
    return {
        "harm": claim.harm,
        "scope": claim.scope,
        "lower": min(claim.count.lower, LARGEST),
        "upper": None if upper is None else min(upper, LARGEST),
        "country": place and place.country,
        "admin1": place and place.admin1,
        "place": place and (place.name or place.words),
        "lat": place and place.lat,
        "lon": place and place.lon,
        "first_day": time and time.start,
        "last_day": time and time.end,
        "event_type": claim.event.type,
    }


def _claim_row(claim: Claim, reader: str, number: int) -> Row:
    known = {"number": number, "id": claim.id, "report": claim.report, "reader": reader, "claim": to_line(claim)}
    return known | columns_of(claim)


def _reading_row(reading: Reading, reader: str, claims: int, at: datetime) -> Row:
    return {
        "report": reading.report,
        "reader": reader,
        "at": at,
        "current": True,
        "claims": claims,
        "mentions": [_mention_json(mention) for mention in reading.mentions],
        "notes": [{"code": note.code, "text": note.text} for note in reading.notes],
        "rules": {id_: list(rules) for id_, rules in reading.rules.items()},
        "standing": {id_: [each.sentence, sorted(each.cues)] for id_, each in reading.standing.items()},
    }


def _counting(*columns: Column[Any]) -> Select[Any]:
    """Columns of the claims of those readings that count."""
    return _of_readings(*columns).where(_READING.c.current)


def _of_readings(*columns: Column[Any]) -> Select[Any]:
    """Columns of claims, with their readings."""
    joined = and_(_READING.c.report == _CLAIM.c.report, _READING.c.reader == _CLAIM.c.reader)
    return select(*columns).join(_READING, joined)


def _whole(row: RowMapping, lines: Iterable[str]) -> Reading:
    return Reading(
        row["report"],
        tuple(from_json(json.loads(line)) for line in lines),
        tuple(_mention(value) for value in row["mentions"]),
        tuple(Note(**value) for value in row["notes"]),
        {id_: tuple(rules) for id_, rules in row["rules"].items()},
        {id_: Standing(sentence, frozenset(cues)) for id_, (sentence, cues) in row["standing"].items()},
    )


def _mention_json(mention: Mention) -> Row:
    return {
        "number": mention.number,
        "event": event_to_json(mention.event),
        "place": None if mention.place is None else place_to_json(mention.place),
        "time": None if mention.time is None else time_to_json(mention.time),
        "claims": list(mention.claims),
    }


def _mention(value: Row) -> Mention:
    event, place, time = event_from_json(value["event"]), value["place"], value["time"]
    return Mention(
        value["number"],
        event,
        None if place is None else place_from_json(place),
        None if time is None else time_from_json(time),
        tuple(value["claims"]),
    )
