"""What happens to a record when a run is killed, when two write at once, when the disk is full or cannot be written to."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from marsad.archive.verify import verify
from marsad.store.store import Store
from tests.archive.made import deposit, fill, text
from tests.cli.command import MARSAD, marsad
from tests.store.disks import read_only, small_disk


@pytest.fixture
def record(tmp_path: Path) -> Path:
    Store.create(tmp_path / "record").close()
    return tmp_path / "record"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with 120 reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(120):
        words = f"Shelling killed {number + 2} people near Marib on Monday.\n\n" + "The market was open. " * 100
        (folder / f"{number:03}.txt").write_text(words, encoding="utf-8")
    return folder


def count(record: Path) -> int:
    with Store.open(record) as store, store.read() as inside:
        return inside.reports.count()


def whole(record: Path) -> bool:
    return verify(str(record), actor="ana").damaged == []


def started(record: Path, reports: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*MARSAD, "add", "--record", str(record), str(reports)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def deposited(record: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(record / "blobs"))


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_leaves_a_whole_record_and_the_next_one_goes_on(record: Path, reports: Path, seed: int) -> None:
    chance = random.Random(seed)
    with started(record, reports) as process:
        until = chance.randrange(1, 110)
        while process.poll() is None and deposited(record) < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert whole(record)
    done = marsad("add", "--record", str(record), str(reports))
    assert done.returncode == 0, done.stderr
    assert count(record) == 120
    found = verify(str(record), actor="ana", tidy=True)
    assert found.damaged == found.left_over == []


def test_two_writers_wait_for_each_other(record: Path, reports: Path) -> None:
    writers = [started(record, reports) for _ in range(3)]
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said.decode()
    with Store.open(record) as store, store.read() as inside:
        assert inside.reports.count() == 120
        assert len(list(inside.captures.all())) == 360
    assert whole(record)


def test_a_writer_that_waited_too_long_says_so(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.errors import RunError
    from marsad.store import engines

    monkeypatch.setattr(engines, "PATIENCE", 0.1)
    with Store.open(record) as one, Store.open(record) as other, one.write():
        with pytest.raises(RunError) as caught, other.write():
            pass
        assert caught.value.code == "store.busy"


def test_readers_do_not_wait(record: Path) -> None:
    with Store.open(record) as one, Store.open(record) as other, one.write() as writing:
        writing.settings.set("x", "1")
        with other.read() as reading:
            assert reading.settings.get("x") is None


@pytest.mark.parametrize("kilobytes", [600, 800])
def test_a_full_disk_is_said_and_leaves_a_whole_record(tmp_path: Path, reports: Path, kilobytes: int) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, kilobytes):
        assert marsad("init", str(disk / "record")).returncode == 0
        done = marsad("add", "--record", str(disk / "record"), str(reports))
        assert done.returncode == 3
        assert done.stderr.startswith("error[store.full]"), done.stderr
        assert "Traceback" not in done.stderr
        assert whole(disk / "record")


def test_a_file_that_may_not_grow_is_said_and_leaves_a_whole_record(record: Path, reports: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    process = subprocess.run(
        [*MARSAD, "add", "--record", str(record), str(reports)], capture_output=True, check=False, preexec_fn=limit
    )
    assert process.returncode == 3
    assert process.stderr.startswith((b"error[store.full]", b"error[store.input-output]")), process.stderr
    assert whole(record)


@pytest.fixture
def locked(record: Path) -> Iterator[Path]:
    with Store.open(record) as store:
        fill(store)
        with store.write() as inside:
            inside.incidents.clear()  # put in by hand: the ledger knows of none
    with read_only(record):
        yield record


@pytest.mark.parametrize("command", [["add", "-"], ["takedown", "sha256:", "--reason", "x"]])
def test_a_record_that_cannot_be_written_to_is_said(locked: Path, command: list[str]) -> None:
    done = marsad(*command, "--record", str(locked), stdin=b"Shelling killed nine people.")
    assert done.returncode == 3
    assert done.stderr.startswith("error[store.read-only]"), done.stderr


def test_a_record_that_cannot_be_written_to_can_be_verified(locked: Path) -> None:
    done = marsad("verify", "--record", str(locked))
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole: 7 reports" in done.stdout
    assert "not logged" in done.stdout


def test_no_record_is_begun_where_nobody_can_write(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    with read_only(folder):
        done = marsad("init", str(folder / "record"))
        assert done.returncode == 3
        assert done.stderr.startswith("error[store.read-only]"), done.stderr


def test_a_deposit_that_fails_leaves_no_bytes(record: Path) -> None:
    connection = sqlite3.connect(record / "record.sqlite")
    connection.execute("CREATE TRIGGER refuse BEFORE INSERT ON custody BEGIN SELECT RAISE(ABORT, 'no'); END")
    connection.close()
    with Store.open(record) as store:
        with pytest.raises(IntegrityError):
            deposit(store, text("Shelling killed two."))
        with store.read() as inside:
            assert inside.reports.count() == 0
    assert deposited(record) == 0
