"""What the docs tell people to write works when it is written."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.refresh_docs import PAGES
from tests.house.tree import ROOT, name_of

PROGRAMS = [
    pytest.param(code, id=f"{name_of(page)}-{number}")
    for page in PAGES
    for number, code in enumerate(
        re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    )
]


def block(page: str, kind: str, number: int = 0) -> str:
    """A code block of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return blocks[number]


def marsad(*arguments: str, folder: Path) -> str:
    """What the command prints when all is well."""
    command = [sys.executable, "-m", "marsad", *arguments]
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


@pytest.mark.parametrize("code", PROGRAMS)
def test_every_program_runs_and_prints(code: str, tmp_path: Path) -> None:
    manifest = ROOT / "examples" / "idlib-2023-06-25" / "manifest.csv"
    marsad("read", "--manifest", str(manifest), "--format", "jsonl", "--output", "claims.jsonl", folder=tmp_path)
    if "data/" in code:
        marsad("init", "record", folder=tmp_path)
        marsad("add", "--record", "record", "--manifest", str(manifest), folder=tmp_path)
        marsad("run", "--record", "record", folder=tmp_path)
        marsad("export", "csv", "--record", "record", "--output", "data/", folder=tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert len(done.stdout.splitlines()) >= 1


def test_the_golden_case_can_be_measured(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(block("CONTRIBUTING.md", "toml"), encoding="utf-8")
    assert "F1" in marsad("evaluate", "golden", "mine.toml", folder=tmp_path)


def test_the_gold_can_be_measured(tmp_path: Path) -> None:
    for number, name in enumerate(("texts.jsonl", "gold.jsonl")):
        (tmp_path / name).write_text(block("docs/how-to/evaluate.md", "json", number), encoding="utf-8")
    assert "F1" in marsad("evaluate", "reading", "texts.jsonl", "gold.jsonl", folder=tmp_path)


def test_the_actors_are_known_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(block("docs/how-to/add-an-actor.md", ""), encoding="utf-8")
    (tmp_path / "report.txt").write_text("Shelling killed two farmers near Marib, the MWM said.\n", encoding="utf-8")
    printed = marsad("read", "--actors", "actors.csv", "--format", "jsonl", "report.txt", folder=tmp_path)
    assert '"name": "Marib Wounded Monitor"' in printed
