"""Folding: one plain form of a text to read, with an exact way back to the text as archived.

Folding makes quotes straight, every kind of space a space, every script's digits ASCII, hyphens hyphens; it composes
decomposed letters (NFC) and drops marks that nobody sees (zero-width joiners, soft hyphens, direction marks).
Most texts keep their length, so offsets stay what they are; where characters join or vanish an offset map is kept.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from dataclasses import dataclass

_QUOTES = dict.fromkeys("‘’‚‛`´′ʼ＇", "'") | dict.fromkeys("“”„‟«»″〝〞＂", '"')
_HYPHENS = dict.fromkeys("‐‑‒–−﹣－", "-") | dict.fromkeys("―⸺", "—")
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
_LINES = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_DIGITS = {
    chr(code): str(unicodedata.digit(chr(code)))
    for code in range(0x80, sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Nd"
}
_ONE_TO_ONE = str.maketrans(_QUOTES | _HYPHENS | _SPACES | _LINES | _DIGITS)
_LENGTH_CHANGES = re.compile(
    f"[{_UNSEEN}\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06dc\u093c\u3099\u309a]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `offsets[i]` is where folded character `i` starts in the archived text; None = at `i`."""

    text: str
    offsets: array[int] | None = None

    def archived(self, position: int) -> int:
        """Where the folded `position` (0 to the length, inclusive) stands in the archived text."""
        return position if self.offsets is None else self.offsets[position]


def fold(text: str) -> Folded:
    """Fold `text`; see the module. The cost is linear in its length."""
    if text.isascii():
        return Folded(text.translate(_ONE_TO_ONE) if "\t" in text or "\r" in text or "`" in text else text)
    if _LENGTH_CHANGES.search(text) is None and unicodedata.is_normalized("NFC", text):
        return Folded(text.translate(_ONE_TO_ONE))
    return _fold_with_offsets(text)


def _fold_with_offsets(text: str) -> Folded:
    pieces: list[str] = []
    offsets = array("l")
    for start, end in _clusters(text):
        cluster = unicodedata.normalize("NFC", text[start:end])
        plain = "".join(c for c in cluster if c not in _UNSEEN).translate(_ONE_TO_ONE)
        pieces.append(plain)
        # a mark that composes with nothing keeps its own place, so that no letter before it becomes an empty span
        offsets.extend(min(start + at, end - 1) for at in range(len(plain)))
    offsets.append(len(text))
    return Folded("".join(pieces), offsets)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Runs of one character and the marks that combine with it."""
    starts = [i for i, c in enumerate(text) if not unicodedata.combining(c) or i == 0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def key(name: str) -> str:
    """A form in which spellings of one name agree: no case, accents, punctuation or surplus spaces."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", fold(name).text)
        name = "".join(c for c in name if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", name.replace("'", "")).split()).casefold()
