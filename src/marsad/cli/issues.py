"""`marsad issues`: what is odd about a record's material."""

from __future__ import annotations

import click

from marsad.cli.exits import EPILOG
from marsad.cli.record import find_record, format_option, record_option


@click.command(epilog=EPILOG)
@click.option("--code", metavar="CODE", help="Only findings with this code (claim.day-impossible).")
@click.option("--report", metavar="REPORT", help="Only those about this report: its id, or the beginning of it.")
@click.option("--incident", metavar="CODE", help="Only those about this incident.")
@format_option
@record_option
def issues(code: str | None, report: str | None, incident: str | None, format_: str, record: str | None) -> None:
    """List the findings that a run has made about the material, and that nothing has settled yet.

    Days that cannot be, places that nobody knows, tolls that jump, judgements that do not agree. They stop nothing.
    """
    from marsad.archive.takedown import one_report
    from marsad.publishing.findings_list import findings_json, findings_lines
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, store.read() as inside:
        id_ = None if report is None else one_report(inside, report)
        found = list(inside.findings.open(code=code, report=id_, incident=incident))
        ids = {each.report for each in found if each.report is not None}
        entries = [entry for one in sorted(ids) if (entry := inside.reports.get(one)) is not None]
    names = {each.id: each.report.path for each in entries if each.report is not None and each.report.path is not None}
    click.echo(findings_json(found) if format_ == "json" else findings_lines(found, names), nl=False)
