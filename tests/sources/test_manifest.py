from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marsad.errors import ItemError, RunError
from marsad.model.reading import Note
from marsad.sources.capture import Capture
from marsad.sources.manifest import parse_day, read_manifest


def rows(tmp_path: Path, content: str, encoding: str = "utf-8") -> list[Capture | ItemError | Note]:
    manifest = tmp_path / "m.csv"
    manifest.write_bytes(content.encode(encoding))
    return list(read_manifest(str(manifest)))


def test_a_row_says_what_is_known_and_blank_is_unknown(tmp_path: Path) -> None:
    content = 'path,published,outlet,language\na.txt,2023-06-26,"Example, Press",EN\nb/c.txt,,,\n\n'
    assert rows(tmp_path, content) == [
        Capture("a.txt", tmp_path / "a.txt", None, date(2023, 6, 26), "Example, Press", "en"),
        Capture("b/c.txt", tmp_path / "b/c.txt"),
    ]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("path,published\na.txt,2023-06-26", "utf-8-sig"),
        ("path;published\r\na.txt;2023-06-26\r\n", "utf-8"),
        ("Published\tPath\n2023-06-26T10:00:00Z\ta.txt\n", "utf-8"),
        (" path , published \n a.txt , 2023-06-26 \n", "utf-8"),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, content: str, encoding: str) -> None:
    assert rows(tmp_path, content, encoding) == [Capture("a.txt", tmp_path / "a.txt", published=date(2023, 6, 26))]


def test_a_bad_row_costs_that_row(tmp_path: Path) -> None:
    content = 'path,published\na.txt,26.06.2023\n"b\nb.txt",\n,2023-06-26\nc.txt,2023-06-26\n'
    first, second, third, fourth = rows(tmp_path, content)
    assert isinstance(first, ItemError)
    assert f"{tmp_path / 'm.csv'}:2: `published` is '26.06.2023'" in first.what
    assert isinstance(second, Capture)
    assert isinstance(third, ItemError)
    assert f"{tmp_path / 'm.csv'}:5: no path" in third.what
    assert isinstance(fourth, Capture)


def test_an_unknown_column_is_noted(tmp_path: Path) -> None:
    note, capture = rows(tmp_path, "path,editor\na.txt,Ali\n")
    assert isinstance(note, Note)
    assert "editor" in note.text
    assert capture == Capture("a.txt", tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("content", "code"),
    [("file,published\na.txt,\n", "no-path"), ("", "no-path"), ("path\n\xff\n", "unreadable"), ("p\x00", "no-path")],
)
def test_a_table_that_is_no_manifest_stops_the_run(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(RunError) as refused:
        rows(tmp_path, content, "latin-1")
    assert refused.value.code == f"sources.manifest-{code}"


def test_a_missing_manifest_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(RunError) as refused:
        list(read_manifest(str(tmp_path / "m.csv")))
    assert refused.value.code == "sources.manifest-missing"


@pytest.mark.parametrize("value", ["2023-06-26", " 2023-06-26 ", "2023-06-26T23:59:00Z", "2023-06-26 01:00"])
def test_a_day_is_a_day_whatever_the_time(value: str) -> None:
    assert parse_day(value) == date(2023, 6, 26)


@pytest.mark.parametrize("value", ["", "26/06/2023", "2023-13-01", "yesterday", "2023-06"])
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(value)
