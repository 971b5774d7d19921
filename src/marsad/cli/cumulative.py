"""`marsad cumulative`: running totals held against the sum of the record's incidents."""

from __future__ import annotations

from datetime import date

import click

from marsad.cli.exits import EPILOG
from marsad.cli.filters import country_code
from marsad.cli.inputs import as_day
from marsad.cli.record import find_record, format_option, record_option
from marsad.cli.totals import QUANTITY, check_quantity


def _year_or_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    year = value is not None and value.isdecimal() and len(value) == 4 and int(value) > 0
    return as_day(ctx, param, f"{value}-01-01" if year else value)


@click.command(epilog=EPILOG)
@click.option("--country", required=True, metavar="NAME", help="Of this country: its name, or its code (ISO 3166, SY).")
@click.option("--area", metavar="NAME", help="Of this province or other first-level area alone.")
@click.option("--since", callback=_year_or_day, metavar="DATE",
              help="A day or a year: from when on, where a claim names no first day.")  # fmt: skip
@QUANTITY
@format_option
@record_option
def cumulative(
    country: str, area: str | None, since: date | None, quantity: str, format_: str, record: str | None
) -> None:
    """Show running totals and counts of periods ("half a million since 2011") beside the sum of the record's incidents.

    Such claims are in no incident's toll. Each is held against the incidents of the area and the days that it counts.
    """
    from marsad.pipeline.record.cumulative import cumulative as compared
    from marsad.pipeline.record.policy import policy_of
    from marsad.publishing.cumulative_list import cumulative_json, cumulative_lines
    from marsad.publishing.query_words import filter_words
    from marsad.store.filters import IncidentFilter
    from marsad.store.store import Store

    check_quantity(quantity)
    wanted = IncidentFilter(country=country_code(country), admin1=area, since=since)
    with Store.open(find_record(record)) as store, store.read() as inside:
        found = list(compared(inside, policy_of(store), wanted, quantity))
    shown = cumulative_json(found) if format_ == "json" else cumulative_lines(found, filter_words(wanted))
    click.echo(shown, nl=False)
