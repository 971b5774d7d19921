"""Accounts: what grouping compares of each report, kept with the keys under which others find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from marsad.store import tables
from marsad.store.rows import add_rows, pieces, walk

_T, _KEYS = tables.accounts, tables.account_keys
_LONGEST_KEY = 200
_AT_ONCE = 500


class Filed(NamedTuple):
    """An account as it is kept: its number in its report, its JSON, and its keys."""

    part: int
    account: Mapping[str, Any]
    keys: frozenset[str]


class Accounts:
    """The accounts of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, filed: Mapping[str, Iterable[Filed]]) -> None:
        """Keep the accounts of reports, by their ids, in place of those that they had; needs a writing transaction."""
        self.remove(filed)
        every = [(report, one) for report, some in filed.items() for one in some]
        rows = [{"report": report, "part": one.part, "account": dict(one.account)} for report, one in every]
        add_rows(self._connection, _T, rows)
        keys = [
            {"key": key, "report": report, "part": one.part}
            for report, one in every
            for key in sorted({key[:_LONGEST_KEY] for key in one.keys})
        ]
        if keys:
            self._connection.execute(insert(_KEYS), keys)

    def remove(self, reports: Iterable[str]) -> None:
        """Take the accounts of reports away."""
        for batch in pieces(reports, _AT_ONCE):
            for table in (_T, _KEYS):
                self._connection.execute(delete(table).where(table.c.report.in_(batch)))

    def all(self) -> Iterator[Mapping[str, Any]]:
        """The JSON of every account."""
        for row in walk(self._connection, select(_T), [_T.c.report, _T.c.part]):
            yield row["account"]

    def of_reports(self, reports: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """The JSON of the accounts of some reports."""
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            statement = select(_T.c.account).where(_T.c.report.in_(batch)).order_by(_T.c.report, _T.c.part)
            yield from self._connection.scalars(statement)

    def bearers(self, keys: Iterable[str], most: int) -> dict[str, list[tuple[str, int]]]:
        """For each of these keys that at most `most` accounts bear: the reports of those accounts, and which part each is."""
        found: dict[str, list[tuple[str, int]]] = {}
        for batch in pieces(sorted({key[:_LONGEST_KEY] for key in keys}), _AT_ONCE):
            common = select(_KEYS.c.key).where(_KEYS.c.key.in_(batch)).group_by(_KEYS.c.key)
            rare = common.having(func.count() <= most).scalar_subquery()
            for key, *account in self._connection.execute(select(_KEYS).where(_KEYS.c.key.in_(rare))):
                found.setdefault(key, []).append((account[0], account[1]))
        return found

    def of(self, wanted: Iterable[tuple[str, int]]) -> Iterator[Mapping[str, Any]]:
        """The JSON of some accounts, by their reports and parts."""
        keys = set(wanted)
        for batch in pieces(sorted({report for report, _ in keys}), _AT_ONCE):
            for row in self._connection.execute(select(_T).where(_T.c.report.in_(batch))):
                if (row.report, row.part) in keys:
                    yield row.account

    def count(self) -> int:
        """How many accounts there are."""
        return self._connection.scalar(select(func.count()).select_from(_T)) or 0
