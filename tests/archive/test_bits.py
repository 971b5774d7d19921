"""No single bit flips unnoticed, in whatever file of a record; `benchmarks/flipped_bits.py` does it a thousand times."""

from __future__ import annotations

from pathlib import Path

from benchmarks.flipped_bits import bits, flipped
from marsad.archive.verify import verify
from marsad.store.store import Store
from tests.archive.made import fill


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with Store.create(record) as store:
        fill(store)
    database, blobs = [record / "record.sqlite"], [path for path in (record / "blobs").rglob("*") if path.is_file()]
    for file, bit in [*bits(database, 60, 1), *bits(blobs, 20, 2)]:
        with flipped(file, bit):
            assert verify(str(record), actor="ana").damaged, (file, bit)
    assert verify(str(record), actor="ana").damaged == []
