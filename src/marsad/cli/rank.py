"""`marsad rank`: superlatives held against the record."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from marsad.cli.exits import EPILOG
from marsad.cli.filters import AS_OF, choosing, chosen
from marsad.cli.record import find_record, format_option, record_option
from marsad.cli.totals import QUANTITY, check_quantity


@click.command(epilog=EPILOG)
@click.argument("code")
@QUANTITY
@click.option("--year", type=click.IntRange(1, 9999), metavar="YYYY", help="Among those of this year.")
@choosing
@AS_OF
@click.option("--show", type=click.IntRange(min=0), default=10, show_default=True, metavar="N",
              help="How many of those above to name.")  # fmt: skip
@format_option
@record_option
def rank(
    code: str, quantity: str, year: int | None, as_of: date | None, show: int, format_: str, record: str | None,
    **options: Any,
) -> None:  # fmt: skip
    """Check whether the incident CODE is the deadliest of those that the options describe: certainly, possibly or not.

    Ranges are compared, so what nobody knows exactly is never taken for less.
    """
    from marsad.ledger.rank import rank as ranked
    from marsad.pipeline.record.known import known
    from marsad.publishing.rank_words import rank_json, rank_words
    from marsad.store.store import Store

    check_quantity(quantity)
    if year is not None:
        if options["since"] or options["until"]:
            raise click.UsageError("--year is instead of --since and --until.")
        options |= {"since": date(year, 1, 1), "until": date(year, 12, 31)}
    wanted = chosen(options)
    with Store.open(find_record(record)) as store, known(store, as_of, wanted.text) as at:
        found = ranked(at.incidents, at.sums, code, quantity, wanted, show)
    click.echo(rank_json(found, as_of) if format_ == "json" else rank_words(found, wanted, as_of), nl=False)
