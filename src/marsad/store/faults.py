"""From what a database or a disk reports to sentences that a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from marsad.errors import RunError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "input-output",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_INTERRUPT: "too-long",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html, by the first two or all five characters
_POSTGRES = {
    "08": "unreachable",
    "28": "unreachable",
    "3D": "unreachable",
    "57": "unreachable",
    "57014": "too-long",
    "40": "busy",
    "55P03": "busy",
    "25006": "read-only",
    "42501": "read-only",
    "53100": "full",
    "XX": "damaged",
}
_DISK = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
}
_HINTS = {
    "busy": "Another run is writing to this record; try again when it is done.",
    "read-only": "Check who may write to the record's folder and to its database.",
    "full": "Free some space and run the same command again: what was not finished is done then.",
    "input-output": "Look at the disk (and its free space and quota) before you go on, then run `marsad verify`.",
    "damaged": "`marsad verify` says what is damaged. Take the record from a backup; do not write to this one.",
    "unreachable": "Check that the database is running, its address, and the password (PGPASSWORD).",
    "too-long": "Ask for less at a time: fewer days, one area, a smaller page.",
}


@contextmanager
def worded_database(where: str) -> Iterator[None]:
    """As `worded`, for what the database says alone: files opened inside are somebody else's."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        said = problem.orig if isinstance(problem, DBAPIError) else problem
        kind = kind_of(said)
        if kind is None:
            raise
        raise fault(kind, where, _said(said)) from problem


@contextmanager
def worded(where: str) -> Iterator[None]:
    """Turn what goes wrong with the record at `where` into a `RunError` (`store.full`, `store.busy`, …).

    What is no fault of the disk or the database passes through as it is.
    """
    try:
        with worded_database(where):
            yield
    except OSError as problem:
        kind = "unreachable" if isinstance(problem, ConnectionError) else _DISK.get(problem.errno or 0, "input-output")
        raise fault(kind, where, problem.strerror or str(problem)) from problem


def fault(kind: str, where: str, said: str) -> RunError:
    """The error called `store.<kind>`."""
    hint = _HINTS[kind]
    if kind == "busy":
        return RunError("store.busy", f"{where}: somebody else is writing ({said})", hint=hint)
    if kind == "read-only":
        return RunError("store.read-only", f"{where}: cannot be written to ({said})", hint=hint)
    if kind == "full":
        return RunError("store.full", f"{where}: there is no space left ({said})", hint=hint)
    if kind == "damaged":
        return RunError("store.damaged", f"{where}: the database is damaged ({said})", hint=hint)
    if kind == "unreachable":
        return RunError("store.unreachable", f"{where}: the database cannot be reached ({said})", hint=hint)
    if kind == "too-long":
        return RunError("store.too-long", f"{where}: the question took too long and was broken off ({said})", hint=hint)
    return RunError("store.input-output", f"{where}: the disk failed ({said})", hint=hint)


def kind_of(problem: BaseException | None) -> str | None:
    """What a database's own error is about ("busy", "full", …), None when it is no fault of disk or database."""
    if isinstance(problem, sqlite3.Error):
        code = getattr(problem, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & 0xFF)
    said = problem.args[0] if problem is not None and problem.args else None
    if isinstance(said, dict):
        state = str(said.get("C", ""))
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    # pg8000 reports a lost or refused connection without a code
    return "unreachable" if type(problem).__name__ == "InterfaceError" else None


def _said(problem: BaseException | None) -> str:
    said = problem.args[0] if problem is not None and problem.args else problem
    return str(said.get("M", said)) if isinstance(said, dict) else str(said)
