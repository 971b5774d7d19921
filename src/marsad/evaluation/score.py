"""The score of a reader on a corpus: claims found, and how right each field of the found ones is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.evaluation.fields import FIELDS, with_time
from marsad.evaluation.gold import Corpus, GoldClaim, GoldText, Value
from marsad.evaluation.match import Matching, Miss, Pair, match
from marsad.model.claim import Claim
from marsad.model.report import Report

GROUPS: dict[str, Callable[[Claim], str]] = {
    "harm": lambda claim: claim.harm,
    "scope": lambda claim: claim.scope,
    "form": lambda claim: claim.count.form,
}

_OFTEN = 50
"""Fewer values than these make no floor: one more claim that is found would move the figure by more than two points."""


@dataclass(slots=True)
class Found:
    """How many gold claims were `found` of `gold`, and how many of those read were right (`hits` of `read`)."""

    found: int = 0
    gold: int = 0
    hits: int = 0
    read: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 0 when nothing was read."""
        return self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 when there is nothing."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """`right` of `of`."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    @property
    def share(self) -> float:
        """`right` / `of`; 0 when there were none."""
        return self.right / self.of if self.of else 0.0


class Confusion(NamedTuple):
    """Where a reading said `read` and the gold says `gold`."""

    field: str
    gold: Value
    read: Value


@dataclass(slots=True)
class Score:
    """Everything measured on one corpus."""

    corpus: str
    texts: int = 0
    claims: Found = field(default_factory=Found)
    by: dict[str, Found] = field(default_factory=lambda: defaultdict(Found))
    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    strict: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    confusions: Counter[Confusion] = field(default_factory=Counter)
    missed: list[tuple[GoldText, Miss]] = field(default_factory=list)
    extra: list[tuple[GoldText, Claim]] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """The figures that floors are kept for: F1 of the claims, and the accuracy of each field measured often enough."""
        often = {name: tally.share for name, tally in self.fields.items() if tally.of >= _OFTEN}
        return {"f1": self.claims.f1} | often


def score(corpus: Corpus, read: Callable[[Report], Sequence[Claim]]) -> Score:
    """Read every text of `corpus` and measure what `read` gives back."""
    result = Score(corpus.name)
    for text in corpus.texts:
        matching = match(text, read(text.report))
        result.texts += 1
        _add_claims(result, matching)
        known = {pair.claim.id: pair.position for pair in matching.pairs}
        for pair in matching.pairs:
            _add_fields(result, pair, known)
        result.missed += [(text, miss) for miss in matching.missed]
        result.extra += [(text, claim) for claim in matching.extra]
    return result


def _add_claims(result: Score, matching: Matching) -> None:
    for pair in matching.pairs:
        for found in _counted_with(result, _gold_groups(pair.gold)):
            found.found += 1
            found.gold += 1
        for found in _counted_with(result, _read_groups(pair.claim)):
            found.hits += 1
            found.read += 1
    for miss in matching.missed:
        for found in _counted_with(result, _gold_groups(miss.gold)):
            found.gold += 1
    for claim in matching.extra:
        for found in _counted_with(result, _read_groups(claim)):
            found.read += 1


def _gold_groups(gold: GoldClaim) -> list[str]:
    return [f"{group}={gold.best(group)}" for group in GROUPS if group in gold.accepted]


def _read_groups(claim: Claim) -> list[str]:
    return [f"{group}={value(claim)}" for group, value in GROUPS.items()]


def _counted_with(result: Score, groups: list[str]) -> list[Found]:
    return [result.claims, *(result.by[group] for group in groups)]


def _add_fields(result: Score, pair: Pair, known: dict[str, int]) -> None:
    gold = with_time(pair.gold)
    for measured in FIELDS:
        if measured.name not in gold.accepted:
            continue
        value = measured.read(pair.claim, known)
        right = measured.lenient(pair.claim, gold, value)
        if not (measured.only_known and gold.best(measured.name) is None):
            result.fields[measured.name].add(right)
        strictly = measured.strict(gold, value)
        result.strict[measured.name].add(strictly)
        if not right:
            result.confusions[Confusion(measured.name, gold.best(measured.name), value)] += 1
