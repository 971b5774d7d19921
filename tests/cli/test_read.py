from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from marsad.web.api.contracts import claim_schema
from tests.cli.command import marsad

FIRST = "Shelling killed two farmers near Kherson on Monday, the regional governor said.\n"
SECOND = "At least 13 people, including nine civilians, were killed in Idlib, a monitor said.\n"
RAIN = "Rain is expected in the north on Friday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    (tmp_path / "rain.txt").write_text(RAIN)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "m.csv").write_text("path,published,outlet,language\nsecond.txt,2023-06-26,AFP,\nfirst.txt,,,\n")
    return tmp_path


def test_lines_are_claims_by_the_schema_in_the_order_of_the_files(folder: Path) -> None:
    done = marsad("read", "second.txt", "first.txt", "--format", "jsonl", "--published", "2023-06-27", cwd=folder)
    assert done.returncode == 0
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert [claim["path"] for claim in claims] == ["second.txt"] * 2 + ["first.txt"]
    for claim in claims:
        jsonschema.validate(claim, claim_schema())


def test_the_quote_and_the_count_stand_where_the_claim_says(folder: Path) -> None:
    done = marsad("read", "first.txt", "--format", "jsonl", cwd=folder)
    (claim,) = map(json.loads, done.stdout.splitlines())
    assert FIRST[claim["span"]["start"] : claim["span"]["end"]] == claim["span"]["quote"]
    assert FIRST[claim["count"]["start"] : claim["count"]["end"]] == claim["count"]["words"] == "two"


def test_a_manifest_is_read_relative_to_itself(folder: Path) -> None:
    done = marsad("read", "--manifest", str(folder / "m.csv"), "--format", "jsonl", cwd=folder.parent)
    assert done.returncode == 0
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == ["second.txt"] * 2 + ["first.txt"]


def test_standard_input_has_no_path(folder: Path) -> None:
    done = marsad("read", "-", "--format", "jsonl", stdin=FIRST.encode())
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [None]


def test_a_relative_date_without_a_reference_stays_unknown_and_it_is_said(folder: Path) -> None:
    unknown = marsad("read", "first.txt", "--format", "jsonl", cwd=folder)
    time = json.loads(unknown.stdout)["time"]
    assert time is None or (time["start"], time["end"]) == (None, None)
    assert re.search(r"^note\[reading\.no-reference-date\]: first\.txt: ", unknown.stderr, re.MULTILINE)
    known = marsad("read", "first.txt", "--format", "jsonl", "--published", "2023-06-28", cwd=folder)
    assert json.loads(known.stdout)["time"]["start"] == "2023-06-26"
    assert known.stderr == ""


def test_the_table_is_what_people_get(folder: Path) -> None:
    done = marsad("read", "second.txt", cwd=folder)
    assert done.returncode == 0
    assert "[At least 13] people" in done.stdout
    assert "killed: 13 or more" in done.stdout
    assert "2 claims in 1 report." in done.stdout


def test_the_page_goes_into_a_file(folder: Path) -> None:
    done = marsad("read", "second.txt", "rain.txt", "--format", "html", "--output", "page.html", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    page = (folder / "page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert page.count("<article") == 2


def test_some_failed_and_the_others_go_on(folder: Path) -> None:
    done = marsad("read", "report.pdf", "first.txt", "nowhere.txt", "--format", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "error[sources.not-text]: report.pdf: this is a PDF document, not text\n  hint: " in done.stderr
    assert "error[sources.missing]: nowhere.txt: there is no such file\n  hint: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.txt"], "sources.missing"),
        (["first.txt", "--language", "xx"], "reading.language-unsupported"),
        (["--manifest", "nowhere.csv"], "sources.manifest-missing"),
        (["first.txt", "--output", "no/such/folder.txt"], "cli.output-unwritable"),
        (["first.txt", "--largest-file", "0.00001"], "sources.too-large"),
    ],
)
def test_nothing_could_be_read(folder: Path, arguments: list[str], code: str) -> None:
    done = marsad("read", *arguments, "--format", "jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"error[{code}]: " in done.stderr
    assert "  hint: " in done.stderr


def test_a_report_without_claims_is_read(folder: Path) -> None:
    done = marsad("read", "rain.txt", "--format", "jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")


def test_one_endless_line_is_read(folder: Path) -> None:
    line = "Shelling killed two farmers near Kherson and the road was closed because of the shelling there " * 5000
    (folder / "endless.txt").write_text(line)
    done = marsad("read", "endless.txt", "--format", "jsonl", cwd=folder)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 1000


def test_many_files_are_read_over_processes_in_their_order(folder: Path) -> None:
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(FIRST)
    done = marsad(
        "read", *(f"{number:03}.txt" for number in range(120)), "--format", "jsonl", "--jobs", "2", cwd=folder
    )
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [f"{n:03}.txt" for n in range(120)]
    assert "and 115 more reports" in done.stderr
