"""The commands on a record, as a person's shell runs them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from marsad.store.store import Store
from tests.cli.command import MARSAD, marsad
from tests.house.tree import ROOT

EXAMPLE = ROOT / "examples" / "idlib-2023-06-25"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    done = marsad("init", "record", "--as", "Ana", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "record: an empty record in SQLite\n")
    return tmp_path / "record"


def actors(record: Path) -> list[str]:
    with Store.open(record) as store, store.read() as inside:
        return [entry.actor for entry in inside.custody.all()]


def test_from_a_manifest_to_a_verified_record(record: Path) -> None:
    done = marsad("add", "--manifest", str(EXAMPLE / "manifest.csv"), cwd=record)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "8 new, 0 known already, 0 failed"
    done = marsad("verify", cwd=record)
    assert (done.returncode, done.stdout) == (0, "whole: 8 reports, 8 blobs, 0 claims, 8 changes, 8 custody entries\n")
    assert actors(record) == ["Ana"] * 9


def test_what_was_added_can_be_taken_down_and_not_added_again(record: Path) -> None:
    added = json.loads(marsad("add", "--format", "json", str(EXAMPLE / "4-ministry.txt"), cwd=record).stdout)
    assert (added["new"], added["known"], added["failed"]) == (1, 0, 0)
    (report,) = (entry["report"] for entry in added["reports"])
    done = marsad("takedown", report[:20], "--reason", "asked for", "--format", "json", cwd=record)
    assert json.loads(done.stdout) == {"report": report, "claims": [], "incidents": []}
    again = marsad("add", str(EXAMPLE / "4-ministry.txt"), cwd=record)
    assert again.returncode == 3
    assert "error[archive.withdrawn]" in again.stderr
    assert "asked for" in again.stderr
    words = (EXAMPLE / "4-ministry.txt").read_bytes()[:60]
    assert [path for path in record.rglob("*") if path.is_file() and words in path.read_bytes()] == []


def test_one_bad_file_costs_only_itself(record: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shelling killed two farmers.")
    done = marsad("add", "--record", "record", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[sources.missing]: b.txt" in done.stderr
    assert "1 new, 0 known already, 1 failed" in done.stdout


def test_what_was_said_about_a_report_is_kept(record: Path) -> None:
    said = [
        "--url",
        "https://example.org/1",
        "--published",
        "2023-06-26",
        "--outlet",
        "Example Press",
        "--language",
        "en",
    ]
    assert marsad("add", *said, "-", cwd=record, stdin=b"Shelling killed two farmers.").returncode == 0
    with Store.open(record) as store, store.read() as inside:
        ((_, capture),) = inside.captures.all()
        assert (capture.url, str(capture.published), capture.outlet, capture.language) == tuple(said[1::2])
        assert (capture.method, capture.path) == ("pipe", None)


def test_damage_is_printed_and_told_by_the_exit_code(record: Path) -> None:
    marsad("add", str(EXAMPLE / "4-ministry.txt"), cwd=record)
    (blob,) = (path for path in (record / "blobs").rglob("*") if path.is_file())
    blob.write_bytes(b"another text")
    done = marsad("verify", cwd=record)
    assert done.returncode == 1
    assert done.stdout.startswith("damaged[archive.blob-damaged]: blob ")
    assert done.stdout.endswith("1 damaged\n")
    found = json.loads(marsad("verify", "--format", "json", cwd=record).stdout)
    assert (found["whole"], [damage["code"] for damage in found["damaged"]]) == (False, ["archive.blob-damaged"])


def test_left_overs_are_said_and_removed_when_asked(record: Path) -> None:
    (record / "blobs" / ".unfinished-1").touch()
    assert "left over[archive.left-over]" in marsad("verify", cwd=record).stdout
    assert "left over" not in marsad("verify", "--tidy", cwd=record).stdout
    assert not (record / "blobs" / ".unfinished-1").exists()


def test_the_record_and_who_acts_can_be_named_in_three_ways(record: Path, tmp_path: Path) -> None:
    def run(*arguments: str, **environment: str) -> int:
        command = [*MARSAD, "add", "-", *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            input=b"Two died.",
            check=False,
            env={**os.environ, **environment},
            capture_output=True,
        ).returncode

    assert run() == 3
    assert run("--record", "record") == 0
    assert run("--record", "record", MARSAD_ACTOR="Bo") == 0
    assert run("--record", "record", "--as", "Cy", MARSAD_ACTOR="Bo") == 0
    assert run(MARSAD_RECORD=str(record)) == 0
    assert actors(record) == ["Ana", "Bo", "Cy", "Ana"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "a.txt"], "cli.no-record"),
        (["verify"], "cli.no-record"),
        (["verify", "--record", "nowhere"], "store.missing"),
        (["init", "record"], "store.exists"),
        (["init", "other", "--database", "mysql://x"], "store.address"),
        (["takedown", "sha256:00", "--reason", "x", "--record", "record"], "archive.report-missing"),
    ],
)
def test_what_cannot_be_done_is_said(record: Path, arguments: list[str], code: str) -> None:
    done = marsad(*arguments, cwd=record.parent)
    assert done.returncode == 3
    assert done.stderr.startswith(f"error[{code}]: "), done.stderr
    assert "hint: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add"], "Nothing to read"),
        (["add", "a", "b", "--url", "x"], "--url goes with one PATH"),
        (["add", "--manifest", "m.csv", "--url", "x"], "--url goes with one PATH"),
        (["takedown", "x"], "--reason"),
        (["takedown", "x", "--reason", " "], "cannot be blank"),
        (["verify", "--format", "csv"], "'csv' is not one of"),
        (["init"], "DIR"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], words: str) -> None:
    done = marsad(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
