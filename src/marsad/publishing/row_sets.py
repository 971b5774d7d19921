"""Sets of rows as whole numbers: bit `n` is row `n`. "And" intersects two sets at once, and counting bits counts rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

Rows = int
"""A set of rows."""
_IN, _OUT = 49, 48
"""The digits 1 and 0."""
_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")
_SPARSE = 4
"""Where fewer than one row in so many is in a set, looking for them one by one is faster."""
_AS_NUMBERS = bytes.maketrans(b"01", b"\0\1")


def mask(rows: Rows, length: int) -> bytes:
    """The set as one byte for each of `length` rows: 1 where the row is in it. What `itertools.compress` selects by."""
    return f"{rows:0{length}b}".encode()[::-1].translate(_AS_NUMBERS) if length else b""


def rows_in(mask: bytes) -> Rows:
    """The set that a mask is of."""
    return int(mask.translate(_AS_DIGITS)[::-1] or b"0", 2)


def each(rows: Rows, length: int) -> Iterator[int]:
    """The places of a set's rows, in order, one by one; no row is beyond `length`."""
    if rows.bit_count() * _SPARSE < length:
        return _found(mask(rows, length))
    return compress(range(length), mask(rows, length))


def indices(rows: Rows) -> list[int]:
    """The places of a set's rows, in order."""
    return list(each(rows, rows.bit_length()))


def _found(mask: bytes) -> Iterator[int]:
    n = mask.find(1)
    while n >= 0:
        yield n
        n = mask.find(1, n + 1)


def rows_at(places: Iterable[int]) -> Rows:
    """The set of the rows at some places."""
    some = list(places)
    if not some:
        return 0
    digits = bytearray([_OUT]) * (max(some) + 1)
    for n in some:
        digits[n] = _IN
    digits.reverse()
    return int(digits, 2)
