"""Rarity: how much it says that two texts share a word. Next to nothing for "police", much for a surname.

The measure is the logarithm of texts over texts that hold the word (inverse document frequency, Spärck Jones 1972).
Texts are those at hand and a stock of reports read once, whose common words are in `common_words.csv`: with six
reports on one strike, the words that all six share are the ones that matter, and only the stock can say so.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import fsum, log, sqrt

from marsad.incidents.marks import Marks


@dataclass(frozen=True, slots=True)
class Vector:
    """Words with weights whose squares add up to 1; empty when the text has no word that says anything."""

    weights: Mapping[str, float]

    def cosine(self, other: Vector) -> float:
        """How much of their weight two texts share, 0 to 1."""
        few, many = self.weights, other.weights
        if len(few) > len(many):
            few, many = many, few
        # fsum is exact, so the order of the words never shows
        return fsum(weight * many[word] for word, weight in few.items() if word in many)


@dataclass(frozen=True, slots=True)
class Stock:
    """How many of `texts` hold each word, each capitalised word, each name, each number, and are of each place."""

    texts: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    capitalised: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


KINDS = ("words", "capitalised", "names", "numbers")


@lru_cache(maxsize=1)
def shipped_stock() -> Stock:
    """The stock that ships with marsad: of 1,000 news reports on violence how many hold a word; common words only."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    text = (files("marsad.incidents") / "common_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        counts[row["kind"]][row["word"]] = int(row["reports"])
    return Stock(1000, **counts)


class Rarity:
    """Weighs words by how rare they are in a stock and in the texts at hand together."""

    def __init__(self, at_hand: Iterable[Marks] = (), stock: Stock | None = None, places: Iterable[str] = ()) -> None:
        stock = shipped_stock() if stock is None else stock
        counts = {kind: Counter(getattr(stock, kind)) for kind in KINDS}
        texts = stock.texts
        for marks in at_hand:
            texts += 1
            for kind in KINDS:
                counts[kind].update(set(getattr(marks, kind)))
        self.stock = Stock(texts, **counts, places=Counter(places))

    def of(self, kind: str, word: str) -> float:
        """The rarity of `word` as one of `kind` ("words", "capitalised", "names", "numbers", "places"); 0 when all texts hold it."""
        counts: Mapping[str, int] = getattr(self.stock, kind)
        return max(0.0, log((self.stock.texts + 1) / (counts.get(word, 0) + 0.5)))

    def words(self, marks: Marks) -> Vector:
        """All words; one that is repeated weighs more, but less each time."""
        return _normed({word: (1 + log(times)) * self.of("words", word) for word, times in marks.words.items()})

    def capitalised(self, marks: Marks) -> Vector:
        """The words that are only written with a capital: names of persons and places."""
        return _normed({word: self.of("capitalised", word) for word in marks.capitalised})

    def numbers(self, marks: Marks) -> Vector:
        """The numbers: house numbers, ages, hours, sums."""
        return _normed({word: self.of("numbers", word) for word in marks.numbers})


def _normed(weights: dict[str, float]) -> Vector:
    length = sqrt(fsum(weight * weight for weight in weights.values()))
    return Vector({word: weight / length for word, weight in weights.items() if weight > 0})
