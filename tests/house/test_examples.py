"""The examples are real incidents in our own words, and each says where its facts come from."""

import csv
from pathlib import Path

import pytest

from tests.house.tree import ROOT, name_of

CASES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


def test_there_are_a_few() -> None:
    assert len(CASES) >= 2
    assert sum(len(reports(case)) for case in CASES) <= 12


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_manifest_lists_every_report(case: Path) -> None:
    files = {path.name for path in case.iterdir()} - {"manifest.csv", "SOURCES.md"}
    assert {row["path"] for row in reports(case)} == files


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_every_report_says_what_it_restates(case: Path) -> None:
    sources = (case / "SOURCES.md").read_text(encoding="utf-8")
    assert "a restatement, not a quotation" in sources
    assert [row["path"] for row in reports(case) if f"| `{row['path']}` |" not in sources] == []
    assert sources.count("https://") >= len(reports(case)) - 1


def reports(case: Path) -> list[dict[str, str]]:
    with (case / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
