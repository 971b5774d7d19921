"""The registry's tables: CSV files beside this module, and a user's own file with the columns of the actor files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, cast

from marsad.errors import RunError
from marsad.reading.actors.actor import (
    ACTOR_KINDS,
    MEMBER_STATUSES,
    SOURCE_KINDS,
    Actor,
    ActorKind,
    MemberStatus,
    SourceKind,
)  # fmt: skip
from marsad.reading.actors.names import parse_spelling
from marsad.reading.actors.patterns import Country, Nationality, Owned, Role

ACTOR_COLUMNS = ("name", "kind", "country", "source_kind", "status", "of", "aliases")
_NATIONALITY_COLUMNS = ("country", "state", "states", "adjectives", "people", "capital")
_PATTERN_COLUMNS = ("role", "kind", "name", "source_kind", "status", "generic", "nouns")
_OWN_COLUMNS = ("country", "role", "when", "name")
_NOT_ACTORS = frozenset(("nationalities.csv", "patterns.csv", "own_names.csv"))


class ActorRow(NamedTuple):
    """An actor with its spellings (the name itself is one, and may carry their marks), and where the row stands."""

    actor: Actor
    spellings: tuple[str, ...]
    where: str


class Row(NamedTuple):
    """A line of a table."""

    cells: dict[str, str]
    where: str


def built_in_actors() -> Iterator[ActorRow]:
    """The actors that marsad knows, region by region."""
    for file in sorted(_tables(), key=lambda f: f.name):
        if file.name not in _NOT_ACTORS:
            yield from actor_rows(file.read_text("utf-8").splitlines(), file.name)


def actors_of(path: Path) -> Iterator[ActorRow]:
    """The actors of a user's file; RunError `reading.actors-file` when it cannot be read."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        hint = f"Give a UTF-8 CSV file with the columns {','.join(ACTOR_COLUMNS)}."
        raise RunError("reading.actors-file", f"{path} cannot be read: {error}", hint=hint) from error
    return actor_rows(lines, str(path))


def actor_rows(lines: Iterable[str], name: str) -> Iterator[ActorRow]:
    """The actors of a table's `lines`; `name` is the file's, for messages. RunError for a bad row."""
    for row in _rows(lines, name, ACTOR_COLUMNS):
        cells, where = row
        if not cells["name"]:
            raise _bad_row(where, "no name", "Every actor needs a name; remove the line or fill the column.")
        _one_of(row, "kind", ACTOR_KINDS)
        _one_of(row, "source_kind", SOURCE_KINDS)
        _one_of(row, "status", MEMBER_STATUSES)
        country = cells["country"]
        if country and not (len(country) == 2 and country.isalpha() and country.isupper()):
            raise _bad_row(
                where, f"country {country!r}", "Use a two-letter ISO 3166 code in capitals, or leave it blank."
            )
        yield ActorRow(_actor(cells), (cells["name"], *_listed(cells["aliases"])), where)


@cache
def _states() -> dict[str, str]:
    return {each.country.code: each.country.state for _, each in nationalities()}


def state_of(country: str) -> str | None:
    """The name of a country as an actor; None for a code that is none."""
    return _states().get(country)


def nationalities() -> Iterator[tuple[str, Nationality]]:
    """Every spelling of a country's name, adjective, people and capital."""
    for row in _built_in("nationalities.csv", _NATIONALITY_COLUMNS):
        cells = row.cells
        adjectives = _listed(cells["adjectives"])
        country = Country(cells["country"], cells["state"], adjectives[0].removeprefix("="))
        for spelling in dict.fromkeys((country.state, *_listed(cells["states"]))):
            yield spelling, Nationality(country, "state")
        for spelling in adjectives:
            yield spelling, Nationality(country, "adjective")
        for spelling in _listed(cells["people"]):
            yield spelling, Nationality(country, "people")
        if cells["capital"]:
            yield cells["capital"], Nationality(country, "capital")


def patterns() -> Iterator[tuple[str, Role]]:
    """Every noun of `patterns.csv` and its role."""
    for row in _built_in("patterns.csv", _PATTERN_COLUMNS):
        c = row.cells
        kind, source_kind, status = c["kind"], c["source_kind"], c["status"]
        role = Role(
            c["role"],
            cast("ActorKind", kind),
            c["name"],
            cast("SourceKind", source_kind),
            cast("MemberStatus", status),
            c["generic"] == "yes",
        )
        for noun in _listed(c["nouns"]):
            yield noun, role


def own_names() -> Iterator[tuple[Owned, str]]:
    """Countries whose organisations are not called by the template; `when` = generic: only for the noun alone."""
    for row in _built_in("own_names.csv", _OWN_COLUMNS):
        c = row.cells
        for role in _listed(c["role"]):
            yield Owned(c["country"], role, generic=True), c["name"]
            if c["when"] != "generic":
                yield Owned(c["country"], role, generic=False), c["name"]


def _tables() -> Iterator[Traversable]:
    return (file for file in files(__package__).iterdir() if file.name.endswith(".csv"))


def _built_in(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return _rows(files(__package__).joinpath(name).read_text("utf-8").splitlines(), name, columns)


def _rows(lines: Iterable[str], name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    try:
        header = tuple(cell.strip() for cell in next(reader, []))
        if header != columns:
            hint = f"The first line must be {','.join(columns)}."
            raise RunError("reading.actors-columns", f"{name}: unexpected columns {','.join(header)!r}", hint=hint)
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                what = f"{len(cells)} cells instead of {len(columns)}"
                raise _bad_row(where, what, "Put a cell that holds a comma in double quotes.")
            yield Row(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), where)
    except csv.Error as error:
        raise _bad_row(
            f"{name}, line {reader.line_num}", str(error), "Check the double quotes of this line."
        ) from error


def _actor(cells: dict[str, str]) -> Actor:
    return Actor(
        parse_spelling(cells["name"])[0],
        cast("ActorKind", cells["kind"]),
        cells["country"],
        cast("SourceKind", cells["source_kind"]),
        cast("MemberStatus", cells["status"]),
        cells["of"],
    )


def _one_of(row: Row, column: str, known: frozenset[str]) -> None:
    if row.cells[column] not in known:
        hint = f"Use one of: {', '.join(sorted(known))}."
        raise _bad_row(row.where, f"{column} {row.cells[column]!r}", hint)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _bad_row(where: str, what: str, hint: str) -> RunError:
    return RunError("reading.actors-row", f"{where}: {what}", hint=hint)
