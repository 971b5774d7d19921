"""Engines: one for SQLite, one for PostgreSQL, and what a transaction means on each.

SQLite runs in WAL mode (one writer, any number of readers that it does not stop), with a full sync at each commit and with
deleted content overwritten. A writing transaction takes the write lock when it begins, so what it reads stays true until
it commits; on PostgreSQL an advisory lock does the same. A reading transaction sees one moment of the record throughout.

Where the public reads, nothing can be written, whatever is asked: SQLite opens its file read-only and refuses every change, PostgreSQL
begins its transactions read only. There a transaction also ends by itself when its time is over.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url, text

from marsad.errors import RunError
from marsad.store.functions import add_functions
from marsad.store.location import Location

PATIENCE = 60
"""Seconds that a writer waits for another one to finish."""
_WRITES = "marsad_writes"
_SETTINGS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cell_size_check = ON",
    "cache_size = -65536",
    # pages; a log that was never begun anew says all that a small change has changed (`marsad.store.pages`)
    "wal_autocheckpoint = 8192",
)
_STEPS = 5_000
"""So many instructions SQLite works between two looks at the clock: less than a millisecond."""
_LOCK = 0x6D617273
"""The number of the advisory lock: "mars"."""


def engine_for(location: Location, *, create: bool = False, only_reads: bool = False) -> Engine:
    """The engine of the record at `location`; `create` lets SQLite make its file, `only_reads` lets nobody write."""
    file = location.file
    return _postgres(location.database) if file is None else _sqlite(file, create=create, only_reads=only_reads)


def begin(engine: Engine, *, writes: bool, seconds: float | None = None) -> Connection:
    """A connection inside a new transaction; the caller commits or rolls back and closes it.

    With `seconds` it can only be read, and what works longer is broken off (`store.too-long`).
    """
    connection = engine.connect()
    try:
        sqlite = engine.dialect.name == "sqlite"
        isolation: dict[str, Any] = {} if sqlite or writes else {"isolation_level": "REPEATABLE READ"}
        connection = connection.execution_options(**{_WRITES: writes}, **isolation)
        connection.begin()
        if writes and not sqlite:
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        elif not writes:
            if seconds is not None:
                _limit(connection, seconds)
            # the moment that is seen is that of the first look
            connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1" if sqlite else "SELECT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _limit(connection: Connection, seconds: float) -> None:
    if connection.dialect.name != "sqlite":
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
        return
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    end = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)


def _sqlite(file: Path, *, create: bool, only_reads: bool) -> Engine:
    def creator() -> sqlite3.Connection:
        return connect(file, create=create, only_reads=only_reads)

    engine = create_engine("sqlite+pysqlite://", creator=creator, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _unlimited)
    return engine


def _unlimited(connection: Any, _record: object, _state: object) -> None:
    """The next transaction has a time of its own."""
    connection.set_progress_handler(None, 0)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def connect(file: Path, *, create: bool = False, only_reads: bool = False) -> sqlite3.Connection:
    """A connection to an SQLite file as the store wants it, outside of any transaction. Raises `sqlite3.Error`."""
    # isolation_level None: transactions begin where we say so, not where Python's module guesses
    mode = "rwc" if create else _mode(file, only_reads=only_reads)
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    if create:
        connection.execute("PRAGMA journal_mode = WAL")
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    if only_reads:
        connection.execute("PRAGMA query_only = ON")
        # another file beside this one could be written to
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    add_functions(connection)
    return connection


def _mode(file: Path, *, only_reads: bool) -> str:
    if not _may_write(file):
        return _reading_mode(file)
    return "ro" if only_reads else "rw"


def _may_write(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _reading_mode(file: Path) -> str:
    """A WAL database in a folder that cannot be written to opens only when SQLite is told that nobody changes it."""
    log = file.with_name(f"{file.name}-wal")
    return "ro" if log.exists() and log.stat().st_size else "ro&immutable=1"


def _postgres(address: str) -> Engine:
    url = make_url(address).set(drivername="postgresql+pg8000")
    if url.password is None and "PGPASSWORD" in os.environ:
        url = url.set(password=os.environ["PGPASSWORD"])
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise RunError(
            "store.driver-missing",
            "a record in PostgreSQL needs the package pg8000, which is not installed",
            hint="pip install 'marsad[postgres]'",
        ) from None
