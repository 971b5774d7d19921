"""`marsad takedown`: a report goes, a tombstone with the reason stays."""

from __future__ import annotations

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import say
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option


@click.command(epilog=EPILOG)
@click.argument("report")
@click.option("--reason", required=True, metavar="TEXT", help="Why; stays in the record for ever.")
@record_option
@actor_option
@format_option
def takedown(report: str, reason: str, record: str | None, actor: str | None, format_: str) -> None:
    """Take REPORT (its id, or the beginning of it) out of the record for good.

    Its bytes, its text and the claims read in it go; its hash, who did it, when and why stay, and it is not taken in again.
    """
    from marsad.archive.takedown import take_down
    from marsad.store.store import Store

    if not reason.strip():
        raise click.UsageError("--reason says why: it cannot be blank.")
    with Store.open(find_record(record)) as store:
        done = take_down(store, report, reason=reason, actor=acting(actor, store.location.settings))
    if format_ == "json":
        print_json({"report": done.report, "claims": list(done.claims), "incidents": list(done.incidents)})
    else:
        click.echo(f"{done.report}: taken down, with {len(done.claims)} claims in {len(done.incidents)} incidents")
    if not done.traceless:
        say(
            "note: others are at work on this record; until they are done, its database's files may still hold what was removed"
        )
