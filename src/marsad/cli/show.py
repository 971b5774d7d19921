"""`marsad show`: an incident, now or as it was known on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from marsad.cli.exits import EPILOG
from marsad.cli.inputs import OUTPUT
from marsad.cli.moments import moment, state_at
from marsad.cli.output import open_output
from marsad.cli.record import find_record, record_option

if TYPE_CHECKING:
    from marsad.pipeline.record.showing import Known


@click.command(epilog=EPILOG)
@click.argument("code")
@click.option(
    "--as-of", callback=moment, metavar="DATE", help="As it was known at the end of that day (UTC), or at that moment."
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json", "html"]), default="table", show_default=True,
    help="A sheet for people, JSON, or one page of HTML.",
)  # fmt: skip
@click.option("--claims", is_flag=True, help="In the sheet, list its claims with the ids by which they are judged.")
@OUTPUT
@record_option
def show(
    code: str, as_of: date | datetime | None, format_: str, claims: bool, output: str | None, record: str | None
) -> None:
    """Show what is known of the incident CODE: what it is, its toll and who holds it up, what people decided.

    A code that was merged away leads on to the incident that it is now.
    """
    from marsad.pipeline.record.policy import policy_of
    from marsad.pipeline.record.showing import incident_known
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, store.read() as now:
        known = incident_known(now, state_at(now, as_of), code, policy_of(store), as_of)
        shown = _shown(known, format_, claims=claims, to_file=output is not None)
    with open_output(output) as out:
        out.write(shown)


def _shown(known: Known, format_: str, *, claims: bool, to_file: bool) -> str:
    if format_ == "json":
        import json

        from marsad.publishing.incident_json import incident_json

        return json.dumps(incident_json(known), ensure_ascii=False, indent=2) + "\n"
    if format_ == "html":
        from marsad.publishing.incident_page import incident_page

        return incident_page(known)
    from marsad.cli.views import terminal
    from marsad.publishing.incident_sheet import incident_sheet

    return incident_sheet(known, terminal(to_file=to_file), claims=claims)
