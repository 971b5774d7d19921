"""Sums over a large file are mended after a small change, and come out as if all had been summed up anew."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from marsad.store.pages import PageSums
from marsad.store.store import Store

PIECE = 65536


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record of some megabytes."""
    folder = tmp_path / "record"
    with Store.create(folder) as store:
        write(store, "first", 3_000)
    return folder


def write(store: Store, name: str, rows: int) -> None:
    with store.write() as record:
        record.states.put("test", {f"{name}{number}": "x" * 900 for number in range(rows)})


def kept(folder: Path) -> list[int]:
    said: list[int] = json.loads((folder / "record.sqlite.sums").read_bytes())
    return said


def anew(folder: Path) -> list[int]:
    content = (folder / "record.sqlite").read_bytes()
    return [zlib.crc32(content[start : start + PIECE]) for start in range(0, len(content), PIECE)]


def summed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on, which whole walks over the file there are."""
    walks: list[int] = []
    whole = PageSums._now

    def counted(self: PageSums) -> object:
        walks.append(1)
        return whole(self)

    monkeypatch.setattr(PageSums, "_now", counted)
    return walks


def test_a_small_change_is_summed_up_by_its_pages_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walks = summed(folder, monkeypatch)
    for step, rows in enumerate((1, 40, 900)):
        with Store.open(folder) as store:
            write(store, f"more{step}", rows)
            write(store, "first", 2)
        assert kept(folder) == anew(folder)
    with Store.open(folder) as store, store.write() as record:
        record.states.remove("test", [f"first{number}" for number in range(2_000)])
    assert kept(folder) == anew(folder)
    assert walks == []
    assert not (folder / "record.sqlite.sums-before").exists()


def test_a_log_that_was_begun_anew_tells_too_little(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder) as store:
        write(store, "much", 60_000)
        write(store, "more", 10)
        walks = summed(folder, monkeypatch)
    assert kept(folder) == anew(folder)
    assert walks


def test_when_two_write_all_is_summed_up(folder: Path) -> None:
    with Store.open(folder) as one, Store.open(folder) as other:
        write(one, "one", 5)
        write(other, "other", 5)
        write(one, "two", 5)
    assert kept(folder) == anew(folder)
    with Store.open(folder) as one:
        write(one, "three", 5)
        with Store.open(folder) as other:
            write(other, "four", 5)
        assert kept(folder) == anew(folder)
        write(one, "five", 5)
    assert kept(folder) == anew(folder)


def test_what_an_ended_run_left_is_not_built_upon(folder: Path) -> None:
    ended = Store.open(folder)
    write(ended, "ended", 5)  # and its sums are never made: the store is not closed
    with closing(sqlite3.connect(folder / "record.sqlite")) as reader:
        reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (folder / "record.sqlite.sums-before").exists()
    with Store.open(folder) as store:
        write(store, "next", 5)
    assert kept(folder) == anew(folder)


def test_threads_of_one_store(folder: Path) -> None:
    with Store.open(folder) as store:

        def work(name: str) -> None:
            for number in range(10):
                write(store, f"{name}{number}", 3)
                store.scrub()

        threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert kept(folder) == anew(folder)
