"""`marsad export`: the record as data sets, in the formats that others use."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG
from marsad.cli.filters import choosing, chosen
from marsad.cli.messages import say
from marsad.cli.moments import moment as as_moment
from marsad.cli.record import find_record, record_option

if TYPE_CHECKING:
    from marsad.publishing.exports.writing import Counts
    from marsad.publishing.moment import Moment
    from marsad.store.filters import IncidentFilter

UNITS = "publishing.units"
"""The note that says what the rows of a matrix are, and what they are not."""
_CODEBOOKS = {".html": "codebook-html", ".json": "codebook-json"}


@click.command(epilog=EPILOG)
@click.argument("format_", metavar="FORMAT")
@click.option("--output", metavar="FILE|DIR", help="Write there; a format of several files makes a folder, or a .zip.")
@choosing
@click.option(
    "--as-of",
    callback=as_moment,
    metavar="DATE",
    help="As it was known at the end of that day (UTC), or at that moment.",
)
@record_option
def export(format_: str, output: str | None, as_of: date | datetime | None, record: str | None, **options: Any) -> None:
    """Write the incidents of a record, with their claims, sources, tolls and judgements, as a data set.

    FORMAT is one of csv, jsonl, jsonl-tables, geojson, parquet, sqlite, xlsx, hxl, acled, ucdp, airwars, jsonld, mse; one table
    alone, as incidents-csv; codebook; or what is lost in a format, as acled-loss. What may not be said in public is not in any of them.
    """
    from marsad.publishing.exports.formats import format_named
    from marsad.publishing.exports.recordless import RECORDLESS

    wanted = format_named(format_)
    if output is None and (wanted.several or (wanted.binary and sys.stdout.isatty())):
        raise click.UsageError(f"{format_} is not for a terminal: name a folder or a file with --output.")
    if format_ in RECORDLESS:
        _write_recordless(format_, output)
        return
    counts = _write(format_, output, as_of, find_record(record), options)
    if wanted.statement is not None:
        say(f"note[{UNITS}]: {wanted.statement}")
    if output is not None:
        click.echo(f"{output}: " + ", ".join(f"{number:,} {name}" for name, number in counts.items()))


def _write(
    format_: str, output: str | None, as_of: date | datetime | None, where: str, options: dict[str, Any]
) -> Counts:
    from marsad.publishing.exports.delivery import write
    from marsad.publishing.moment import moment
    from marsad.store.store import Store

    wanted = chosen(options, sort="code")
    with Store.open(where) as store, moment(store, as_of) as at:
        codes = _codes(at, wanted)
        if output is not None:
            return write(format_, at, codes, Path(output))
        sys.stdout.flush()
        return write(format_, at, codes, sys.stdout.buffer)


def _codes(at: Moment, wanted: IncidentFilter) -> list[str] | None:
    """The codes of the incidents that are wanted, None = all. A text is looked for where the project lets readers look."""
    from dataclasses import replace

    from marsad.publishing.query import Query
    from marsad.publishing.row_sets import indices
    from marsad.store.filters import IncidentFilter

    if wanted == IncidentFilter(sort="code"):
        return None
    codes = at.tables.incidents.codes(replace(wanted, text=None))
    found = at.find(Query(text=wanted.text))
    if found is None:
        return codes
    told = {at.register.rows[n].code for n in indices(found)}
    return [code for code in codes if code in told]


def _write_recordless(format_: str, output: str | None) -> None:
    from marsad.cli.output import open_output
    from marsad.publishing.exports.recordless import RECORDLESS

    name = _CODEBOOKS.get(Path(output or "").suffix, format_) if format_ == "codebook" else format_
    with open_output(output) as out:
        out.write(RECORDLESS[name]())
