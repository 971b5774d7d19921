"""`marsad export` and `marsad release` as a person types them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from marsad.publishing.exports.formats import FORMATS
from tests.cli.kept import KHARKIV, KHERSON, Commands, built


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    return Commands(built(tmp_path_factory.mktemp("exports") / "record"))


def codes(said: str) -> list[str]:
    return [line["incident"] for line in csv.DictReader(io.StringIO(said))]


def test_a_format_of_one_file_goes_to_standard_output(record: Commands) -> None:
    assert codes(record.ok("export", "incidents-csv")) == [KHARKIV, KHERSON]
    said = json.loads(record.ok("export", "geojson"))
    assert [feature["id"] for feature in said["features"]] == [KHARKIV, KHERSON]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--country", "Ukraine"], [KHARKIV, KHERSON]),
        (["--area", "kherson"], [KHERSON]),
        (["--until", "2024-03-04"], [KHARKIV]),
        (["--min-killed", "5"], [KHARKIV]),
        (["--near", "49.98,36.25", "--km", "20"], [KHARKIV]),
        (["--search", "kharkiv"], [KHARKIV]),
        (["--search", "rescuers"], []),
        (["--as-of", "2020-01-01"], []),
        (["--as-of", "2020-01-01", "--search", "kharkiv"], []),
    ],
)
def test_filters_narrow_an_export(options: list[str], found: list[str], record: Commands) -> None:
    """Words of reports find nothing: whoever searches a withheld name would see that it is there."""
    assert codes(record.ok("export", "incidents-csv", *options)) == found


def test_a_folder_a_zip_and_a_database(record: Commands, tmp_path: Path) -> None:
    done = record.call("export", "csv", "--output", str(tmp_path / "data"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'data'}: 2 incidents, 4 claims, 4 sources, 6 tolls, 0 judgements, 0 retired\n"
    record.ok("export", "airwars", "--output", str(tmp_path / "data.zip"))
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert {"incidents.csv", "loss.csv", "cause-loss.csv"} <= set(archive.namelist())
    record.ok("export", "sqlite", "--output", str(tmp_path / "x.sqlite"))
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM incidents").fetchone() == (2,)


def test_the_matrix_comes_with_its_statement(record: Commands, tmp_path: Path) -> None:
    done = record.call("export", "mse", "--output", str(tmp_path / "lists"))
    assert done.returncode == 0
    assert done.stderr.startswith("note[publishing.units]: ")
    assert "incidents, not persons" in done.stderr


@pytest.mark.parametrize(
    ("name", "ending", "begins"),
    [("codebook", "md", "# Codebook"), ("codebook", "html", "<!doctype html>"), ("codebook", "json", "{"),
     ("acled-loss", "csv", "field,ours,word,theirs,loss,note")],
)  # fmt: skip
def test_what_is_the_same_for_every_record_needs_none(name: str, ending: str, begins: str, tmp_path: Path) -> None:
    nowhere = Commands(tmp_path / "none")
    nowhere.ok("export", name, "--output", str(tmp_path / f"x.{ending}"))
    assert (tmp_path / f"x.{ending}").read_text(encoding="utf-8").startswith(begins)
    assert nowhere.ok("export", name)


def test_what_cannot_be_done_is_said(record: Commands, tmp_path: Path) -> None:
    assert record.refused("export", "pdf") == "publishing.format-unknown"
    assert record.refused("export", "csv", "--output", str(record.folder)) == "publishing.output-exists"
    assert record.refused("export", "geojson", "--output", str(tmp_path / "no" / "x")) == "publishing.output-unwritable"
    assert record.call("export", "csv").returncode == 2


def test_every_format_is_in_the_help(record: Commands) -> None:
    said = " ".join(record.ok("export", "--help").replace(",", " ").replace(";", " ").split())
    tables = {name for name in FORMATS if name.endswith("-csv")} - {"incidents-csv"}
    losses = {name for name in FORMATS if name.endswith("-loss")} - {"acled-loss"}
    others = {"codebook-html", "codebook-json", "acled-deleted"}
    assert [name for name in set(FORMATS) - tables - losses - others if f" {name}" not in said] == []


def test_releases_from_making_to_verifying(record: Commands, tmp_path: Path) -> None:
    shelf = str(tmp_path / "releases")
    first = record.ok("release", "make", shelf, "--date", "2026-11-25", "--only", "geojson")
    assert first.startswith(f"{Path(shelf) / '2026-11-25'}: 3 files; 2 incidents, ")
    said = record.json("release", "make", shelf, "--date", "2026-11-26", "--only", "geojson")
    assert said["manifest"]["previous"]["name"] == "2026-11-25"
    assert said["manifest"]["previous"]["manifest"] == first.split()[-1]
    listed = record.json("release", "list", shelf)["releases"]
    assert [each["name"] for each in listed] == ["2026-11-25", "2026-11-26"]
    assert record.ok("release", "list", shelf).splitlines()[-1] == "2 releases."
    assert record.ok("release", "verify", shelf, "--against", str(record.folder)) == "whole: 2 releases, 6 files\n"
    (Path(shelf) / "2026-11-25" / "marsad.geojson").unlink()
    done = record.call("release", "verify", shelf)
    assert done.returncode == 1
    assert done.stdout.startswith("damaged[releases.file-missing]: ")
    assert done.stdout.endswith("\n1 damaged\n")
    assert record.json("release", "verify", shelf, "2026-11-26")["whole"]
    assert record.refused("release", "verify", shelf, "2026-01-01") == "releases.missing"
    assert record.refused("release", "make", shelf, "--date", "2026-11-25") == "releases.day-before"
