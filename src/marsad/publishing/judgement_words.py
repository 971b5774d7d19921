"""Judgements for people and for programs: what was decided, by whom, why, and what followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.ledger.differences import diff
from marsad.ledger.state import State
from marsad.ledger.words import decision_words
from marsad.model.judgement import Judgement, Standing
from marsad.pipeline.record.judging import Decided

STANDINGS: Mapping[Standing, str] = {
    "waiting": "waits for a second person",
    "in_force": "in force",
    "replaced": "replaced by a later one",
    "reversed": "taken back",
    "reopened": "reopened: text and reading have changed",
}
"""How a judgement stands, in words."""


def judgement_line(judgement: Judgement, state: State) -> str:
    """One judgement: its id, how it stands, what it says, who made it, when and why."""
    who = " and ".join([judgement.actor, *judgement.signed_by])
    standing = STANDINGS[judgement.standing]
    if judgement.standing == "in_force" and judgement.id in state.disagreements:
        standing += ", though the machine says otherwise"
    said = decision_words(judgement.verdict, judgement.on, judgement.fields)
    return f"{judgement.id} ({standing}) {judgement.at:%Y-%m-%d} {who}: {said}: {judgement.reason}"


def judgement_json(judgement: Judgement, state: State) -> dict[str, Any]:
    """One judgement as plain JSON."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "on": list(judgement.on),
        "fields": dict(judgement.fields),
        "standing": judgement.standing,
        "actor": judgement.actor,
        "signed_by": list(judgement.signed_by),
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
        "machine_disagrees": [dict(says) for says in state.disagreements.get(judgement.id, ())],
    }


def judgements_about(code: str, state: State, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """The judgements among `judgements` on an incident, on a code that leads to it, on its claims or its reports."""
    incident = state.incidents[code]
    for judgement in judgements:
        on = {state.resolve(thing) if thing in state.incidents else thing for thing in judgement.on}
        sides = frozenset[str]().union(*judgement.sides)
        if code in on or on & (incident.claims | incident.reports) or sides & incident.claims:
            yield judgement


def decided_words(done: Decided) -> str:
    """What became of a decision, and what it changed, incident by incident."""
    judgement = done.judgement
    lines = [judgement_line(judgement, done.after)]
    if judgement.standing == "waiting":
        lines.append(f"  a second person agrees with: marsad judge sign {judgement.id} --because TEXT")
    lines += [f"  it takes the place of {replaced}" for replaced in _replaced(done)]
    lines += [f"  {code}: {'; '.join(told)}" for code, told in diff(done.before, done.after, done.codes).items()]
    return "\n".join(lines)


def decided_json(done: Decided) -> dict[str, Any]:
    """The same as plain JSON: the judgement, those it took the place of, and what changed."""
    changes = [{"kind": c.kind, "subject": c.subject, "reason": c.reason} for c in done.changes]
    return {
        "judgement": judgement_json(done.judgement, done.after),
        "replaced": _replaced(done),
        "incidents": diff(done.before, done.after, done.codes),
        "changes": changes,
    }


def _replaced(done: Decided) -> list[str]:
    before = done.before.judgements
    return [j.id for j in done.after.judgements.values() if j.standing == "replaced" != _standing(before.get(j.id))]


def _standing(judgement: Judgement | None) -> str | None:
    return None if judgement is None else judgement.standing
