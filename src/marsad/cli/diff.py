"""`marsad diff`: what changed between two days, for one incident or for the whole record."""

from __future__ import annotations

from datetime import date, datetime

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import printable
from marsad.cli.moments import moment, state_at
from marsad.cli.record import find_record, format_option, print_json, record_option


@click.command(epilog=EPILOG)
@click.argument("code", required=False)
@click.option(
    "--from", "first", callback=moment, required=True, metavar="DATE",
    help="From what was known at the end of that day (UTC), or at that moment.",
)  # fmt: skip
@click.option("--to", "last", callback=moment, metavar="DATE", help="To what was known then; to now unless given.")
@record_option
@format_option
def diff(
    code: str | None, first: date | datetime, last: date | datetime | None, record: str | None, format_: str
) -> None:
    """Tell what changed in what was known, between two days: for the incident CODE, or for the whole record."""
    from marsad.ledger.differences import diff as differences
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, store.read() as now:
        before, after = state_at(now, first), state_at(now, last)
        if code is not None:
            after.resolve(code)
        found = differences(before, after, None if code is None else {code})
    if format_ == "json":
        to = None if last is None else last.isoformat()
        print_json({"from": first.isoformat(), "to": to, "changes": [before.number, after.number], "incidents": found})
        return
    for one, told in found.items():
        click.echo(printable("\n  ".join([one, *told])))
    if not found:
        click.echo("nothing has changed")
