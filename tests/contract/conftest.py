"""One suite on both databases: every test here runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.store.store import Store
from tests.contract import databases
from tests.postgres import running


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def new_database(server: str) -> Callable[[], str]:
    """Makes an empty database; its address."""
    return lambda: databases.new_database(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty record."""
    database = None if request.param == "sqlite" else request.getfixturevalue("new_database")()
    with Store.create(tmp_path / "record", database) as store:
        yield store
