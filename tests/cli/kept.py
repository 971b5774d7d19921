"""A record made by commands from short texts of our own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.cli.command import marsad
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS

__all__ = ["FARMERS", "KHARKIV", "KHERSON", "LATE", "MARKET", "RESCUERS", "Commands"]


class Commands:
    """The commands on one record, run in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def made(cls, folder: Path) -> Commands:
        """A record of two reports of a strike and one of another event."""
        assert marsad("init", str(folder), "--as", "Ana").returncode == 0
        record = cls(folder)
        record.add(MARKET, "2024-03-04", "Harbour Post")
        record.add(RESCUERS, "2024-03-04", "Daily Lamp")
        record.add(FARMERS, "2024-03-06", "Harbour Post")
        record.ok("run")
        return record

    def add(self, words: str, published: str, outlet: str) -> str:
        """Deposit a report; its id."""
        done = marsad(
            "add", "--published", published, "--outlet", outlet, "--language", "en", "--format", "json", "-",
            cwd=self.folder, stdin=words.encode(),
        )  # fmt: skip
        (report,) = json.loads(done.stdout)["reports"]
        return str(report["report"])

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The finished command."""
        return marsad(*arguments, cwd=self.folder)

    def ok(self, *arguments: str) -> str:
        """What a command prints that ends well."""
        done = self.call(*arguments)
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
