"""The counting rules of the field, over the same claims: what ACLED, UCDP, Airwars, Iraq Body Count or AOAV would print.

Each looks at what every independent origin counts of an incident's dead (or hurt) altogether: an origin's own total, or
the sum of the groups that it lists where it gives none. Facts of the rules: field guides of ACLED (the lowest number
where reports differ), UCDP (low, best and high), Airwars and Iraq Body Count (minimum and maximum of the sources), AOAV
(the latest, fullest report).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from marsad.model.claim import Harm
from marsad.model.interval import Interval
from marsad.model.toll import LeftOut, Rule, RuleResult
from marsad.tolls.people import EVERYBODY
from marsad.tolls.told import Origin
from marsad.tolls.utterances import Utterance

_LATER = "the same origin has a later or fuller count"
_GROUP = "counts one group of the people, not all of them"


@dataclass(frozen=True, slots=True)
class Count:
    """What one utterance counts altogether."""

    said: Utterance
    within: Interval


def rules_of(utterances: Sequence[Utterance], harm: Harm) -> Mapping[Rule, RuleResult]:
    """What each rule makes of the utterances on one incident, and which claims it leaves out."""
    counts, left_out = _one_an_origin([said for said in utterances if said.harm == harm])
    return {rule: _result(harm, make(counts), counts, left_out) for rule, make in _RULES.items()}


def _one_an_origin(utterances: Sequence[Utterance]) -> tuple[list[Count], list[LeftOut]]:
    """For every origin its total, the latest where there are several; why the others are left out."""
    totals: dict[Origin, Count] = {}
    left_out = []
    partial: dict[Origin, Utterance] = {}
    for said in sorted(utterances, key=lambda said: said.first.rank):
        people, within = said.total()
        if people != EVERYBODY:
            earlier = partial.get(said.origin)
            if earlier is None or within.lower > earlier.total().within.lower:
                partial[said.origin] = said
            continue
        before = totals.get(said.origin)
        if before is not None and _fuller(before, said, within):
            left_out += [LeftOut(claim, _LATER) for claim in said.claims]
            continue
        if before is not None:
            left_out += [LeftOut(claim, _LATER) for claim in before.said.claims]
        totals[said.origin] = Count(said, within)
    for origin, said in partial.items():  # one group alone stands for the whole where its origin says no more
        if origin not in totals:
            totals[origin] = Count(said, said.items[0].within)
    used = {claim for count in totals.values() for claim in count.said.claims}
    known = used | {each.claim for each in left_out}
    left_out += [LeftOut(claim, _GROUP) for said in utterances for claim in said.claims if claim not in known]
    return sorted(totals.values(), key=lambda count: count.said.first.rank), left_out


def _fuller(before: Count, said: Utterance, within: Interval) -> bool:
    """Whether the earlier count of an origin is not replaced: same day, and it counts more."""
    same_day = before.said.first.published == said.first.published
    return same_day and before.within.lower >= within.lower


Made = tuple[int | None, int | None, int | None, list[Count]]


def _lowest(counts: Sequence[Count]) -> Made:
    """ACLED: the most conservative number that anybody gives."""
    if not counts:
        return None, None, None, []
    least = min(count.within.lower for count in counts)
    used = [count for count in counts if count.within.lower == least]
    return least, least, least, used


def _low_best_high(counts: Sequence[Count]) -> Made:
    """UCDP: the lowest and the highest credible number, and the best: the one that most origins give, the latest on a tie."""
    if not counts:
        return None, None, None, []
    low = min(count.within.lower for count in counts)
    lowers = [count.within.lower for count in counts]
    best = max(reversed(counts), key=lambda count: lowers.count(count.within.lower)).within.lower
    return low, best, _highest(counts), list(counts)


def _min_max(counts: Sequence[Count]) -> Made:
    """Airwars and Iraq Body Count: the least and the most that independent sources report."""
    if not counts:
        return None, None, None, []
    return min(count.within.lower for count in counts), None, _highest(counts), list(counts)


def _latest(counts: Sequence[Count]) -> Made:
    """AOAV: what the latest report says, the fullest where several are of one day."""
    if not counts:
        return None, None, None, []
    day = max(str(count.said.first.published or "") for count in counts)
    last = [count for count in counts if str(count.said.first.published or "") == day]
    taken = max(last, key=lambda count: count.within.lower)
    return taken.within.lower, taken.within.lower, taken.within.upper, [taken]


def _highest(counts: Sequence[Count]) -> int:
    """The highest number that is said; an open count says its least."""
    return max(c.within.upper if c.within.upper is not None else c.within.lower for c in counts)


_RULES: Mapping[Rule, Callable[[Sequence[Count]], Made]] = {
    "lowest": _lowest,
    "low_best_high": _low_best_high,
    "min_max": _min_max,
    "latest": _latest,
}


def _result(harm: Harm, made: Made, counts: Sequence[Count], left_out: Sequence[LeftOut]) -> RuleResult:
    lower, best, upper, used = made
    uses = [claim for count in used for claim in count.said.claims[: count.said.wholes]]
    others = [
        LeftOut(claim, "the rule takes another number") for c in counts if c not in used for claim in c.said.claims
    ]
    parts = [LeftOut(claim, "a part of a count that is used") for c in used for claim in c.said.claims[c.said.wholes :]]
    return RuleResult(harm, lower, best, upper, tuple(uses), (*left_out, *others, *parts))
