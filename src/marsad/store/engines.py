"""Engines: one for SQLite, one for PostgreSQL, and what a transaction means on each.

SQLite runs in WAL mode (one writer, any number of readers that it does not stop), with a full sync at each commit and with
deleted content overwritten. A writing transaction takes the write lock when it begins, so what it reads stays true until
it commits; on PostgreSQL an advisory lock does the same. A reading transaction sees one moment of the record throughout.
"""

from __future__ import annotations

import os
import sqlite3
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
_LOCK = 0x6D617273
"""The number of the advisory lock: "mars"."""


def engine_for(location: Location, *, create: bool = False) -> Engine:
    """The engine of the record at `location`; `create` lets SQLite make its file."""
    file = location.file
    return _postgres(location.database) if file is None else _sqlite(file, create=create)


def begin(engine: Engine, *, writes: bool) -> Connection:
    """A connection inside a new transaction; the caller commits or rolls back and closes it."""
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
            # the moment that is seen is that of the first look
            connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1" if sqlite else "SELECT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _sqlite(file: Path, *, create: bool) -> Engine:
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connect(file, create=create), poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def connect(file: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to an SQLite file as the store wants it, outside of any transaction. Raises `sqlite3.Error`."""
    # isolation_level None: transactions begin where we say so, not where Python's module guesses
    mode = "rwc" if create else "rw" if _may_write(file) else _reading_mode(file)
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
    add_functions(connection)
    return connection


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
