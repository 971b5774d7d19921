"""`marsad verify`: whether everything in a record is as it was left."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.messages import print_damage
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.archive.verify import Verification


@click.command(epilog=EPILOG)
@click.option("--tidy", is_flag=True, help="Remove what runs that were ended left over.")
@record_option
@actor_option
@format_option
def verify(tidy: bool, record: str | None, actor: str | None, format_: str) -> int:
    """Check everything that a record holds: bytes, texts, claims, ledger, custody log, database.

    Each damage is one line with what to do. A record that is whole gets an entry in its custody log.
    """
    from marsad.archive.stamping import stamper_for
    from marsad.archive.verify import verify as verified
    from marsad.pipeline.record.checking import wrong_incidents, wrong_state
    from marsad.store.location import locate

    where = find_record(record)
    settings = locate(where).settings
    more = {"the state": wrong_state, "the incidents": wrong_incidents}
    stamper = stamper_for(settings)
    found = verified(where, actor=acting(actor, settings), tidy=tidy, stamper=stamper, more=more)
    if format_ == "json":
        print_json(_json(found))
    else:
        _print(found)
    return Exit.SOME_FAILED if found.damaged else Exit.ALL


def _json(found: Verification) -> dict[str, object]:
    left = [asdict(damage) for damage in found.left_over]
    damaged = [asdict(damage) for damage in found.damaged]
    return {"whole": not damaged, "damaged": damaged, "left_over": left, "counts": found.counts, "logged": found.logged}


def _print(found: Verification) -> None:
    if print_damage(found.damaged, found.left_over):
        return
    click.echo("whole: " + ", ".join(f"{number} {name}" for name, number in found.counts.items()))
    if not found.logged:
        click.echo("not logged: the record cannot be written to now")
