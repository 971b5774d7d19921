"""How a name is spelled for the registry: words without case, accents, apostrophes, hyphens, dots and Arabic articles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from marsad.text.fold import fold
from marsad.text.tokens import tokenize

_ARTICLES = frozenset("al el ul ad adh an ar as ash at ath az ed en er es ez".split())
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 15)
def plain_words(token: str) -> tuple[str, ...]:
    """The words of one token, case kept: "al-Qaeda" -> ("Qaeda",), "US-led" -> ("US", "led"), "U.S." -> ("US",).

    Empty for what a name does not depend on: punctuation, a possessive 's, a lone "al".
    """
    if token.isalnum() and token.isascii():
        return () if token.lower() == "al" else (token,)
    if token in ("'s", "'S"):
        return ()
    if not token.isascii():
        token = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    words = [word for word in _APART.split(re.sub(r"[.'’ʿʾ]", "", token)) if word]
    if len(words) > 1:
        words = [word for word in words if word.lower() not in _ARTICLES] or words
    return tuple(words)


def begins_with_article(name: str) -> bool:
    """Whether a name, or the token that it begins with, has an Arabic article: "al-Monitor", "Al Jazeera", "al"."""
    first = _APART.split(name, maxsplit=1)[0].lower()
    return first in _ARTICLES and (first == "al" or len(first) < len(name))


@lru_cache(maxsize=1 << 15)
def key_words(low: str) -> tuple[str, ...]:
    """`plain_words` without case."""
    return tuple(word.casefold() for word in plain_words(low))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a whole name, case kept, divided as a text is. "the" counts only at the beginning."""
    words = [word for token in tokenize(fold(name)) for word in plain_words(token.text)]
    return tuple(word for at, word in enumerate(words) if at == 0 or word.lower() != "the")
