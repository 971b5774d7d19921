"""Empty databases on a PostgreSQL server."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text


def new_database(server: str) -> str:
    """The address of a new, empty database on `server`."""
    name = f"marsad_{uuid.uuid4().hex}"
    engine = create_engine(driver(f"{server}/postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} STRATEGY wal_log"))
    engine.dispose()
    return f"{server}/{name}"


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    """A connection to a database, in a transaction."""
    engine = create_engine(driver(address))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def driver(address: str) -> str:
    """The address as SQLAlchemy wants it."""
    return address.replace("postgresql://", "postgresql+pg8000://")
