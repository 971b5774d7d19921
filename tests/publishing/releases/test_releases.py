"""Releases are whole or not there, follow on each other, and whatever is done to them is found."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.moment import moment
from marsad.publishing.releases.making import ALL, Made, make_release
from marsad.publishing.releases.manifest import entry, read_manifest
from marsad.publishing.releases.shelf import Shelf
from marsad.publishing.releases.verifying import verify_releases
from marsad.store.durable import UNFINISHED
from marsad.store.store import Store
from tests.pipeline.kept import Kept
from tests.publishing.exports.recorded import IZIUM, KANO, KHARKIV, ODESA, OPEN, VICTIM, WITNESS, folder

DAY = date(2026, 11, 25)
FEW = ("geojson", "acled")


def made(shelf: Path, day: date = DAY, formats: tuple[str, ...] = FEW, record: Path | None = None) -> Made:
    with Store.open(record or folder()) as store, moment(store) as now:
        return make_release(now, shelf, day, formats)


def codes(shelf: Path) -> list[str]:
    return [damage.code for damage in verify_releases(shelf).damaged]


@pytest.fixture(scope="module")
def first_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases, two of them of one day."""
    shelf = tmp_path_factory.mktemp("shelf") / "releases"
    for day in (DAY, DAY, date(2026, 12, 1)):
        made(shelf, day)
    return shelf


@pytest.fixture
def three(first_three: Path, tmp_path: Path) -> Path:
    """The same to do something to."""
    return Path(shutil.copytree(first_three, tmp_path / "releases"))


def unlocked(path: Path) -> Path:
    path.chmod(0o644)
    return path


def test_a_release_is_a_folder_named_after_its_day(three: Path) -> None:
    assert Shelf(three).names() == ["2026-11-25", "2026-11-25-2", "2026-12-01"]
    assert (three / "latest").read_text().split()[0] == "2026-12-01"
    assert all(path.stat().st_mode & 0o222 == 0 for path in (three / "2026-11-25").iterdir())
    assert codes(three) == []


def test_the_manifest_says_all_that_there_is_to_say(tmp_path: Path) -> None:
    done = made(tmp_path / "releases")
    manifest, digest = read_manifest(done.folder)
    assert (manifest, digest) == (done.manifest, done.sha256)
    assert manifest.rows == {"incidents": 6, "claims": 12, "sources": 10, "tolls": 15, "judgements": 4, "retired": 2}
    assert manifest.totals["killed"] == {"lower": 24 + 11 + 2 + 3 + 1 + 30, "upper": None, "incidents": 6, "unknown": 0}
    assert manifest.totals["injured"]["unknown"] == 4
    assert manifest.provenance["codebook"] == 1
    assert manifest.readers
    assert manifest.previous is None
    assert manifest.changes is None
    with Store.open(folder()) as store, store.read() as record:
        assert (manifest.provenance["ledger"]["number"], manifest.provenance["ledger"]["hash"]) == record.changes.head()
    assert {each.name for each in manifest.files} == {
        "marsad.geojson", "marsad-acled.csv", "marsad-acled-loss.csv", "marsad-acled-loss.md", "marsad-acled-deleted.csv", "digests.csv", "SHA256SUMS",
    }  # fmt: skip
    assert all(entry(done.folder / each.name, each.format) == each for each in manifest.files)


def test_hashes_can_be_checked_without_marsad(three: Path) -> None:
    for folder_ in three.iterdir():
        if folder_.is_dir():
            done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder_, capture_output=True, check=False)
            assert done.returncode == 0, done


def test_a_release_has_all_formats_and_names_nobody_at_risk(tmp_path: Path) -> None:
    done = made(tmp_path / "releases", formats=ALL)
    names = {path.name for path in done.folder.iterdir()}
    assert {
        "marsad-csv.zip", "marsad.jsonl", "marsad.geojson", "marsad-parquet.zip", "marsad.sqlite", "marsad.xlsx",
        "marsad-hxl.csv", "marsad-ucdp.csv", "marsad-airwars.zip", "marsad.jsonld", "marsad-mse.zip", "codebook.md",
        "codebook.html", "codebook.json", "manifest.json",
    } <= names  # fmt: skip
    for path in done.folder.iterdir():
        for name in (*WITNESS.split(), *VICTIM.split()):
            assert name.encode() not in path.read_bytes(), path
    with zipfile.ZipFile(done.folder / "marsad-csv.zip") as archive:
        assert "incidents.csv" in archive.namelist()


def test_a_release_says_what_changed_since_the_one_before(tmp_path: Path) -> None:
    copy = tmp_path / "record"
    shutil.copytree(folder(), copy)
    before = made(tmp_path / "releases", record=copy)
    kept = object.__new__(Kept)
    kept.folder = copy
    kept.correct(kept.claim("Five people").id, "count.upper=7")
    kept.text(
        "Shelling killed two people in Poltava on 20 March 2024, the police said.", "Daily Lamp", date(2024, 3, 21)
    )
    with kept.open() as (_, record):
        (report,) = record.incidents.with_reports([tie.report for tie in record.incidents.ties_of(KHARKIV)][:1])
        assert report
        texts = [tie.report for tie in record.incidents.ties_of(ODESA)]
    kept.take_down(texts[0])
    kept.run()
    after = made(tmp_path / "releases", record=copy)
    assert after.manifest.previous is not None
    assert (after.manifest.previous.name, after.manifest.previous.manifest) == ("2026-11-25", before.sha256)
    changes = after.manifest.changes
    assert changes is not None
    assert changes.added == ("UA-20240320-poltava-1",)
    assert changes.changed == ()
    assert [(gone.incident, gone.successor) for gone in changes.withdrawn] == [(ODESA, None)]
    kept.judge("grade", KHARKIV, grade="Confirmed", why="it was conceded")
    last = made(tmp_path / "releases", record=copy).manifest.changes
    assert last is not None
    assert (last.added, last.changed, last.withdrawn) == ((), (KHARKIV,), ())
    assert verify_releases(tmp_path / "releases").damaged == ()


def test_retired_codes_and_digests_are_of_the_incidents(tmp_path: Path) -> None:
    done = made(tmp_path / "releases")
    with (done.folder / "digests.csv").open(newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [line["incident"] for line in lines] == OPEN
    assert {KANO, IZIUM}.isdisjoint(line["incident"] for line in lines)
    assert len({line["sha256"] for line in lines}) == len(OPEN)


def flip(shelf: Path) -> None:
    path = unlocked(shelf / "2026-11-25" / "marsad.geojson")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def edit_manifest(name: str) -> Callable[[Path], None]:
    def edit(shelf: Path) -> None:
        path = unlocked(shelf / name / "manifest.json")
        said = json.loads(path.read_bytes())
        said["totals"]["killed"]["lower"] += 1
        path.write_text(json.dumps(said))

    return edit


def break_manifest(shelf: Path) -> None:
    unlocked(shelf / "2026-11-25-2" / "manifest.json").write_text('{"schema": "marsad.release/1"}')


def make_folder(shelf: Path) -> None:
    path = shelf / "2026-11-25" / "digests.csv"
    path.unlink()
    path.mkdir()


def copy_release(shelf: Path) -> None:
    shutil.copytree(shelf / "2026-12-01", shelf / "2026-12-02")


ATTACKS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a byte is flipped": (flip, {"releases.file-changed"}),
    "a byte is cut off": (
        lambda s: unlocked(s / "2026-12-01" / "digests.csv").write_bytes((s / "2026-12-01" / "digests.csv").read_bytes()[:-1]),
        {"releases.file-changed"},
    ),
    "a file is gone": (lambda s: (s / "2026-11-25" / "marsad-acled.csv").unlink(), {"releases.file-missing"}),
    "a file is a folder": (
        make_folder,
        {"releases.file-unreadable"},
    ),
    "a file comes in": (lambda s: (s / "2026-11-25" / "more.csv").write_text("x"), {"releases.file-unknown"}),
    "a file comes beside": (lambda s: (s / "more.csv").write_text("x"), {"releases.file-unknown"}),
    "the first manifest is edited": (edit_manifest("2026-11-25"), {"releases.manifest-damaged"}),
    "the last manifest is edited": (edit_manifest("2026-12-01"), {"releases.manifest-damaged"}),
    "a manifest is broken": (break_manifest, {"releases.manifest-damaged"}),
    "the first release is gone": (lambda s: shutil.rmtree(s / "2026-11-25"), {"releases.previous-missing"}),
    "the second release is gone": (lambda s: shutil.rmtree(s / "2026-11-25-2"), {"releases.previous-missing"}),
    "the last release is gone": (lambda s: shutil.rmtree(s / "2026-12-01"), {"releases.pointer-stale"}),
    "a release is copied": (copy_release, {"releases.renamed", "releases.chain-forked"}),
    "a release is renamed": (lambda s: (s / "2026-12-01").rename(s / "2026-12-03"), {"releases.renamed"}),
    "the pointer is gone": (lambda s: (s / "latest").unlink(), {"releases.pointer-stale"}),
    "the pointer is old": (
        lambda s: (s / "latest").write_text(f"2026-11-25 {read_manifest(s / '2026-11-25')[1]}\n"),
        {"releases.pointer-stale"},
    ),
    "the pointer is garbage": (lambda s: (s / "latest").write_bytes(b"\xff\xfe"), {"releases.pointer-stale"}),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_is_done_to_releases_is_found(attack: str, three: Path) -> None:
    change, expected = ATTACKS[attack]
    change(three)
    assert set(codes(three)) >= expected
    assert "releases.manifest-unreadable" not in codes(three)


def test_one_release_can_be_looked_at_alone(three: Path) -> None:
    flip(three)
    assert [damage.code for damage in verify_releases(three, "2026-12-01").damaged] == []
    assert [damage.code for damage in verify_releases(three, "2026-11-25").damaged] == ["releases.file-changed"]


def test_a_release_of_another_record_is_found(three: Path, tmp_path: Path) -> None:
    other = Kept(tmp_path / "other")
    other.text("Shelling killed two people in Poltava on 20 March 2024, the police said.")
    other.run()
    for where, expected in ((folder(), set()), (other.folder, {"releases.ledger-differs"})):
        with Store.open(where) as store, store.read() as record:
            assert {damage.code for damage in verify_releases(three, None, record).damaged} == expected


@pytest.mark.parametrize("name", [None, "2026-01-01", "../2026-11-25"])
def test_there_must_be_a_release_to_look_at(name: str | None, tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        verify_releases(tmp_path, name)
    assert caught.value.code == "releases.missing"


def test_a_release_is_never_named_after_a_day_before_the_last_one(three: Path) -> None:
    with pytest.raises(RunError) as caught:
        made(three, DAY)
    assert caught.value.code == "releases.day-before"


def test_nothing_is_built_upon_a_broken_chain(three: Path) -> None:
    break_manifest(three)
    with pytest.raises(RunError) as caught:
        made(three, date(2026, 12, 2))
    assert caught.value.code == "releases.chain-broken"


def test_what_stops_in_the_middle_leaves_nothing(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(selection: Selection) -> None:
        raise KeyboardInterrupt

    before = sorted(path.name for path in three.rglob("*"))
    monkeypatch.setattr(Selection, "gathered", stop)
    with pytest.raises(KeyboardInterrupt):
        made(three, date(2026, 12, 2))
    assert sorted(path.name for path in three.rglob("*")) == before


def test_only_one_can_make_a_release_at_a_time(three: Path) -> None:
    with Shelf(three).alone(), pytest.raises(RunError) as caught:
        made(three, date(2026, 12, 2))
    assert caught.value.code == "releases.busy"
    assert codes(three) == []


def started(shelf: Path, *more: str) -> subprocess.Popen[bytes]:
    """The command at work."""
    call = [sys.executable, "-m", "marsad", "release", "make", str(shelf), "--record", str(folder()), *more]
    return subprocess.Popen(call, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for each in started:
        each.kill()
        each.wait()


def test_a_release_whose_process_is_killed_is_cleared_away(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    shelf = tmp_path / "releases"
    process = started(shelf)
    processes.append(process)
    while process.poll() is None and not any(shelf.glob(f"{UNFINISHED}*/*")):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert Shelf(shelf).names() == []
    made(shelf)
    assert not any(shelf.glob(f"{UNFINISHED}*"))
    assert codes(shelf) == []


def test_an_unfinished_release_is_left_over_and_no_damage(three: Path) -> None:
    (three / f"{UNFINISHED}0123").mkdir()
    found = verify_releases(three)
    assert found.damaged == ()
    assert [damage.code for damage in found.left_over] == ["releases.unfinished"]


def test_two_processes_at_once_make_one_chain(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    shelf = tmp_path / "releases"
    processes += [started(shelf, "--only", "geojson") for _ in range(2)]
    endings = sorted(process.wait() for process in processes)
    assert endings in ([0, 0], [0, 3])
    assert codes(shelf) == []
    assert len(Shelf(shelf).names()) == endings.count(0)
