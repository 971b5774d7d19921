"""`marsad history`: what happened to an incident, when, by whom and why."""

from __future__ import annotations

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import printable
from marsad.cli.record import find_record, format_option, print_json, record_option


@click.command(epilog=EPILOG)
@click.argument("code")
@click.option("--parts", is_flag=True, help="With what happened to its parts.")
@record_option
@format_option
def history(code: str, parts: bool, record: str | None, format_: str) -> None:
    """Tell every revision of the incident CODE: when the record learned what, from whom, and why.

    A code that was merged away tells its own story up to the merge, and where that goes on.
    """
    from marsad.ledger.history import history as told
    from marsad.ledger.replay import replay
    from marsad.pipeline.record.showing import parts_below
    from marsad.publishing.history_words import history_json, history_lines
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, store.read() as now:
        changes = list(now.changes.all())
    state = replay(changes)
    where = state.resolve(code)
    codes = [code, *(part.code for part in parts_below(code, state))] if parts else [code]
    lines = sorted(
        ((line.number, one, line) for one in codes for line in told(changes, one)), key=lambda each: each[:2]
    )
    found = [(one, line) for _, one, line in lines]
    if format_ == "json":
        print_json(history_json(code, where, found))
        return
    for text in history_lines(code, where, found):
        click.echo(printable(text))
