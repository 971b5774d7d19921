"""`marsad totals`: sums over the incidents of a record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG
from marsad.cli.filters import AS_OF, THREE_FORMATS, choosing, chosen
from marsad.cli.inputs import OUTPUT
from marsad.cli.output import open_output
from marsad.cli.record import find_record, record_option

if TYPE_CHECKING:
    from marsad.ledger.breakdown import Totals
    from marsad.store.filters import IncidentFilter

_BYS = ("day", "week", "month", "year", "area", "country", "actor", "event-type", "status")
QUANTITY = click.option(
    "--quantity",
    default="killed",
    show_default=True,
    metavar="WHAT",
    help="What is counted: injured, 'killed civilians'.",
)


@click.command(epilog=EPILOG)
@click.option("--by", required=True, type=click.Choice(_BYS), help="What makes a row.")
@QUANTITY
@choosing
@AS_OF
@THREE_FORMATS
@OUTPUT
@record_option
def totals(
    by: Any, quantity: str, as_of: date | None, format_: str, output: str | None, record: str | None, **options: Any
) -> None:
    """Add up one quantity over the incidents of a record, as ranges, with the rule of counting named above.

    Nothing is added that is not alike: each harm for itself, each open incident once, no part beside its whole.
    """
    from marsad.ledger.breakdown import totals as reckoned
    from marsad.pipeline.record.known import known
    from marsad.store.store import Store

    check_quantity(quantity, harm_only=by == "status")
    wanted = chosen(options)
    with Store.open(find_record(record)) as store, known(store, as_of, wanted.text) as at:
        found = reckoned(at.sums, by, quantity, wanted)
    with open_output(output) as out:
        out.write(_shown(found, wanted, as_of, format_, to_file=output is not None))


def check_quantity(quantity: str, *, harm_only: bool = False) -> None:
    """Refuse what no toll counts. Raises `UsageError`."""
    from marsad.ledger.quantities import HARMS, QUANTITIES

    if harm_only and quantity not in HARMS:
        raise click.UsageError(f"--by status asks for a harm of everybody: {', '.join(HARMS)}.")
    if quantity not in QUANTITIES:
        raise click.UsageError(f"--quantity: nobody counts {quantity!r}; one of {', '.join(QUANTITIES)}.")


def _shown(found: Totals, wanted: IncidentFilter, as_of: date | None, format_: str, *, to_file: bool) -> str:
    from marsad.cli.views import terminal
    from marsad.publishing.totals_table import totals_csv, totals_json, totals_table

    if format_ == "json":
        return totals_json(found, as_of)
    if format_ == "csv":
        return totals_csv(found)
    return totals_table(found, wanted, as_of, terminal(to_file=to_file))
