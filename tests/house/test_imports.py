"""What import-linter cannot say: which libraries belong to one room only."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, name_of, python_files, syntax


def imported(path: Path) -> set[str]:
    """The modules that a file imports, late ones too, and the packages above them. `urllib.parse` asks nobody."""
    names: set[str] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    names.discard("urllib.parse")
    return {whole for name in names for whole in (name, name.split(".")[0])}


@pytest.mark.parametrize(("library", "room"), [("sqlalchemy", "store"), ("urllib", "sources"), ("http", "sources")])
def test_a_library_stays_in_its_room(library: str, room: str) -> None:
    inside = PACKAGE / room
    assert {name_of(p) for p in python_files("src") if library in imported(p) and inside not in p.parents} == set()
