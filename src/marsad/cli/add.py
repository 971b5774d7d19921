"""`marsad add`: from files to reports in a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.intake import captures_in, day, said_for_all, without_notes
from marsad.cli.messages import Notes, say_error
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option
from marsad.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from marsad.archive.deposit import Deposit
    from marsad.errors import ItemError
    from marsad.sources.capture import Capture


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option(
    "--manifest", metavar="CSV", help="A table of files: path,published,outlet,language; paths relative to it."
)
@click.option("--url", metavar="URL", help="Where the one PATH is from.")
@click.option("--published", callback=day, metavar="DATE", help="When the reports were published (YYYY-MM-DD).")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--language", metavar="XX", help="Their language (ISO 639-1).")
@click.option(
    "--largest-file", type=click.FloatRange(min=0, min_open=True), metavar="MB", default=Settings().largest_file / MEGABYTE,
    show_default=True, help="Refuse longer files.",
)  # fmt: skip
@record_option
@actor_option
@format_option
def add(paths: tuple[str, ...], manifest: str | None, largest_file: float, record: str | None, **options: Any) -> int:
    """Deposit reports: their bytes as they are, their text, and when and how they came in.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input. The same bytes a second time are the same
    report, captured twice.
    """
    if not paths and manifest is None:
        raise click.UsageError("Nothing to add: name files or directories, - for standard input, or a --manifest.")
    if options["url"] is not None and (manifest is not None or len(paths) != 1):
        raise click.UsageError("--url goes with one PATH, for it says where that one is from.")
    settings = Settings(largest_file=int(largest_file * MEGABYTE))
    notes = Notes()
    items = said_for_all(
        captures_in(paths, manifest, settings), options["published"], options["outlet"], options["language"]
    )
    captures = without_notes(items, notes)
    return _add(captures, settings, notes, find_record(record), options)


def _add(
    captures: Iterator[Capture | ItemError], settings: Settings, notes: Notes, where: str, options: dict[str, Any]
) -> int:
    from marsad.archive.deposit import Deposit, deposit_all
    from marsad.archive.stamping import stamp_head, stamper_for
    from marsad.store.store import Store

    made: list[Deposit] = []
    failed = 0
    with Store.open(where) as store:
        actor = acting(options["actor"], store.location.settings)
        stamper = stamper_for(store.location.settings)
        for outcome in deposit_all(store, captures, settings, actor=actor, url=options["url"]):
            if isinstance(outcome, Deposit):
                made.append(outcome)
                notes.add(outcome.name, outcome.notes)
            else:
                failed += 1
                say_error(outcome)
        notes.close()
        stamp = stamp_head(store, stamper, actor=actor) if stamper is not None and made else None
    _print(made, failed, options["format_"])
    if stamp is not None and options["format_"] == "table":
        click.echo(f"stamped by {stamp.authority}")
    if not made:
        return Exit.NOTHING
    return Exit.SOME_FAILED if failed else Exit.ALL


def _print(made: list[Deposit], failed: int, format_: str) -> None:
    new = sum(deposit.new for deposit in made)
    if format_ == "json":
        reports = [
            {
                "path": d.name,
                "report": d.report,
                "new": d.new,
                "learned": dict(d.learned),
                "notes": [n.code for n in d.notes],
            }
            for d in made
        ]
        print_json({"new": new, "known": len(made) - new, "failed": failed, "reports": reports})
        return
    for deposit in made:
        learned = f"; learned: {', '.join(f'{k} {v}' for k, v in deposit.learned.items())}" if deposit.learned else ""
        click.echo(f"{deposit.report[7:19]}  {'new  ' if deposit.new else 'known'}  {deposit.name}{learned}")
    click.echo(f"{new} new, {len(made) - new} known already, {failed} failed")
