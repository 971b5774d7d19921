"""The store: a record opened, to read and to write in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from marsad.errors import MarsadError, RunError
from marsad.store import migrations
from marsad.store.blobs import Blobs, DatabaseBlobs, FolderBlobs
from marsad.store.durable import sync_folder
from marsad.store.engines import begin, engine_for
from marsad.store.faults import fault, worded, worded_database
from marsad.store.integrity import rewrite
from marsad.store.location import Location, locate, new_location, write_settings
from marsad.store.pages import PageSums
from marsad.store.record import Record

_BLOBS = "blobs"


class Store:
    """One record. Threads may share it; each transaction is one thread's own.

    With `seconds` it is open for the public: nobody can write, and a transaction that takes longer is broken off.
    """

    def __init__(self, location: Location, seconds: float | None = None) -> None:
        self.location = location
        self._seconds = seconds
        self._engine = engine_for(location, only_reads=seconds is not None)
        self._sums = None if location.file is None else PageSums(location.file)
        self._written = False

    @classmethod
    def create(cls, folder: str | Path, database: str | None = None, actor: str | None = None) -> Self:
        """Make an empty record in `folder`, its rows in PostgreSQL when `database` is an address, and open it.

        Raises `RunError` (`store.exists`, `store.address`, `store.read-only`, …); what was begun is no record then.
        """
        location = new_location(Path(folder), database, actor)
        with worded(str(location)):
            Path(folder).mkdir(parents=True, exist_ok=True)
            if location.file is not None:
                (Path(folder) / _BLOBS).mkdir(exist_ok=True)
            _make(location)
            # last of all: only with its settings the folder is a record
            write_settings(location)
            sync_folder(Path(folder).absolute().parent)
        return cls(location)

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open the record in a folder, or at a `postgresql://` address; brings an older schema up to date.

        Raises `RunError` (`store.missing`, `store.schema-newer`, `store.unreachable`, `store.damaged`, …).
        """
        location = locate(where)
        if location.file is not None and not location.file.is_file():
            raise RunError(
                "store.missing", f"{location.file}: the record's database is gone", hint="Take it from a backup."
            )
        store = cls(location)
        try:
            schema = store._schema()
            if schema < migrations.newest(migrations.STEPS):
                with store.write() as record:
                    migrations.migrate(record.connection)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_to_read(cls, where: str | Path, seconds: float) -> Self:
        """Open a record so that nothing can be written to it and no transaction reads for more than `seconds`.

        Raises `RunError` as `open`; a transaction that takes longer ends with `store.too-long`.
        """
        with cls.open(where) as store:
            location = store.location
        return cls(location, seconds)

    def longer(self, seconds: float) -> Self:
        """The same record opened once more, to be read only, with so much time for a transaction."""
        return type(self)(self.location, seconds)

    def _schema(self) -> int:
        try:
            with self.read() as record:
                return migrations.check_age(record.connection)
        except (DBAPIError, ValueError) as problem:
            # not even the table of settings can be read
            raise fault("damaged", str(self.location), str(problem).splitlines()[0]) from problem

    @contextmanager
    def read(self) -> Iterator[Record]:
        """The record as it is at this moment; whoever writes meanwhile is not seen."""
        with self._transaction(writes=False) as record:
            yield record

    @contextmanager
    def write(self) -> Iterator[Record]:
        """The record under the write lock: all that is done inside is kept when the block ends, nothing when it raises.

        Waits for another writer. Raises `RunError` (`store.busy`, `store.full`, `store.read-only`, …).
        """
        with self._transaction(writes=True) as record:
            yield record

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Record]:
        if writes and self._seconds is not None:
            raise fault("read-only", str(self.location), "it is open for reading alone")
        with worded_database(str(self.location)):
            connection = begin(self._engine, writes=writes, seconds=self._seconds)
            blobs = self._blobs(connection)
            try:
                if writes:
                    self._begin_writing()
                yield Record(connection, blobs)
                connection.commit()
            except BaseException:
                with suppress(Exception):  # the first failure is the one to tell
                    connection.rollback()
                    blobs.rolled_back()
                raise
            finally:
                connection.close()
            blobs.committed()

    def _begin_writing(self) -> None:
        if self._sums is not None:
            with worded(str(self.location)):
                self._sums.forget()
            self._written = True

    def _blobs(self, connection: Connection) -> Blobs:
        file = self.location.file
        return DatabaseBlobs(connection) if file is None else FolderBlobs(file.parent / _BLOBS)

    def scrub(self) -> bool:
        """Leave no trace of what was removed in the database's files; False when others are at work and it must wait.

        On SQLite the write-ahead log is emptied, for the pages themselves are overwritten as they are freed; on PostgreSQL the
        tables are written anew.
        """
        with worded(str(self.location)):
            return rewrite(self._engine) if self._sums is None else self._sums.renew()

    def close(self) -> None:
        """Let go of the database; after writing, sums over its pages are left beside it (see `marsad.store.pages`)."""
        if self._written and self._sums is not None:
            with suppress(MarsadError), worded(str(self.location)):
                self._sums.renew()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _make(location: Location) -> None:
    engine = engine_for(location, create=True)
    try:
        connection = begin(engine, writes=True)
        try:
            migrations.create(connection)
            connection.commit()
        finally:
            connection.close()
    except BaseException:
        engine.dispose()
        if location.file is not None:
            for end in ("", "-wal", "-shm"):
                location.file.with_name(location.file.name + end).unlink(missing_ok=True)
        raise
    engine.dispose()
