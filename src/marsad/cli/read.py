"""`marsad read`: from reports to claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.intake import captures_in, day, said_for_all, without_notes
from marsad.cli.messages import Notes, say_error
from marsad.cli.output import open_output
from marsad.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from marsad.errors import ItemError
    from marsad.model.reading import Note
    from marsad.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class _Request:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    manifest: str | None
    published: date | None
    outlet: str | None
    language: str | None
    format: str
    explain: bool
    output: str | None
    jobs: int | None


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option(
    "--manifest", metavar="CSV", help="A table of files: path,published,outlet,language; paths relative to it."
)
@click.option("--published", callback=day, metavar="DATE", help="When the reports were published (YYYY-MM-DD).")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--language", metavar="XX", help="Their language (ISO 639-1).")
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True,
    help="A table for people, a JSON line a claim, or one page of HTML.",
)  # fmt: skip
@click.option("--actors", metavar="FILE", help="More armed groups, agencies and monitors.")
@click.option("--explain", is_flag=True, help="Name the rules that made each claim.")
@click.option("--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given.")
@click.option(
    "--largest-file", type=click.FloatRange(min=0, min_open=True), metavar="MB", default=Settings().largest_file / MEGABYTE,
    show_default=True, help="Refuse longer files.",
)  # fmt: skip
def read(paths: tuple[str, ...], actors: str | None, largest_file: float, format_: str, **options: Any) -> int:
    """Read reports into claims: who says that how many of whom were killed or hurt, where, when, by whom.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input.
    """
    if options["explain"] and format_ == "jsonl":
        raise click.UsageError(
            "--explain goes with --format table or html: a line of JSON holds the claim and nothing else."
        )
    request = _Request(paths=paths, format=format_, **options)
    if not request.paths and request.manifest is None:
        raise click.UsageError("Nothing to read: name files or directories, - for standard input, or a --manifest.")
    settings = Settings(largest_file=int(largest_file * MEGABYTE), actors=actors)
    return _run(request, settings)


def _run(request: _Request, settings: Settings) -> int:
    from marsad.cli.progress import with_progress
    from marsad.cli.views import view_for
    from marsad.pipeline.read import read_all

    notes = Notes()
    captures = partial(_captures, request, settings)
    failed = done = claims = 0
    with open_output(request.output) as output:
        view = view_for(request.format, to_file=request.output is not None, explain=request.explain)
        output.write(view.head())
        outcomes = read_all(without_notes(captures(), notes), settings, view.one, request.jobs)
        for outcome in with_progress(outcomes, captures, to_file=request.output is not None):
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


def _captures(request: _Request, settings: Settings) -> Iterator[Capture | ItemError | Note]:
    """Everything that was named, with what the options say wherever nothing else does."""
    items = captures_in(request.paths, request.manifest, settings)
    return said_for_all(items, request.published, request.outlet, request.language)
