"""`marsad read`: from reports to claims."""

from __future__ import annotations

from typing import Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import ACTORS, OUTPUT, Inputs, naming_reports, reading_reports
from marsad.cli.messages import Notes, say_error
from marsad.cli.output import open_output


@click.command(epilog=EPILOG)
@naming_reports
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True,
    help="A table for people, a JSON line a claim, or one page of HTML.",
)  # fmt: skip
@ACTORS
@click.option("--explain", is_flag=True, help="Name the rules that made each claim.")
@OUTPUT
@reading_reports
def read(format_: str, *, explain: bool, output: str | None, **options: Any) -> int:
    """Read reports into claims: who says that how many of whom were killed or hurt, where, when, by whom.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input.
    """
    if explain and format_ == "jsonl":
        raise click.UsageError(
            "--explain goes with --format table or html: a line of JSON holds the claim and nothing else."
        )
    return _run(Inputs.taken_from(options), format_, output, explain=explain)


def _run(inputs: Inputs, format_: str, path: str | None, *, explain: bool) -> int:
    from marsad.cli.progress import with_progress
    from marsad.cli.views import view_for
    from marsad.pipeline.read import read_all

    notes = Notes()
    failed = done = claims = 0
    with open_output(path) as output:
        view = view_for(format_, to_file=path is not None, explain=explain)
        output.write(view.head())
        outcomes = read_all(inputs.captures(notes), inputs.settings, view.one, inputs.jobs)
        for outcome in with_progress(outcomes, inputs.captures, to_file=path is not None):
            if outcome.error is not None:
                failed += 1
                say_error(outcome.error)
                continue
            done += 1
            claims += outcome.claims
            output.write(outcome.view or "")
            if not view.shows_notes:
                notes.add(outcome.name, outcome.notes)
        output.write(view.foot(done, claims))
    notes.close()
    if not done:
        return Exit.NOTHING
    return Exit.SOME_FAILED if failed else Exit.ALL
