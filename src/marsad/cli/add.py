"""`marsad add`: from files to reports in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import LARGEST, Inputs, naming_reports
from marsad.cli.messages import Notes, say_error
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.archive.deposit import Deposit


@click.command(epilog=EPILOG)
@naming_reports
@click.option("--url", metavar="URL", help="Where the one PATH is from.")
@LARGEST
@record_option
@actor_option
@format_option
def add(url: str | None, record: str | None, **options: Any) -> int:
    """Deposit reports: their bytes as they are, their text, and when and how they came in.

    A PATH is a text file, a page of HTML, or a directory of them; - is standard input. The same bytes a second time are the same
    report, captured twice.
    """
    inputs = Inputs.taken_from(options)
    if url is not None and (inputs.manifest is not None or len(inputs.paths) != 1):
        raise click.UsageError("--url goes with one PATH, for it says where that one is from.")
    return _add(inputs, url, find_record(record), options)


def _add(inputs: Inputs, url: str | None, where: str, options: dict[str, Any]) -> int:
    from marsad.archive.deposit import Deposit, deposit_all
    from marsad.archive.stamping import stamp_head, stamper_for
    from marsad.store.store import Store

    notes = Notes()
    made: list[Deposit] = []
    failed = 0
    with Store.open(where) as store:
        actor = acting(options["actor"], store.location.settings)
        stamper = stamper_for(store.location.settings)
        for outcome in deposit_all(store, inputs.captures(notes), inputs.settings, actor=actor, url=url):
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
