"""The docs name everything that a person can meet, and everything that they name is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from marsad.cli.main import cli
from tests.house.tree import ROOT, name_of, project_files, python_files, syntax

CLI = ROOT / "docs" / "reference" / "cli.md"
ERRORS = ROOT / "docs" / "reference" / "errors.md"
CODE = re.compile(r"[a-z_]+\.[a-z]+(?:-[a-z]+)*")
PAGES = [path for path in project_files(".md") if "tests" not in path.parts]


def commands(command: click.Command, path: tuple[str, ...] = ("marsad",)) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


def raised_codes() -> dict[str, str]:
    """Every worded code in a call of the source, with where it stands."""
    codes = {}
    for path in python_files("src"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and re.search(r"Error$|^(?:Note|Damage)$", ast.unparse(node.func)):
                for value in [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]:
                    if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                        codes[str(value.value)] = name_of(path)
    return codes


def test_every_command_and_option_is_in_the_reference() -> None:
    page = CLI.read_text(encoding="utf-8")
    missing = set()
    for words, command in commands(cli):
        options = [option for p in command.params if isinstance(p, click.Option) for option in p.opts]
        missing |= {name for name in (words, *options) if name not in page}
    assert missing == set()


def test_every_error_code_is_in_the_reference() -> None:
    page = ERRORS.read_text(encoding="utf-8")
    codes = raised_codes()
    assert codes
    assert {code: place for code, place in codes.items() if f"`{code}`" not in page} == {}


def test_every_error_code_in_the_reference_exists() -> None:
    named = set(re.findall(r"^\W*`([a-z_]+\.[a-z-]+)`", ERRORS.read_text(encoding="utf-8"), re.MULTILINE))
    source = "".join(path.read_text(encoding="utf-8") for path in python_files("src"))
    assert {code for code in named if f'"{code}"' not in source} == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)", text)
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^\$? ?)make ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_option_that_a_page_gives_to_a_command_exists(page: Path) -> None:
    known = {words: {o for p in c.params for o in p.opts} | {"--help", "-h"} for words, c in commands(cli)}
    wrong = []
    names = "|".join(cli.list_commands(click.Context(cli)))
    for call in re.findall(rf"\bmarsad (?:{names})[^\n|`&]*", page.read_text(encoding="utf-8")):
        words = max((name for name in known if call.startswith(name)), key=len)
        wrong += [(call, option) for option in re.findall(r"\s(--[a-z-]+)", call) if option not in known[words]]
    assert wrong == []
