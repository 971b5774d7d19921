"""Finds time expressions and resolves them to days.

Rules of resolution are those of the claim contract: a weekday is the latest such day not after the reference; a date
without a year is the latest such date; "last week" is Monday to Sunday before; "overnight" is the day before to the day.
Without a reference, relative expressions are found and stay unresolved: a missing date never becomes today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from marsad.reading.datewords import DateWords, Node, Pattern, Symbols, number_symbols
from marsad.reading.timeparts import UNKNOWN, Parts, When
from marsad.text.tokens import Token

Kind = Literal[
    "day", "overnight", "span", "week", "month", "season", "year", "window", "since", "until", "same", "future",
    "clock", "vague",
]  # fmt: skip
_STOPS = {".", ",", "'"}  # optional inside a pattern, never at its edges
_POINTS = {"day", "overnight", "span", "week", "month", "season", "year"}


LOOSE = ("week", "month", "season", "year")
"""Stretches that nobody uses for an event whose day he has told."""


class TimeMention(NamedTuple):
    """One time expression: tokens `first` to `last` (half-open), the days `start` to `end` (inclusive, None = unknown).

    Kinds: `day` `overnight` `span` (several days, the weekend) `week` `month` `season` `year`; `window` a stated stretch
    ("in the past 24 hours", "between 10 and 14 June"); `since` from a day or event up to the reference; `until` up to a day; `same`
    relative to another mention, `shift` days after it ("the same day" 0, "the next day" 1); `future`; `clock` an hour without a day;
    `vague` ("years ago"). `year_said`: the text itself names the year.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    kind: Kind
    words: str
    shift: int = 0
    year_said: bool = False


class _Found(NamedTuple):
    """A pattern and what it caught."""

    pattern: Pattern
    pairs: tuple[tuple[str, Any], ...]

    def when(self, reference: date | None) -> When:
        try:
            return self.pattern.rule(Parts(self.pairs, self.pattern.constant), reference)
        except (ValueError, OverflowError):  # a day that does not exist, or lies outside the calendar
            return UNKNOWN

    def year_said(self) -> bool:
        return any(
            name in ("YEAR", "DOTTED", "DDYYYY") or (name[0] == "@" and value.year_said()) for name, value in self.pairs
        )


class _Item(NamedTuple):
    symbols: Symbols
    first: int
    last: int


class DateReader:
    """Finds the time expressions of one language."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self._triggers = words.triggers

    def find(self, tokens: Sequence[Token], reference: date | None) -> list[TimeMention]:
        """The time expressions in `tokens`, in order, not overlapping, each the longest at its place.

        `reference` is the day of the report, to which relative expressions are resolved; None = unknown.
        """
        if not self._may_hold(tokens):
            return []
        items = self._items(tokens)
        for level in self.words.levels:
            items = self._match(items, level, tokens)
        return [
            self._mention(item, tokens, reference) for item in items if item.symbols and item.symbols[0][0][0] == "@"
        ]

    def _may_hold(self, tokens: Sequence[Token]) -> bool:
        triggers = self._triggers
        return any(token.low in triggers or (token.kind == "number" and len(token.low) > 3) for token in tokens)

    def _items(self, tokens: Sequence[Token]) -> list[_Item]:
        items: list[_Item] = []
        known = self.words.symbols
        for index, token in enumerate(tokens):
            symbols = known.get(token.low)
            if symbols is None:
                symbols = number_symbols(token.low) if token.low[0].isdigit() else ()
                if not symbols and "-" in token.low and self._split(token, index, items):
                    continue
            elif self._is_another_word(tokens, index):
                symbols = ()
            items.append(_Item(symbols, index, index + 1))
        return items

    def _split(self, token: Token, index: int, items: list[_Item]) -> bool:
        """One token that is two words: "mid-June"."""
        prefix, _, rest = token.low.partition("-")
        phase = [pair for pair in self.words.symbols.get(prefix, ()) if pair[0] == "PHASE"]
        month = self.words.symbols.get(rest) or (number_symbols(rest) if rest.isdecimal() else ())
        if not phase or not month:
            return False
        items += [_Item(self.words.symbols[prefix], index, index + 1), _Item(month, index, index + 1)]
        return True

    def _is_another_word(self, tokens: Sequence[Token], index: int) -> bool:
        """Not a date word here, as a neighbour or a small letter says: the verb "may", Mrs May, the sun."""
        words, token = self.words, tokens[index]
        if token.low in words.lists["guarded"] and token.text[0].islower():
            return True
        before = words.never_after.get(token.low)
        if before and index and tokens[index - 1].low.rstrip(".") in before:
            return True
        if before and index > 1 and tokens[index - 1].low == "." and tokens[index - 2].low in before:
            return True
        if index and tokens[index - 1].low in words.lists["preposition"]:
            return False
        after = words.never_before.get(token.low)
        return bool(after) and index + 1 < len(tokens) and tokens[index + 1].low in after  # type: ignore[operator]

    def _match(self, items: list[_Item], root: Node, tokens: Sequence[Token]) -> list[_Item]:
        matched: list[_Item] = []
        at = 0
        while at < len(items):
            symbols = items[at].symbols
            may_begin = symbols and symbols[0][0] not in _STOPS
            end, found = self._longest(items, at, root, (), tokens) if may_begin else (at, None)
            if found is None:
                matched.append(items[at])
                at += 1
            elif found.pattern.kind == "none":
                matched += items[at:end]
                at = end
            else:
                matched.append(self._merged(items, at, end, found, matched, tokens))
                at = end
        return matched

    def _merged(
        self, items: list[_Item], at: int, end: int, found: _Found, before: list[_Item], tokens: Sequence[Token]
    ) -> _Item:
        kind, first = found.pattern.kind, items[at].first
        alone = before and before[-1].last == first == before[-1].first + 1
        if alone and kind in _POINTS - {"overnight"} and tokens[first - 1].low in self.words.lists["lead"]:
            first = before.pop().first
        symbols: Symbols = ((f"@{kind}", found),)
        if kind in _POINTS:
            symbols = (*symbols, ("@", found))
        return _Item(symbols, first, items[end - 1].last)

    def _longest(
        self, items: list[_Item], at: int, node: Node, pairs: tuple[tuple[str, Any], ...], tokens: Sequence[Token]
    ) -> tuple[int, _Found | None]:
        best, found = at, None
        if node.pattern is not None and pairs[-1][0] not in _STOPS and not self._counts(items, at, pairs, tokens):
            found = _Found(node.pattern, pairs)
        edges = node.edges
        if at == len(items) or not edges:
            return best, found
        symbols = items[at].symbols
        if "ANY" in edges and tokens[items[at].first].kind != "punct":
            symbols = (*symbols, ("ANY", None))
        for pair in symbols:
            following = edges.get(pair[0])
            if following is None:
                continue
            end, longer = self._longest(items, at + 1, following, (*pairs, pair), tokens)
            if longer is not None and (
                found is None or end > best or (end == best and longer.pattern.priority < found.pattern.priority)
            ):
                best, found = end, longer
        return best, found

    def _counts(
        self, items: list[_Item], end: int, pairs: tuple[tuple[str, Any], ...], tokens: Sequence[Token]
    ) -> bool:
        """Whether the number at the end of a match belongs to the noun after it ("in May 10 people")."""
        if end == len(items) or pairs[-1][0] not in ("DAY", "YEAR", "HHMM"):
            return False
        return tokens[items[end].first].text in self.words.lists["counted"]

    def _mention(self, item: _Item, tokens: Sequence[Token], reference: date | None) -> TimeMention:
        found: _Found = item.symbols[0][1]
        start, end, shift = found.when(reference)
        kind = cast("Kind", item.symbols[0][0][1:])
        words = _words(tokens[item.first : item.last])
        return TimeMention(item.first, item.last, start, end, kind, words, shift, found.year_said())


def _words(tokens: Sequence[Token]) -> str:
    """The words as the text spaces them."""
    pieces = [tokens[0].text]
    for before, token in pairwise(tokens):
        pieces.append(" " * (token.start > before.end) + token.text)
    return "".join(pieces)
