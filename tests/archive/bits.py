"""Single bits flipped in the files of a record, one at a time, each put back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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


def bits(files: list[Path], number: int, seed: int) -> Iterator[tuple[Path, int]]:
    """Bits in `files`, as likely in each byte of them all."""
    chance = random.Random(seed)
    sizes = [file.stat().st_size for file in files]
    for _ in range(number):
        file = chance.choices(files, sizes)[0]
        yield file, chance.randrange(file.stat().st_size * 8)
