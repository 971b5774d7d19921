from __future__ import annotations

import sys
from importlib.metadata import version

import pytest

from tests.cli.command import marsad


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_names_every_command_and_the_exit_codes(arguments: list[str]) -> None:
    done = marsad(*arguments)
    assert done.returncode == 0
    for words in ("read", "init", "add", "verify", "takedown", "schema", "evaluate", "Exit code", "130 interrupted"):
        assert words in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert marsad("--version").stdout == f"marsad {version('marsad')}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reed"], "No such command 'reed'"),
        (["read"], "Nothing to read"),
        (["read", "a.txt", "--published", "26/06/2023"], "'26/06/2023' is no date"),
        (["read", "a.txt", "--format", "xml"], "'xml' is not one of"),
        (["read", "a.txt", "--jobs", "0"], "0 is not in the range"),
        (["read", "a.txt", "--format", "jsonl", "--explain"], "--explain goes with"),
        (["read", "a.txt", "--colour"], "No such option"),
        (["evaluate", "golden", "--update"], "need --floors"),
        (["schema", "estimate"], "'estimate' is not"),
    ],
)
def test_wrong_usage_says_what_and_where_help_is(arguments: list[str], words: str) -> None:
    done = marsad(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error[cli.usage]: ")
    assert words in done.stderr
    assert f"`marsad {arguments[0]}" in done.stderr or "`marsad --help`" in done.stderr


SLOW = {
    "rich",
    "sqlalchemy",
    "pydantic",
    "trafilatura",
    "multiprocessing",
    "marsad.reading.reader",
    "marsad.publishing.table",
}


@pytest.mark.parametrize("statement", ["import marsad", "from marsad.cli.main import cli; cli(['--help'])"])
def test_what_takes_long_to_import_waits_until_it_is_needed(statement: str) -> None:
    import subprocess

    code = f"import sys\ntry:\n    {statement}\nfinally:\n    print('|', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert SLOW & set(done.stdout.rsplit("|", 1)[1].split()) == set()
