"""What is written is there whole or not at all, the same rows give the same bytes, and a part of the record is one."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.publishing.exports.delivery import write
from marsad.publishing.exports.formats import FORMATS, format_named
from marsad.publishing.exports.gathering import Selection
from tests.publishing.exports.recorded import IZIUM, KHARKIV, OPEN, SUMY, exported, opened


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sqlite"])
def test_a_stream_gets_the_same_bytes_every_time(name: str) -> None:
    made = []
    for _ in range(2):
        out = io.BytesIO()
        with opened() as at:
            write(name, at, None, out)
        made.append(out.getvalue())
    assert made[0] == made[1] != b""


def test_a_format_of_several_files_is_a_folder_or_a_zip(tmp_path: Path) -> None:
    folder, file = exported("csv", tmp_path / "data"), exported("csv", tmp_path / "data.zip")
    with zipfile.ZipFile(file) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in folder.iterdir()
        }


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.txt").write_text("mine")
    with pytest.raises(RunError, match="no empty folder"):
        exported("csv", tmp_path / "data")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("name", "target"), [("csv", "data"), ("geojson", "x.geojson"), ("csv", "x.zip")])
def test_what_is_interrupted_leaves_nothing(
    name: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(selection: Selection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Selection, "gathered", stop)
    with pytest.raises(KeyboardInterrupt):
        exported(name, tmp_path / target)
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_a_new_file_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported("geojson", tmp_path / "x.geojson").read_bytes()
    monkeypatch.setattr(Selection, "gathered", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exported("geojson", tmp_path / "x.geojson")
    assert (tmp_path / "x.geojson").read_bytes() == before


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError) as caught:
        exported("geojson", tmp_path / "file" / "x.geojson")
    assert caught.value.code == "publishing.output-unwritable"


@pytest.mark.parametrize(("name", "module"), [("parquet", "pyarrow.parquet"), ("xlsx", "xlsxwriter")])
def test_a_library_that_is_not_there_is_named(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(RunError) as caught:
        exported(name, tmp_path / "x")
    assert caught.value.code == "publishing.extra-missing"
    assert "marsad[exports]" in caught.value.hint


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(RunError) as caught:
        format_named("pdf")
    assert "geojson" in caught.value.hint


def test_a_part_of_the_record_has_what_belongs_to_it() -> None:
    with opened() as at:
        part = Selection.of(at, [SUMY, "XX-2024-nowhere-1", IZIUM])
        assert [each.incident.incident for each in part.gathered()] == [SUMY]
        assert not part.whole
        assert [row.incident for row in part.retired()] == [IZIUM]
        assert [row.verdict for row in part.judgements()] == ["same", "grade"]
        assert all(row.incidents == (SUMY,) for row in part.judgements())


def test_all_codes_are_the_whole() -> None:
    with opened() as at:
        assert Selection.of(at, OPEN).whole
        assert Selection.of(at, OPEN) == Selection.of(at)


def test_nothing_is_known_before_the_first_day() -> None:
    with opened(date(2020, 1, 1)) as at:
        some = Selection.of(at)
        assert list(some.gathered()) == []
        assert some.judgements() == ()
        assert some.retired() == ()


def test_an_earlier_moment_is_exported_as_it_was(tmp_path: Path) -> None:
    with opened() as at:
        told = at.told
    with opened(told) as then:
        write("incidents-csv", then, None, tmp_path / "then.csv")
    assert (tmp_path / "then.csv").read_text() == exported("incidents-csv", tmp_path / "now.csv").read_text()


def test_one_incident_alone(tmp_path: Path) -> None:
    lines = exported("incidents-csv", tmp_path / "x.csv", [KHARKIV]).read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["incident", KHARKIV]
