"""The score of two accounts: the logarithm of the odds that they are of one event, a sum with one part a feature.

    log-odds = prior + sum over features of (weight of the state seen) x (its strength)

The weights are in `weights.json`, with the version, and how each was found: fitted by logistic regression on pairs of
reports whose incidents are known, or declared where those reports say nothing (weapons, actors, places at war).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from marsad.incidents.features import FEATURES, Seen, Subject, seen

UNIT = 1000
"""Scores are whole thousandths of log-odds: sums of whole numbers come out the same in any order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What every state of every feature is worth. `unseen` is the score of two accounts that nothing brought together."""

    version: int
    prior: float
    unseen: float
    features: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's part of a score: what it saw, what that is worth, and what the feature looks at, in words."""

    feature: str
    seen: Seen
    worth: float
    explanation: str


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that ship with marsad."""
    read = json.loads((files("marsad.incidents") / "weights.json").read_text(encoding="utf-8"))
    return Weights(read["version"], read["prior"], read["unseen"], read["features"])


def score(one: Subject, other: Subject, weights: Weights) -> int:
    """The log-odds in thousandths; the same both ways round."""
    if other.account.key < one.account.key:
        one, other = other, one
    total = weights.prior
    for name, (state, strength) in seen(one, other):
        total += weights.features[name][state] * strength
    return round(total * UNIT)


def explain(one: Subject, other: Subject, weights: Weights) -> tuple[Part, ...]:
    """Every feature's part, the weightiest first; with the prior they add up to the score."""
    parts = (
        Part(name, each, weights.features[name][each.state] * each.strength, (FEATURES[name].__doc__ or "").strip())
        for name, each in seen(one, other)
    )
    return tuple(sorted(parts, key=lambda part: (-abs(part.worth), part.feature)))
