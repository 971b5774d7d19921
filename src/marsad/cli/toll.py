"""`marsad toll`: from reports to tolls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import ACTORS, OUTPUT, Inputs, naming_reports, reading_reports
from marsad.cli.messages import Notes, say_error
from marsad.cli.output import open_output

if TYPE_CHECKING:
    from marsad.model.toll import Tolls
    from marsad.tolls.told import Told


@click.command(epilog=EPILOG)
@naming_reports
@click.option("--policy", metavar="FILE", help="What differs from marsad's own policy of counting (TOML).")
@click.option(
    "--format", "format_", type=click.Choice(["table", "json", "html"]), default="table", show_default=True,
    help="A table for people, JSON, or one page of HTML.",
)  # fmt: skip
@ACTORS
@OUTPUT
@reading_reports
def toll(format_: str, *, policy: str | None, output: str | None, **options: Any) -> int:
    """Reckon what reports come to: a range for every group, who holds its ends up, and which claims contradict each other.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input.
    """
    from marsad.tolls.policy import Policy
    from marsad.tolls.tally import tally

    chosen = Policy.load(None if policy is None else Path(policy))
    inputs = Inputs.taken_from(options)
    notes = Notes()
    with open_output(output) as out:
        told, done, failed = _told(inputs, notes, to_file=output is not None)
        if done:
            out.write(_shown(tally(told, chosen), format_, to_file=output is not None))
    notes.close()
    if not done:
        return Exit.NOTHING
    return Exit.SOME_FAILED if failed else Exit.ALL


def _told(inputs: Inputs, notes: Notes, *, to_file: bool) -> tuple[list[Told], int, int]:
    """The claims of all reports, how many were read and how many failed."""
    from marsad.cli.progress import with_progress
    from marsad.pipeline.toll import tell_all

    told: list[Told] = []
    done = failed = 0
    outcomes = tell_all(inputs.captures(notes), inputs.settings, inputs.jobs)
    for outcome in with_progress(outcomes, inputs.captures, to_file=to_file):
        if outcome.error is not None:
            failed += 1
            say_error(outcome.error)
            continue
        done += 1
        told += outcome.view or ()
        notes.add(outcome.name, outcome.notes)
    return told, done, failed


def _shown(tolls: Tolls, format_: str, *, to_file: bool) -> str:
    if format_ == "json":
        import json

        from marsad.model.toll_json import to_json

        return json.dumps(to_json(tolls), ensure_ascii=False, indent=2) + "\n"
    if format_ == "html":
        from marsad.publishing.toll_page import toll_page

        return toll_page(tolls)
    from marsad.cli.views import terminal
    from marsad.publishing.toll_table import toll_table

    return toll_table(tolls, terminal(to_file=to_file))
