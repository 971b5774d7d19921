"""The reports that a command takes in: the arguments and options that `read` and every command after it share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.messages import Notes
from marsad.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from marsad.errors import ItemError
    from marsad.model.reading import Note
    from marsad.sources.capture import Capture

F = TypeVar("F", bound=Callable[..., Any])


def as_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day as people write it on the command line. Raises `BadParameter`."""
    from marsad.sources.manifest import parse_day

    try:
        return None if value is None else parse_day(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD.") from None


_NAMING = (
    click.argument("paths", nargs=-1, metavar="[PATH…|-]"),
    click.option(
        "--manifest", metavar="CSV", help="A table of files: path,published,outlet,language; paths relative to it."
    ),
    click.option("--published", callback=as_day, metavar="DATE", help="When the reports were published (YYYY-MM-DD)."),
    click.option("--outlet", metavar="NAME", help="Who published them."),
    click.option("--language", metavar="XX", help="Their language (ISO 639-1)."),
)
LARGEST = click.option(
    "--largest-file", type=click.FloatRange(min=0, min_open=True), metavar="MB",
    default=Settings().largest_file / MEGABYTE, show_default=True, help="Refuse longer files.",
)  # fmt: skip
_READING = (
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given."),
    LARGEST,
)
ACTORS = click.option("--actors", metavar="FILE", help="More armed groups, agencies and monitors.")
OUTPUT = click.option("--output", metavar="FILE", help="Write there instead of to standard output.")


def naming_reports(command: F) -> F:
    """The argument and the options that say which reports are meant, first on the command's page."""
    return _with(command, _NAMING)


def reading_reports(command: F) -> F:
    """The options that say how they are read, last on the command's page."""
    return _with(command, _READING)


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Inputs:
    """The reports that were named on the command line, and how to read them."""

    paths: tuple[str, ...]
    manifest: str | None
    published: date | None
    outlet: str | None
    language: str | None
    jobs: int | None
    settings: Settings

    @classmethod
    def taken_from(cls, options: dict[str, Any]) -> Inputs:
        """The inputs among a command's `options`, which they leave.

        Raises `UsageError` when no report is named.
        """
        largest, actors = options.pop("largest_file"), options.pop("actors", None)
        named = {name: options.pop(name) for name in ("paths", "manifest", "published", "outlet", "language")}
        named["jobs"] = options.pop("jobs", None)
        if not named["paths"] and named["manifest"] is None:
            raise click.UsageError("Nothing to read: name files or directories, - for standard input, or a --manifest.")
        return cls(**named, settings=Settings(largest_file=int(largest * MEGABYTE), actors=actors))

    def captures(self, notes: Notes | None = None) -> Iterator[Capture | ItemError]:
        """Everything that was named, with what the options say wherever nothing else does; `notes` takes the notes."""
        from marsad.model.reading import Note
        from marsad.sources.capture import Capture

        for item in self._named():
            if isinstance(item, Capture):
                yield item.or_else(self.published, self.outlet, self.language)
            elif not isinstance(item, Note):
                yield item
            elif notes is not None:
                notes.add("", (item,))

    def _named(self) -> Iterator[Capture | ItemError | Note]:
        from marsad.sources.capture import Capture
        from marsad.sources.files import find
        from marsad.sources.manifest import read_manifest

        if self.manifest is not None:
            yield from read_manifest(self.manifest)
        for path in self.paths:
            if path == "-":
                yield Capture("standard input", content=sys.stdin.buffer.read(self.settings.largest_file + 1))
            else:
                yield from find(path)
