"""Nouns for sources ("resident", "activist", "hospital"), and what those around a name say that its bearer is."""

from __future__ import annotations

from marsad.reading.lexicon import Lexicon
from marsad.reading.sentence import Sentence
from marsad.reading.source_kinds import kind_of_person

_NAMED = ("named", "called", "nicknamed")
_REACH = 7
"""Tokens behind a name within which an apposition says who that is."""
_LONGEST = 4


class SourceNouns:
    """Finds nouns for sources and for people."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def at(self, lows: list[str], at: int) -> tuple[int, str] | None:
        """The noun that starts at token `at`: where it ends, and as what such a one speaks."""
        if at >= len(lows):
            return None
        noun = self._lexicon.sources.at(lows, at)
        if noun is not None:
            return noun
        person = self._lexicon.people.at(lows, at)
        return None if person is None else (person[0], kind_of_person(person[1]))

    def ending(self, sentence: Sentence, end: int) -> tuple[int, int, str] | None:
        """The noun whose last word is token `end` - 1: its first token, its end, its kind."""
        for first in range(max(0, end - _LONGEST), end):
            noun = self.at(sentence.lows, first)
            if noun is not None and noun[0] == end:
                return first, end, noun[1]
        return None

    def kind_around(self, sentence: Sentence, first: int, end: int) -> str | None:
        """What the words around a name say that its bearer is ("a resident, X, said", "a witness named X", "X, an activist")."""
        return self._kind_before(sentence, first) or self._kind_behind(sentence, end)

    def title(self, sentence: Sentence, first: int, end: int) -> tuple[int, str] | None:
        """A noun that a name begins with, as a title ("Activist X"): where the name itself starts, and the kind."""
        noun = self.at(sentence.lows, first)
        return noun if noun is not None and noun[0] < end and noun[1] != "unknown" else None

    def _kind_before(self, sentence: Sentence, first: int) -> str | None:
        if first == 0 or sentence.lows[first - 1] not in (*_NAMED, ","):
            return None
        noun = self.ending(sentence, first - 1)
        return None if noun is None or noun[2] == "unknown" else noun[2]

    def _kind_behind(self, sentence: Sentence, end: int) -> str | None:
        for k in range(end, min(len(sentence.lows), end + _REACH)):
            noun = self.at(sentence.lows, k)
            if noun is not None and noun[1] != "unknown":
                return noun[1]
            if sentence.lows[k] in self._lexicon.speech:
                break
        return None
