"""What a database can say about its own files, and how to make it forget what was removed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from marsad.store import tables
from marsad.store.faults import kind_of

_PATIENCE = 10
"""Seconds to wait for others before tables are written anew."""


def integrity(connection: Connection) -> Iterator[str]:
    """What SQLite finds wrong with its pages, indexes, foreign keys and full-text indexes."""
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} belongs to a row of {parent} that is not there"
    for subject in ("report", "incident"):
        try:
            connection.exec_driver_sql(f"INSERT INTO {subject}_words({subject}_words) VALUES ('integrity-check')")  # noqa: S608  names of our own
        except DBAPIError as problem:
            # asking counts as writing, which is not always allowed
            if kind_of(problem.orig) == "damaged":
                yield f"the index of the words of every {subject}: {problem.orig}"


def rewrite(engine: Engine) -> bool:
    """Let PostgreSQL write the tables that held a report anew, without what was removed; whether nobody was in the way."""
    # a connection of its own: one out of the pool is in a transaction already, where this cannot be done
    alone = create_engine(engine.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with alone.connect() as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{_PATIENCE}s'")
        try:
            for table in ("report_words", *(t.name for t in tables.HOLD_REPORTS)):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
        except DBAPIError as problem:
            if kind_of(problem.orig) == "busy":
                return False
            raise
    return True
