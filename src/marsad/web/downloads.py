"""Downloads: a data set at the address of the page that shows it, with an extension. Each is written once for a revision.

What was written lies in a folder of the server's own, which goes with it, and no more of it than a bound. Few are written side by side.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from marsad.errors import ItemError
from marsad.publishing.exports import addresses
from marsad.publishing.exports.delivery import write, write_folder
from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.moment import Moment
from marsad.publishing.query import Query
from marsad.store.store import Store
from marsad.web.limits import Gate, Limits

PATIENCE = 900
"""Seconds that the writing of a data set may take."""
_PIECE = 1 << 18
_PARQUET = "application/vnd.apache.parquet"

Wanted = Callable[[Moment], list[str] | None]
"""The codes of the incidents that are asked for; None = all."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of download: its media type, and what writes it."""

    media_type: str
    write: Callable[[Moment, list[str] | None, Path], object]


def _whole(name: str) -> Kind:
    def written(moment: Moment, codes: list[str] | None, path: Path) -> None:
        with path.open("wb") as out:
            write(name, moment, codes, out)

    return Kind(FORMATS[name].media_type, written)


def _parquet(moment: Moment, codes: list[str] | None, path: Path) -> None:
    """The table of incidents alone, for those who read one file."""
    with tempfile.TemporaryDirectory(dir=path.parent) as room:
        write_folder(FORMATS["parquet"], Selection.of(moment, codes), Path(room))
        Path(room, "incidents.parquet").replace(path)


OF_INCIDENTS: Mapping[str, Kind] = {
    **{ending: _whole(name) for ending, name in addresses.OF_INCIDENTS.items()},
    ".parquet": Kind(_PARQUET, _parquet),
}
"""What there is of the incidents that a query asks for, by the extension."""
OF_TABLES: Mapping[str, Kind] = {
    table.name: _whole(f"{table.name}-csv") for table in TABLES if table.name != "incidents"
}
"""The other tables of the same incidents, each as CSV: `/claims.csv`."""
OF_RECORDLESS: Mapping[str, str] = {
    FORMATS[name].file_name: name for name in ("codebook", "codebook-html", "codebook-json", *(n for n in FORMATS if n.endswith("-loss")))
}  # fmt: skip
"""What is the same for every record, by its file name: the codebook, the notes on what each crosswalk loses."""


class _File(NamedTuple):
    path: Path
    size: int
    told: date | None
    revision: int


class Downloads:
    """The data sets of a record. `gate` bounds how many are written at once."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self.store = store.longer(PATIENCE)
        self.gate = Gate(limits, limits.downloads)
        self._most = limits.kept_bytes
        self._room: Path | None = None
        self._files: OrderedDict[Hashable, _File] = OrderedDict()
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._count = 0

    async def file(self, key: Hashable, make: Callable[[Path], tuple[date | None, int]]) -> tuple[_File, BinaryIO]:
        """The file under a key, opened; `make` writes it when it is not there. Raises what that raises, and `Busy`."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                if key not in self._files:
                    path = self._next_path()
                    self._keep(key, await self.gate.run(lambda: self._made(path, make), PATIENCE))
                self._files.move_to_end(key)
                found = self._files[key]
                # opened here, so that it can be read to its end though it is thrown away meanwhile
                return found, found.path.open("rb")
        finally:
            if not lock.locked():
                self._locks.pop(key, None)

    def _next_path(self) -> Path:
        if self._room is None:
            self._room = Path(tempfile.mkdtemp(prefix="marsad-downloads-"))
        self._count += 1
        return self._room / str(self._count)

    def _made(self, path: Path, make: Callable[[Path], tuple[date | None, int]]) -> _File:
        try:
            told, revision = make(path)
            return _File(path, path.stat().st_size, told, revision)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _keep(self, key: Hashable, file: _File) -> None:
        self._files[key] = file
        while sum(one.size for one in self._files.values()) > self._most and len(self._files) > 1:
            _, gone = self._files.popitem(last=False)
            gone.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Throw everything away."""
        self.gate.close()
        self.store.close()
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)


def chosen(request: Request) -> Wanted:
    """The incidents that the parameters of an address choose."""
    query = Query.parse(parse_qsl(request.scope["query_string"].decode("ascii", "replace")))

    def codes(moment: Moment) -> list[str] | None:
        rows = moment.select(query)
        whole = rows == moment.register.all
        return None if whole else [row.code for row in moment.register.ordered(rows, "-day")]

    return codes


def one(code: str) -> Wanted:
    """The incident that a code leads to, and its parts."""

    def codes(moment: Moment) -> list[str] | None:
        there = moment.state.resolve(code)
        if there not in moment.register.at:
            what, hint = f"{code} is no incident any more", "/corrections/ says what became of it."
            raise ItemError("ledger.incident-unknown", what, hint=hint)
        return [there, *(row.code for row in moment.register.parts(there, moment.register.all))]

    return codes


def written(kind: Kind, wanted: Wanted, moment: Moment, path: Path) -> tuple[date | None, int]:
    """Write a data set; the day of the record that it tells of, and its revision."""
    kind.write(moment, wanted(moment), path)
    return None if moment.told is None else moment.told.date(), moment.revision


def attached(found: _File, stream: BinaryIO, name: str, ending: str, media_type: str, tag: str) -> Response:
    """A file as a download, under a name that says of which day and revision of the record it is."""
    day = f"-{found.told}" if found.told else ""
    headers = {
        "Content-Disposition": f'attachment; filename="marsad-{name}{day}-r{found.revision}{ending}"',
        "Content-Length": str(found.size),
        "ETag": tag,
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(_read(stream), media_type=media_type, headers=headers)


async def _read(stream: BinaryIO) -> AsyncIterator[bytes]:
    with stream:
        while piece := await run_in_threadpool(partial(stream.read, _PIECE)):
            yield piece
