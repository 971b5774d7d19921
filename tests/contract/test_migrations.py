from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from marsad.archive.verify import verify
from marsad.errors import RunError
from marsad.store.blobs import FolderBlobs
from marsad.store.migrations import STEPS, migrate, newest
from marsad.store.store import Store
from tests.archive.made import deposit
from tests.archive.made import text as report
from tests.contract.databases import connected
from tests.contract.released import FOLDER, blobs, play

RELEASED = sorted(path.name.removesuffix(".json") for path in FOLDER.glob("schema_*.json"))


def test_a_record_of_every_released_schema_is_kept() -> None:
    kept = {f"schema_{number}.{kind}" for number in range(1, newest(STEPS) + 1) for kind in ("sqlite", "postgresql")}
    assert set(RELEASED) == kept


@pytest.fixture(params=RELEASED)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record is that an earlier marsad has made."""
    name: str = request.param
    folder = tmp_path / "released"
    folder.mkdir()
    if name.endswith(".sqlite"):
        with closing(sqlite3.connect(folder / "record.sqlite")) as file, file:
            file.execute("PRAGMA journal_mode = WAL")
            play(name, file.cursor())
        (folder / "blobs").mkdir()
        for content in blobs(name):
            FolderBlobs(folder / "blobs").put(content)
        (folder / "marsad.toml").write_text('database = "record.sqlite"\n')
        return str(folder)
    make: Callable[[], str] = request.getfixturevalue("new_database")
    address = make()
    with connected(address) as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.paramstyle = "format"
        play(name, connection.connection.cursor())
        connection.connection.commit()
    return address


def shape(store: Store) -> dict[str, list[tuple[str, str]]]:
    with store.read() as record:
        tables = inspect(record.connection)
        names = [name for name in tables.get_table_names() if "_words_" not in name]
        return {name: sorted((c["name"], str(c["type"])) for c in tables.get_columns(name)) for name in names}


def test_a_record_of_a_released_schema_opens_whole_and_goes_on(
    released: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = verify(released, actor="ana")
    assert found.damaged == []
    assert found.counts["reports"] == 7
    fresh = None if "://" not in released else request.getfixturevalue("new_database")()
    with Store.open(released) as store, Store.create(tmp_path / "fresh", fresh) as new:
        deposit(store, report("Shelling killed 77 people."))
        assert shape(store) == shape(new)
        with store.read() as record:
            assert len(record.reports.search("shelling")) == 7
            assert len(record.reports.search("warplanes")) == 1
    assert verify(released, actor="ana").damaged == []


def add_a_column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE findings ADD COLUMN mood TEXT"))


def fail(connection: Connection) -> None:
    raise ZeroDivisionError


def test_steps_are_done_once_in_order_and_never_back(store: Store) -> None:
    with store.write() as record:
        assert migrate(record.connection) == 0
        assert migrate(record.connection, [*STEPS, add_a_column]) == 1
        assert migrate(record.connection, [*STEPS, add_a_column]) == 0
        assert "mood" in {c["name"] for c in inspect(record.connection).get_columns("findings")}
    where = str(store.location.folder)
    with pytest.raises(RunError) as caught:
        Store.open(where)
    assert caught.value.code == "store.schema-newer"


def test_a_step_that_fails_changes_nothing(store: Store) -> None:
    before = shape(store)
    with pytest.raises(ZeroDivisionError), store.write() as record:
        migrate(record.connection, [*STEPS, add_a_column, fail])
    assert shape(store) == before
    with store.read() as record:
        assert record.settings.get("schema") == str(newest(STEPS))
