"""`marsad init`: a new, empty record."""

from __future__ import annotations

import click

from marsad.cli.exits import EPILOG
from marsad.cli.record import actor_option


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="DIR")
@click.option(
    "--database",
    metavar="URL",
    help="Keep rows and bytes in PostgreSQL (postgresql://user@host/name) instead of in DIR.",
)
@actor_option
def init(folder: str, database: str | None, actor: str | None) -> None:
    """Make an empty record in DIR.

    The name after --as is kept in its settings as the one who acts in it.
    """
    from marsad.store.store import Store

    with Store.create(folder, database, actor) as store:
        click.echo(f"{folder}: an empty record in {'SQLite' if store.location.file else 'PostgreSQL'}")
