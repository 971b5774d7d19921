"""Near-copies: texts that were taken over from one another, in part or whole, a word changed here and there.

A text is cut into shingles, every five words in a row (Broder 1997). Texts are near-copies when half the shingles of
the shorter stand in the longer, and at least twenty do. So an agency's text that was shortened or got a new first
sentence is found; a statement quoted by two who wrote the rest themselves is not.
"""

from __future__ import annotations

import re
from array import array
from zlib import crc32

from marsad.text.fold import fold

_LENGTH = 5
_SHARE = 0.5
_FEWEST = 20
_MOST = 512
"""Of a long text only the shingles with the smallest hashes are kept, as many as this: an even sample of them."""
_WORD = re.compile(r"\w+")
_SPREAD = 2654435761
_HASHES = 1 << 32


def shingles_of(text: str) -> bytes:
    """The hashes of the shingles in `text`, sorted, four bytes each; empty for a text of less than five words."""
    words = _WORD.findall(fold(text).text.lower())
    runs = (" ".join(words[at : at + _LENGTH]) for at in range(len(words) - _LENGTH + 1))
    # CRC-32 spreads like texts badly over small numbers; a multiplication by an odd number mends that
    hashes = sorted({crc32(run.encode()) * _SPREAD % _HASHES for run in runs})
    return array("I", hashes[:_MOST]).tobytes()


def share_copied(one: bytes, other: bytes) -> float:
    """How much of the shorter text stands in the other, 0 to 1, from their shingles; 0 when too little does."""
    first, second = _hashes(one), _hashes(other)
    if not first or not second:
        return 0.0
    # where one is a sample, look only as far as it reaches
    last = min(_reach(first), _reach(second))
    here = {each for each in first if each <= last}
    there = {each for each in second if each <= last}
    shared = len(here & there)
    return shared / min(len(here), len(there)) if shared >= _FEWEST else 0.0


def are_copies(one: bytes, other: bytes) -> bool:
    """Whether one of two texts was taken from the other, or both from a third."""
    return share_copied(one, other) >= _SHARE


def _hashes(shingles: bytes) -> array[int]:
    hashes = array("I")
    hashes.frombytes(shingles)
    return hashes


def _reach(hashes: array[int]) -> int:
    return hashes[-1] if len(hashes) == _MOST else _HASHES
