from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.command import marsad
from tests.incidents.reports import CORPUS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / "m.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "published", "outlet", "language"))
        for name, (_, outlet, published, text) in CORPUS.items():
            (tmp_path / f"{name}.txt").write_text(text)
            writer.writerow((f"{name}.txt", published, outlet, "en"))
    return tmp_path


def test_a_line_a_report_in_the_order_of_the_input(folder: Path) -> None:
    done = marsad("group", "--manifest", "m.csv", "--format", "jsonl", cwd=folder)
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["path"] for line in lines] == [f"{name}.txt" for name in CORPUS]
    assert all(set(line) == {"path", "incidents"} and line["incidents"] for line in lines)
    main = {line["path"]: line["incidents"][0] for line in lines}
    assert main["silo-agency.txt"] == main["silo-copy.txt"] == main["silo-later.txt"]
    assert main["school.txt"] == main["school-second.txt"]
    assert len(set(main.values())) == 4


def test_one_text_under_two_paths_is_one_report_with_two_lines(folder: Path) -> None:
    (folder / "again.txt").write_text(CORPUS["school"][3])
    done = marsad("group", "school.txt", "again.txt", "--published", "2024-05-03", "--format", "jsonl", cwd=folder)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["incidents"] == second["incidents"]
    table = marsad("group", "school.txt", "again.txt", "--published", "2024-05-03", cwd=folder)
    assert "  1 report, 1 origin." in table.stdout


def test_the_table_says_origins_grade_and_why(folder: Path) -> None:
    done = marsad("group", "--manifest", "m.csv", "--explain", cwd=folder)
    assert done.returncode == 0
    assert "3 reports, 2 origins. Fair: " in done.stdout
    assert "with silo-agency.txt: log-odds +" in done.stdout
    assert "4 incidents in 7 reports." in done.stdout


def test_some_failed_and_the_others_are_grouped(folder: Path) -> None:
    done = marsad("group", "school.txt", "nowhere.txt", "--format", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "error[sources.missing]" in done.stderr
    assert marsad("group", "nowhere.txt", cwd=folder).returncode == 3


def test_lines_take_no_explanation(folder: Path) -> None:
    done = marsad("group", "school.txt", "--format", "jsonl", "--explain", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")


def test_groups_are_measured(folder: Path) -> None:
    rows = (
        {"id": name, "title": "", "dct": day, "content": text, "incident": what, "outlet": outlet, "split": "dev"}
        for name, (what, outlet, day, text) in CORPUS.items()
    )
    (folder / "known.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = marsad("evaluate", "incidents", "known.jsonl", "--split", "dev", cwd=folder)
    assert done.returncode == 0
    assert "7 reports, 4 known incidents, 4 found, the largest with 3 reports" in done.stdout
    nothing = marsad("evaluate", "incidents", "known.jsonl", "--split", "test", cwd=folder)
    assert "error[evaluation.data-invalid]" in nothing.stderr
