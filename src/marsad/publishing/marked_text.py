"""A report's text with its claims marked, as HTML: spans may lie in each other and across each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise

from marsad.model.claim import Claim

Link = Callable[[int], str]
"""From a claim's number to the HTML of the mark that leads to its row."""


def marked(text: str, claims: Sequence[Claim], link: Link) -> str:
    """`text` as HTML. Claim `n` (from 1) starts with `link(n)`; where claims overlap the shortest gives the style."""
    starts: dict[int, list[int]] = {}
    for number, claim in enumerate(claims, 1):
        starts.setdefault(claim.span.start, []).append(number)
    pieces: list[str] = []
    for start, end, covering, counted in _segments(text, claims):
        pieces.extend(link(number) for number in starts.get(start, ()))
        words = escape(text[start:end])
        if covering:
            deep = " deep" if len(covering) > 1 else ""
            inner = f"<b>{words}</b>" if counted else words
            words = f'<mark class="{covering[0].harm}{deep}">{inner}</mark>'
        pieces.append(words)
    return "".join(pieces)


def _segments(text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, int, list[Claim], bool]]:
    """The stretches of `text` between any two borders: start, end, the claims over it (shortest first), counted."""
    counts = [(claim.count.start, claim.count.end) for claim in claims]
    counted = [(start, end) for start, end in counts if start is not None and end is not None]
    spans = [(claim.span.start, claim.span.end) for claim in claims]
    borders = sorted({0, len(text)} | {border for pair in spans + counted for border in pair})
    waiting = sorted(claims, key=lambda claim: claim.span.start, reverse=True)
    open_: list[Claim] = []
    for start, end in pairwise(borders):
        while waiting and waiting[-1].span.start <= start:
            open_.append(waiting.pop())
        open_ = [claim for claim in open_ if claim.span.end > start]
        open_.sort(key=lambda claim: claim.span.end - claim.span.start)
        in_count = any(_inside(start, end, claim) for claim in open_)
        yield start, end, list(open_), in_count


def _inside(start: int, end: int, claim: Claim) -> bool:
    first, last = claim.count.start, claim.count.end
    return first is not None and last is not None and first <= start and end <= last
