"""Determiners: the words that open a group before its count, "the", "his", "another", "all the other"."""

from __future__ import annotations

from typing import NamedTuple

POSSESSIVE = {"his", "her", "their", "its", "my", "our", "your"}
MORE = {"more", "other", "others", "further", "additional", "extra", "new", "fresh"}
"""Words that say that a group adds to those told before."""
_DETERMINERS = {"the", "these", "those", "this", "a", "an", "another", "all", "both", "each", "every", "any",
                *POSSESSIVE}  # fmt: skip
_SECOND = {"the", "those", "these", "his", "her", "their", "its"}
"""Determiners that can follow "all" and "both" and then take their part."""


class Determined(NamedTuple):
    """What opens a group: its determiner, whether it tells others than before, and the token `at` after it."""

    determiner: str | None
    other: bool
    at: int


def determined(lows: list[str], start: int) -> Determined:
    """The determiner at token `start`, if there is one, and the "other" after it."""
    if lows[start] not in _DETERMINERS:
        return Determined(None, False, start)
    determiner, at = lows[start], start + 1
    if determiner in ("all", "both") and at < len(lows) and lows[at] in _SECOND:
        determiner, at = lows[at], at + 1
    if at < len(lows) and lows[at] in MORE:
        return Determined(determiner, True, at + 1)
    return Determined(determiner, determiner == "another", at)


def opens_group(low: str) -> bool:
    """Whether a group without a count can start with `low`."""
    return low in _DETERMINERS
