from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import marsad

CASE = """[[case]]
name = "two-killed"
text = "Shelling killed two farmers near Kherson on Monday, the regional governor said."
[[case.claim]]
quote = "killed two farmers"
harm = "killed"
lower = 2
upper = 2
status = "civilian"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.toml").write_text(CASE)
    text = {"id": "a", "text": "Shelling killed two farmers near Kherson on Monday."}
    claim = {"quote": "killed two farmers", "harm": "killed", "lower": 2, "upper": 2}
    (tmp_path / "texts.jsonl").write_text(json.dumps(text))
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "claims": [claim]}))
    return tmp_path


def test_a_corpus_in_json_lines_is_measured(folder: Path) -> None:
    done = marsad("evaluate", "reading", "texts.jsonl", "gold.jsonl", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("texts: 1 text, 1 gold claim, 1 read: precision 1.000, recall 1.000, F1 1.000\n")


def test_floors_are_set_kept_and_defended(folder: Path) -> None:
    golden = ("evaluate", "golden", "a.toml", "--floors", "floors.json")
    assert marsad(*golden, cwd=folder).returncode == 3
    assert marsad(*golden, "--update", cwd=folder).returncode == 0
    assert marsad(*golden, cwd=folder).returncode == 0
    floors = json.loads((folder / "floors.json").read_text())
    floors["golden"]["floors"]["f1"] = 1.1
    (folder / "floors.json").write_text(json.dumps(floors))
    fallen = marsad(*golden, cwd=folder)
    assert fallen.returncode == 1
    assert "error[evaluation.below-floor]: f1 is 1.000, its floor is 1.100" in fallen.stderr
    assert "error[evaluation.floors-lowered]" in marsad(*golden, "--update", cwd=folder).stderr
    assert marsad(*golden, "--update", "--lower", "a test set it too high", cwd=folder).returncode == 0
    assert marsad(*golden, cwd=folder).returncode == 0


def test_without_cases_there_is_nothing_to_measure(tmp_path: Path) -> None:
    done = marsad("evaluate", "golden", cwd=tmp_path)
    assert done.returncode == 3
    assert "error[evaluation.data-invalid]: no golden case in any file" in done.stderr
