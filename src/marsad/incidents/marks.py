"""Marks: what a text itself shows that tells one event from another. Words, names, numbers, ages; no model, no lexicon.

Capital letters make names, so a script without them gives none; its words and numbers still count. What is common
everywhere is not sorted out here: `rarity` weighs it down to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from marsad.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|\d+")
_LETTERS = r"[^\W\d_]"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐÉĘĚĞİŁŃŇŌŐŘŚŞŠŤŪŮŹŻŽА-ЯЁЄІЇҐ]"
_CAPITAL = rf"{_UPPER}{_LETTERS}*(?:[-'](?!s\b){_LETTERS}+)*"
_CAPITALISED = re.compile(rf"(?<![^\W_]){_UPPER}{_LETTERS}+(?:[-'](?!s\b){_LETTERS}+)*")
_RUN = re.compile(
    rf"(?<![^\W_]){_CAPITAL}\.?(?: (?:(?:al|bin|da|de|del|der|ibn|la|van|von) )?{_CAPITAL}\.?)+"
)  # fmt: skip
_AGE = re.compile(
    rf"\b(\d{{1,3}})[- ]years?[- ]old\b|\b[Aa]ged? (?:of )?(\d{{1,3}})\b|(?<={_LETTERS}), (\d{{1,2}})(?=[,.;) ])"
    r"|(?<= )\((\d{1,2})\)"
)
_NAMED_AGE = re.compile(
    rf"(?P<before>{_CAPITAL}),? (?:who is |who was )?\(?(?:aged? )?(?P<age>\d{{1,2}})(?:\b(?=[,.;)])|[- ]years?\b)"
    rf"|(?P<first>\d{{1,2}})[- ]years?[- ]old (?P<after>{_CAPITAL}(?: {_CAPITAL}\.?)*)"
)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Marks:
    """`words` with how often each occurs; the others are sets. All in lower case.

    `capitalised`: words that the text writes with a capital and never without: names of persons, places, streets.
    `names`: two neighbouring capitalised words ("erica rodriguez"), initials left out. `aged`: surnames that stand
    with an age. `ages` in years. `numbers` of two digits or more.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    capitalised: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    aged: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()


NO_MARKS = Marks()


def marks_of(text: str) -> Marks:
    """The marks of `text`."""
    text = fold(text).text
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    plain = {word for word in words if word.islower()}
    return Marks(
        Counter(word.lower() for word in words),
        frozenset(w.lower() for w in _CAPITALISED.findall(text) if w.lower() not in plain),
        frozenset(_neighbours(text)),
        frozenset(_aged(text)),
        frozenset(age for found in _AGE.findall(text) if 0 < (age := int("".join(found))) <= _OLDEST),
        frozenset(word for word in words if word.isdigit()),
    )


def _neighbours(text: str) -> set[str]:
    pairs: set[str] = set()
    for run in _RUN.findall(text):
        words = [word for part in run.split() if len(word := part.strip(".").lower()) > 1]
        pairs.update(f"{first} {second}" for first, second in pairwise(words))
    return pairs


def _aged(text: str) -> set[str]:
    found = (match["before"] or match["after"].split()[-1] for match in _NAMED_AGE.finditer(text))
    return {name.strip(".").lower() for name in found if len(name) > 1}
