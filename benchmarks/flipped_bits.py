"""Does `marsad verify` notice every single bit that flips in a record?

    uv run python -m benchmarks.flipped_bits [FLIPS]

Makes a record, flips one bit after the other (half of them in the bytes of the reports, half in the database's pages that hold the
ledger, its state and the incidents), verifies, and puts it back. Then the same over the ledger's pages without the sums that marsad keeps over the
database's pages: what rows, chains and indexes notice by themselves. A flip that they do not notice must have changed nothing that
any row says.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.dispatches import dispatches
from marsad.archive.damage import Damage
from marsad.archive.deposit import deposit_all
from marsad.archive.verify import verify
from marsad.pipeline.record.checking import wrong_incidents, wrong_state
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.run import run
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.store import Store

REPORTS = 30
Bit = tuple[Path, int]


def main() -> None:
    """Flip, count and print."""
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        make(record)
        database = record / "record.sqlite"
        blobs = [path for path in (record / "blobs").rglob("*") if path.is_file()]
        started = time.perf_counter()
        of_ledger = list(bits_of_pages(database, pages_of_ledger(database), flips // 2, 1))
        chosen = [*of_ledger, *bits(blobs, flips - flips // 2, 2)]
        found = sum(noticed(record, bit) for bit in chosen)
        print(f"{found} of {len(chosen)} single-bit flips noticed ({time.perf_counter() - started:.0f} s)")
        alone(record, of_ledger)
        assert not verified(record)
    sys.exit(found != len(chosen))


def alone(record: Path, chosen: list[Bit]) -> None:
    """What is noticed in the ledger's pages without sums over them."""
    database = record / "record.sqlite"
    before = content(database)
    (record / "record.sqlite.sums").rename(record / "sums")
    found = harmless = 0
    for bit in chosen:
        if noticed(record, bit):
            found += 1
        else:
            with flipped(*bit):
                harmless += content(database) == before
    (record / "sums").rename(record / "record.sqlite.sums")
    print(
        f"without the sums {found} of {len(chosen)} in the ledger's pages; {harmless} others changed nothing that a row says"
    )


def verified(record: Path) -> list[Damage]:
    """What `marsad verify` finds damaged."""
    return verify(str(record), actor="benchmark", more={"state": wrong_state, "incidents": wrong_incidents}).damaged


def noticed(record: Path, bit: Bit) -> bool:
    """Whether `verify` finds damage with this bit turned over."""
    with flipped(*bit):
        # a record that looks whole is written to by verifying it: keep it as it was
        kept = {path: path.read_bytes() for path in record.glob("record.sqlite*")}
        found = bool(verified(record))
        if not found:
            for path in set(record.glob("record.sqlite*")) - set(kept):
                path.unlink()
            for path, before in kept.items():
                path.write_bytes(before)
    return found


def make(record: Path) -> None:
    """A record with reports, claims, incidents and their ledger."""
    captures = [
        Capture("standard input", content=each.text.encode(), published=each.published, outlet=each.outlet)
        for each in dispatches(REPORTS)
    ]
    with Store.create(record) as store:
        list(deposit_all(store, captures, Settings(), actor="benchmark"))
        run(store, Settings(), policy_of(store), 1, lambda *_: None)


def pages_of_ledger(database: Path) -> list[int]:
    """The numbers of the pages, from 1, of the ledger, of its state and of the incidents, and of their indexes."""
    with closing(sqlite3.connect(database)) as connection:
        tables = "'changes', 'state', 'incidents', 'incident_claims', 'retired'"
        names = f"SELECT name FROM sqlite_schema WHERE tbl_name IN ({tables})"
        return [page for (page,) in connection.execute(f"SELECT pageno FROM dbstat WHERE name IN ({names})")]


def content(database: Path) -> list[str]:
    """Everything that the database's rows say."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def bits_of_pages(database: Path, pages: list[int], number: int, seed: int) -> Iterator[Bit]:
    """Bits in some pages of 4,096 bytes, as likely in each byte."""
    chance = random.Random(seed)
    for _ in range(number):
        yield database, ((chance.choice(pages) - 1) * 4096 + chance.randrange(4096)) * 8 + chance.randrange(8)


def bits(files: list[Path], number: int, seed: int) -> Iterator[Bit]:
    """Bits in `files`, as likely in each byte of them all."""
    chance = random.Random(seed)
    sizes = [file.stat().st_size for file in files]
    for _ in range(number):
        file = chance.choices(files, sizes)[0]
        yield file, chance.randrange(file.stat().st_size * 8)


@contextmanager
def flipped(file: Path, bit: int) -> Iterator[None]:
    """`file` with one bit turned over."""
    _turn(file, bit)
    try:
        yield
    finally:
        _turn(file, bit)


def _turn(file: Path, bit: int) -> None:
    with file.open("r+b") as stream:
        stream.seek(bit // 8)
        byte = stream.read(1)[0]
        stream.seek(bit // 8)
        stream.write(bytes([byte ^ (1 << bit % 8)]))


if __name__ == "__main__":
    main()
