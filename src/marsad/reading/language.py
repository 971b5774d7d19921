"""Language: which language a text is in, by its script and its commonest words.

Only so sure as it must be: a text without a stated language is taken for the default one unless another fits far better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from csv import DictReader
from functools import cache
from importlib.resources import files

_SAMPLE = 4000
_OPENING = 200
_ENOUGH = 0.15
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20
"""Words below which nothing is said."""
_SURE = 0.2
"""Share of its commonest words that a text of a language has at least (measured: English news 0.35 to 0.5)."""
_CLEARLY = 3.0
"""How many times the default language's share another language must reach: headlines have few common words."""
_DEFAULT = "en"


@cache
def _profiles() -> Mapping[str, frozenset[str]]:
    path = files("marsad.reading.languages") / "profiles.csv"
    with path.open(encoding="utf-8") as lines:
        return {row["language"]: frozenset(row["words"].split()) for row in DictReader(lines)}


def guess(text: str) -> str | None:
    """The language of `text` (ISO 639-1) by its first characters; None when it cannot be told."""
    opening = _WORD.findall(text[:_OPENING].lower())
    if sum(word in _profiles()[_DEFAULT] for word in opening) >= _ENOUGH * max(len(opening), _FEWEST):
        return _DEFAULT  # nearly every text: settled by its first lines
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return None
    shares = {name: sum(word in common for word in words) / len(words) for name, common in _profiles().items()}
    best = max(shares, key=lambda name: (shares[name], name))
    sure = shares[best] >= _SURE and (best == _DEFAULT or shares[best] >= _CLEARLY * shares[_DEFAULT])
    return best if sure else None
