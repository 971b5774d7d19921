"""Names come from the field (claim, report, source, place), never from the drawer where things are put that have no name."""

import ast
import re

from tests.house.tree import name_of, project_files, python_files, syntax

NAMELESS = re.compile(r"(?:^|_)(?:utils?|helpers?|misc|common|manager|v\d)(?:_|$)")
OF_ONE_MACHINE = re.compile(r"(?<![\w./])/(?:work|root|home|opt|Users)/|\.\./shared/|file:/{3}")
LOCKED_FROM = {"pypi.org", "files.pythonhosted.org"}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_modules_and_folders_have_names() -> None:
    files = python_files("src", "scripts", "benchmarks", "tests")
    nameless = {name_of(path) for path in files for part in path.with_suffix("").parts if NAMELESS.search(part)}
    assert nameless == set()


def test_functions_and_classes_have_names() -> None:
    nameless = set()
    for path in python_files("src", "scripts", "benchmarks"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and NAMELESS.search(snake(node.name)):
                nameless.add(f"{name_of(path)}:{node.lineno} {node.name}")
    assert nameless == set()


def test_no_file_stands_on_one_machine() -> None:
    """A path of somebody's machine in a committed file works for that person only."""
    found = set()
    for path in project_files(".py", ".md", ".toml", ".csv", ".lock", ".html", ".json", ".txt", ""):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if OF_ONE_MACHINE.search(line):
                found.add(f"{name_of(path)}:{number}")
    assert found == set()


def test_the_lock_names_the_public_index_only() -> None:
    lock = next(path for path in project_files(".lock") if path.name == "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == LOCKED_FROM
