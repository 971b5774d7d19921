"""Sets of rows as whole numbers: bit `n` is row `n`. "And" intersects two sets at once, and counting bits counts rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

Rows = int
"""A set of rows."""
_IN, _OUT = 49, 48
"""The digits 1 and 0."""
_AS_NUMBERS = bytes.maketrans(b"01", b"\0\1")


def mask(rows: Rows, length: int) -> bytes:
    """The set as one byte for each of `length` rows: 1 where the row is in it. What `itertools.compress` selects by."""
    return f"{rows:0{length}b}".encode()[::-1].translate(_AS_NUMBERS) if length else b""


def indices(rows: Rows) -> list[int]:
    """The places of a set's rows, in order."""
    length = rows.bit_length()
    return list(compress(range(length), mask(rows, length)))


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
