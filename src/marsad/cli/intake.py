"""What commands that take reports in share: naming files, pipes and manifests, and what is said for all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from marsad.settings import Settings

if TYPE_CHECKING:
    from marsad.cli.messages import Notes
    from marsad.errors import ItemError
    from marsad.model.reading import Note
    from marsad.sources.capture import Capture


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day that was given on the command line. Raises `click.BadParameter`."""
    from marsad.sources.manifest import parse_day

    try:
        return None if value is None else parse_day(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD.") from None


def captures_in(
    paths: tuple[str, ...], manifest: str | None, settings: Settings
) -> Iterator[Capture | ItemError | Note]:
    """Everything that was named: the rows of a manifest, files, directories, and - for standard input."""
    from marsad.sources.capture import Capture
    from marsad.sources.files import find
    from marsad.sources.manifest import read_manifest

    if manifest is not None:
        yield from read_manifest(manifest)
    for path in paths:
        if path == "-":
            yield Capture("standard input", content=sys.stdin.buffer.read(settings.largest_file + 1))
        else:
            yield from find(path)


def said_for_all(
    items: Iterator[Capture | ItemError | Note], published: date | None, outlet: str | None, language: str | None
) -> Iterator[Capture | ItemError | Note]:
    """`items` with what the options say wherever nothing else does."""
    from marsad.sources.capture import Capture

    for item in items:
        yield item.or_else(published, outlet, language) if isinstance(item, Capture) else item


def without_notes(items: Iterator[Capture | ItemError | Note], notes: Notes) -> Iterator[Capture | ItemError]:
    """`items` without the notes among them, which are printed."""
    from marsad.model.reading import Note

    for item in items:
        if isinstance(item, Note):
            notes.add("", (item,))
        else:
            yield item
