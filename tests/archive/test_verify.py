"""Every kind of damage is named, and nothing that is whole is called damaged."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from marsad.archive.verify import Verification, verify
from marsad.store.store import Store
from tests.archive.made import CODE, fill
from tests.by_hand import CIVILIANS, REPORT


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "record") as store:
        fill(store)
    return tmp_path / "record"


def verified(record: Path, *, tidy: bool = False) -> Verification:
    return verify(str(record), actor="ana", tidy=tidy)


def codes(record: Path) -> set[str]:
    return {damage.code.removeprefix("archive.") for damage in verified(record).damaged}


def run(record: Path, statement: str, *values: object) -> None:
    """Change the database behind the store's back, and leave no sums that would tell of it."""
    connection = sqlite3.connect(record / "record.sqlite")
    connection.execute("PRAGMA foreign_keys = OFF")
    with connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()
    (record / "record.sqlite.sums").unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE changes SET reason = 'another' WHERE number = 3", {"ledger-broken"}),
        ("UPDATE changes SET at = '2020-01-01T00:00:00.000000+00:00' WHERE number = 3", {"ledger-broken"}),
        ("UPDATE changes SET content = '{}' WHERE number = 3", {"ledger-broken"}),
        ("DELETE FROM changes WHERE number = 3", {"ledger-broken"}),
        ("UPDATE custody SET actor = 'bo' WHERE number = 2", {"custody-broken"}),
        ("DELETE FROM custody WHERE number = 2", {"custody-broken", "capture-unlogged"}),
        ("DELETE FROM captures WHERE number = 4", {"capture-missing"}),
        ("UPDATE captures SET url = 'https://example.org'", {"row-damaged"}),
        ("UPDATE captures SET published = NULL", {"row-damaged"}),
        ("UPDATE reports SET text = text || ' '", {"row-damaged", "text-damaged"}),
        ("UPDATE reports SET text = ' ' || text", {"row-damaged", "text-damaged", "claim-damaged"}),
        ("UPDATE reports SET text = NULL WHERE number = 3", {"row-damaged", "text-damaged"}),
        ("UPDATE reports SET outlet = 'Another'", {"row-damaged"}),
        ("UPDATE reports SET withdrawn = added WHERE number = 3", {"row-damaged", "text-damaged", "bytes-remain"}),
        ("UPDATE claims SET claim = replace(claim, '\"upper\": 9', '\"upper\": 8')", {"row-damaged", "claim-damaged"}),
        ("UPDATE claims SET claim = replace(claim, '\"path\": \"d', '\"path\": \"b')", {"row-damaged"}),
        ("UPDATE claims SET claim = substr(claim, 2)", {"row-damaged", "claim-damaged"}),
        ("UPDATE claims SET lower = 14 WHERE lower = 13", {"row-damaged", "claim-damaged"}),
        ("UPDATE claims SET reader = 'other' WHERE lower = 13", {"row-damaged", "claim-damaged", "claim-missing"}),
        ("DELETE FROM claims WHERE lower = 13", {"claim-missing"}),
        ("UPDATE readings SET notes = '[]'", {"row-damaged"}),
        ("UPDATE readings SET current = 0", {"row-damaged"}),
        ("UPDATE incidents SET killed_lower = 12", {"row-damaged"}),
        ("UPDATE incident_claims SET report = 'sha256:0'", {"row-damaged"}),
        ("UPDATE retired SET successor = 'SY-1'", {"row-damaged"}),
        ("UPDATE findings SET text = 'all is well'", {"row-damaged"}),
        ("UPDATE settings SET value = '5' WHERE key = 'record'", {"row-damaged"}),
        ("UPDATE reports SET added = 'yesterday'", {"database-damaged"}),
        ("UPDATE changes SET content = '{'", {"database-damaged"}),
        ("DELETE FROM reports WHERE number = 3", {"database-damaged"}),
        ("INSERT INTO stamps VALUES (1, 'aa', '2020-01-01T00:00:00.000000+00:00', 'x', x'00', 'y')", {"stamp-wrong", "row-damaged"}),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_store_is_named(record: Path, statement: str, named: set[str]) -> None:
    run(record, statement)
    assert named <= codes(record)


def blobs(record: Path) -> list[Path]:
    return sorted(path for path in (record / "blobs").rglob("*") if path.is_file())


def test_bytes_that_changed_or_went_are_named_and_mended_by_adding_them_again(record: Path) -> None:
    changed, gone, *_ = blobs(record)
    kept = changed.read_bytes(), gone.read_bytes()
    changed.write_bytes(kept[0].replace(b"killed", b"kilted"))
    gone.unlink()
    assert codes(record) == {"blob-damaged", "blob-missing"}
    from tests.archive.made import deposit, text

    with Store.open(record) as store:
        deposit(store, *(text(content.decode()) for content in kept))
    assert codes(record) == set()


def test_what_an_ended_run_left_is_no_damage_and_can_be_removed(record: Path) -> None:
    (record / "blobs" / "00").mkdir(exist_ok=True)
    (record / "blobs" / "00" / ".unfinished-1").write_bytes(b"hal")
    (record / "blobs" / "00" / ("0" * 62)).write_bytes(b"whole, but no row names it")
    found = verified(record)
    # the second is not what its name says either
    assert len(found.left_over) == 2
    (record / "blobs" / "00" / ("0" * 62)).unlink()
    found = verified(record, tidy=True)
    assert found.damaged == found.left_over == []
    assert not (record / "blobs" / "00" / ".unfinished-1").exists()


def test_the_pages_of_the_database_are_summed_up(record: Path) -> None:
    file = record / "record.sqlite"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    (damage,) = (d for d in verified(record).damaged if d.code == "archive.page-damaged")
    assert f"{file}: from byte {(len(content) - 1) // 65536 * 65536} on" in damage.what
    assert ".sums" in damage.hint


def test_another_program_that_writes_is_noticed(record: Path) -> None:
    connection = sqlite3.connect(record / "record.sqlite")
    with connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    assert codes(record) == {"page-damaged"}


def test_a_damaged_record_is_not_written_to(record: Path) -> None:
    run(record, "UPDATE changes SET reason = 'another' WHERE number = 3")
    before = (record / "record.sqlite").read_bytes()
    found = verified(record)
    assert found.damaged
    assert not found.logged
    assert (record / "record.sqlite").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", os.urandom(9000)])
def test_a_database_that_is_none_is_damage_too(record: Path, content: bytes) -> None:
    (record / "record.sqlite").write_bytes(content)
    assert codes(record) >= {"page-damaged", "database-damaged"}


def test_every_damage_is_one_line_with_a_hint(record: Path) -> None:
    run(record, "UPDATE claims SET claim = '\n\n'")
    (record / "blobs" / "stray").write_bytes(b"")
    found = verified(record)
    for damage in (*found.damaged, *found.left_over):
        assert "\n" not in damage.what
        assert damage.hint
    assert any(CIVILIANS.id in d.what and REPORT.id in d.what for d in found.damaged)
    assert any(d.harmless for d in found.left_over)
    assert CODE not in "".join(d.what for d in found.damaged)
