"""Findings: what is odd about the record's own material. Records that a person looks at, no errors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from marsad.store import tables
from marsad.store.columns import plain_json
from marsad.store.entries import Finding
from marsad.store.rows import add_rows, change_rows, pieces, walk
from marsad.store.seals import Row

_T = tables.findings
_AT_ONCE = 500


class Found(NamedTuple):
    """A worded `code` and a sentence."""

    code: str
    text: str


class Findings:
    """The findings of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(
        self, found: Iterable[Found], *, report: str | None = None, incident: str | None = None, at: datetime
    ) -> None:
        """Say what there is to find now about a report or an incident; what was found earlier and is not there now is settled.

        Needs a writing transaction. The same finding made again keeps the moment when it was first found.
        """
        about = [_T.c.report.is_(None) if report is None else _T.c.report == report]
        about.append(_T.c.incident.is_(None) if incident is None else _T.c.incident == incident)
        self._replace(about, [_row(each, report, incident, at) for each in found], at)

    def replace_all(self, found: Mapping[str, Iterable[Found]], *, at: datetime) -> None:
        """The same for several reports, by their ids."""
        for batch in pieces(found, _AT_ONCE):
            rows = [_row(each, report, None, at) for report in batch for each in found[report]]
            self._replace([_T.c.report.in_(batch), _T.c.incident.is_(None)], rows, at)

    def _replace(self, about: list[ColumnElement[bool]], rows: list[Row], at: datetime) -> None:
        known = {row["id"]: row for row in self._connection.execute(select(_T).where(*about)).mappings()}
        now = {row["id"]: row for row in rows}
        for id_, row in known.items():
            if (id_ in now) == (row["settled"] is not None):
                change_rows(self._connection, _T, _T.c.id == id_, settled=None if id_ in now else at)
        add_rows(self._connection, _T, [row for id_, row in now.items() if id_ not in known])

    def open(
        self, code: str | None = None, report: str | None = None, incident: str | None = None
    ) -> Iterator[Finding]:
        """The findings that nobody and nothing has settled; only those of a code, a report, an incident."""
        statement = select(_T).where(_T.c.settled.is_(None))
        for column, value in ((_T.c.code, code), (_T.c.report, report), (_T.c.incident, incident)):
            if value is not None:
                statement = statement.where(column == value)
        return (_finding(row) for row in walk(self._connection, statement, [_T.c.code, _T.c.id]))

    def withdraw(self, report: str) -> None:
        """Take away what was found about a report that is taken down, for the sentences may quote it."""
        self._connection.execute(_T.delete().where(_T.c.report == report))


def _row(found: Found, report: str | None, incident: str | None, at: datetime) -> Row:
    id_ = _id(found.code, found.text, report, incident)
    return {"id": id_, "code": found.code, "text": found.text, "report": report, "incident": incident, "found": at}


def _id(*said: str | None) -> str:
    return "f" + hashlib.sha256(plain_json(said).encode("utf-8")).hexdigest()[:20]


def _finding(row: RowMapping) -> Finding:
    return Finding(**{field.name: row[field.name] for field in fields(Finding)})
