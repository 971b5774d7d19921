"""What is open for the public cannot be written to and ends in time, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from marsad.errors import RunError
from marsad.store.record import Record
from marsad.store.store import Store

ENDLESS = {
    "sqlite": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
    "postgresql": "SELECT pg_sleep(30)",
}


def test_nothing_is_written(store: Store) -> None:
    public = store.longer(5)
    with pytest.raises((DBAPIError, RunError)):
        _set(public)
    with public.read() as record:
        assert record.settings.get("a") is None
    public.close()


def _set(store: Store) -> None:
    with store.read() as record:
        record.settings.set("a", "b")


def test_what_takes_too_long_is_broken_off(store: Store) -> None:
    public = store.longer(0.2)
    for _ in range(2):
        with pytest.raises(RunError) as broken:
            _wait(public)
        assert broken.value.code == "store.too-long"
        with public.read() as record:
            assert record.changes.last() == 0
    public.close()


def _wait(store: Store) -> None:
    with store.read() as record:
        _ask(record)


def _ask(record: Record) -> None:
    record.connection.execute(text(ENDLESS[record.connection.dialect.name])).all()
