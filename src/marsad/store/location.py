"""Where a record is: a folder with its settings in it, or the address of a PostgreSQL database.

folder/
marsad.toml      settings; makes the folder a record
record.sqlite    the database, unless the settings name another one
blobs/ab/cdef…   the bytes of every report as it came, by their SHA-256
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

from marsad.errors import RunError
from marsad.store.durable import write_whole

SETTINGS = "marsad.toml"
DATABASE = "record.sqlite"
POSTGRES = ("postgresql://", "postgres://")
_TOP = """\
# A marsad record. `database` is a file beside this one, or postgresql://user@host/name (the password is
# taken from PGPASSWORD). `actor` is who acts when neither --as nor MARSAD_ACTOR says so.
"""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a record is: `folder` (None when only its database's address was given) and `database`.

    `database` is a path inside the folder or a `postgresql://` address. `settings` are those of the folder.
    """

    folder: Path | None
    database: str
    settings: dict[str, Any]

    @property
    def file(self) -> Path | None:
        """The SQLite file, None for PostgreSQL."""
        return None if self.folder is None or is_address(self.database) else self.folder / self.database

    def __str__(self) -> str:
        return without_password(self.database) if self.folder is None else str(self.folder)


def is_address(where: str) -> bool:
    """Whether `where` is the address of a PostgreSQL database."""
    return where.startswith(POSTGRES)


def without_password(address: str) -> str:
    """The address of a database as it may be printed and kept."""
    if not is_address(address):
        return address
    url = make_url(address)
    return URL.create(
        url.drivername, url.username, None, url.host, url.port, url.database, url.query
    ).render_as_string()


def locate(where: str | Path) -> Location:
    """The record at `where`. Raises `RunError` (`store.missing`, `store.settings`) when there is none."""
    if is_address(str(where)):
        return Location(None, str(where), {})
    folder = Path(where)
    try:
        settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise RunError(
            "store.missing", f"{where}: this is no record", hint="`marsad init DIR` makes one; --record names one."
        ) from None
    except (OSError, ValueError) as problem:
        raise _unusable(folder, str(problem)) from None
    database = settings.get("database", DATABASE)
    if not isinstance(database, str):
        raise _unusable(folder, "`database` is no text")
    return Location(folder, database, settings)


def found(start: Path) -> Path | None:
    """The record's folder that `start` lies in: itself or the nearest one above it."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)


def new_location(folder: Path, database: str | None, actor: str | None) -> Location:
    """The place of a record that is to be made. Raises `RunError` (`store.exists`) when there is one already."""
    if (folder / SETTINGS).exists():
        raise RunError("store.exists", f"{folder}: there is a record already", hint="Name another folder.")
    if (folder / DATABASE).exists():
        raise RunError(
            "store.exists",
            f"{folder}: there is a record's database already, but no {SETTINGS}",
            hint=f"If making a record was interrupted there, remove {DATABASE} first; else name another folder.",
        )
    if database is not None and not is_address(database):
        raise RunError(
            "store.address",
            f"{without_password(database)}: no address of a database that a record can be kept in",
            hint="postgresql://user@host/name; without --database the record keeps an SQLite file in its folder.",
        )
    settings = {"database": database or DATABASE} | ({"actor": actor} if actor else {})
    return Location(folder, database or DATABASE, settings)


def write_settings(location: Location) -> None:
    """Make the folder a record: the last step of making one."""
    assert location.folder is not None
    said = {**location.settings, "database": without_password(location.database)}
    # a JSON string is a TOML string too
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())
    write_whole(location.folder / SETTINGS, (_TOP + lines).encode("utf-8"))


def _unusable(folder: Path, why: str) -> RunError:
    return RunError(
        "store.settings",
        f"{folder / SETTINGS}: cannot be used: {why}",
        hint="docs/reference/record.md says what is in it.",
    )
