"""The options that say which incidents are meant, shared by every command that asks the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from marsad.cli.inputs import as_day
from marsad.cli.messages import say
from marsad.model.claim import EventType
from marsad.model.incident import Grade

if TYPE_CHECKING:
    from marsad.store.filters import Circle, IncidentFilter

F = TypeVar("F", bound=Callable[..., Any])

AS_OF = click.option(
    "--as-of", callback=as_day, metavar="DATE", help="What was known at the end of that day (UTC); now unless given."
)
THREE_FORMATS = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="A table for people, one JSON object, or CSV.",
)  # fmt: skip
_WHERE = (
    click.option("--country", metavar="NAME", help="In this country: its name, or its code (ISO 3166, SY)."),
    click.option("--area", metavar="NAME", help="In this province or other first-level area."),
    click.option("--place", metavar="NAME", help="In this town, village or small area."),
    click.option("--near", metavar="PLACE", help="Around a point (35.93,36.63) or a place that the gazetteer knows."),
    click.option("--km", type=click.FloatRange(min=0, min_open=True), default=10, show_default=True,
                 help="How far around it."),
)  # fmt: skip
_DAYS = (
    click.option("--since", callback=as_day, metavar="DATE", help="On this day or later."),
    click.option("--until", callback=as_day, metavar="DATE", help="On this day or earlier."),
)
_WHAT = (
    click.option("--event-type", type=click.Choice(get_args(EventType)), metavar="TYPE", help="Of this type: air_strike."),
    click.option("--actor", metavar="NAME", help="Of which this actor is blamed."),
    click.option("--grade", type=click.Choice(get_args(Grade), case_sensitive=False), help="Graded so."),
    click.option("--min-killed", type=click.IntRange(min=0), metavar="N", help="With this many killed for certain."),
    click.option("--min-origins", type=click.IntRange(min=0), metavar="N", help="Known from this many independent origins."),
    click.option("--search", metavar="TEXT", help="Whose words or reports hold all of these words."),
)  # fmt: skip


def choosing(command: F) -> F:
    """All options of a filter."""
    return _with(command, (*_WHERE, *_DAYS, *_WHAT))


def choosing_but_days(command: F) -> F:
    """The options of a filter without those of days, for a command that has its own."""
    return _with(command, (*_WHERE, *_WHAT))


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def chosen(options: dict[str, Any], **more: Any) -> IncidentFilter:
    """The filter that a command's `options` describe, which they leave. Raises `UsageError` for a place nobody knows."""
    from marsad.store.filters import IncidentFilter

    names = ("area", "place", "since", "until", "event_type", "actor", "grade", "min_killed", "min_origins", "search")
    said = {name: options.pop(name, None) for name in names}
    country = country_code(options.pop("country"))
    near, km = options.pop("near"), options.pop("km")
    return IncidentFilter(
        country=country,
        admin1=said["area"],
        place=said["place"],
        near=None if near is None else _circle(near, km, country),
        since=said["since"],
        until=said["until"],
        event_type=said["event_type"],
        perpetrator=said["actor"],
        grade=said["grade"],
        killed=said["min_killed"],
        origins=said["min_origins"],
        text=said["search"],
        **more,
    )


def country_code(name: str | None) -> str | None:
    """The ISO code that is meant. Raises `UsageError` when it is no country's."""
    if name is None:
        return None
    from marsad.places.gazetteer import Gazetteer

    known = Gazetteer.open()
    found = name.upper() if known.country_entry(name.upper()) is not None else known.country(name)
    if found is None:
        raise click.UsageError(f"--country: no country is called {name!r}.")
    return found


def _circle(near: str, km: float, country: str | None) -> Circle:
    from marsad.store.filters import Circle

    lat, comma, lon = near.partition(",")
    try:
        point = (float(lat), float(lon)) if comma else None
    except ValueError:
        point = None
    if point is None:
        point = _place(near, country)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise click.UsageError(f"--near: {near} is no point on earth; write latitude,longitude in degrees.")
    return Circle(*point, km)


def _place(name: str, country: str | None) -> tuple[float, float]:
    from marsad.places.gazetteer import Gazetteer

    words, comma, rest = name.partition(",")
    countries = [code for code in (country, country_code(rest.strip()) if comma else None) if code]
    match = Gazetteer.open().resolve(words.strip(), countries, kind="city", fuzzy=False)
    if match is None:
        raise click.UsageError(f"--near: the gazetteer knows no place {name!r}; give a point: 35.93,36.63.")
    entry = match.entry
    if entry.kind in ("country", "region", "admin1"):
        raise click.UsageError(f"--near: {entry.name} is a whole area and no point; use --area or --country.")
    say(
        f"note[cli.near]: {name} is taken for {entry.name}, {entry.admin1 or ''} {entry.country} ({entry.lat:.2f},{entry.lon:.2f})"
    )
    return entry.lat, entry.lon
