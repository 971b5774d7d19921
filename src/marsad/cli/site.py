"""`marsad site`: the observatory as plain files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import say
from marsad.cli.moments import moment
from marsad.cli.progress import counting
from marsad.cli.record import find_record, record_option


@click.group(epilog=EPILOG)
def site() -> None:
    """Build the observatory as plain files, or serve such files."""


@site.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--language", "only", multiple=True, metavar="CODE", help="Only this language; all unless given. Can be repeated."
)
@click.option(
    "--as-of",
    "at",
    callback=moment,
    metavar="DATE",
    help="What was known at the end of that day (UTC); now unless given.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given.")
@record_option
def build(
    folder: Path, only: tuple[str, ...], at: date | datetime | None, jobs: int | None, record: str | None
) -> None:
    """Write a record's pages into DIR, for any web host. Built again, only what has changed is written.

    It can be ended at any time: the next build goes on where this one stopped.
    """
    from marsad.publishing.pages.catalogue import catalogue, languages
    from marsad.publishing.site.build import build as build_site
    from marsad.store.store import Store

    tongues = list(only) or languages()
    for language in tongues:
        catalogue(language)
    with Store.open(find_record(record)) as store, counting() as tell:
        built = build_site(store, folder, tongues, at, jobs, lambda done, total: tell("pages", done, total))
    say(f"{built.pages:,} pages of revision {built.revision:,}: {built.written:,} written, {built.removed:,} removed")
    if built.missing:
        say(f"not written, for they need `pip install 'marsad[exports]'`: {', '.join(built.missing)}")
    click.echo(str((folder / "index.html").absolute()))


@site.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8801, show_default=True, metavar="N", help="0 takes a free one."
)
def serve(folder: Path, host: str, port: int) -> None:
    """Serve a site that was built, until Ctrl-C: for a stick or a local network, where maps need a server to load."""
    from marsad.cli.serve import listen
    from marsad.web.still import still

    listen(still(folder), host, port, str(folder))
