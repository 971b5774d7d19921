"""Triggers: one scan that dismisses a text without casualty language, and finds the sentences worth reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from marsad.reading.lexicon import Lexicon, table


class Triggers:
    """The words of a language without which nobody is reported killed or hurt.

    Words that mostly mean something else ("held", "released", "forced"; the table `common_words`) count only beside
    others: a text that has nothing else is dismissed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        common = {row["word"] for row in table(lexicon.language, "common_words")}
        strong = {phrase for phrase in lexicon.harms.phrases() if phrase not in common}
        strong |= {phrase for phrase in lexicon.events.phrases() if phrase not in common}
        self._strong = AhoCorasick(sorted(strong), matchkind=MatchKind.Standard)

    def any(self, text: str) -> bool:
        """Whether `text` has casualty language. Linear; hundreds of megabytes a second."""
        lowered = text.lower()
        for _, start, end in self._strong.find_matches_as_indexes(lowered, overlapping=True):
            if _is_word(lowered, start, end):
                return True
        return False

    def sentences(self, text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
        """For every sentence span, whether a trigger stands in it."""
        lowered = text.lower()
        found = [False] * len(spans)
        starts = [start for start, _ in spans]
        if len(lowered) != len(text):  # a letter whose lower case is longer: positions would be off
            return [True] * len(spans)
        for _, start, end in self._strong.find_matches_as_indexes(lowered, overlapping=True):
            if _is_word(lowered, start, end):
                found[max(0, bisect_right(starts, start) - 1)] = True
        return found


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()
