"""The commands on a record of short texts of our own, run in this process: a hundred of them cost no hundred starts."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from marsad.cli.main import main
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept

__all__ = ["KHARKIV", "KHERSON", "Commands", "built", "later"]


def built(folder: Path) -> Path:
    """A record of two reports of a strike and one of another event."""
    made = Kept(folder)
    made.text(MARKET)
    made.text(RESCUERS, "Daily Lamp")
    made.text(FARMERS, published=date(2024, 3, 6))
    made.run()
    return folder


def later(folder: Path) -> None:
    """Another report of the strike comes in, and the record is brought up to date."""
    made = object.__new__(Kept)
    made.folder = folder
    made.run()
    made.text(LATE, "Evening Courier", date(2024, 5, 4))
    made.run()


class Commands:
    """The commands on one record."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def call(self, *arguments: str, **environment: str) -> CompletedProcess[str]:
        """The finished command."""
        said = {"MARSAD_RECORD": str(self.folder), "COLUMNS": "120", **environment}
        with _streams() as (out, err), _environment(said), _arguments(arguments):
            try:
                main()
            except SystemExit as ending:
                code = int(ending.code or 0)
            else:  # pragma: no cover  main always exits
                code = -1
            return CompletedProcess(arguments, code, out(), err())

    def ok(self, *arguments: str, **environment: str) -> str:
        """What a command prints that ends well."""
        done = self.call(*arguments, **environment)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def json(self, *arguments: str) -> Any:
        """What a command says to a program."""
        return json.loads(self.ok(*arguments, "--format", "json"))

    def refused(self, *arguments: str) -> str:
        """The code of the error that a command ends with."""
        done = self.call(*arguments)
        assert (done.returncode, done.stdout) == (3, ""), done
        assert "\n  hint: " in done.stderr
        return done.stderr.partition("[")[2].partition("]")[0]


@contextmanager
def _streams() -> Iterator[Any]:
    """Files in place of the two streams, for some output goes to the descriptor itself."""
    before = sys.stdout, sys.stderr
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:

        def read(file: Any) -> str:
            file.flush()
            file.seek(0)
            return str(file.read())

        sys.stdout, sys.stderr = out, err
        try:
            yield (lambda: read(out)), (lambda: read(err))
        finally:
            sys.stdout, sys.stderr = before


@contextmanager
def _environment(said: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(said)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _arguments(arguments: tuple[str, ...]) -> Iterator[None]:
    before = sys.argv
    sys.argv = ["marsad", *arguments]
    try:
        yield
    finally:
        sys.argv = before
