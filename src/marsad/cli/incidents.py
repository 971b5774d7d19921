"""`marsad incidents`: the incidents of a record, filtered and sorted."""

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
    from marsad.store.filters import IncidentFilter
    from marsad.store.incidents import Incidents

_SORTS = ("day", "killed", "code", "change")


@click.command(epilog=EPILOG)
@choosing
@click.option("--status", type=click.Choice(["open", "withdrawn", "merged"]), default="open", show_default=True,
              help="Those that stand, or codes that are gone.")  # fmt: skip
@click.option("--parts/--no-parts", default=True, show_default=True, help="Parts below their whole, or wholes only.")
@AS_OF
@click.option("--sort", type=click.Choice([f"{sign}{name}" for name in _SORTS for sign in ("", "-")]), default="-day",
              show_default=True, metavar="ORDER",
              help=f"By {', '.join(_SORTS)}; - is the other way round. What is not known comes last.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many, parts not counted.")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out so many first.")
@THREE_FORMATS
@OUTPUT
@record_option
def incidents(
    status: str, as_of: date | None, format_: str, output: str | None, record: str | None, **options: Any
) -> None:
    """List the incidents of a record: what happened, how many were killed and hurt, and from how many origins it is known.

    What is not known about an incident never matches an option that asks for it.
    """
    from marsad.pipeline.record.known import known
    from marsad.store.store import Store

    more = {name: options.pop(name) for name in ("parts", "sort", "limit", "offset")}
    wanted = chosen(options, **more)
    with Store.open(find_record(record)) as store, known(store, as_of, wanted.text) as at:
        if status == "open":
            shown = _shown(at.incidents, wanted, as_of, format_, to_file=output is not None)
        else:
            shown = _gone(at.incidents, wanted, status, format_)
    with open_output(output) as out:
        out.write(shown)


def _shown(incidents: Incidents, wanted: IncidentFilter, as_of: date | None, format_: str, *, to_file: bool) -> str:
    from marsad.cli.views import terminal
    from marsad.publishing.incident_list import list_csv, list_json, list_table

    listed, found = incidents.listed(wanted), incidents.count(wanted)
    if format_ == "json":
        return list_json(listed, found, as_of)
    if format_ == "csv":
        return list_csv(listed)
    return list_table(listed, wanted, found, as_of, terminal(to_file=to_file))


def _gone(incidents: Incidents, wanted: IncidentFilter, status: str, format_: str) -> str:
    from dataclasses import replace

    from marsad.publishing.retired_list import retired_csv, retired_json, retired_table
    from marsad.store.filters import IncidentFilter

    kept = replace(wanted, parts=True, sort="-day", limit=None, offset=0)
    if kept != IncidentFilter():
        raise click.UsageError(f"Of an incident that was {status} only the code and the reason are left to ask for.")
    gone = [each for each in incidents.retired() if (each.successor is None) == (status == "withdrawn")]
    gone = gone[wanted.offset :][: wanted.limit]
    views = {"json": retired_json, "csv": retired_csv}
    return views[format_](gone) if format_ in views else retired_table(gone, status)
