"""Bytes by their SHA-256: in a folder beside an SQLite file, or in PostgreSQL itself.

The same bytes are kept once. Nobody names a place for them, so nothing can be overwritten.
"""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert
from typing_extensions import override

from marsad.store import tables
from marsad.store.durable import remove, sync_folder, write_whole
from marsad.store.faults import worded

_ADDRESS = re.compile(r"[0-9a-f]{64}")


def address_of(content: bytes) -> str:
    """Where `content` is kept: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


class Blobs(ABC):
    """Where bytes are kept, as part of one transaction."""

    @abstractmethod
    def put(self, content: bytes) -> str:
        """Keep `content` for good; its address. Raises `RunError` (`store.full`, …)."""

    @abstractmethod
    def get(self, address: str) -> bytes | None:
        """The bytes at `address`, None when there are none."""

    @abstractmethod
    def remove(self, address: str) -> None:
        """Take the bytes away for good, once the transaction is committed."""

    @abstractmethod
    def addresses(self) -> Iterator[str]:
        """Every address that holds bytes, in order."""

    def leftovers(self) -> Iterator[Path]:
        """Files that are no blob: what an ended run left, or somebody put there."""
        yield from ()

    def tidy(self, wanted: AbstractSet[str]) -> None:
        """Remove every blob that is not `wanted`, and all leftovers, once the transaction is committed."""
        for address in self.addresses():
            if address not in wanted:
                self.remove(address)

    def committed(self) -> None:  # noqa: B027  a database does it by itself
        """The transaction was committed: do what waited for it."""

    def rolled_back(self) -> None:  # noqa: B027  as above
        """The transaction was not: undo what was done for it."""


class FolderBlobs(Blobs):
    """Bytes in files below `root`, `ab/cdef…` for the address `abcdef…`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._fresh: list[str] = []
        self._going: list[str] = []

    @override
    def put(self, content: bytes) -> str:
        address = address_of(content)
        # read again, so that depositing a report a second time mends its bytes
        if self.get(address) == content:
            return address
        path = self._path(address)
        with worded(str(path)):
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
                sync_folder(self._root)
            if not path.exists():
                self._fresh.append(address)
            write_whole(path, content)
        return address

    @override
    def get(self, address: str) -> bytes | None:
        path = self._path(address)
        with worded(str(path)):
            return path.read_bytes() if path.is_file() else None

    @override
    def remove(self, address: str) -> None:
        self._going.append(address)

    @override
    def addresses(self) -> Iterator[str]:
        for path in self._files():
            if self._is_blob(path):
                yield path.parent.name + path.name

    @override
    def leftovers(self) -> Iterator[Path]:
        return (path for path in self._files() if not self._is_blob(path))

    @override
    def tidy(self, wanted: AbstractSet[str]) -> None:
        super().tidy(wanted)
        # the write lock is held, so no file here is being written
        for path in list(self.leftovers()):
            with worded(str(path)):
                remove(path)

    @override
    def committed(self) -> None:
        self._remove(self._going)

    @override
    def rolled_back(self) -> None:
        self._remove(self._fresh)

    def _remove(self, addresses: list[str]) -> None:
        for address in addresses:
            path = self._path(address)
            with worded(str(path)):
                if path.exists():
                    remove(path)

    def _files(self) -> Iterator[Path]:
        with worded(str(self._root)):
            for folder in sorted(path for path in self._root.iterdir() if path.is_dir()):
                yield from sorted(path for path in folder.rglob("*") if path.is_file())
            yield from sorted(path for path in self._root.iterdir() if path.is_file())

    def _is_blob(self, path: Path) -> bool:
        address = path.parent.name + path.name
        return bool(_ADDRESS.fullmatch(address)) and self._path(address) == path

    def _path(self, address: str) -> Path:
        return self._root / address[:2] / address[2:]


class DatabaseBlobs(Blobs):
    """Bytes in a table, in the same transaction as what is said about them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def put(self, content: bytes) -> str:
        address = address_of(content)
        row = insert(tables.blobs).values(address=address, content=content)
        # over what is there, so that depositing a report a second time mends its bytes
        self._connection.execute(row.on_conflict_do_update(index_elements=["address"], set_={"content": content}))
        return address

    @override
    def get(self, address: str) -> bytes | None:
        content = self._connection.scalar(select(tables.blobs.c.content).where(tables.blobs.c.address == address))
        return None if content is None else bytes(content)

    @override
    def remove(self, address: str) -> None:
        self._connection.execute(delete(tables.blobs).where(tables.blobs.c.address == address))

    @override
    def addresses(self) -> Iterator[str]:
        yield from self._connection.scalars(select(tables.blobs.c.address).order_by(tables.blobs.c.address))
