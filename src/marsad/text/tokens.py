"""Tokens: words, numbers and punctuation, each with its place in the text as archived."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from marsad.text.fold import Folded

Kind = Literal["word", "number", "punct"]

# A number keeps its separators ("1,200", "1.5", "12 000"); a word keeps inner hyphens and apostrophes
# ("al-Shughur", "O'Brien"), but a possessive 's is a token of its own. "35-year-old" and "5th" are words.
_TOKEN = re.compile(
    r"(?P<word>\d+(?:-[^\W\d_]+)+|\d+(?:st|nd|rd|th)\b|\d+[^\W\d_]+[^\W_]*"
    r"|[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])"
    r"|[^\W\d_]+(?:(?!'[sS]\b)['-][^\W_]+|\d+)*)"
    r"|(?P<number>\d{1,3}(?:[, ]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:[.:]\d+)*)"
    r"|(?P<punct>'[sS]\b|[^\w\s]|_)"
)


class Token(NamedTuple):
    """`text` folded, `low` its lower case, `start`/`end` half-open offsets in the text as archived."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind


def tokenize(folded: Folded, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `folded.text[start:end]`, in order."""
    text, offsets = folded.text, folded.offsets
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, first, last = match.group(), match.start(), match.end()
        if offsets is not None:
            first, last = offsets[first], offsets[last]
        tokens.append(Token(word, word.lower(), first, last, match.lastgroup))  # type: ignore[arg-type]
    return tokens
