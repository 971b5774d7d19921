"""A record that is open for the public: nothing can be written, and what takes too long is broken off."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from marsad.errors import RunError
from marsad.store.store import Store
from tests.web.served import client, made, whole

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
WRITES = (
    "INSERT INTO settings (key, value, seal) VALUES ('a', 'b', 'c')",
    "UPDATE reports SET text = ''",
    "DELETE FROM changes",
    "DROP TABLE claims",
    "CREATE TABLE more (x)",
    "VACUUM",
    "ATTACH DATABASE 'other.sqlite' AS other",
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open_to_read(whole(), 0.3) as one:
        yield one


@pytest.mark.parametrize("statement", WRITES)
@pytest.mark.parametrize("before", ["", "PRAGMA query_only = OFF"], ids=["guarded", "with one guard down"])
def test_no_statement_writes(store: Store, statement: str, before: str) -> None:
    with pytest.raises((DBAPIError, RunError)):
        _do(store, [before, statement] if before else [statement])
    assert not Path("other.sqlite").exists()


def _do(store: Store, statements: Iterable[str]) -> None:
    with store.read() as record:
        for statement in statements:
            record.connection.execute(text(statement))


def test_no_transaction_that_writes_is_begun(store: Store) -> None:
    with pytest.raises(RunError) as refused, store.write():
        pass
    assert refused.value.code == "store.read-only"


def test_a_question_without_end_is_broken_off_and_the_next_one_has_its_own_time(store: Store) -> None:
    for _ in range(3):
        with pytest.raises(RunError) as broken, store.read() as record:
            record.connection.execute(text(ENDLESS)).all()
        assert broken.value.code == "store.too-long"
        with store.read() as record:
            assert record.changes.last() > 0


def test_who_writes_meanwhile_is_read_from(tmp_path: Path) -> None:
    kept = made(tmp_path / "record")
    with Store.open_to_read(kept.folder, 20) as store:
        with store.read() as record:
            before = record.changes.last()
        kept.judge("note", kept.claim("two farmers").id)
        with store.read() as record:
            assert record.changes.last() == before + 1


def test_reading_the_whole_site_changes_no_byte_of_the_record(tmp_path: Path) -> None:
    kept = made(tmp_path / "record", "evidence = true")
    before = digests(kept.folder)
    with client(kept.folder) as reader:
        for address in (
            "/", "/ar/", "/totals/", "/sources/", "/silence/", "/corrections/", "/?q=market&as_of=9999-12-30",
            "/api/v1/incidents?q=market", "/api/v1/changes", "/api/v1/sources", "/incidents.csv.zip", "/incidents.sqlite",
            "/feed.atom", "/chart/timeline.png", "/api/v1/totals?as_of=9999-12-30",
        ):  # fmt: skip
            assert reader.get(address).status_code == 200, address
    assert digests(kept.folder) == before


def digests(folder: Path) -> dict[str, str]:
    """Every file of a record by its content; the log and its index are not there, or empty, when nobody writes."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    found = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    log = folder / "record.sqlite-wal"
    assert not log.exists() or not log.stat().st_size
    return found
