"""Sums over the pages of an SQLite file: they show a flipped bit in places that no row and no index looks at.

Whoever writes first takes the sums away, under the write lock; when the store closes after writing, they are made anew, when nobody
else is writing. So sums that are there were made after the last write of marsad, and a page that does not
fit was changed by something else.

A large file is not summed up again for a small change: the sums that were taken away stay beside it as long as only the one who
took them writes, and the write-ahead log says which pages have changed since.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from marsad.store.durable import remove, write_whole
from marsad.store.engines import connect

_PATIENCE = 500
"""Milliseconds to wait for others."""
_PIECE = 65536
"""Bytes a sum: small enough to name the place, large enough to be quick."""
_LOG_HEAD, _FRAME_HEAD = 32, 24
"""Bytes at the head of a write-ahead log, and of each frame in it (https://www.sqlite.org/fileformat2.html#walformat)."""


class PageSums:
    """The sums over the SQLite database in `file`, kept beside it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._sums = file.with_name(f"{file.name}.sums")
        self._before = file.with_name(f"{file.name}.sums-before")
        self._log = file.with_name(f"{file.name}-wal")
        self._mine = False

    def forget(self) -> None:
        """Take the sums away, for the database is about to be changed; needs the write lock. Raises `OSError`."""
        if self._sums.exists():
            self._mine = not self._unmoved()
            if self._mine:
                self._sums.replace(self._before)
            else:
                remove(self._sums)
        if not self._mine and self._before.exists():
            remove(self._before)

    def renew(self) -> bool:
        """Move what was written into the main file and sum it up; whether that could be done.

        It cannot while others read or write; they will do it when they are done. Raises `OSError`, `sqlite3.Error`.
        """
        with closing(connect(self._file)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            version = _version(connection)
            changed = self._changed()
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            if self._unmoved():
                return False
            before = self._kept() if _version(connection) == version else None
            sums = list(self._now()) if changed is None or before is None else self._mended(before, changed)
            write_whole(self._sums, json.dumps(sums).encode("ascii"))
            self._mine = False
            with suppress(FileNotFoundError):
                remove(self._before)
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

    def _kept(self) -> list[object] | None:
        """The sums before all that was written here; None when there are none, or when others have written since."""
        with suppress(FileNotFoundError):
            return _list(self._before.read_bytes()) if self._mine else None
        return None

    def _changed(self) -> set[int] | None:
        """The pieces in which pages have changed since the log was empty, as it says; None when it was begun anew since."""
        changed: set[int] = set()
        try:
            with self._log.open("rb") as stream:
                head = stream.read(_LOG_HEAD)
                if len(head) < _LOG_HEAD or int.from_bytes(head[12:16], "big"):  # how often it was begun anew
                    return changed if not head else None
                size, salts = int.from_bytes(head[8:12], "big"), head[16:24]
                while len(frame := stream.read(_FRAME_HEAD)) == _FRAME_HEAD and frame[8:16] == salts:
                    start = (int.from_bytes(frame[:4], "big") - 1) * size
                    changed.update(range(start // _PIECE, (start + size - 1) // _PIECE + 1))
                    stream.seek(size, 1)
        except FileNotFoundError:
            return None
        return changed

    def _mended(self, before: list[object], changed: set[int]) -> list[object]:
        """The sums `before`, with those of changed pieces made anew, and of all from the old end on."""
        pieces = -(-self._file.stat().st_size // _PIECE)
        sums = before[:pieces] + [None] * (pieces - len(before))
        with self._file.open("rb") as stream:
            for number in sorted({n for n in changed if n < pieces} | set(range(max(0, len(before) - 1), pieces))):
                stream.seek(number * _PIECE)
                sums[number] = zlib.crc32(stream.read(_PIECE))
        return sums

    def _unmoved(self) -> bool:
        """Whether the write-ahead log holds what is not in the main file yet."""
        return self._log.exists() and self._log.stat().st_size > 0

    def _now(self) -> Iterator[int]:
        room = memoryview(bytearray(_PIECE))
        with self._file.open("rb", buffering=0) as stream:
            while length := stream.readinto(room):
                yield zlib.crc32(room[:length])


def _version(connection: sqlite3.Connection) -> object:
    """Becomes another when somebody else writes."""
    return connection.execute("PRAGMA data_version").fetchone()[0]


def _list(said: bytes) -> list[object]:
    try:
        value = json.loads(said)
    except ValueError:
        return []
    return value if isinstance(value, list) else []
