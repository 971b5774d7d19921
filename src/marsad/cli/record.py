"""What the commands on a record share: which record, who acts, and how results are printed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

RECORD = "MARSAD_RECORD"
ACTOR = "MARSAD_ACTOR"

record_option = click.option(
    "--record", metavar="DIR", help=f"The record: a folder or postgresql://…; else {RECORD}, or the one you are in."
)
actor_option = click.option(
    "--as", "actor", metavar="NAME", help=f"Who acts; else {ACTOR}, the record's settings, your login."
)
format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="Lines for people, or one JSON object.",
)  # fmt: skip


def find_record(named: str | None) -> str:
    """The record that is meant: the one named, that of the environment, or the one that this folder lies in.

    Raises `RunError` (`cli.no-record`).
    """
    from marsad.errors import RunError
    from marsad.store.location import found

    where = named or os.environ.get(RECORD) or found(Path.cwd())
    if where is None:
        raise RunError(
            "cli.no-record",
            "no record is named, and this folder is in none",
            hint=f"Name one with --record or {RECORD}, go into one, or make one with `marsad init DIR`.",
        )
    return str(where)


def acting(named: str | None, settings: Mapping[str, Any]) -> str:
    """Who acts: as named, by the environment, by the record's settings, or by the login of this machine."""
    return named or os.environ.get(ACTOR) or settings.get("actor") or _login()


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON object to standard output."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
