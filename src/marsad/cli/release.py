"""`marsad release`: dated data sets that are never changed, with a manifest that can be checked."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import as_day
from marsad.cli.messages import print_damage, say
from marsad.cli.record import find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.publishing.releases.making import Made
    from marsad.publishing.releases.verifying import Checked

_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.group(epilog=EPILOG)
def release() -> None:
    """Make releases of a record's data sets, list them, and check that they are whole."""


@release.command(epilog=EPILOG)
@_FOLDER
@click.option(
    "--date", "day", callback=as_day, metavar="DATE", help="The day that it is named after; today (UTC) unless given."
)
@click.option(
    "--only", multiple=True, metavar="FORMAT", help="Only in this format, perhaps several times; all unless given."
)
@record_option
@format_option
def make(folder: Path, day: date | None, only: tuple[str, ...], record: str | None, format_: str) -> None:
    """Write all data sets into a new folder in DIR, named after the day, with a manifest.

    Nothing that is there is written over. The folder appears whole or not at all.
    """
    from marsad.publishing.moment import moment
    from marsad.publishing.releases.making import ALL, make_release
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, moment(store) as now:
        made = make_release(now, folder, day, only or ALL, _progress)
    if format_ == "json":
        print_json({"folder": str(made.folder), "sha256": made.sha256, "manifest": asdict(made.manifest)})
    else:
        _tell(made)


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        say(f"writing {name}")


def _tell(made: Made) -> None:
    manifest = made.manifest
    rows = ", ".join(f"{number:,} {name}" for name, number in manifest.rows.items())
    click.echo(f"{made.folder}: {len(manifest.files)} files; {rows}")
    if manifest.changes is not None and manifest.previous is not None:
        changes = manifest.changes
        click.echo(
            f"since {manifest.previous.name}: {len(changes.added):,} added, {len(changes.changed):,} changed, "
            f"{len(changes.withdrawn):,} withdrawn or merged"
        )
    click.echo(f"manifest: sha256 {made.sha256}")


@release.command(epilog=EPILOG)
@_FOLDER
@click.argument("name", required=False)
@click.option(
    "--against", metavar="DIR", help="Also check that the ledger of this record holds the changes that they follow."
)
@format_option
def verify(folder: Path, name: str | None, against: str | None, format_: str) -> int:
    """Check the releases in DIR, or the files of the one called NAME: every hash, and that each follows on the one before."""
    from marsad.publishing.releases.verifying import verify_releases

    if against is None:
        found = verify_releases(folder, name)
    else:
        from marsad.store.store import Store

        with Store.open(against) as store, store.read() as record:
            found = verify_releases(folder, name, record)
    if format_ == "json":
        print_json({"whole": not found.damaged, **asdict(found)})
    else:
        _print(found)
    return Exit.SOME_FAILED if found.damaged else Exit.ALL


def _print(found: Checked) -> None:
    if print_damage(found.damaged, found.left_over):
        return
    from marsad.publishing.words import counted

    click.echo(f"whole: {counted(len(found.releases), 'release')}, {counted(found.files, 'file')}")


@release.command("list", epilog=EPILOG)
@_FOLDER
@format_option
def list_(folder: Path, format_: str) -> None:
    """List the releases in DIR, the oldest first."""
    from marsad.publishing.releases.manifest import read_manifest
    from marsad.publishing.releases.shelf import Shelf

    read = [read_manifest(folder / name) for name in Shelf(folder).names()]
    if format_ == "json":
        print_json({"releases": [_row(asdict(manifest), digest) for manifest, digest in read]})
        return
    for manifest, digest in read:
        incidents = manifest.provenance["incidents"]
        click.echo(
            f"{manifest.name}  made {manifest.made}  {incidents:,} incidents  {len(manifest.files)} files  {digest[:16]}"
        )
    from marsad.publishing.words import counted

    click.echo(f"{counted(len(read), 'release')}.")


def _row(manifest: dict[str, Any], digest: str) -> dict[str, Any]:
    said = {name: manifest[name] for name in ("name", "made", "provenance", "rows", "totals", "previous")}
    return {**said, "files": len(manifest["files"]), "sha256": digest}
