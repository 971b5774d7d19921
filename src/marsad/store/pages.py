"""Sums over the pages of an SQLite file: they show a flipped bit in places that no row and no index looks at.

Whoever writes first takes the sums away, under the write lock; when the store closes after writing, they are made anew, when nobody
else is writing. So sums that are there were made after the last write of marsad, and a page that does not
fit was changed by something else.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from marsad.store.durable import remove, write_whole
from marsad.store.engines import connect

_PATIENCE = 500
"""Milliseconds to wait for others."""
_PIECE = 65536
"""Bytes a sum: small enough to name the place, large enough to be quick."""


class PageSums:
    """The sums over the SQLite database in `file`, kept beside it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._sums = file.with_name(f"{file.name}.sums")

    def forget(self) -> None:
        """Take the sums away, for the database is about to be changed; needs the write lock. Raises `OSError`."""
        if self._sums.exists():
            remove(self._sums)

    def renew(self) -> bool:
        """Move what was written into the main file and sum it up; whether that could be done.

        It cannot while others read or write; they will do it when they are done. Raises `OSError`, `sqlite3.Error`.
        """
        with closing(connect(self._file)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            if self._unmoved():
                return False
            write_whole(self._sums, json.dumps(list(self._now())).encode("ascii"))
            return True

    def differing(self) -> list[int] | None:
        """Where, in bytes, pieces begin that are not as they were left; None = there are no sums to tell by.

        Raises `OSError`.
        """
        try:
            said = self._sums.read_bytes()
            now = list(self._now())
            # whoever writes takes the sums away first, so if they are the same still, nobody wrote meanwhile
            if self._sums.read_bytes() != said:
                return None
        except FileNotFoundError:
            return None
        then = _list(said)
        pieces = range(max(len(then), len(now)))
        return [n * _PIECE for n in pieces if then[n : n + 1] != now[n : n + 1]]

    def _unmoved(self) -> bool:
        """Whether the write-ahead log holds what is not in the main file yet."""
        log = self._file.with_name(f"{self._file.name}-wal")
        return log.exists() and log.stat().st_size > 0

    def _now(self) -> Iterator[int]:
        room = memoryview(bytearray(_PIECE))
        with self._file.open("rb", buffering=0) as stream:
            while length := stream.readinto(room):
                yield zlib.crc32(room[:length])


def _list(said: bytes) -> list[object]:
    try:
        value = json.loads(said)
    except ValueError:
        return []
    return value if isinstance(value, list) else []
