"""Which claim of a reading is which claim of the gold.

A gold claim is *found* when a claim that overlaps its quote has the same harm and the same interval; of several, the
one that agrees on most of status, age and scope. Claims that overlap an optional quote are never surplus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marsad.evaluation.gold import GoldClaim, GoldText
from marsad.model.claim import Claim

Spans = list[tuple[int, int]]


class Pair(NamedTuple):
    """A gold claim (and its position in the text's gold) that a claim was found for."""

    position: int
    gold: GoldClaim
    claim: Claim


class Miss(NamedTuple):
    """A gold claim that was not found, and what was read there instead, if the harm was right."""

    gold: GoldClaim
    instead: Claim | None


class Matching(NamedTuple):
    """How a reading stands to the gold of one text."""

    pairs: list[Pair]
    missed: list[Miss]
    extra: list[Claim]


def match(text: GoldText, claims: Sequence[Claim]) -> Matching:
    """Match `claims` with the gold of `text`, gold claim by gold claim in its order."""
    left = dict(enumerate(claims))
    pairs: list[Pair] = []
    missed: list[Miss] = []
    free: Spans = []
    for position, gold in enumerate(text.claims):
        where = _occurrences(text.report.text, gold.quote)
        if gold.optional:
            free += where
            continue
        there = [i for i, claim in left.items() if _overlaps(claim, where) and claim.harm in gold.accepted["harm"]]
        best = max(there, key=lambda i: (_agreement(left[i], gold), -i), default=None)
        if best is not None and _same_number(left[best], gold):
            pairs.append(Pair(position, gold, left.pop(best)))
        else:
            missed.append(Miss(gold, None if best is None else left[best]))
    return Matching(pairs, missed, [claim for claim in left.values() if not _overlaps(claim, free)])


def _occurrences(text: str, quote: str) -> Spans:
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def _overlaps(claim: Claim, spans: Spans) -> bool:
    return any(claim.span.start < end and start < claim.span.end for start, end in spans)


def _same_number(claim: Claim, gold: GoldClaim) -> bool:
    return claim.count.lower in gold.accepted["lower"] and claim.count.upper in gold.accepted["upper"]


def _agreement(claim: Claim, gold: GoldClaim) -> tuple[bool, int]:
    said = {"status": claim.group.status, "age": claim.group.age, "scope": claim.scope}
    return _same_number(claim, gold), sum(value in gold.accepted.get(field, (None,)) for field, value in said.items())
