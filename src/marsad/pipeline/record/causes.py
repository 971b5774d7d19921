"""Why a toll is another than before: what is new behind it since it was computed last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.ledger.state import State
from marsad.model.change import Cause
from marsad.model.judgement import PAIR_VERDICTS, Judgement
from marsad.model.toll import IncidentToll

_LATE_DAYS = 30
Why = tuple[Cause, str]


@dataclass(frozen=True, slots=True)
class _Moved:
    """The claims that came to an incident and those that left it, since its toll of change `since` was computed."""

    came: frozenset[str]
    left: frozenset[str]
    since: int


def why_toll(
    toll: IncidentToll,
    tree: Sequence[IncidentToll],
    judged: Sequence[str],
    published: Mapping[str, date | None],
    state: State,
) -> Why:
    """The cause of a toll, and the sentence that says it.

    `tree` are the tolls around it, `judged` the judgements on their claims, `published` the days of their reports. What
    happened to the incident itself goes before what happened to those around it.
    """
    before = state.tolls.get(toll.id, {}).get("toll")
    if before is None:
        return "first_count", f"{toll.reports} report{'s' if toll.reports != 1 else ''} came in"
    since = state.tolls[toll.id]["number"]
    around = {claim for one in tree for claim in state.tolls.get(one.id, {}).get("toll", {}).get("claims", ())}
    own = _moved(before["claims"], toll.claims, since, state)
    near = _moved(around, (claim for one in tree for claim in one.claims), since, state)
    return (
        _new_reports(toll, own, published, state)
        or _judged(before.get("judged", ()), judged, state)
        or _moves(own, state)
        or _new_reports(toll, near, published, state)
        or ("policy_change", "the tolls around it, or the rules of counting, are others")
    )


def _moved(before: Iterable[str], now: Iterable[str], since: int, state: State) -> _Moved:
    had, has = frozenset(claim for claim in before if claim in state.claims), frozenset(now)
    return _Moved(has - had, had - has, since)


def _new_reports(toll: IncidentToll, moved: _Moved, published: Mapping[str, date | None], state: State) -> Why | None:
    """Reports of which the record knew no claim when the toll was computed last."""
    reports = {state.claims[claim].report for claim in moved.came}
    new = [report for report in reports if not _was_read(report, moved.since, state)]
    if not new:
        return None
    last = toll.time.end if toll.time is not None else None
    days = [published.get(report) for report in new]
    late = last is not None and all(day is not None and (day - last).days > _LATE_DAYS for day in days)
    words = f"{len(new)} new report{'s' if len(new) > 1 else ''} came in"
    return ("late_death", f"{words}, published long after") if late else ("new_report", words)


def _was_read(report: str, since: int, state: State) -> bool:
    """Whether a claim of the report, or one that it took the place of, was known by then."""
    known = (state.claims[claim] for claim in state.current_claims(report))
    return any(state.claims[claim.root].number <= since for claim in known)


def _judged(before: Sequence[str], now: Sequence[str], state: State) -> Why | None:
    """A judgement on a claim that is new, or that does not hold any more."""
    for name in sorted({*now} - {*before}, key=_number):
        return "judgement", _said(state.judgements[name])
    for name in sorted({*before} - {*now}, key=_number):
        judgement = state.judgements[name]
        ended = {"reversed": "was taken back", "reopened": "was reopened"}.get(judgement.standing, "holds no more")
        return "judgement", f"{name} of {judgement.actor} {ended}"
    return None


def _moves(moved: _Moved, state: State) -> Why | None:
    """Claims that came from another incident or went to one, are no longer made, or were read anew."""
    if any(state.reports[state.claims[claim].report].withdrawn for claim in moved.left):
        return "retraction", "a report was withdrawn"
    came, left = ({state.claims[claim].root for claim in some} for some in (moved.came, moved.left))
    joined = {c for c in moved.came if state.claims[c].root not in left and state.claims[c].number <= moved.since}
    parted = {c for c in moved.left if state.claims[c].root not in came and state.claims[c].current}
    if joined:
        return "merge", _pair(joined, moved.since, state) or "claims of another incident came in"
    if parted:
        return "split", _pair(parted, moved.since, state) or "claims went to another incident"
    return ("new_reading", "its claims were read or grouped anew") if moved.came or moved.left else None


def _pair(claims: set[str], since: int, state: State) -> str | None:
    """What the last judgement on a pair says that moved these claims."""
    for judgement in sorted(state.judgements.values(), key=lambda one: -one.number):
        holds = judgement.verdict in PAIR_VERDICTS and judgement.standing == "in_force" and judgement.number > since
        if holds and any(side & claims for side in judgement.sides):
            return _said(judgement)
    return None


def _said(judgement: Judgement) -> str:
    return f"{judgement.actor} judged so ({judgement.id}): {judgement.reason}"


def _number(judgement: str) -> int:
    return int(judgement[1:])
