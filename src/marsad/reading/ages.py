"""Ages: numbers that tell how old people are, and so count nobody."""

from __future__ import annotations

from marsad.reading.lexicon import Lexicon
from marsad.reading.numbers import Quantity
from marsad.reading.sentence import Sentence

_OLDEST = 120
_AGED = {"boy", "boys", "girl", "girls", "child", "children", "man", "men", "woman", "women",
         "son", "sons", "daughter", "daughters"}  # fmt: skip
"""Nouns after which "of" and a number tell an age ("two boys of 6 and 11")."""


def is_age(sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> bool:
    """As in "Ahmed Ali, 35, …": a bare number between commas after a name or a noun for one person."""
    lows, first, last = sentence.lows, quantity.first, quantity.last
    if first < 2 or last - first != 1 or quantity.lower > _OLDEST or lows[first - 1] not in (",", "("):
        return False
    named = sentence.tokens[first - 2].text[:1].isupper() or lows[first - 2] in lexicon.people
    return named and (last >= len(lows) or lows[last] in (",", ".", ")"))


def in_list_of_ages(lows: list[str], first: int) -> bool:
    """Whether token `first` is one of several ages, as in "aged 19, 24 and 31", "two boys of 6 and 11"."""
    k = first - 1
    while k >= 0 and (lows[k] in (",", "and", "or") or lows[k].isdigit()):
        k -= 1
    if k < 0 or (k == first - 1 and lows[k] not in ("aged", "ages", "age", "of")):
        return False
    return lows[k] in ("aged", "ages") or (lows[k] == "of" and k > 0 and lows[k - 1] in _AGED)
