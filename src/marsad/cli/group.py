"""`marsad group`: from reports to incidents, without a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import ACTORS, OUTPUT, Inputs, naming_reports, reading_reports
from marsad.cli.messages import Notes, say_error
from marsad.cli.output import open_output

if TYPE_CHECKING:
    from marsad.pipeline.group import Grouped


@click.command(epilog=EPILOG)
@naming_reports
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
    help="A table for people, or a JSON line a report.",
)  # fmt: skip
@ACTORS
@click.option("--explain", is_flag=True, help="Say why each report belongs to its incident.")
@OUTPUT
@reading_reports
def group(format_: str, *, explain: bool, output: str | None, **options: Any) -> int:
    """Group reports into incidents: which reports tell the same event, from how many origins.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input.
    """
    if explain and format_ == "jsonl":
        raise click.UsageError(
            "--explain goes with --format table: a line of JSON holds the incidents and nothing else."
        )
    return _run(Inputs.taken_from(options), format_, output, explain=explain)


def _run(inputs: Inputs, format_: str, path: str | None, *, explain: bool) -> int:
    from marsad.cli.progress import with_progress
    from marsad.pipeline.group import Grouping, read_accounts

    notes, grouping = Notes(), Grouping()
    failed = done = 0
    with open_output(path) as output:
        outcomes = read_accounts(inputs.captures(notes), inputs.settings, inputs.jobs)
        for outcome in with_progress(outcomes, inputs.captures, to_file=path is not None):
            if outcome.view is None:
                failed += 1
                if outcome.error is not None:
                    say_error(outcome.error)
                continue
            done += 1
            grouping.take(outcome.view)
            notes.add(outcome.name, outcome.notes)
        if done:
            output.write(_view(grouping.grouped(), format_, explain=explain))
    notes.close()
    if not done:
        return Exit.NOTHING
    return Exit.SOME_FAILED if failed else Exit.ALL


def _view(grouped: Grouped, format_: str, *, explain: bool) -> str:
    if format_ == "jsonl":
        lines = ({"path": path, "incidents": list(incidents)} for path, incidents in grouped.lines)
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    from marsad.publishing.incident_table import incident_table

    return incident_table(grouped.grouper, explain=explain)
