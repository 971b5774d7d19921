"""The version, the Pythons and the rules of the linter are said once and agree everywhere."""

import re
import tomllib
from importlib.metadata import version

from tests.house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_version_is_in_the_changelog_with_a_date() -> None:
    said = PROJECT["project"]["version"]
    assert re.search(rf"^## \[{re.escape(said)}\] - \d{{4}}-\d\d-\d\d$", CHANGELOG, re.MULTILINE)


def test_the_installed_version_is_the_one_in_the_project() -> None:
    assert version("marsad") == PROJECT["project"]["version"]


def test_the_oldest_python_is_the_same_everywhere() -> None:
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    named = [line.rsplit(" ", 1)[1] for line in PROJECT["project"]["classifiers"] if "Python :: 3." in line]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named[0] == oldest
    assert f"({oldest.replace('.', ', ')})" in makefile
    assert f"Python {oldest}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_version_of_uv_is_said_once() -> None:
    pinned = PROJECT["tool"]["uv"]["required-version"].removeprefix("==")
    for name in ("Makefile", ".ci/run", "README.md", "CONTRIBUTING.md"):
        assert pinned not in (ROOT / name).read_text(encoding="utf-8"), name


def test_every_rule_left_out_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = text.split("[tool.ruff.lint]")[1].split("ignore = [\n")[1].split("\n]")[0]
    assert [line for line in ignored.splitlines() if "#" not in line] == []
