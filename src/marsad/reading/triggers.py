"""Triggers: one scan that dismisses a text without casualty language."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from marsad.reading.lexicon import Lexicon, table

_NEAR = 120
"""Characters between a common word and the people it may be about."""


class Triggers:
    """The words of a language without which nobody is reported killed or hurt.

    Words that mostly mean something else ("held", "lost", "strike"; the table `common_words`) count only with people
    near them.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        common = {row["word"] for row in table(lexicon.language, "common_words")}
        strong = {*lexicon.harms.phrases(), *lexicon.events.phrases()} - common
        people = set(lexicon.people.phrases()) - strong - common
        words = sorted(strong | common | people)
        self._kinds = ["strong" if w in strong else "common" if w in common else "people" for w in words]
        self._scan = AhoCorasick(words, matchkind=MatchKind.Standard)

    def any(self, text: str) -> bool:
        """Whether `text` has casualty language. Linear in its length."""
        lowered = text.lower()
        last = {"common": -_NEAR, "people": -_NEAR}
        for word, start, end in self._scan.find_matches_as_indexes(lowered, overlapping=True):
            if not _is_word(lowered, start, end):
                continue
            kind = self._kinds[word]
            if kind == "strong":
                return True
            last[kind] = start
            if abs(last["common"] - last["people"]) < _NEAR and min(last.values()) >= 0:
                return True
        return False


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()
