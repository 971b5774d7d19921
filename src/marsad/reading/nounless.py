"""Nounless groups: "another four", "nine of them", "a florist": no noun that the word lists know says that they are people."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.ages import age_told, is_age
from marsad.reading.determiners import POSSESSIVE
from marsad.reading.group import Group
from marsad.reading.lexicon import Lexicon
from marsad.reading.numbers import Quantity
from marsad.reading.sentence import Sentence

_PARTING = ("of", "among", "amongst")


class NounlessGroups:
    """Finds groups where no known noun for people stands."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def unknown_person(self, sentence: Sentence, start: int, at: int) -> Group | None:
        """As in "a florist": one whom the word lists do not know, but who may be a person where only people can be meant."""
        lows, lexicon, k = sentence.lows, self._lexicon, at
        while k < len(lows) and k - at < 4 and self._is_unknown(sentence, k):
            k += 1
        if k == at or lows[k - 1] in lexicon.things or sentence.tokens[k - 1].text[0].isupper():
            return None
        if k < len(lows) and not self._ends_group(sentence, k):
            return None
        return Group(start, k, "unknown", status="civilian", age=age_told(lows[at:k]), noun="?")

    def number(self, sentence: Sentence, start: int, quantity: Quantity, at: int, *, other: bool) -> Group | None:
        """A number without a noun: only where nothing but people can be meant, for what follows is no noun."""
        lows, group = sentence.lows, Group(start, at, "number", quantity, other=other)
        if quantity.fraction is not None:
            return None
        if quantity.form == "plural" and not other and lows[quantity.first] != "others":
            return None
        if start < quantity.first and lows[start] in POSSESSIVE:
            return None
        if at < len(lows) and not self._ends_group(sentence, at):
            known = not self._is_unknown_noun(sentence, at)
            return None if known else group._replace(last=at + 1, noun="?", status="civilian")
        if is_age(sentence, quantity, self._lexicon) or (not other and _is_pronoun(sentence, quantity, at)):
            return None
        return group

    def _is_unknown(self, sentence: Sentence, k: int) -> bool:
        lows, lexicon = sentence.lows, self._lexicon
        if sentence.tokens[k].kind != "word" or k in sentence.actors or k in sentence.dates or k in sentence.places:
            return False
        tables = (lexicon.functions, lexicon.harms, lexicon.events, lexicon.speech)
        return not any(words.at(lows, k) for words in tables) and not lows[k].endswith(("ly", "ing"))

    def _ends_group(self, sentence: Sentence, at: int) -> bool:
        """Whether token `at` cannot be the noun that is asked for."""
        lows, lexicon = sentence.lows, self._lexicon
        if at in sentence.dates or at in sentence.places:
            return True
        if sentence.tokens[at].kind == "punct":
            return lows[at] not in ("%", "$", "€", "£", "°", "#")
        if at in sentence.actors:
            return True
        if lows[at] in ("per", "percent"):
            return False
        return any(words.at(lows, at) for words in (lexicon.functions, lexicon.harms, lexicon.speech))

    def _is_unknown_noun(self, sentence: Sentence, at: int) -> bool:
        """A plural noun that the word lists do not know, but that may be people where only people can be meant."""
        low, lexicon = sentence.lows[at], self._lexicon
        if sentence.tokens[at].kind != "word" or not low.endswith("s"):
            return False
        if low in lexicon.things or low in lexicon.events:
            return False
        after = sentence.lows[at + 1] if at + 1 < len(sentence.lows) else "."
        return not after.isalpha() or any(words.at([after], 0) for words in (lexicon.functions, lexicon.harms))


def part(lows: list[str], start: int, quantity: Quantity, at: int, *, other: bool) -> Group | None:
    """As in "nine of them", "two of those killed", "one of whom": a part of people told before."""
    if at + 1 >= len(lows) or lows[at] != "of":
        return None
    if lows[at + 1] in ("others", "more"):
        return Group(start, at + 2, "number", quantity, other=True)
    if lows[at + 1] in ("them", "whom", "which"):
        return Group(start, at + 2, "part", quantity, other=other)
    if lows[at + 1] in ("those", "the", "these"):
        return Group(start, at, "part", quantity, other=other)
    return None


def tells_of_part(lows: Sequence[str]) -> bool:
    """Whether a sentence may count a part of people told before: "two of them", "among them", "they included"."""
    return any(
        (low in _PARTING and lows[k + 1] in ("them", "whom", "those"))
        or (low == "they" and lows[k + 1].startswith("includ"))
        for k, low in enumerate(lows[:-1])
    )


def rest_group(first: int, last: int) -> Group:
    """As in "the rest were fighters": what remains of a whole when its other parts are taken."""
    return Group(first, last, "plural", noun="rest", other=True)


def _is_pronoun(sentence: Sentence, quantity: Quantity, at: int) -> bool:
    """As in "one of the", "one who", "one day": "one" counts nobody."""
    lows = sentence.lows
    if quantity.last - quantity.first != 1 or sentence.tokens[quantity.first].text != "one":
        return False
    return at < len(lows) and lows[at] in ("of", "who", "that", "another", "day", "more")
