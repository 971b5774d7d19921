"""The two chains: the ledger's changes, and the custody log, which is chained in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, Text, cast, func, insert, select

from marsad.errors import RunError
from marsad.model.change import FIRST, Change, Draft, chain
from marsad.store import tables
from marsad.store.entries import Act, CustodyEntry
from marsad.store.rows import pieces, row_of, walk

_AT_ONCE = 500


class Changes:
    """The ledger: appended to, never altered. What goes into it stays for ever, so it quotes no report."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, drafts: Iterable[Draft], at: datetime | None = None) -> list[Change]:
        """Seal `drafts` after the last change, all at the same moment (now unless given); needs a writing transaction."""
        number, previous = _head(self._connection, tables.changes)
        changes = chain(drafts, number, at or datetime.now(UTC), previous)
        if changes:
            self._connection.execute(insert(tables.changes), [row_of(change, tables.changes) for change in changes])
        return changes

    def extend(self, changes: Sequence[Change]) -> None:
        """Append changes that were sealed upon the last one; needs a writing transaction.

        Raises `RunError` (`store.ledger-moved`) when somebody else has appended since.
        """
        head = _head(self._connection, tables.changes)
        if changes and (changes[0].number, changes[0].previous) != (head[0] + 1, head[1]):
            raise RunError(
                "store.ledger-moved", "somebody else has written to the ledger meanwhile", hint="Run the command again."
            )
        if changes:
            self._connection.execute(insert(tables.changes), [row_of(change, tables.changes) for change in changes])

    def all(self, after: int = 0, subject: str | None = None) -> Iterator[Change]:
        """The changes after number `after`, in order; with `subject` only what happened to that."""
        table = tables.changes
        statement = select(table).where(table.c.number > after)
        if subject is not None:
            statement = statement.where(table.c.subject == subject)
        return (Change(**row) for row in walk(self._connection, statement, [table.c.number]))

    def of_kinds(self, kinds: Iterable[str], after: int = 0) -> Iterator[Change]:
        """The changes of these kinds after number `after`, in order."""
        table = tables.changes
        statement = select(table).where(table.c.number > after, table.c.kind.in_(list(kinds)))
        return (Change(**row) for row in walk(self._connection, statement, [table.c.number]))

    def latest(self, kinds: Iterable[str], until: int, limit: int) -> list[Change]:
        """The last changes of these kinds up to number `until`, the newest first."""
        table = tables.changes
        statement = select(table).where(table.c.kind.in_(list(kinds)), table.c.number <= until)
        rows = self._connection.execute(statement.order_by(table.c.number.desc()).limit(limit)).mappings()
        return [Change(**row) for row in rows]

    def count(self, kinds: Iterable[str], until: int) -> int:
        """How many changes of these kinds there are up to number `until`."""
        table = tables.changes
        statement = select(func.count()).where(table.c.kind.in_(list(kinds)), table.c.number <= until)
        return self._connection.scalar(statement) or 0

    def before(self, change: Change) -> Change | None:
        """The last change of the same kind to the same thing, None when it is the first."""
        table = tables.changes
        same = (table.c.subject == change.subject, table.c.kind == change.kind, table.c.number < change.number)
        row = (
            self._connection.execute(select(table).where(*same).order_by(table.c.number.desc()).limit(1))
            .mappings()
            .first()
        )
        return None if row is None else Change(**row)

    def about(self, subjects: Iterable[str], until: int) -> list[Change]:
        """What happened to some things up to change number `until`, in order."""
        table, found = tables.changes, []
        for batch in pieces(dict.fromkeys(subjects), _AT_ONCE):
            statement = select(table).where(table.c.subject.in_(batch), table.c.number <= until)
            found += [Change(**row) for row in self._connection.execute(statement).mappings()]
        return sorted(found, key=lambda change: change.number)

    def into(self, code: str, until: int) -> list[Change]:
        """The merges and splits up to change number `until` that led into an incident, in order."""
        table = tables.changes
        kinds = table.c.kind.in_(("incidents_merged", "incident_split")), table.c.number <= until
        said = cast(table.c.content, Text).contains(f'"{code}"', autoescape=True)
        rows = self._connection.execute(select(table).where(*kinds, said).order_by(table.c.number)).mappings()
        return [change for row in rows if (change := Change(**row)).content["into"] == code]

    def subjects(self, kinds: Iterable[str], after: int = 0) -> list[str]:
        """What the changes of these kinds after number `after` happened to, each once."""
        table = tables.changes
        statement = select(table.c.subject).where(table.c.number > after, table.c.kind.in_(list(kinds)))
        return list(self._connection.scalars(statement.distinct().order_by(table.c.subject)))

    def hash_of(self, number: int) -> str | None:
        """The hash of the change with this number, None when there is no such change."""
        table = tables.changes
        return self._connection.scalar(select(table.c.hash).where(table.c.number == number))

    def last(self) -> int:
        """The number of the newest change, 0 when there is none."""
        return self.head()[0]

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest change; 0 and `FIRST` when there is none."""
        return _head(self._connection, tables.changes)


class Custody:
    """The custody log: every access that changes what is kept. Appended to, never altered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self, actor: str, act: Act, *, report: str | None = None, blob: str | None = None, at: datetime,
        content: Mapping[str, Any] | None = None,
    ) -> CustodyEntry:  # fmt: skip
        """Log that `actor` did `act`; needs a writing transaction. `content` holds ids, hashes and numbers only."""
        number, previous = _head(self._connection, tables.custody)
        entry = seal_custody(number + 1, at, actor, act, report, blob, content or {}, previous)
        self._connection.execute(insert(tables.custody), row_of(entry, tables.custody))
        return entry

    def all(self, report: str | None = None) -> Iterator[CustodyEntry]:
        """Every entry in order; with `report` only those on it."""
        table = tables.custody
        statement = select(table) if report is None else select(table).where(table.c.report == report)
        return (custody_of(row) for row in walk(self._connection, statement, [table.c.number]))

    def first_of(self, reports: Iterable[str]) -> dict[str, int]:
        """The number of the first entry on each of some reports."""
        table, found = tables.custody, dict[str, int]()
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            said = select(table.c.report, func.min(table.c.number)).where(table.c.report.in_(batch))
            found.update(dict(self._connection.execute(said.group_by(table.c.report))))
        return found

    def numbers(self, hashes: Iterable[str]) -> dict[str, int]:
        """The numbers of the entries with these hashes."""
        table = tables.custody
        said = select(table.c.hash, table.c.number).where(table.c.hash.in_(list(hashes)))
        return dict(self._connection.execute(said))

    def act_of(self, number: int) -> str | None:
        """What was done in the entry with this number, None when there is no such entry."""
        table = tables.custody
        return self._connection.scalar(select(table.c.act).where(table.c.number == number))

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry; (0, 64 zeros) when there is none."""
        return _head(self._connection, tables.custody)


def seal_custody(
    number: int, at: datetime, actor: str, act: Act, report: str | None, blob: str | None,
    content: Mapping[str, Any], previous: str,
) -> CustodyEntry:  # fmt: skip
    """The custody entry with these fields and its hash, which covers them all."""
    draft = Draft(actor, "note", act, "custody", {"report": report, "blob": blob, "content": dict(content)})
    (sealed,) = chain([draft], number - 1, at, previous)
    return CustodyEntry(number, at, actor, act, report, blob, dict(content), previous, sealed.hash)


def is_whole(entry: CustodyEntry, before: CustodyEntry | None) -> bool:
    """Whether an entry says what it said when it was logged, right after `before` (None: as the first)."""
    expected = (1, FIRST) if before is None else (before.number + 1, before.hash)
    again = seal_custody(
        entry.number, entry.at, entry.actor, entry.act, entry.report, entry.blob, entry.content, entry.previous
    )
    return (entry.number, entry.previous) == expected and entry.hash == again.hash


def custody_of(row: RowMapping) -> CustodyEntry:
    """The entry in a row."""
    return CustodyEntry(**row)


def _head(connection: Connection, table: Table) -> tuple[int, str]:
    row = connection.execute(select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)).first()
    return (0, FIRST) if row is None else (row.number, row.hash)
