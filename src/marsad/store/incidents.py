"""The projection of incidents: the ledger's state as rows that lists can filter and sort, ties to claims, retired codes.

Nothing here is evidence: it can be cleared and written again from the ledger and the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, delete, func, insert, or_, select

from marsad.store import tables
from marsad.store.entries import IncidentEntry, Retired
from marsad.store.filters import IncidentFilter, Sort, matching, ordering
from marsad.store.rows import add_rows, change_rows, next_number, pieces, row_of, walk
from marsad.store.search import Words

_T, _TIES, _TOLLS, _RETIRED = tables.incidents, tables.incident_claims, tables.incident_tolls, tables.retired
_FACETS = tables.incident_facets
_AT_ONCE = 500


class Tie(NamedTuple):
    """A claim, by its id, with the id of its report."""

    claim: str
    report: str


class Listed(NamedTuple):
    """An incident in a list, and how many wholes it stands below."""

    entry: IncidentEntry
    depth: int


class Incidents:
    """The incidents of a record, as the ledger has them now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words = Words(connection, "incident")

    def put(self, incidents: Iterable[tuple[IncidentEntry, Iterable[Tie]]]) -> None:
        """Write incidents with all their ties, in place of what is there under the same codes; needs a writing transaction.

        A code that was retired is one again (a merge that was taken back).
        """
        for batch in pieces(incidents, _AT_ONCE):
            # before the last row may be taken away: its number is given again, and to its own incident only
            free = next_number(self._connection, _T)
            numbers = self._remove([entry.code for entry, _ in batch])
            self._connection.execute(delete(_RETIRED).where(_RETIRED.c.code.in_([e.code for e, _ in batch])))
            rows, ties, tolls, facets = [], [], [], []
            for entry, tied in batch:
                number = numbers.get(entry.code)
                if number is None:
                    number, free = free, free + 1
                rows.append({**row_of(entry, _T), "number": number})
                ties += [
                    {"incident": entry.code, "claim": claim, "report": report} for claim, report in dict.fromkeys(tied)
                ]
                tolls += [
                    {"incident": entry.code, "quantity": name, "lower": ends["lower"], "upper": ends["upper"]}
                    for name, ends in entry.state.get("quantities", {}).items()
                ]
                facets += [
                    {"incident": entry.code, "facet": facet, "value": value}
                    for facet, values in entry.state.get("facets", {}).items()
                    for value in values
                ]
            add_rows(self._connection, _T, rows)
            add_rows(self._connection, _TIES, ties)
            add_rows(self._connection, _TOLLS, tolls)
            if facets:
                self._connection.execute(insert(_FACETS), facets)
            for row in rows:
                self._words.put(row["number"], row["words"])

    def drop(self, codes: Iterable[str]) -> None:
        """Take away what is there under some codes, as if they had never been; needs a writing transaction."""
        for batch in pieces(codes, _AT_ONCE):
            self._remove(batch)
            self._connection.execute(delete(_RETIRED).where(_RETIRED.c.code.in_(batch)))

    def retire(self, code: str, *, successor: str | None, change: int, at: datetime, reason: str) -> None:
        """Make `code` lead to `successor`, or, without one, leave a tombstone; codes that led to it follow."""
        self._remove([code])
        self._connection.execute(delete(_RETIRED).where(_RETIRED.c.code == code))
        if successor is not None:
            change_rows(self._connection, _RETIRED, _RETIRED.c.successor == code, successor=successor)
        row = {"code": code, "successor": successor, "change": change, "at": at, "reason": reason}
        add_rows(self._connection, _RETIRED, [row])

    def clear(self) -> None:
        """Take the whole projection away, to write it again."""
        self._remove(list(self._connection.scalars(select(_T.c.code))))
        self._connection.execute(delete(_RETIRED))

    def get(self, code: str) -> IncidentEntry | None:
        """The incident with exactly this code, None when there is none."""
        row = self._connection.execute(select(_T).where(_T.c.code == code)).mappings().first()
        return None if row is None else _entry(row)

    def of(self, codes: Iterable[str]) -> dict[str, IncidentEntry]:
        """The incidents with exactly these codes; a code that is none is left out."""
        found = {}
        for batch in pieces(dict.fromkeys(codes), _AT_ONCE):
            rows = self._connection.execute(select(_T).where(_T.c.code.in_(batch))).mappings()
            found.update({row["code"]: _entry(row) for row in rows})
        return found

    def all(self) -> Iterator[IncidentEntry]:
        """Every incident, in the order of first being written."""
        return (_entry(row) for row in walk(self._connection, select(_T), [_T.c.number]))

    def where(self, wanted: IncidentFilter) -> list[IncidentEntry]:
        """The incidents that `wanted` describes, sorted and cut as it says."""
        statement = select(_T).where(*matching(self._connection, wanted)).order_by(*ordering(wanted.sort))
        statement = statement.limit(wanted.limit).offset(wanted.offset)
        return [_entry(row) for row in self._connection.execute(statement).mappings()]

    def codes(self, wanted: IncidentFilter) -> list[str]:
        """The codes of the same, without their rows."""
        statement = select(_T.c.code).where(*matching(self._connection, wanted)).order_by(*ordering(wanted.sort))
        return list(self._connection.scalars(statement.limit(wanted.limit).offset(wanted.offset)))

    def listed(self, wanted: IncidentFilter) -> list[Listed]:
        """The incidents that `wanted` describes, each part below its whole where that is described too.

        The limit counts those that stand for themselves.
        """
        conditions = matching(self._connection, wanted)
        meant = select(_T.c.code).where(*conditions).correlate(None)
        tops = select(_T).where(*conditions, or_(_T.c.parent.is_(None), _T.c.parent.not_in(meant)))
        tops = tops.order_by(*ordering(wanted.sort)).limit(wanted.limit).offset(wanted.offset)
        return self._with_parts(list(self._connection.execute(tops).mappings()), conditions, wanted.sort, 0)

    def _with_parts(
        self, rows: list[RowMapping], conditions: list[ColumnElement[bool]], sort: Sort, depth: int
    ) -> list[Listed]:
        found: list[RowMapping] = []
        for batch in pieces((row["code"] for row in rows), _AT_ONCE):
            parts = select(_T).where(*conditions, _T.c.parent.in_(batch)).order_by(*ordering(sort))
            found += self._connection.execute(parts).mappings()
        below: dict[str, list[Listed]] = {row["code"]: [] for row in rows}
        whole = ""
        for part in self._with_parts(found, conditions, sort, depth + 1) if found else ():
            if part.depth == depth + 1:
                whole = part.entry.parent or ""
            below[whole].append(part)
        return [each for row in rows for each in (Listed(_entry(row), depth), *below[row["code"]])]

    def count(self, wanted: IncidentFilter) -> int:
        """How many incidents `wanted` describes, whatever its limit."""
        return (
            self._connection.scalar(select(func.count()).select_from(_T).where(*matching(self._connection, wanted)))
            or 0
        )

    def holds(self, code: str, wanted: IncidentFilter) -> bool:
        """Whether `wanted` describes this incident, whatever its limit."""
        conditions = matching(self._connection, wanted)
        return self._connection.scalar(select(_T.c.number).where(_T.c.code == code, *conditions)) is not None

    def count_unknown(self, name: str, wanted: IncidentFilter, vague: Collection[str] = ()) -> int:
        """How many of the incidents that `wanted` describes have nothing in the column `name`, or what says too little."""
        unknown = or_(_T.c[name].is_(None), _T.c[name].in_(list(vague)))
        statement = select(func.count()).select_from(_T).where(unknown, *matching(self._connection, wanted))
        return self._connection.scalar(statement) or 0

    def follow(self, code: str) -> Retired | IncidentEntry | None:
        """What `code` leads to now: an incident, or the tombstone at the end of the way; None = never was a code."""
        seen = {code}
        while True:
            row = self._connection.execute(select(_RETIRED).where(_RETIRED.c.code == code)).mappings().first()
            if row is None:
                return self.get(code)
            if row["successor"] is None or row["successor"] in seen:
                return _retired(row)
            code = row["successor"]
            seen.add(code)

    def retired(self) -> Iterator[Retired]:
        """Every code that is no incident any more, in the order of the codes."""
        return (_retired(row) for row in walk(self._connection, select(_RETIRED), [_RETIRED.c.code]))

    def ties_of(self, code: str) -> list[Tie]:
        """The claims of an incident."""
        statement = select(_TIES.c.claim, _TIES.c.report).where(_TIES.c.incident == code).order_by(_TIES.c.claim)
        return [Tie(*row) for row in self._connection.execute(statement)]

    def ties(self) -> dict[str, str]:
        """The code of the incident of every claim that is tied to one."""
        return {row.claim: row.incident for row in self._connection.execute(select(_TIES.c.claim, _TIES.c.incident))}

    def with_claims(self, claims: Iterable[str]) -> dict[str, list[str]]:
        """For each of these claims that is tied: the codes of its incidents."""
        return self._tied(_TIES.c.claim, claims)

    def with_reports(self, reports: Iterable[str]) -> dict[str, list[str]]:
        """For each of these reports that feeds an incident: the codes of its incidents."""
        return self._tied(_TIES.c.report, reports)

    def _tied(self, column: Column[str], values: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for batch in pieces(values, _AT_ONCE):
            statement = select(column, _TIES.c.incident).where(column.in_(batch)).distinct()
            for value, code in self._connection.execute(statement.order_by(column, _TIES.c.incident)):
                found.setdefault(value, []).append(code)
        return found

    def _remove(self, codes: list[str]) -> dict[str, int]:
        """Take incidents with their ties and words away; the numbers that their rows had."""
        numbers = {}
        for batch in pieces(codes, _AT_ONCE):
            rows = self._connection.execute(
                select(_T.c.code, _T.c.number, _T.c.words).where(_T.c.code.in_(batch))
            ).all()
            for row in rows:
                self._words.remove(row.number, row.words)
                numbers[row.code] = row.number
            # the ties and the tolls go with their incident
            self._connection.execute(delete(_T).where(_T.c.code.in_(batch)))
        return numbers


def _entry(row: RowMapping) -> IncidentEntry:
    return IncidentEntry(**{field.name: row[field.name] for field in fields(IncidentEntry)})


def _retired(row: RowMapping) -> Retired:
    return Retired(**{field.name: row[field.name] for field in fields(Retired)})
